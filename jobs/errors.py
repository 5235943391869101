"""What a handler may raise to say more than "try again"."""


class PermanentFailure(Exception):
    """Trying again cannot help: the job is quarantined at once.

    The sentence is kept on the job and shown to the administrator. It names what to mend; it never holds text, names or numbers of people.
    """


class OutcomeUnknown(PermanentFailure):
    """An outer act may or may not have happened; a person must look (see effects)."""


class NotSent(Exception):
    """An outer service surely did not act: refused, or never reached. The job may try again."""


class UnknownKind(LookupError):
    """No handler is registered for this kind of job in this process."""
