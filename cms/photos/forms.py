"""Wagtail's own upload pages go through the same door (setting WAGTAILIMAGES_IMAGE_FORM_BASE)."""

import os
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.fields import FileField
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.photos.door import AdmittedPhoto, PhotoRefused, admit_photo

NEUTRAL_NAME = "photo.jpg"


class PhotoField(WagtailImageField):
    """Nothing is opened in this process; what comes out is the new JPEG."""

    def to_python(self, data: UploadedFile | None) -> UploadedFile | None:
        uploaded = FileField.to_python(self, data)
        if uploaded is None:
            return None
        try:
            _put_in_place(uploaded, admit_photo(uploaded))
        except PhotoRefused as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from None
        return uploaded


def _put_in_place(uploaded: UploadedFile, admitted: AdmittedPhoto) -> None:
    """Overwrite the sent bytes themselves: Wagtail stores `request.FILES` as it came when another field of the form is wrong."""
    uploaded.file.seek(0)
    uploaded.file.truncate()
    uploaded.file.write(admitted.jpeg)
    uploaded.file.flush()
    uploaded.file.seek(0)
    uploaded.name, uploaded.size, uploaded.content_type = NEUTRAL_NAME, len(admitted.jpeg), "image/jpeg"


class PhotoForm(BaseImageForm):
    """No exchange of a stored photo; no title taken from the sender's file name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("file", None)
        elif "file" in self.fields:
            old = self.fields["file"]
            self.fields["file"] = PhotoField(label=old.label, required=old.required, widget=old.widget)
        self.sent_names = {name for file in self.files.values() for name in (file.name, os.path.splitext(file.name)[0])}

    def clean_title(self) -> str:
        title = self.cleaned_data["title"]
        return _("Photo") if title in self.sent_names else title
