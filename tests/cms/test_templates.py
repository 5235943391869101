"""Numbers in attributes. A page in Indonesian writes 1234 as 1.234: right for the eye, wrong in a field, an address or an anchor."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = sorted(Path(settings.BASE_DIR).glob("*/templates/**/*.html"))
ATTRIBUTE = re.compile(r'[\w-]+="((?:[^"{]|\{(?![{%])|\{\{.*?\}\}|\{%.*?%\})*)"')
BARE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
NUMBER = re.compile(r"(?:^|[._])(?:pk|id|number|position|count|year)$")
NO_NUMBERS = re.compile(
    r"auto_id|client_id|public_id|block_id|attrs\.id$|^typed\.|^forloop|^id$|^pk$"
)  # texts already, or as short as a page


def bare_numbers(words: str) -> list[str]:
    inside = (name for value in ATTRIBUTE.findall(words) for name in BARE.findall(value))
    return sorted({name for name in inside if NUMBER.search(name) and not NO_NUMBERS.search(name)})


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_number_stands_in_an_attribute_with_its_points(path):
    assert bare_numbers(path.read_text()) == []


def test_a_number_without_its_format_is_found_inside_other_words():
    assert bare_numbers('<input name="h{{ row.membership.pk }}"><a href="{% url "x" %}?n={{ number }}">{{ row.pk }}</a>') == [
        "number",
        "row.membership.pk",
    ]
