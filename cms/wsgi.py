"""The server's entry."""

import os

from django.core.wsgi import get_wsgi_application

from cms.entrance import one_sentence

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
with one_sentence():
    application = get_wsgi_application()
