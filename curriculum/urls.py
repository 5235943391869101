"""Addresses of the desk and of the training programme, mounted at the root. `desk` has no namespace: LOGIN_REDIRECT_URL names it."""

from django.urls import include, path

from . import views
from .assignments.urls import assignments
from .certificates.urls import certificates, public_check
from .lessons import views as lessons
from .packs.urls import packs
from .reports.urls import reports
from .roster.urls import joining_pages, roster
from .workshops.urls import workshops

training = [
    path("", views.home, name="home"),
    path("kartu/", views.cards, name="cards"),
    *roster,  # before the cards of single people: /kartu/lembar/ is no person
    path("kartu/<slug:username>/", views.card, name="card"),
    path("kelas/", views.cohorts, name="cohorts"),
    path("kelas/<slug:slug>/", views.cohort, name="cohort"),
    path("pelajaran/", lessons.lessons, name="lessons"),
    path("pelajaran/<slug:slug>/", lessons.lesson, name="lesson"),
    path("pelajaran/<slug:slug>/kubaca/", lessons.mark_read, name="mark_read"),
    path("pelajaran/<slug:slug>/lembar.pdf", lessons.handout, name="handout"),
    path("pelajaran/<slug:slug>/catatan/", lessons.notes, name="notes"),
    path("pelajaran/<slug:slug>/pelatih.pdf", lessons.pack, name="pack"),
    *workshops,
    *assignments,
    *certificates,
    *reports,
    *packs,
]

urlpatterns = [
    path("meja/", views.desk, name="desk"),
    path("pelatihan/", include((training, "curriculum"))),
    *public_check,
    *joining_pages,  # public: /ikut-pelatihan/
]
