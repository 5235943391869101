"""The classes that somebody may fill, and which of them a city's name means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.models import City

from ..models import Cohort, CohortStatus
from .places import Place, Places

SHOWN_MAX = 40


@dataclass(frozen=True)
class ClassAnswer:
    """The class, perhaps with a remark; or none, with the reason."""

    cohort: Cohort | None
    reason: str = ""


class Classes:
    """`cohorts` are those that may be filled; `only` is the one chosen for the whole list."""

    def __init__(self, cohorts: Iterable[Cohort], *, only: Cohort | None = None) -> None:
        self.cohorts = [cohort for cohort in cohorts if cohort.status == CohortStatus.OPEN]
        self.only = only
        self.places = Places(City.objects.values_list("pk", "name"))
        self._answers: dict[str, ClassAnswer] = {}

    def for_city(self, typed: str) -> ClassAnswer:
        if typed not in self._answers:
            self._answers[typed] = self._for_city(typed)
        return self._answers[typed]

    def _for_city(self, typed: str) -> ClassAnswer:
        if not typed:
            return ClassAnswer(self.only, "" if self.only else _("The city is missing."))
        place = self.places.find(typed)
        if place.city_id is None:
            return ClassAnswer(None, _unknown(typed, place))
        remark = _("“%(typed)s” was read as %(city)s.") % {"typed": typed[:SHOWN_MAX], "city": place.name} if place.is_guess else ""
        return self._in_city(place, remark)

    def _in_city(self, place: Place, remark: str) -> ClassAnswer:
        if self.only is not None:
            if self.only.city_id == place.city_id:
                return ClassAnswer(self.only, remark)
            return ClassAnswer(None, _("The list is for the class %(name)s, and this is another city.") % {"name": self.only.name})
        found = [cohort for cohort in self.cohorts if cohort.city_id == place.city_id]
        if len(found) == 1:
            return ClassAnswer(found[0], remark)
        if found:
            names = ", ".join(cohort.name for cohort in found)
            return ClassAnswer(None, _("%(city)s has several open classes (%(names)s). Choose one.") % {"city": place.name, "names": names})
        return ClassAnswer(None, _("There is no open class of yours in %(city)s.") % {"city": place.name})


def _unknown(typed: str, place: Place) -> str:
    facts = {"typed": typed[:SHOWN_MAX], "names": ", ".join(place.nearest)}
    return _("“%(typed)s” is no city of the programme. The nearest names: %(names)s.") % facts
