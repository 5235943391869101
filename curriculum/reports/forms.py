"""The form of the period."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.form_fields import DayField, DeskForm

from .people import Period

EARLIEST, LATEST = date(2020, 1, 1), date(2099, 12, 31)


class PeriodForm(DeskForm):
    """Sent by GET, so that a report has an address of its own."""

    dari = DayField(label=gettext_lazy("From"), error_messages={"required": gettext_lazy("Write the day.")})
    sampai = DayField(label=gettext_lazy("To"), error_messages={"required": gettext_lazy("Write the day.")})

    def clean(self) -> dict[str, Any] | None:
        first, last = self.cleaned_data.get("dari"), self.cleaned_data.get("sampai")
        for name, day in (("dari", first), ("sampai", last)):
            if day and not EARLIEST <= day <= LATEST:
                self.add_error(name, _("Write a year from 2020 to 2099."))
        if first and last and last < first:
            self.add_error("sampai", _("The last day must not lie before the first."))
        return self.cleaned_data

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["dari"], self.cleaned_data["sampai"])


def this_year(today: date) -> Period:
    return Period(today.replace(month=1, day=1), today)
