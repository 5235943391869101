"""Production: every secret and address comes from the environment or a file; a missing one stops the start with a sentence."""

import os
from pathlib import Path

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import CELERY_BROKER_URL, MEDIA_CACHE_CONTROL, MEDIA_ROOT, PRIVATE_MEDIA_ROOT, PROXY_COUNT, STORAGES, env
from .checks import site_address


def secret(name: str) -> str:
    """The value of NAME, or of the file named by NAME_FILE; raises ImproperlyConfigured when neither is there, or it is empty."""
    value = os.environ.get(name, "")
    if path := os.environ.get(f"{name}_FILE"):
        try:
            value = Path(path).read_text()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE names a file that cannot be read: {path}.") from error
    if not value.strip():
        raise ImproperlyConfigured(f"Set {name} (or {name}_FILE) in the environment; see .env.example.")
    return value.strip()


def identity_keys() -> list[str]:
    """Raises ImproperlyConfigured unless every key is one; people could not be registered with any other."""
    keys = [key.strip() for key in secret("IDENTITY_KEYS").split(",")]
    try:
        for key in keys:
            Fernet(key)
    except ValueError as error:
        raise ImproperlyConfigured("IDENTITY_KEYS must be Fernet keys, separated by commas; .env.example says how to make one.") from error
    return keys


DEBUG = False
SECRET_KEY = secret("SECRET_KEY")
IDENTITY_KEYS = identity_keys()
IDENTITY_HASH_KEY = secret("IDENTITY_HASH_KEY")
WAGTAILADMIN_BASE_URL = site_address(secret("SITE_URL"))
if not os.environ.get("DATABASE_URL"):
    raise ImproperlyConfigured("Set DATABASE_URL in the environment, for example postgres://warta:password@127.0.0.1:5432/warta.")
if CELERY_BROKER_URL and not CELERY_BROKER_URL.startswith(("redis://", "rediss://", "redis+socket://")):
    raise ImproperlyConfigured("CELERY_BROKER_URL must name a Redis, for example redis://:password@127.0.0.1:6379/0, or be empty.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS to the exact names of the site, separated by commas.")

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^sehat/$", r"^siap/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
if env.bool("BEHIND_PROXY", default=False):  # only with a proxy that strips this header from callers
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    if not PROXY_COUNT:  # everybody would seem to call from the proxy, and whoever guesses PINs would lock all others out
        raise ImproperlyConfigured("BEHIND_PROXY needs PROXY_COUNT: how many proxies of our own add to X-Forwarded-For, most often 1.")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sesi"
CSRF_COOKIE_NAME = "__Host-csrf"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
if bucket := env.str("S3_BUCKET", default=""):
    s3 = {"bucket_name": bucket, "endpoint_url": env.str("S3_ENDPOINT_URL", default=None), "file_overwrite": False}
    public = {"location": "media", "querystring_auth": False, "object_parameters": {"CacheControl": MEDIA_CACHE_CONTROL}}
    STORAGES["default"] = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**s3, **public}}
    STORAGES["private"] = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**s3, "location": "private", "default_acl": "private"}}
else:
    MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    PRIVATE_MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
