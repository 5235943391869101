"""What the layout says in codes, in words for editors."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WHY_NOT: dict[str, str | Promise] = {
    "no_headline": gettext_lazy("The text has no headline."),
    "no_body": gettext_lazy("The text is empty."),
    "blank_body": gettext_lazy("The text holds only blanks."),
    "bad_colour": gettext_lazy("The colour of the city is not written as #rrggbb; an administrator mends it."),
    "paper": gettext_lazy("There is no such paper."),
    "sheet": gettext_lazy("A poster of this size cannot be cut into sheets of that size."),
}
WARNINGS: dict[str, str | Promise] = {
    "emoji_left_out": gettext_lazy("These symbols have no printable form and are left out: %(detail)s"),
    "photo_too_small": gettext_lazy("The photo is less than 800 pixels wide and does not lead the sheet."),
    "photo_odd_shape": gettext_lazy("The photo is too long for its width and is left out."),
    "photo_unreadable": gettext_lazy("A photo could not be read and is left out."),
    "photos_left_out": gettext_lazy("Photos that are only shown on the site: %(detail)s"),
    "headline_broken": gettext_lazy("A word of the headline is wider than the sheet and is broken."),
    "sheets": gettext_lazy("The text takes %(detail)s sheets."),
    "quote_left_out": gettext_lazy("The quote is too long to be set large; it stands in the text only."),
    "address_too_long": gettext_lazy("The address of the site is too long for a code that can be read from the wall."),
}


def why_not(code: str, detail: str) -> str:
    """Why a text cannot become a poster, and what to mend."""
    if code == "missing_glyph":
        return _missing_glyph(detail)
    return str(WHY_NOT.get(code) or _("The text cannot be made into a poster."))


def _missing_glyph(detail: str) -> str:
    """`detail` is the character, a blank, and where it stands ("paragraph 3", "headline", nothing)."""
    character, _blank, place = detail.partition(" ")
    words = {"character": character, "name": f"U+{ord(character[:1] or '?'):04X}", "number": place.rpartition(" ")[2]}
    if place.startswith("paragraph "):
        return _("Paragraph %(number)s holds a character that our typefaces lack: %(character)s (%(name)s). Write it another way.") % words
    return _("The text holds a character that our typefaces lack: %(character)s (%(name)s). Write it another way.") % words


def warning_sentence(warning: str) -> str:
    """A warning of a finished poster: a code, or a code and a detail joined by a colon."""
    code, _colon, detail = warning.partition(":")
    sentence = WARNINGS.get(code)
    return str(sentence) % {"detail": detail} if sentence else warning
