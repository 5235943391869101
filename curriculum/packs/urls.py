"""Addresses below /pelatihan/paket/."""

from django.urls import path

from . import views

packs = [
    path("paket/", views.packs, name="packs"),
    path("paket/<slug:slug>/", views.class_pack, name="class_pack"),
    path("paket/<slug:slug>/paket.zip", views.pack_file, name="pack_file"),
]
