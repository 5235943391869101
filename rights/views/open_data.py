"""The law as open data: every value with its source as JSON, the minimum wages as a table. Anybody may use it from anywhere."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from cms.addresses import absolute
from rights.calculators import REGIONS, Law, Parameter, Value
from rights.calculators.parameters import weakest
from rights.current import Edition, current_edition
from rights.law_records import plain_content

SCHEMA = "warta-buruh/parameter/1"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "region",
    "name",
    "year",
    "amount_idr",
    "valid_from",
    "valid_to",
    "confidence",
    "law",
    "article",
    "source",
    "reviewed_on",
    "note",
)
View = Callable[[HttpRequest], HttpResponse]

# What was written last, by kind: the edition and its bytes, so that the law is written out once for each edition.
_written: dict[str, tuple[Edition, bytes]] = {}


def open_to_all(kind: str, content_type: str) -> Callable[[Callable[[Edition], str]], View]:
    """A view of what the function writes: the same bytes for everybody, known again by their ETag, readable by pages of any other site."""

    def decorate(write: Callable[[Edition], str]) -> View:
        @require_safe
        @wraps(write)
        def view(request: HttpRequest) -> HttpResponse:
            edition = current_edition()
            known = _written.get(kind)
            if known is None or known[0] is not edition:
                known = _written[kind] = edition, write(edition).encode()
            etag = f'"{hashlib.sha256(known[1]).hexdigest()[:32]}"'
            response = HttpResponse(known[1], content_type=content_type, headers={"ETag": etag})
            response = get_conditional_response(request, etag=etag, response=response)
            response.headers["Access-Control-Allow-Origin"] = "*"
            return response

        return view

    return decorate


@require_safe
def explained(request: HttpRequest) -> HttpResponse:
    law = current_edition().law
    return render(
        request,
        "rights/open_data.html",
        {"section": "hak", "count": len(law), "known_through": law.known_through.day, "address": absolute(reverse("rights:open_data"))},
    )


@open_to_all("parameters", "application/json")
def parameters(edition: Edition) -> str:
    law = edition.law
    content = {
        "schema": SCHEMA,
        "edition": str(edition.token) if edition.token else "files",
        "known_through": law.known_through.day.isoformat(),
        "about": absolute(reverse("rights:open_data")),
        "parameters": [_parameter(law[name]) for name in sorted(law)],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _parameter(parameter: Parameter) -> dict[str, Any]:
    values = [_value(value) for value in parameter.values]
    return {"name": parameter.name, "title": parameter.title, "unit": parameter.unit, "values": values}


def _value(value: Value) -> dict[str, Any]:
    reference = value.reference
    return {
        "valid_from": reference.valid_from.isoformat(),
        "valid_to": reference.valid_to.isoformat() if reference.valid_to else None,
        "value": plain_content(value.content),
        "law": reference.law,
        "article": reference.article,
        "source": reference.source,
        "confidence": reference.confidence,
        "weakest_confidence": weakest(reference.confidence),
        "reviewed_on": reference.reviewed_on.isoformat(),
        "note": reference.note,
        "other_readings": [{"value": plain_content(other.content), "source": other.source} for other in value.others],
    }


@open_to_all("minimum_wages", "text/csv; charset=utf-8")
def minimum_wages(edition: Edition) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in _wages(edition.law):
        writer.writerow([_harmless(cell) for cell in row])
    return file.getvalue()


def _wages(law: Law) -> Iterator[tuple[Any, ...]]:
    for region in REGIONS:
        parameter = law[f"minimum_wage.{region}"]
        for value in parameter.values:
            each = _value(value)
            if value.content is not None:
                yield (
                    region,
                    parameter.title,
                    value.reference.valid_from.year,
                    each["value"],
                    each["valid_from"],
                    each["valid_to"] or "",
                    *(each[name] for name in COLUMNS[6:]),
                )


def _harmless(cell: Any) -> Any:
    """A spreadsheet would compute a text that begins so; the apostrophe keeps it text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
