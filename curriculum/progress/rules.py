"""The versioned rule for being trained: found by day, followed by a new version, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import CompletionRule, Programme

if TYPE_CHECKING:
    from ..visitor import Visitor


def rules_on(day: date, programmes: Iterable[int]) -> dict[int, CompletionRule]:
    """The rule in force on that day, by programme. One query."""
    rules = CompletionRule.objects.filter(programme__in=list(programmes), valid_from__lte=day).order_by("valid_from", "version")
    return {rule.programme_id: rule for rule in rules}


@transaction.atomic
def set_up_rules() -> None:
    """The first rule of each programme that has none: the defaults of the model, valid since ever."""
    for programme in Programme.objects.filter(rules=None):
        CompletionRule.objects.create(programme=programme, version=1, valid_from=date(2020, 1, 1))


def may_make_rules(visitor: Visitor) -> bool:
    return visitor.oversees


@transaction.atomic
def follow(*, visitor: Visitor, programme: Programme, sessions_percent: int, accepted_works: int, valid_from: date) -> CompletionRule:
    """A new version from a day on; one that says the same as the last one is not made. Certificates keep the rule that they were given by.

    Raises PermissionDenied, ValidationError.
    """
    if not may_make_rules(visitor):
        raise PermissionDenied
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    last = CompletionRule.objects.filter(programme=programme).order_by("-version").first()
    said = {"sessions_percent": sessions_percent, "accepted_works": accepted_works, "valid_from": valid_from}
    if last is not None and all(getattr(last, name) == value for name, value in said.items()):
        return last
    if valid_from < visitor.today:
        sentence = _("A new rule holds from today on at the earliest: it must not undo what somebody has reached.")
        raise ValidationError({"valid_from": sentence})
    rule = CompletionRule(programme=programme, version=last.version + 1 if last else 1, made_by=visitor.user, **said)
    rule.full_clean()
    rule.save()
    log(rule, "curriculum.rule_made", user=visitor.user)
    return rule
