"""Forms of the editors' desk; the writing desk's and the mentors' are beside their views."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks import StreamValue
from wagtail.forms import TaskStateCommentForm

from cms.models import Image

from .models import SubmissionPhoto
from .rules import SAFETY_CHECKLIST, TITLE_MAX, too_long_title
from .text import clean_line, clean_text

LINES = ("title", "standfirst", "lead_caption", "lead_credit", "question_1", "question_2", "question_3")


class SubmissionForm(WagtailAdminModelForm):
    """The text in the editors' hands. What is typed is cleaned as at the writing desk; a photo must be hers or public."""

    def clean_title(self) -> str:
        title = clean_line(self.cleaned_data["title"])
        if len(title) > TITLE_MAX:
            raise forms.ValidationError(too_long_title(title))
        return title

    def clean_body(self) -> StreamValue:
        body = self.cleaned_data["body"]
        for block in body:
            if isinstance(block.value, str):
                block.value = clean_text(block.value).strip()
        return body

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in LINES:
            if isinstance(data.get(name), str):
                data[name] = clean_line(data[name])
        self._refuse_photos_of_others(data)
        return data

    def _refuse_photos_of_others(self, data: dict[str, Any]) -> None:
        """An id typed by hand must not bring the unpublished photo of another text into this one."""
        inside = [block.value.get("image") for block in data.get("body") or [] if block.block_type == "photo"]
        wanted = {photo.pk: photo for photo in [data.get("lead_photo"), *inside] if photo is not None}
        hers = SubmissionPhoto.objects.filter(submission_id=self.instance.pk).values("image_id")
        allowed = Image.objects.filter(Q(is_private=False) | Q(pk__in=hers), pk__in=wanted)
        if len(wanted) > allowed.count():
            raise forms.ValidationError(_("A photo of another text cannot stand here. Choose another one."))


class EditorChangesForm(TaskStateCommentForm):
    """What the author should change; the version that the editor saw goes with it."""

    comment = forms.CharField(label=_("What should change"), widget=forms.Textarea({"rows": 3}))
    revision_id = forms.IntegerField(required=False, widget=forms.HiddenInput)


class EditorApprovalForm(TaskStateCommentForm):
    """The safety checklist; every line must be ticked."""

    comment = forms.CharField(label=_("Note for the history"), required=False, widget=forms.Textarea({"rows": 2}))
    revision_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    publish_at = forms.DateTimeField(
        label=_("Publish at (empty: at once)"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}),
        help_text=_("Western Indonesian Time. If the text was changed, it waits for its author's yes as well."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, line in SAFETY_CHECKLIST.items():
            self.fields[f"safety_{key}"] = forms.BooleanField(label=line, error_messages={"required": _("Tick this line when it is true.")})

    def clean_publish_at(self) -> Any:
        publish_at = self.cleaned_data["publish_at"]
        if publish_at is not None and publish_at <= timezone.now():
            raise forms.ValidationError(_("This hour is over. Leave it empty to publish at once."))
        return publish_at

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["rubric"] = {
            "safety": {key: bool(data.pop(f"safety_{key}", False)) for key in SAFETY_CHECKLIST},
            "correction": {"was_wrong": data.pop("was_wrong", ""), "is_right": data.pop("is_right", "")},
        }
        return data


class CorrectionApprovalForm(EditorApprovalForm):
    """As above, for a new version of a published article: readers are told what was wrong."""

    was_wrong = forms.CharField(label=_("Correction: what was wrong"), max_length=500)
    is_right = forms.CharField(label=_("Correction: what is right"), max_length=500)
    field_order = ["comment", "revision_id", "was_wrong", "is_right"]


class ConfirmationForm(forms.Form):
    """An act that asks for nothing but a yes."""


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}), max_length=2000)


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Note"), widget=forms.Textarea({"rows": 3}), max_length=2000)
