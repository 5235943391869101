"""Addresses of the roster: those inside /pelatihan/, and the public form for workers who are no members yet."""

from django.urls import path

from .views import card_sheets, importing, joining, people, sign_ups

roster = [
    path("kartu/lembar/", card_sheets.card_sheet, name="card_sheet"),
    path("peserta/", people.rosters, name="rosters"),
    path("peserta/impor/", importing.import_list, name="import_list"),
    path("peserta/impor/<uuid:public_id>/", importing.import_preview, name="import_preview"),
    path("peserta/pendaftar/", sign_ups.sign_ups, name="sign_ups"),
    path("peserta/pendaftar/<uuid:client_id>/", sign_ups.sign_up, name="sign_up"),
    path("peserta/<slug:slug>/", people.roster, name="roster"),
    path("peserta/<slug:slug>/tambah/", people.trainee_new, name="trainee_new"),
    path("peserta/<slug:slug>/daftar.csv", people.roster_csv, name="roster_csv"),
    path("peserta/<slug:slug>/daftar.xlsx", people.roster_xlsx, name="roster_xlsx"),
    path("peserta/<slug:slug>/<slug:username>/", people.trainee, name="trainee"),
]

joining_pages = [
    path("ikut-pelatihan/", joining.join, name="join"),
    path("ikut-pelatihan/terima-kasih/", joining.joined, name="joined"),
]
