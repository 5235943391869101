class WorkshopRefused(Exception):
    """What was asked cannot be, as things are now. The text is a sentence for whoever asked."""


class ReasonMissing(WorkshopRefused):
    """The list is closed: a change needs a reason."""


class SheetUnreadable(WorkshopRefused):
    """What was typed from a paper sheet cannot be read; the sentence names the part. `field` is where it was typed."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field
