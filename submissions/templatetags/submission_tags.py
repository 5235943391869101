"""Filters of this room's pages: states, days, hours."""

from datetime import datetime

from django import template
from django.utils import timezone

from ..rules import Missing
from ..states import State
from ..views import moments

register = template.Library()


@register.filter
def state_word(state: State | str) -> str:
    return State(state).label


@register.filter
def moment(at: datetime | None) -> str:
    """today 10.42"""
    return moments.said_moment(at, timezone.localdate()) if at else ""


@register.filter
def hour(at: datetime | None) -> str:
    return moments.said_hour(at) if at else ""


@register.filter
def day(at: datetime | None) -> str:
    """Friday, or a date."""
    return moments.said_day(timezone.localdate(at), timezone.localdate()) if at else ""


@register.filter
def weekday(at: datetime | None) -> str:
    """Tuesday, 8 December"""
    return moments.full_day(timezone.localdate(at)) if at else ""


@register.filter
def error_for(missing: list[Missing], field: str) -> str:
    """The first thing to mend at this field."""
    return next((item.message for item in missing or [] if item.field == field), "")
