"""The development site with a short lease, so that what a killed worker held comes back within seconds."""

from cms.settings.dev import *  # noqa: F403

JOBS_LEASE_SECONDS = 3
JOBS_SWEEP_SECONDS = 0.5
JOBS_RESEND_SECONDS = 4
