"""What the layout says in codes, in words for editors."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.services import STOPPED

WHY_NOT: dict[str, str | Promise] = {
    "no_headline": gettext_lazy("The text has no headline."),
    "no_body": gettext_lazy("The text is empty."),
    "blank_body": gettext_lazy("The text holds only blanks."),
    "bad_colour": gettext_lazy("The colour of the city is not written as #rrggbb; an administrator mends it."),
    "paper": gettext_lazy("There is no such paper."),
    "sheet": gettext_lazy("A poster of this size cannot be cut into sheets of that size."),
    "no_articles": gettext_lazy("The bulletin is empty. Add stories first."),
    "too_many_articles": gettext_lazy("The bulletin has too many stories for one sheet. Take some out."),
    "too_many_for_paper": gettext_lazy("The bulletin has too many stories for this paper."),
    "no_room": gettext_lazy("The headlines leave no room for the stories. Take one out."),
    "edge": gettext_lazy("No printer leaves such an edge white; choose 4 to 7 mm."),
    "too_long": gettext_lazy("The text is too long for a poster."),
    "short_no_paragraph": gettext_lazy(
        "Not even the first paragraph fits on one sheet. Divide it, choose a larger paper, or let the text flow over several sheets."
    ),
    "short_without_code": gettext_lazy(
        "A short version needs a code that leads to the rest; the address of the site is missing or too long."
    ),
    "photo_gone": gettext_lazy("The file of a photo is missing; restore it from the backup."),
    "strip_too_long": gettext_lazy("The correction is too long for a strip. Say it in fewer words."),
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
    "photo_no_room": gettext_lazy("The headline and the standfirst leave no room for the photo."),
    "standfirst_moved": gettext_lazy("The standfirst is too long for the head of the sheet and begins the text instead."),
    "questions_moved": gettext_lazy("The questions are too long for their box and stand at the end of the text."),
    "shortened": gettext_lazy("Short version. Paragraphs that are only read through the code: %(detail)s"),
    "shrunk": gettext_lazy("The edge of the printer is wide, so the poster is printed at %(detail)s percent of its size."),
    "continued": gettext_lazy("Stories of which the rest is read through the code: %(detail)s"),
    "questions_left_out": gettext_lazy("Questions that found no room: %(detail)s"),
    "answers_left_out": gettext_lazy("Answers of readers that found no room: %(detail)s"),
    "answers_without_letters": gettext_lazy("Answers of readers with letters that our typefaces lack, so they are not printed: %(detail)s"),
    "rights_left_out": gettext_lazy("Rows of the table of rights that found no room: %(detail)s"),
    "address_too_long": gettext_lazy("The address of the site is too long for a code that can be read from the wall."),
}

_KEPT = re.compile(r"([a-z_]+):(.*)", re.DOTALL)
_NOT_THE_TEXT = re.compile(r"[A-Za-z_]+(?: \(.+, line \d+\))?")  # as jobs.runner describes an error
_STORY, _PARAGRAPH = re.compile(r"\barticle (\d+)"), re.compile(r"\bparagraph (\d+)")


def why_not(code: str, detail: str) -> str:
    """Why a text cannot become a poster, and what to mend."""
    if code == "missing_glyph":
        return _missing_glyph(detail)
    return str(WHY_NOT.get(code) or _("The text cannot be made into a poster."))


def _missing_glyph(detail: str) -> str:
    """`detail` is the character, a blank, and where it stands ("paragraph 3", "article 2, paragraph 3", "headline", nothing)."""
    character, _blank, place = detail.partition(" ")
    story, number = _STORY.search(place), _PARAGRAPH.search(place)
    words = {
        "character": character,
        "name": f"U+{ord(character[:1] or '?'):04X}",
        "story": story and story[1],
        "number": number and number[1],
    }
    if story and number:  # in a bulletin the words cannot be changed, only the choice of stories
        return (
            _("Story %(story)s, paragraph %(number)s: our typefaces lack %(character)s (%(name)s). Take it out, or have it corrected.")
            % words
        )
    if story:
        return _("Story %(story)s: our typefaces lack %(character)s (%(name)s). Take it out, or have it corrected.") % words
    if number:
        return _("Paragraph %(number)s holds a character that our typefaces lack: %(character)s (%(name)s). Write it another way.") % words
    return _("The text holds a character that our typefaces lack: %(character)s (%(name)s). Write it another way.") % words


def kept(code: str, detail: str = "") -> str:
    """What a job keeps of the cause, so that everybody reads it in her own language; at most one character of the text is in it."""
    return f"{code}:{detail if code == 'missing_glyph' else ''}"


def reason(stored: str) -> str:
    """The sentence for what a job has kept: a code, a sentence, or the class and place of an error."""
    found = _KEPT.fullmatch(stored)
    return why_not(found[1], found[2]) if found else _(stored)


def for_editors(stored: str) -> str:
    """The same for people who mend texts: whatever does not lie in the text is only said to be so."""
    if stored == STOPPED or _NOT_THE_TEXT.fullmatch(stored):
        return _("It could not be drawn, for a reason that does not lie in the text. Try again; if it fails again, tell the administrator.")
    return reason(stored)


def warning_sentence(warning: str) -> str:
    """A warning of a finished poster: a code, or a code and a detail joined by a colon."""
    code, _colon, detail = warning.partition(":")
    sentence = WARNINGS.get(code)
    return str(sentence) % {"detail": detail} if sentence else warning
