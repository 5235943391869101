"""Photos of a text: one form on a page of its own once the words are safe, and the files for those who may read the text."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cms.photos.door import PhotoRefused
from cms.photos.services import photo_of_file
from cms.storage import PRIVATE_PREFIX, PhotoStorage

from ..errors import NotReady
from ..models import Submission, SubmissionPhoto
from ..permissions import may_edit, may_read
from ..rules import PHOTOS_MAX, Missing
from ..services import photos
from .draft_form import form_id
from .pages import desk_page, onward, own_text, show, writers_nav
from .reading import pictures_of

TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "png": "image/png"}
WORDS = ("caption", "credit", "alt")


@desk_page("GET", "POST")
def photo(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add one photo, see those that are there as readers will see them."""
    text = own_text(request, public_id)
    if request.method != "POST":
        return _page(request, text, may_edit=may_edit(request.user, text), client_id=uuid.uuid4())
    typed = {name: request.POST.get(name, "") for name in WORDS}
    client_id = form_id(request.POST.get("client_id", ""))
    missing = _add(request, text, client_id, typed)
    if missing:
        return _page(request, text, may_edit=may_edit(request.user, text), client_id=client_id, errors=missing, **typed)
    return onward("photo", public_id, news="photo")


def _add(request: HttpRequest, text: Submission, client_id: uuid.UUID, typed: dict[str, str]) -> list[Missing]:
    """Nothing when it went well, else one sentence that says what to do."""
    upload = request.FILES.get("photo")
    if upload is None:
        known = text.photos.filter(client_id=client_id).exists()
        return [] if known else [Missing("photo", str(PhotoRefused("empty").message))]
    try:
        photos.add_photo(submission=text, author=request.user, client_id=client_id, upload=upload, **typed)
    except PhotoRefused as refused:
        return [Missing("photo", str(refused.message))]
    except NotReady as error:
        return error.missing
    return []


def _page(request: HttpRequest, text: Submission, **context: Any) -> HttpResponse:
    if not context["may_edit"] and "errors" not in context:
        raise PermissionDenied
    pictures = pictures_of(text.latest_revision.content)
    return show(request, "photo", text=text, pictures=pictures, most=PHOTOS_MAX, nav=writers_nav(request), current="my_texts", **context)


@desk_page("POST")
def remove_photo(request: HttpRequest, public_id: uuid.UUID, photo_id: uuid.UUID) -> HttpResponse:
    text = own_text(request, public_id)
    photo = get_object_or_404(SubmissionPhoto, submission=text, image__public_id=photo_id)
    photos.remove_photo(photo=photo, author=request.user)
    return onward("photo", public_id, news="photo_gone")


@desk_page("GET")
def photo_file(request: HttpRequest, name: str) -> FileResponse | HttpResponse:
    """The bytes of a photo that is not published, in any of its sizes. Whoever may not read its text gets 404."""
    if not name.startswith(PRIVATE_PREFIX):
        raise Http404
    image = photo_of_file(name)
    owner = SubmissionPhoto.objects.select_related("submission__membership__cohort").filter(image=image).first() if image else None
    if owner is None or not may_read(request.user, owner.submission):
        raise Http404
    try:
        stored = PhotoStorage().open(name)
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(stored, content_type=TYPES.get(name.rpartition(".")[2], "application/octet-stream"))
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
