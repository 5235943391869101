"""The form of the rule."""

from django.utils.translation import gettext_lazy as _

from cms.form_fields import CountField, DayField, DeskForm


class RuleForm(DeskForm):
    sessions_percent = CountField(
        label=_("Sessions attended, in percent"),
        min_value=1,
        max_value=100,
        error_messages={"required": _("Write a number from 1 to 100."), "max_value": _("Write a number from 1 to 100.")},
    )
    accepted_works = CountField(
        label=_("Accepted texts or channel tasks"),
        min_value=0,
        max_value=20,
        error_messages={"required": _("Write a number, 0 or more."), "max_value": _("At most 20.")},
    )
    valid_from = DayField(label=_("Valid from"), error_messages={"required": _("Write the day.")})
