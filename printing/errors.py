class CannotBePrinted(Exception):
    """Trying again cannot help. The text is a sentence for the editor that names what to mend; it quotes at most one character."""


class RenderingFailed(Exception):
    """The helper that draws posters died, took too long, or handed back no whole PDF; another try may help."""
