"""Forms as a browser without script sends them: what the page holds, changed by the hand of the writer."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse


class _Forms(HTMLParser):
    """Each form of a page: its action and its fields with their present values."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[tuple[str, dict[str, Any]]] = []
        self.area: str | None = None
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        if tag == "form":
            self.forms.append((at.get("action") or "", {}))
        if not self.forms:
            return
        fields = self.forms[-1][1]
        if tag == "input" and at.get("type") in ("radio", "checkbox"):
            if "checked" in at and at["type"] == "checkbox":
                fields.setdefault(at["name"], []).append(at["value"])
            elif "checked" in at:
                fields[at["name"]] = at["value"]
        elif tag == "input" and at.get("type") != "file":
            fields[at["name"]] = at.get("value") or ""
        elif tag == "textarea":
            self.area = at["name"]
            fields[self.area] = ""
        elif tag == "select":
            self.select = at["name"]
            fields[self.select] = ""
        elif tag == "option" and self.select and "selected" in at:
            fields[self.select] = at.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            fields = self.forms[-1][1]
            fields[self.area] = fields[self.area].removeprefix("\n")
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[-1][1][self.area] += data


def form_of(response: HttpResponse, ending: str) -> dict[str, Any]:
    """The fields of the first form whose action ends so ("" for a form that posts to its own page)."""
    parser = _Forms()
    parser.feed(response.content.decode())
    found = [fields for action, fields in parser.forms if (action.endswith(ending) if ending else not action)]
    assert found, f"no form to {ending!r}: {[action for action, _fields in parser.forms]}"
    fields = found[0]
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def send(client: Any, response: HttpResponse, ending: str, address: str, **changes: Any) -> HttpResponse:
    """Send the form of that page again with some fields changed."""
    return client.post(address, form_of(response, ending) | changes)


def words_of(response: HttpResponse) -> str:
    """The page as one line of plain words."""
    body = re.sub(r"<(style|script).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
