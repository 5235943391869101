"""Addresses below /pelatihan/laporan/."""

from django.urls import path

from . import views

reports = [
    path("laporan/", views.report, name="reports"),
    path("laporan/angka.xlsx", views.report_xlsx, name="reports_xlsx"),
    path("laporan/laporan.pdf", views.report_pdf, name="reports_pdf"),
]
