"""Addresses of workshops, put into those of the training."""

from django.urls import path

from .views import attendance, planning, scanning, schedule, sheets, workshop

workshops = [
    path("jadwal/", schedule.schedule, name="schedule"),
    path("jadwal/kalender.ics", schedule.schedule_ics, name="schedule_ics"),
    path("jadwal/kehadiranku/", attendance.my_attendance, name="my_attendance"),
    path("jadwal/baru/<slug:slug>/", planning.workshop_new, name="workshop_new"),
    path("jadwal/<uuid:public_id>/", workshop.workshop, name="workshop"),
    path("jadwal/<uuid:public_id>/kursi/", workshop.seats, name="workshop_seats"),
    path("jadwal/<uuid:public_id>/ubah/", planning.workshop_edit, name="workshop_edit"),
    path("jadwal/<uuid:public_id>/pindah/", planning.workshop_move, name="workshop_move"),
    path("jadwal/<uuid:public_id>/batal/", planning.workshop_cancel, name="workshop_cancel"),
    path("jadwal/<uuid:public_id>/pelatihan.ics", schedule.workshop_ics, name="workshop_ics"),
    path("jadwal/<uuid:public_id>/undangan.pdf", sheets.invitation, name="invitation"),
    path("jadwal/<uuid:public_id>/pendaftaran.pdf", sheets.sign_up_sheet, name="sign_up_sheet"),
    path("jadwal/<uuid:public_id>/hadir/", attendance.attendance, name="attendance"),
    path("jadwal/<uuid:public_id>/pindai/", scanning.scan, name="scan"),
    path("jadwal/<uuid:public_id>/lembar/", sheets.roll_new, name="roll_new"),
    path("hadir/<uuid:public_id>/", sheets.roll, name="roll"),
    path("hadir/<uuid:public_id>/lembar.pdf", sheets.roll_sheet, name="roll_sheet"),
]
