"""Addresses under /hak/. Fixed words come before `<slug:slug>/`, which is a calculator."""

from django.urls import path

from rights.views import calculators, evidence, index, offer, open_data, payslip, questions

app_name = "rights"

urlpatterns = [
    path("", index.index, name="index"),
    path("pilih/<slug:slug>/", index.choose, name="choose"),
    path("sematan/<slug:slug>/", calculators.embedded, name="embedded"),
    path("slip/", payslip.payslip, name="payslip"),
    path("tawaran/", offer.offered, name="offer"),
    path("lembar/", evidence.evidence, name="evidence"),
    path("data/", open_data.explained, name="open_data"),
    path("data/parameter.json", open_data.parameters, name="parameters"),
    path("data/upah-minimum.csv", open_data.minimum_wages, name="minimum_wages"),
    path("tanya/", questions.questions, name="questions"),
    path("tanya/<slug:slug>/", questions.question, name="question"),
    path("<slug:slug>/", calculators.calculator, name="calculator"),  # last: any other word is a calculator
]
