"""The URL table. Upper rooms are named by dotted string only."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.views import errors, health, machines, media, public, search, short_addresses

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("", public.home, name="home"),
    path("berita/", public.news, name="news"),
    path("berita/<slug:slug>/", public.article, name="article"),
    path("kota/", public.cities, name="cities"),
    path("kota/<slug:slug>/", public.city, name="city"),
    path("topik/<slug:slug>/", public.topic, name="topic"),
    path("cari/", search.search, name="search"),
    path("p/", short_addresses.look_up, name="short_address_form"),
    path("p/<str:code>/", short_addresses.open_code, name="short_address"),
    path("", include("cms.discussion.urls")),
    path("feed/", machines.feed, name="feed"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("sehat/", health.up, name="up"),
    path("siap/", health.ready, name="ready"),
    path("media/<path:path>", media.media, name="media"),
    path("", include("people.urls")),
    path("", include("curriculum.urls")),  # /meja/, named "desk", and /pelatihan/
    path("", include("submissions.urls")),
    path("cetak/", include("printing.urls")),
    path("hak/", include("rights.urls")),
    path("redaksi/", include("people.office_urls")),
    path("redaksi/", include("jobs.urls")),
    path("redaksi/", include("submissions.admin_urls")),  # before Wagtail's own, which it replaces in part
    path("redaksi/", include(wagtailadmin_urls)),
    path("dokumen/", include(wagtaildocs_urls)),
    path("", include(wagtail_urls)),  # last: standing pages, and whatever upper rooms hang into the page tree
]
