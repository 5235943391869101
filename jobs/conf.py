"""Settings of this room and their defaults. Only tests and unusual machines set them."""

from django.conf import settings

DEFAULTS = {
    "JOBS_LEASE_SECONDS": 30,  # of a kind that names none
    "JOBS_GRACE_SECONDS": 10,  # between a job's time limit and the end of its process
    "JOBS_SWEEP_SECONDS": 5,
    "JOBS_RESEND_SECONDS": 60,  # a waiting job is sent again no more often than this
    "JOBS_POLL_SECONDS": 0.5,  # the embedded runner looks for work this often when idle
    "JOBS_STOP_SECONDS": 20,  # how long a stopping worker may take for its current job
    "JOBS_OUTAGE_SECONDS": 20,  # how long a result in hand waits for the database to come back
}


def setting(name: str) -> float:
    """The value of one of DEFAULTS; KeyError for any other name."""
    return float(getattr(settings, name, DEFAULTS[name]))
