"""What is true everywhere. Values that differ by machine come from the environment (see .env.example)."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from cms.stylesheet import csp_hashes

from .checks import site_address, whole_number
from .database import database_from_url
from .shown import SHOWN

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "people",
    "jobs",
    "cms",
    "curriculum",
    "submissions",
    "printing",
    "rights",
    "wagtail.embeds",
    "wagtail.sites",
    "people.wagtail_users.PeopleUsersAppConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "cms.page_cache.middleware.PageCacheMiddleware",  # first: a kept page holds the headers of all others
    "django.middleware.security.SecurityMiddleware",
    "cms.middleware.SecurityHeadersMiddleware",
    "cms.middleware.RequestSizeMiddleware",
    "cms.middleware.CharactersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "cms.middleware.SessionOnlyWhereNeededMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "people.middleware.AccountMiddleware",
    "cms.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": database_from_url(env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'warta.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["curriculum.backends.MembershipBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "desk"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = True

# A session lives 24 hours at most and 12 hours idle, so that a writer without script meets no sign-in page after half an hour;
# people.middleware shortens it for staff (8 h) and for phones marked as shared (30 min idle).
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "cms.views.errors.csrf_failure"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
PRIVATE_MEDIA_ROOT = Path(env.str("PRIVATE_MEDIA_ROOT", default=str(MEDIA_ROOT.parent / "private")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_MEDIA_ROOT), "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A browser keeps a picture; a cache that many share asks for it as often as for a page (cms.middleware), so that it goes with its story.
MEDIA_CACHE_CONTROL = "max-age=31536000, immutable, s-maxage=2, stale-while-revalidate=3"
# One request may carry one photo of 10 MiB and its form; DESIGN section 10 is the one table of limits.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a mentor's form has two for each paragraph, and a text of many short lines has thousands
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
REQUEST_MAX_BYTES = 12 * 1024 * 1024

WAGTAIL_SITE_NAME = "Warta Buruh"
WAGTAILADMIN_BASE_URL = site_address(env.str("SITE_URL", default="http://127.0.0.1:8000"))
WAGTAIL_FINISH_WORKFLOW_ACTION = "submissions.finish.publish_judged"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "cms.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.photos.forms.PhotoForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_JPEG_QUALITY = 60
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAILEMBEDS_FINDERS = []
WAGTAIL_CONTENT_LANGUAGES = [("id", "Indonesia")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/redaksi/"],  # Wagtail's admin needs inline script (wagtail #1288); cms.middleware gives it its own
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", *csp_hashes()],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = None  # cms.middleware gives it to working pages; a public page saves the bytes
X_FRAME_OPTIONS = "DENY"

# Of each process; holds nothing of value. What all processes count together stands in Redis (cms.discussion.tallies).
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 10_000}}}

# Whole public pages, kept until one of these tables changes; two lists of models cover all there are (cms.settings.shown).
PAGE_CACHE = True
PAGE_CACHE_SHOWN = SHOWN

# No broker means embedded: the same job rows are taken by `manage.py worker` (docs/decisions: jobs).
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="")
# How many proxies of our own stand in front; the address of a caller is read that far from the right.
PROXY_COUNT = whole_number("PROXY_COUNT", env.str("PROXY_COUNT", default="0"))

IDENTITY_KEYS: list[str] = []
IDENTITY_HASH_KEY = ""

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_card_codes": {"()": "cms.settings.logs.WithoutCardCodes"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_card_codes"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # These two write the headline of every text that is saved, drafts included; a log must never hold it.
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        # Named here, they lose the handlers that Django gives them, which would write past the filter.
        "django": {"level": "INFO"},
        "django.server": {"level": "INFO", "propagate": True},
    },
}
