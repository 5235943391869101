"""Pictures. The bytes come from `cms.photos.door` only: upright sRGB pixels in a JPEG that says nothing else."""

import os
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField, get_rendition_upload_to, get_upload_to
from wagtail.search import index

from cms.storage import PRIVATE_PREFIX, PhotoStorage

PUBLIC_FOLDER = "photos/"


class PhotoNeverChanges(ValueError):
    """A picture's bytes are fixed at its birth: what was judged is what is published. Upload another one instead."""


class Image(AbstractImage):
    """A photo; private until the text that shows it is published (`cms.photos.services`)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    is_private = models.BooleanField(_("not published"), default=True, editable=False)
    file = WagtailImageField(
        verbose_name=_("file"),
        storage=PhotoStorage(),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )

    # Named apart from wagtail.images' own `Image`, whose table exists too and whose reverse names would clash with ours.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True
    tags = TaggableManager(blank=True, verbose_name=_("tags"), related_name="+")

    admin_form_fields = (
        "title",
        "file",
        "description",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    search_fields = [*AbstractImage.search_fields, index.FilterField("is_private")]  # the policy of photos filters what a search may find

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        permissions = [("choose_image", "Can choose image")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_private=True, file__startswith=PRIVATE_PREFIX) | Q(is_private=False, file__startswith=PUBLIC_FOLDER),
                name="image_private_file_in_private_folder",
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        """A random name: the sender's may hold her name, her factory or the place."""
        return f"{PRIVATE_PREFIX if self.is_private else PUBLIC_FOLDER}{uuid.uuid4().hex}.jpg"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises PhotoNeverChanges when other bytes are put into a picture that is already stored."""
        if not self._state.adding and self.file and not self.file._committed:
            raise PhotoNeverChanges
        super().save(*args, **kwargs)


class Rendition(AbstractRendition):
    """A smaller copy; it lies where its picture lies, and goes when the picture moves."""

    image = models.ForeignKey(Image, related_name="renditions", on_delete=models.CASCADE)
    file = WagtailImageField(
        storage=PhotoStorage(),
        upload_to=get_rendition_upload_to,
        width_field="width",
        height_field="height",
    )

    class Meta:
        verbose_name = _("photo size")
        verbose_name_plural = _("photo sizes")
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once_per_recipe"),
        ]

    def get_upload_to(self, filename: str) -> str:
        """`filename` is made from the random name of the picture, never from the sender's."""
        folder = PRIVATE_PREFIX if self.image.is_private else PUBLIC_FOLDER
        return f"{folder}r/{os.path.basename(filename)}"

    @staticmethod
    def construct_cache_key(image: Image, filter_cache_key: str, filter_spec: str) -> str:
        """Differs before and after publication, so that no process keeps the address of a copy that has moved."""
        key = AbstractRendition.construct_cache_key(image, filter_cache_key, filter_spec)
        return f"{key}-private" if image.is_private else key
