"""Photos of unpublished texts. The picture is re-encoded at the door before anything is stored; its bytes never change."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from cms.photos import services as photos
from cms.photos.door import admit_photo

from ..content import photo_ids
from ..errors import NotReady
from ..models import Submission, SubmissionPhoto
from ..permissions import may_edit
from ..rules import PERSON_QUOTA_BYTES, PHOTOS_MAX, Missing
from ..text import clean_line
from .locking import lock, record

if TYPE_CHECKING:
    from people.models import User

CAPTION_MAX, CREDIT_MAX, ALT_MAX = 200, 100, 255  # as wide as their columns


def add_photo(
    *, submission: Submission, author: User, client_id: uuid.UUID, upload: UploadedFile, caption: str = "", credit: str = "", alt: str = ""
) -> SubmissionPhoto:
    """Take a photo into the text: the first becomes the lead photo, later ones stand at the end of the body.

    Decodes, hashes and stores outside the transaction. Raises PhotoRefused (a sentence for the sender), NotReady, PermissionDenied.
    """
    if not may_edit(author, submission):
        raise PermissionDenied
    if known := SubmissionPhoto.objects.filter(submission=submission, client_id=client_id).first():
        return known
    words = {"caption": clean_line(caption)[:CAPTION_MAX], "credit": clean_line(credit)[:CREDIT_MAX], "alt": clean_line(alt)[:ALT_MAX]}
    stored = photos.put_private_file(admit_photo(upload))
    photo = None
    try:
        photo = _keep(submission, author, client_id, stored, **words)
    finally:
        if photo is None or photo.image.file.name != stored.name:  # refused, or the same form came in twice at once
            photos.drop_private_file(stored)
    return photo


@transaction.atomic
def _keep(
    submission: Submission, author: User, client_id: uuid.UUID, stored: photos.StoredFile, *, caption: str, credit: str, alt: str
) -> SubmissionPhoto:
    submission = lock(submission)
    known = SubmissionPhoto.objects.filter(submission=submission, client_id=client_id).first()
    if known is not None:
        return known
    if not may_edit(author, submission):
        raise PermissionDenied
    _refuse_beyond_limits(submission, author, stored.size)
    image = photos.create_private_photo(stored, title=_("Photo of a text"), description=alt)
    photo = SubmissionPhoto.objects.create(submission=submission, image=image, client_id=client_id, sent_bytes=stored.size)
    version = submission.get_latest_revision_as_object()
    if version.lead_photo_id is None:
        version.lead_photo, version.lead_caption, version.lead_credit = image, caption, credit
    else:
        block = {"type": "photo", "id": str(uuid.uuid4()), "value": {"image": image.pk, "caption": caption, "credit": credit}}
        version.body = json.dumps([*version.body.raw_data, block])
    _save(submission, version, author)
    record(submission, "add_photo", by=author, role="author")
    return photo


def _refuse_beyond_limits(submission: Submission, author: User, size: int) -> None:
    if len(photo_ids(submission.latest_revision.content)) >= PHOTOS_MAX:  # those taken out are kept for older versions
        raise NotReady([Missing("photo", _("This text has 20 photos already. Remove one first."))])
    used = SubmissionPhoto.objects.filter(submission__author=author).aggregate(total=Sum("sent_bytes"))["total"] or 0
    if used + size > PERSON_QUOTA_BYTES:
        raise NotReady([Missing("photo", _("Your photos fill your 200 MB. Delete an old draft with photos first."))])


def _save(submission: Submission, version: Submission, author: User) -> None:
    if not submission.live:
        version.save()
    version.save_revision(user=author)


@transaction.atomic
def remove_photo(*, photo: SubmissionPhoto, author: User) -> None:
    """Take a photo out of the text. Raises PermissionDenied.

    The row and the private file stay as long as the text does: an older version that names them must still open (trap T19).
    """
    submission = lock(photo.submission_id)
    photo = SubmissionPhoto.objects.select_related("image").get(pk=photo.pk)
    if not may_edit(author, submission):
        raise PermissionDenied
    version = submission.get_latest_revision_as_object()
    if version.lead_photo_id == photo.image_id:
        version.lead_photo, version.lead_caption, version.lead_credit = None, "", ""
    version.body = json.dumps([block for block in version.body.raw_data if not _shows(block, photo.image_id)])
    _save(submission, version, author)
    record(submission, "remove_photo", by=author, role="author")


def _shows(block: dict, image_id: int) -> bool:
    return block["type"] == "photo" and block["value"].get("image") == image_id
