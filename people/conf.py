"""Settings of this room, read in one place, with what holds when they are not set."""

from django.conf import settings


def totp_required() -> bool:
    """STAFF_TOTP_REQUIRED: False only where tests sign in without an app."""
    return getattr(settings, "STAFF_TOTP_REQUIRED", True)


def totp_issuer() -> str:
    """OTP_TOTP_ISSUER: the name in the authenticator app; neutral, since the phone may be looked at."""
    return getattr(settings, "OTP_TOTP_ISSUER", "Redaksi")


def is_demo() -> bool:
    """DEMO_ALLOWED or DEBUG: whether commands may print what only a rehearsal may know."""
    return bool(getattr(settings, "DEMO_ALLOWED", False) or settings.DEBUG)
