class CannotBePrinted(Exception):
    """Trying again cannot help. The text is a sentence for the editor that names what to mend; it quotes at most one character."""


class RenderingFailed(Exception):
    """The helper that draws posters died, took too long, or handed back no whole PDF; another try may help."""


class TooMuchAskedFor(Exception):
    """As many files wait already as readers may ask for at once; in a minute there is room again."""


class WallRefused(Exception):
    """What a steward wants cannot be, as things are now. The text is a sentence for her."""


class BulletinRefused(Exception):
    """What was asked of a bulletin cannot be; the text is a sentence for whoever asked."""
