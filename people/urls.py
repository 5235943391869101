"""Addresses at the door, mounted at the root."""

from django.urls import path

from .views import account, cards, sign_in, staff

app_name = "people"
urlpatterns = [
    path("masuk/", sign_in.sign_in, name="sign_in"),
    path("masuk/kartu/", cards.card, name="card"),
    path("masuk/kartu/<str:code>/", cards.card, name="card_code"),
    path("masuk/pin/", cards.choose_pin, name="choose_pin"),
    path("masuk/redaksi/", staff.staff_sign_in, name="staff_sign_in"),
    path("masuk/redaksi/kode/", staff.staff_code, name="staff_code"),
    path("masuk/redaksi/aplikasi/", staff.staff_totp_setup, name="staff_totp_setup"),
    path("masuk/redaksi/sandi/", account.staff_password, name="staff_password"),
    path("masuk/akun/", account.account, name="account"),
    path("keluar/", sign_in.sign_out, name="sign_out"),
]
