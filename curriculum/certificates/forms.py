"""Forms of certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.form_fields import DeskForm, FormId, LineField

from ..models import NameChoice
from ..pages import PAPERS


class IssueForm(DeskForm):
    paper = forms.ChoiceField(label=_("Paper"), choices=[(paper, paper.upper()) for paper in PAPERS], initial="a4")
    client_id = FormId()


class EndForm(DeskForm):
    reason = LineField(label=_("Reason"), max_length=200, error_messages={"required": _("Write the reason, in a few words.")})
    client_id = FormId()


class NameForm(DeskForm):
    choice = forms.ChoiceField(
        label=_("Which name stands on your certificate?"),
        choices=NameChoice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
