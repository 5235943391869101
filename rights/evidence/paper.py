"""The pack as a document: computation, letters, checklist, time limits, text to send on."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from cms import addresses
from printing.layout import Column, DocumentBlock, DocumentContent
from rights.calculators import Law
from rights.checks.words import LineWords
from rights.evidence.calendar import deadlines
from rights.evidence.checklist import checklist
from rights.evidence.claims import Claim, ClaimTable
from rights.evidence.letters import refusal_letter, talks_letter
from rights.evidence.sharing import share_text
from rights.law_words import day_words


def pack(claim: Claim, law: Law, *, letter_on: date | None, today: date, path: str) -> DocumentContent:
    """`path` is the page on which anybody can compute her own."""
    blocks = [*_computation(claim), *talks_letter(claim)]
    if claim.topic == "dismissal":
        blocks += refusal_letter(day_words(letter_on) if letter_on else "")
    blocks += [DocumentBlock("break"), *_checklist(claim), *_calendar(claim, law, letter_on, today), *_sharing(claim, path)]
    return DocumentContent(
        title=claim.title,
        kicker=_("Evidence pack"),
        standfirst=_("The least that the law gives, computed from the worker's own numbers. It does not replace legal aid."),
        blocks=tuple(blocks),
        footer=_("Confidence of the weakest source: %(mark)s, %(words)s. Rules last checked on %(day)s.")
        % {"mark": claim.confidence, "words": claim.confidence_words, "day": day_words(claim.reviewed_on)},
        qr=addresses.absolute(path),
        typed_address=addresses.site_name() + path,
        issued_on=today,
    )


def _computation(claim: Claim) -> Iterator[DocumentBlock]:
    yield DocumentBlock("heading", _("Computation"))
    yield DocumentBlock("sum", claim.headline, amount=claim.sum) if claim.sum else DocumentBlock("paragraph", claim.headline)
    if claim.warnings:
        yield DocumentBlock("notice", claim.warnings[0], items=claim.warnings[1:])
    for table in claim.tables:
        yield from _table(table)
    yield DocumentBlock("list", _("What we assume:"), items=claim.assumptions)
    yield DocumentBlock(
        "small",
        _(
            "Marks of the sources: A read in the text of the law; B two or more reports agree; C one report; D known, not re-read; "
            "X silent or disputed."
        ),
    )


def _table(table: ClaimTable) -> Iterator[DocumentBlock]:
    if table.title:
        yield DocumentBlock("heading", table.title, level=2)
    yield DocumentBlock("steps", rows=tuple(map(_row, table.lines)))
    if table.total:
        yield DocumentBlock("sum", table.total_label, amount=table.total)
    if table.words:
        yield DocumentBlock("paragraph", table.words)


def _row(line: LineWords) -> tuple[str, str, str, str]:
    label = f"{line.label}. {line.note}" if line.note else line.label
    return label, line.expression, line.amount, "; ".join(line.laws)


def _checklist(claim: Claim) -> Iterator[DocumentBlock]:
    yield DocumentBlock("heading", _("Evidence to gather"))
    yield DocumentBlock(
        "checklist", _("Photograph everything and keep it in two places. Keep originals, hand out copies."), items=checklist(claim.topic)
    )
    yield DocumentBlock("lines", _("Own notes: what happened, when, who was there"), count=4)


def _calendar(claim: Claim, law: Law, letter_on: date | None, today: date) -> Iterator[DocumentBlock]:
    columns = (Column(_("What has a limit"), 3), Column(_("At the latest"), 2), Column(_("Counted"), 3), Column(_("Law (mark)"), 3))
    rows = tuple(
        (each.what, day_words(each.by) if each.by else "……………", each.span, each.law)
        for each in deadlines(claim, law, letter_on=letter_on, today=today)
    )
    yield DocumentBlock("heading", _("Time limits"))
    yield DocumentBlock("table", columns=columns, rows=rows)
    yield DocumentBlock(
        "small",
        _(
            "Working days are counted from Monday to Friday (to Saturday where the week was given as six days). Public holidays move a "
            "limit; where Saturday is worked it may be earlier. Be early, and write the date of handing over on your copy."
        ),
    )


def _sharing(claim: Claim, path: str) -> Iterator[DocumentBlock]:
    yield DocumentBlock("heading", _("Text for WhatsApp"))
    for line in share_text(claim, path).splitlines():
        yield DocumentBlock("paragraph", line)
