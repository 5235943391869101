"""Addresses below /pelatihan/tugas/ and /pelatihan/kemajuan/."""

from django.urls import path

from ..progress import views as progress
from . import views

assignments = [
    path("tugas/", views.assignments, name="assignments"),
    path("tugas/kelas/<slug:slug>/baru/", views.new, name="new_assignment"),
    path("tugas/<uuid:public_id>/", views.assignment, name="assignment"),
    path("tugas/<uuid:public_id>/ubah/", views.change, name="change_assignment"),
    path("tugas/<uuid:public_id>/telepon/", views.calls, name="assignment_calls"),
    path("tugas/<uuid:public_id>/jawaban/<slug:username>/", views.answer, name="assignment_answer"),
    path("kemajuan/", progress.progress, name="progress"),
    path("kemajuan/kelas/<slug:slug>/", progress.class_progress, name="class_progress"),
    path("kemajuan/orang/<slug:username>/", progress.person_progress, name="person_progress"),
    path("kemajuan/aturan/<slug:slug>/", progress.rule, name="completion_rule"),
]
