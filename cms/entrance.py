"""What every entrance of the project does with a wrong or missing setting."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured

GIVE_UP = 3  # the status by which gunicorn knows that starting the process again cannot help


@contextmanager
def one_sentence() -> Iterator[None]:
    """A setting that is wrong or missing ends the process with the sentence that says what to mend, without a traceback."""
    try:
        yield
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(GIVE_UP)
