"""All kinds of sheets go through the same door: JSON there and back, a key, the helper."""

from dataclasses import replace
from datetime import date

import pytest

from printing.layout import CorrectionStripContent, content_key, edge_sheet, kinds, render
from printing.layout.client import LayoutClient, LayoutFailed
from printing.layout.kinds import KINDS

from . import office_samples as office
from .conftest import article, sent

STRIP = CorrectionStripContent("Warta Buruh", "Upah lembur", "Tiga bulan.", "Dua bulan.", date(2026, 11, 24), 2)
CONTENTS = [(article(60), "a3"), (edge_sheet.TestSheetContent(), "a4"), (STRIP, "a4")]
CONTENTS += [(make(), "f4") for make in office.ALL.values()]


@pytest.mark.parametrize(("content", "paper"), CONTENTS, ids=lambda value: getattr(value, "kind", ""))
def test_every_kind_survives_the_way_to_the_helper_and_is_drawn_alike(content, paper):
    again = kinds.from_json(content.kind, sent(content.to_json()))
    assert again == content
    assert again.canonical_json() == content.canonical_json()
    assert render(again, paper=paper) == render(content, paper=paper)


def test_key_tells_kinds_edges_and_the_short_version_apart():
    content = article(60)
    keys = {content_key(item, paper) for item, paper in CONTENTS}
    keys |= {content_key(content, "a3", "a4", edge_mm=edge) for edge in (4, 5, 6.35, 7)}
    keys |= {content_key(content, paper) for paper in ("a4", "f4", "a4s", "f4s")} | {content_key(replace(content, short=True))}
    assert len(keys) == len(CONTENTS) + 4 + 4 + 1
    assert content_key(content, "a3", edge_mm=7) == content_key(content, "a3"), "the edge only matters where sheets are cut"
    assert content_key(content, "a3", "a4", edge_mm=5) == content_key(content, "a3", "a4", edge_mm=5.0)


@pytest.mark.chaos
def test_helper_draws_every_kind_and_refuses_others():
    with LayoutClient() as client:
        for content, paper in CONTENTS:
            assert client.render(content, paper) == render(content, paper=paper)
        tiled = client.render(article(60), "a3", "a4", False, 7)
        assert tiled == render(article(60), sheet="a4", edge_mm=7)

        class Calendar:
            kind = "calendar"

            def to_json(self):
                return {}

        with pytest.raises(LayoutFailed) as caught:
            client.render(Calendar())
        assert caught.value.kind == "request"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_knows_its_own_name(kind):
    assert KINDS[kind].content.kind == kind
