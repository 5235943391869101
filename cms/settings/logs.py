"""What no line of a log may hold, whoever writes it."""

import logging
import re

CARD_CODE = re.compile(r"(/masuk/kartu/)[^/\r\n]+", re.IGNORECASE)


class WithoutCardCodes(logging.Filter):
    """A scanned card's code stands in its address until it is used: Django writes that into its lines of refused requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        words = record.getMessage()
        if CARD_CODE.search(words):
            record.msg, record.args = CARD_CODE.sub(r"\1…", words), ()
        return True
