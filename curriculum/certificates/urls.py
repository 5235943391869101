"""Addresses below /pelatihan/sertifikat/, and the public check."""

from django.urls import path

from . import views

certificates = [
    path("sertifikat/", views.certificates, name="certificates"),
    path("sertifikat/saya/", views.own, name="own_certificates"),
    path("sertifikat/kelas/<slug:slug>/", views.of_class, name="class_certificates"),
    path("sertifikat/berkas/<uuid:public_id>/", views.batch, name="certificate_batch"),
    path("sertifikat/berkas/<uuid:public_id>/sertifikat.pdf", views.batch_file, name="certificate_file"),
    path("sertifikat/nomor/<slug:public_id>/", views.certificate, name="certificate"),
]
public_check = [
    path("sertifikat/", views.check_form, name="certificate_check_form"),
    path("sertifikat/<slug:number>/", views.check, name="certificate_check"),
]
