"""Addresses of the desk and of the training programme, mounted at the root. `desk` has no namespace: LOGIN_REDIRECT_URL names it."""

from django.urls import include, path

from . import views

training = [
    path("", views.home, name="home"),
    path("kartu/", views.cards, name="cards"),
    path("kartu/<slug:username>/", views.card, name="card"),
    path("kelas/", views.cohorts, name="cohorts"),
    path("kelas/<slug:slug>/", views.cohort, name="cohort"),
]

urlpatterns = [
    path("meja/", views.desk, name="desk"),
    path("pelatihan/", include((training, "curriculum"))),
]
