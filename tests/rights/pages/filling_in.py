"""A worked example filled into the page's form as a worker would, and the page read back."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from rights.forms import BY_CALCULATOR
from rights.forms.kinds import UNKNOWN, Choice, Day, Duration, MoneyList
from rights.forms.rows import WeekRows

DAYS_OF = {"piece_total_12m", "wages_received", "ptkp", "workday_minutes", "minutes"}


def typed_for(calculator: str, inputs: dict[str, Any]) -> dict[str, str]:
    """What is typed into the form of a calculator for the engine's inputs."""
    form, typed = BY_CALCULATOR[calculator], {}
    for name, value in inputs.items():
        if name not in DAYS_OF:
            typed |= _field(form.field(name), name, value)
    typed |= _of_another_shape(inputs)
    for field in form.fields:
        if isinstance(field, Choice) and field.name == "region" and "region" not in inputs:
            typed["region"] = "other"
        elif isinstance(field, Choice) and field.name not in inputs and field.unknown and field.initial is None and field.name != "status":
            typed[field.name] = UNKNOWN
    return typed


def _field(field: Any, name: str, value: Any) -> dict[str, str]:
    if isinstance(field, Day):
        year, month, day = str(value).split("-")
        return {f"{name}_day": str(int(day)), f"{name}_month": month, f"{name}_year": year}
    if isinstance(field, Choice):
        return {name: str(value)}
    assert field is not None and not isinstance(field, Duration | WeekRows | MoneyList), name
    return {name: str(value).replace(".", ",") if isinstance(value, float) else _grouped(value)}


def _grouped(value: int) -> str:
    return f"{value:,}".replace(",", ".") if value >= 10_000 else str(value)


def _of_another_shape(inputs: dict[str, Any]) -> dict[str, str]:
    typed = {}
    if "minutes" in inputs:
        typed |= {"minutes_hours": str(inputs["minutes"] // 60), "minutes": str(inputs["minutes"] % 60)}
    if "piece_total_12m" in inputs:
        typed["average_wage"] = _grouped(inputs["piece_total_12m"] // 12)
        assert inputs["piece_total_12m"] % 12 == 0
    if "wages_received" in inputs:
        typed["wage_list"] = "\n".join(f"Rp {_grouped(wage)}" for wage in inputs["wages_received"])
    if "ptkp" in inputs:
        typed["status"], typed["dependants"] = inputs["ptkp"].split("/")
    for number, minutes in enumerate(inputs.get("workday_minutes", []), 1):
        typed |= {f"workday_minutes_{number}_hours": str(minutes // 60), f"workday_minutes_{number}": str(minutes % 60)}
    return typed


@dataclass
class Row:
    """One line of a result: what it is called, its amount, its legal basis."""

    label: str
    amount: str
    basis: str


class Page(HTMLParser):
    """Headline, sum, rows, facts and warnings of a result, from its HTML alone."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.path: list[tuple[str, str]] = []
        self.h1 = self.sum = ""
        self.rows: list[Row] = []
        self.facts: list[str] = []
        self.warnings: list[str] = []
        self.seconds: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in ("br", "input", "meta", "link"):
            return
        self.path.append((tag, dict(attrs).get("class") or ""))
        if tag == "li" and self._within("items") and self._within("items", "ol"):
            self.rows.append(Row("", "", ""))
        elif tag == "li" and not self._within("links") and not self._within("inline"):
            self.facts.append("")
        elif tag == "p" and self._within("notice"):
            self.warnings.append("")

    def handle_endtag(self, tag):
        while self.path and self.path.pop()[0] != tag:
            pass

    def _within(self, name: str, tag: str = "") -> bool:
        return any(name in classes.split() and (not tag or tag == each) for each, classes in self.path)

    def handle_data(self, data):
        if not self.path:
            return
        tag, classes = self.path[-1]
        tags = [each for each, _classes in self.path]
        if tag == "h1":
            self.h1 += data
        elif classes == "sum" or (classes == "name" and not self._within("masthead")):
            self.sum += data
        elif self._within("items", "ol") and self.rows:
            row = self.rows[-1]
            if classes == "amount":
                row.amount += data
            elif classes == "hint":
                row.basis += data
            elif tag == "b":
                row.label += data
        elif self._within("notice") and self.warnings:
            self.warnings[-1] += data
        elif "li" in tags and self.facts:
            self.facts[-1] += data

    def says(self, words: str) -> bool:
        return plain(words) in plain(re.sub(r"<[^>]+>", " ", self.html))


def plain(words: str) -> str:
    """Without no-break spaces."""
    return " ".join(words.replace("\u00a0", " ").replace("&nbsp;", " ").split())
