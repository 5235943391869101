"""Addresses under /hak/. Fixed words come before `<slug:slug>/`, which is a calculator."""

from django.urls import path

from rights.views import index

app_name = "rights"

urlpatterns = [
    path("", index.index, name="index"),
]
