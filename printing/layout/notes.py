"""What the layout tells the editor about a poster that was made nevertheless.

A warning is a code, or a code and a detail joined by a colon, so that it survives JSON and the caller can translate it.
"""

WARNING_SENTENCES = {
    "emoji_left_out": "These symbols have no printable form and were left out: %(detail)s",
    "photo_too_small": "The photo is under 800 pixels wide and was not used as the lead photo.",
    "photo_odd_shape": "The photo is longer than three times its width or the reverse and was not used.",
    "photo_unreadable": "A photo could not be read; the poster was made without it.",
    "photo_no_room": "The headline and the standfirst leave no room for the photo.",
    "standfirst_moved": "The standfirst is too long for the head of the sheet and begins the text instead.",
    "questions_moved": "The questions are too long for their box and stand at the end of the text.",
    "photos_left_out": "Photos not printed but named at the code: %(detail)s",
    "headline_broken": "A word of the headline is wider than the sheet and was broken.",
    "sheets": "The text does not fit on one sheet and takes %(detail)s.",
    "quote_left_out": "The pull quote is too long for its column and was left out.",
    "address_too_long": "The address is too long for a code that can be scanned from the wall and was left out.",
    "shortened": "Short version: paragraphs that are only read through the code: %(detail)s.",
    "shrunk": "The printer's edge is wide, so the poster is printed at %(detail)s percent of its size.",
    "continued": "These articles end early and go on at their code: %(detail)s.",
    "answers_left_out": "Answers from the walls that found no room: %(detail)s.",
    "questions_left_out": "Questions to discuss that found no room: %(detail)s.",
    "rights_left_out": "Rows of the table of rights that found no room: %(detail)s.",
}


def sentence(warning: str) -> str:
    """The English sentence for a warning code; unknown codes are shown as they are."""
    code, _, detail = warning.partition(":")
    return WARNING_SENTENCES.get(code, warning) % {"detail": detail}
