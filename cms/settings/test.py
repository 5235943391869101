"""The test suite: fixed keys, cheap password hashes, media in a temporary folder that tests/conftest.py sets."""

from .base import *  # noqa: F403
from .base import STORAGES, env

DEBUG = False
PAGE_CACHE = False  # most tests ask for pages as they are rendered; tests/cms/page_cache turns it on
SECRET_KEY = "only-for-tests"  # noqa: S105
IDENTITY_KEYS = ["TW91bnQgTWVyYXBpIGFuZCBNb3VudCBNZXJiYWJ1ISE="]
IDENTITY_HASH_KEY = "only-for-tests-too"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
DEMO_ALLOWED = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": env.str("LOG_LEVEL", default="ERROR")}}
STORAGES = {**STORAGES}
