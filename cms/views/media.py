"""Public media from the local disk. Names carry a hash: a file never changes, but it goes when its story is withdrawn."""

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
    response.headers["Cache-Control"] = settings.MEDIA_CACHE_CONTROL
    return response
