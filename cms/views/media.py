"""Public media from the local disk, for machines without a web server in front. Names carry a hash: a file never changes."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.static import serve

SERVED_TYPES = (".jpg", ".webp")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    if not path.endswith(SERVED_TYPES):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
