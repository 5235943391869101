"""The table of addresses without ours before Wagtail's: what a site has that did not replace them."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from cms.urls import urlpatterns as ours

urlpatterns = [path("redaksi/", include(wagtailadmin_urls)), *ours]
