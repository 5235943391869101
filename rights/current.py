"""The law that the pages calculate with: the files, and what editors have approved since.

It is built once for each edition. Every change gives `LawEdition` a new token, so that all processes see it at their next request. To ask
for the token costs one query a request, or one a call outside of requests.
"""

from __future__ import annotations

import logging
import threading
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import DatabaseError
from django.utils import timezone

from rights.calculators import BadParameters, Law, Value, law
from rights.calculators.registry import parameter_from
from rights.law_records import KNOWN_THROUGH, amended, value_from
from rights.models import LawChange, LawCheck, LawEdition, ParameterRecord

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Edition:
    """`token` is None while no editor has changed anything, or where there are no tables yet: then the law is that of the files."""

    token: uuid.UUID | None
    law: Law


class _OfThisRequest(threading.local):
    is_open = False
    edition: Edition | None = None


_request = _OfThisRequest()
_built: Edition | None = None


def current_law() -> Law:
    return current_edition().law


def current_edition() -> Edition:
    """One query at most within a request."""
    if _request.edition is not None:
        return _request.edition
    edition = _edition()
    if _request.is_open:
        _request.edition = edition
    return edition


def forget() -> None:
    """The rest of this request sees a change that it has made itself."""
    _request.edition = None


def _edition() -> Edition:
    global _built
    try:
        token = LawEdition.objects.values_list("token", flat=True).first()
        if _built is None or _built.token != token:
            _built = Edition(token, build() if token else law())
        return _built
    except DatabaseError:  # no tables yet, or none that answer: the files are always there
        logger.exception("The tables of the law cannot be read; the files are used alone")
        return Edition(None, law())


def build(*, without: LawChange | None = None) -> Law:
    """The files with all that is in force; `without` leaves out one change, to see what taking it back would do."""
    changes = LawChange.objects.in_force()
    if without is not None:
        changes = changes.exclude(pk=without.pk)
    order = {pk: place for place, pk in enumerate(changes.values_list("pk", flat=True))}
    records = sorted(ParameterRecord.objects.filter(change__in=list(order)), key=lambda record: order[record.change_id])
    values = [value for record in records if (value := _readable(record))]
    check = LawCheck.objects.first()
    known = law().known_through
    if check and timezone.localdate(check.checked_at) >= known.reference.reviewed_on:
        values.append(known_through(check))
    return amended(law(), values)


def known_through(check: LawCheck) -> Value:
    parameter = law()[KNOWN_THROUGH]
    record = {
        "from": parameter.values[0].reference.valid_from,
        "value": check.checked_through,
        "law": check.law,
        "article": check.words,
        "source": check.source,
        "confidence": "B",
        "reviewed_on": timezone.localdate(check.checked_at),
    }
    return parameter_from(KNOWN_THROUGH, {"title": parameter.title, "unit": parameter.unit, "values": [record]}).values[0]


def _readable(record: ParameterRecord) -> Value | None:
    """None for what the calculators of this release no longer know; the page of what is due names it."""
    try:
        return value_from(law()[record.parameter], record.as_in_file())
    except (KeyError, BadParameters):
        logger.exception("Record %s of %s cannot be used", record.pk, record.parameter)
        return None


def _begin(**kwargs: Any) -> None:
    _request.edition, _request.is_open = None, True


def _end(**kwargs: Any) -> None:
    _request.edition, _request.is_open = None, False


request_started.connect(_begin, dispatch_uid="rights.current.begin")
request_finished.connect(_end, dispatch_uid="rights.current.end")
