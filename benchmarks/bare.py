"""Settings and code of the site that does nothing: one line of Django under the same server, the measure of what a page costs."""

import os
from functools import cache

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

BASE_DIR = os.getcwd()
SECRET_KEY = "bare"  # noqa: S105 - signs nothing
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["django.contrib.contenttypes", "jobs"]  # for the command `serve`
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
CELERY_BROKER_URL = "memory://"  # a broker is set, so `serve` starts no worker
JOBS_CELERY_APP = "celery"
ROOT_URLCONF = "benchmarks.bare"
WSGI_APPLICATION = "benchmarks.bare.application"

BODY = b"x" * int(os.environ.get("BENCH_BODY_BYTES", "8000"))


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY, headers={"Content-Length": str(len(BODY))})


urlpatterns = [path("", page)]


def application(environ, start_response):
    return _site()(environ, start_response)


@cache
def _site() -> WSGIHandler:
    """Made at the first call: Django is not set up while it reads this module as its settings."""
    return get_wsgi_application()
