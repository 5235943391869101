"""Letters with blanks to be filled in by hand, each on a plain page of its own: the request for talks, the refusal of a dismissal."""

from django.utils.translation import gettext as _

from printing.layout import DocumentBlock
from rights.evidence.claims import Claim

BLANK = "……………………………………………………"
SHORT_BLANK = "……………………"
MOST_LAWS, MOST_POINTS = 3, 5  # more would push the signatures off the page; the computation has them all


def _who() -> str:
    lines = (_("Name of the worker"), _("Section or job"), _("Working since"))
    return "\n".join(f"{label}: {BLANK}" for label in lines)


def _address() -> tuple[str, ...]:
    return (_("To the head of"), BLANK, _("at (a place)") + " " + SHORT_BLANK)


def _signatures(*roles: str) -> DocumentBlock:
    return DocumentBlock("signatures", text=f"{SHORT_BLANK}, {SHORT_BLANK}", items=tuple(f"\n{role}" for role in roles))


def talks_letter(claim: Claim) -> tuple[DocumentBlock, ...]:
    """The request for bipartite talks: UU 2/2004 art. 3."""
    laws = "; ".join(claim.laws[:MOST_LAWS])
    basis = (
        _("The legal basis is: %(laws)s, and what else the computation names.")
        if claim.laws[MOST_LAWS:]
        else _("The legal basis is: %(laws)s.")
    )
    paragraphs = (
        _("With respect,"),
        _("I, the undersigned:"),
        _who(),
        _(
            "ask for bipartite talks as article 3 of Law 2 of 2004 on the settlement of industrial relations disputes has them, "
            "about: %(matter)s."
        )
        % {"matter": claim.title},
        "\n".join(claim.points[:MOST_POINTS]),
        _("The computation is enclosed.") + " " + basis % {"laws": laws},
        _("I will come with the union or somebody with my authority. Of each meeting minutes are signed by both sides (article 6)."),
        _("I propose for the talks:") + f" {BLANK}\n" + _("Please answer in writing by:") + f" {SHORT_BLANK}",
        _("Thank you for your attention."),
    )
    rows = (
        (_("Number of the letter"), SHORT_BLANK),
        (_("Enclosed with the letter"), _("computation sheet")),
        (_("Subject of the letter"), _("Request for bipartite talks")),
    )
    return (
        DocumentBlock("letter", "\n\n".join(filter(None, paragraphs)), items=_address(), rows=rows),
        _signatures(_("Worker"), _("Union officer or companion")),
        DocumentBlock(
            "small", _("Copies: union; manpower office; own file. Hand it over against a signature and date, or by registered post.")
        ),
    )


def refusal_letter(letter_day: str) -> tuple[DocumentBlock, ...]:
    """The refusal of a dismissal: PP 35/2021 art. 39(1). `letter_day` is empty where it is to be written by hand."""
    paragraphs = (
        _("With respect,"),
        _("I, the undersigned:"),
        _who(),
        _("refuse the dismissal in the letter of %(day)s, number %(number)s.") % {"day": letter_day or SHORT_BLANK, "number": SHORT_BLANK},
        _("My reasons are:") + f"\n1. {BLANK}\n2. {BLANK}\n3. {BLANK}",
        _("This refusal is made within the time of article 39 of Government Regulation 35 of 2021. I stay ready to work as usual."),
        _("While the dispute is not decided, both sides go on with their duties, so also the wage (Law 13 of 2003, article 157A)."),
    )
    rows = ((_("Subject of the letter"), _("Refusal of a dismissal")),)
    return (DocumentBlock("letter", "\n\n".join(paragraphs), items=_address(), rows=rows), _signatures(_("Worker")))
