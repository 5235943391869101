"""The one choice of a pack."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.form_fields import DeskForm

from ..pages import PAPERS


class PackForm(DeskForm):
    paper = forms.ChoiceField(
        label=_("Paper"),
        choices=[(paper, paper.upper()) for paper in PAPERS],
        initial="a4",
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
