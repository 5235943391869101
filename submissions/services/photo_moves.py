"""Which photos become public or private with a publication or a withdrawal."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex, Revision

from cms.models import Image

from ..content import photo_ids
from ..models import Submission


def photos_of(revision: Revision) -> list[Image]:
    return list(Image.objects.filter(pk__in=photo_ids(revision.content)))


def photos_left_out(submission: Submission, revision: Revision) -> list[Image]:
    """A photo that a correction takes out loses its public address: it may have been taken out because it shows somebody."""
    if not submission.live:
        return []
    gone = set(photo_ids(submission.live_revision.content)) - set(photo_ids(revision.content))
    hers = submission.photos.filter(image__in=gone).values("image_id")
    return shown_nowhere_else(Image.objects.filter(pk__in=hers), submission)


def lock_photos(*revisions: Revision | None) -> None:
    """All photos of these versions, until the transaction ends. What other pages show is asked after this: else two articles that show the
    same photo, withdrawn at one moment, would each leave it public for the other.
    """
    wanted = {pk for revision in revisions if revision is not None for pk in photo_ids(revision.content)}
    list(Image.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))


def shown_nowhere_else(images: Iterable[Image], submission: Submission) -> list[Image]:
    """Without those that another public page shows: its readers must not find a hole."""
    found = list(images)
    others = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Image),
        to_object_id__in=[str(image.pk) for image in found],
    ).exclude(object_id=str(submission.page_id))
    public = {str(pk) for pk in Page.objects.live().filter(pk__in=[row.object_id for row in others]).values_list("pk", flat=True)}
    kept = {row.to_object_id for row in others if row.object_id in public}
    return [image for image in found if str(image.pk) not in kept]
