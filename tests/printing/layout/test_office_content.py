"""What office sheets refuse, with a stable code and the place to mend, and what they take."""

from dataclasses import replace
from datetime import date

import pytest

from printing.layout import (
    CardSheetContent,
    CertificatesContent,
    Column,
    ContentError,
    DocumentBlock,
    RollContent,
    UnsupportedPaper,
    render,
)

from .office_samples import ALL, card, certificate, document, roll

TABLE = DocumentBlock("table", columns=(Column("Apa"),), rows=(("Bipartit",),))
REFUSED = {
    "document without title": (document(title=" \u200b"), "no_title", ""),
    "document without blocks": (document(()), "no_body", ""),
    "document of three thousand blocks and one": (document((TABLE,) * 3001), "too_long", ""),
    "unknown block": (document((TABLE, DocumentBlock("poem", "a"))), "bad_kind", "block 2"),
    "table without columns": (document((DocumentBlock("table", rows=(("a",),)),)), "no_columns", "block 1"),
    "table of too many columns": (document((replace(TABLE, columns=(Column("a"),) * 17),)), "too_many_columns", "block 1"),
    "more cells than columns": (document((replace(TABLE, rows=(("a",), ("a", "b"))),)), "long_row", "block 1, row 2"),
    "column of no width": (document((replace(TABLE, columns=(Column("a", 0),)),)), "bad_share", "block 1, column 1"),
    "column of no number": (document((replace(TABLE, columns=(Column("a", float("nan")),)),)), "bad_share", "block 1, column 1"),
    "column set askew": (document((replace(TABLE, columns=(Column("a", 1, "top"),)),)), "bad_align", "block 1, column 1"),
    "step of five cells": (document((DocumentBlock("steps", rows=(("a",) * 5,)),)), "long_row", "block 1, row 1"),
    "bar of a word": (document((DocumentBlock("svg_bars", rows=(("a", "tiga"),)),)), "bad_number", "block 1, row 1"),
    "bar under nothing": (document((DocumentBlock("svg_bars", rows=(("a", "-1"),)),)), "bad_number", "block 1, row 1"),
    "bar without end": (document((DocumentBlock("svg_bars", rows=(("a", "inf"),)),)), "bad_number", "block 1, row 1"),
    "picture of nothing": (document((DocumentBlock("picture"),)), "no_picture", "block 1"),
    "a thousand lines to write on": (document((DocumentBlock("lines", count=1000),)), "bad_count", "block 1"),
    "footer as long as a page": (document(footer="kata " * 800), "no_room", "footer"),
    "address as long as a page": (document(typed_address="kata " * 9000), "no_room", "address"),
    "column title as long as a page": (document((replace(TABLE, columns=(Column("kata " * 9000),)),)), "no_room", "block 1"),
    "sum as long as a page": (document((TABLE, DocumentBlock("sum", "kata " * 9000, amount="Rp 1"))), "no_room", "block 2"),
    "no cards": (CardSheetContent(()), "no_cards", ""),
    "card without code": (CardSheetContent((card(1), card(2, code=" "))), "no_code", "card 2"),
    "card without address": (CardSheetContent((card(1, address=""),)), "no_address", "card 1"),
    "card for a novel": (CardSheetContent((card(1), card(2, name="kata " * 400))), "no_room", "card 2"),
    "roll without columns": (roll(columns=()), "no_columns", ""),
    "roll without rows": (roll(0), "no_rows", ""),
    "roll of ten thousand rows": (roll(30, 10_000), "too_many_rows", "5000"),
    "roll with a long row": (roll(rows=(("a",) * 5,)), "long_row", "row 1"),
    "no certificates": (CertificatesContent(()), "no_certificates", ""),
    "certificate for nobody": (CertificatesContent((certificate(1, name="\u202e"),)), "no_name", "certificate 1"),
    "certificate of nothing": (CertificatesContent((certificate(1, headline=""),)), "no_headline", "certificate 1"),
    "certificate signed by five": (CertificatesContent((certificate(1, signers=(("a", "b"),) * 5),)), "too_many_signers", "certificate 1"),
    "certificate of a novel": (CertificatesContent((certificate(1, lines=("kata " * 3000,)),)), "no_room", "certificate 1"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusal_names_its_reason_and_the_place_to_mend(name):
    content, code, detail = REFUSED[name]
    with pytest.raises(ContentError) as caught:
        render(content, paper="a4")
    assert (caught.value.code, caught.value.detail) == (code, detail)


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("options", [{"paper": "a3"}, {"paper": "a4", "sheet": "a4"}, {"paper": "a4", "edge_mm": 20}])
def test_office_sheets_are_on_office_paper_only(kind, options):
    with pytest.raises(UnsupportedPaper):
        render(ALL[kind](), **options)


def test_lists_are_taken_where_tuples_stand_and_labels_may_be_partial():
    blocks = [DocumentBlock("table", columns=[Column("Apa")], rows=[["Bipartit"]])]
    made = document(blocks, labels={"page": "Lembar %(n)d"})
    assert made == document((replace(TABLE),), labels={"page": "Lembar %(n)d"})
    assert hash(made.blocks)
    assert made.labels["masthead"] == "Warta Buruh"
    assert RollContent("a", [Column("b")], [["c"]]).rows == (("c",),)


@pytest.mark.parametrize("kind", ALL)
def test_words_of_the_labels_may_be_blank(kind):
    content = ALL[kind]()
    assert render(replace(content, labels={name: "" for name in content.labels if name != "months"}), paper="a4").page_count


def test_a_sheet_holds_no_more_than_it_was_given():
    assert render(roll(1, 0, facts=(), qr="", typed_address="", footer="", kicker="", issued_on=None), paper="a4").page_count == 1
    bare = document(
        (DocumentBlock("paragraph"), DocumentBlock("break"), DocumentBlock("break")), qr="", typed_address="", footer="", kicker=""
    )
    assert render(replace(bare, standfirst="", issued_on=date(2026, 1, 31)), paper="f4").page_count == 1
