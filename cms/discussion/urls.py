"""Addresses of the discussion: readers' beside those of the article and its code, moderators' under /tanggapan/."""

from django.urls import include, path

from .views import answering, moderation

moderators = [
    path("", moderation.queue, name="queue"),
    path("<uuid:client_id>/", moderation.answer, name="answer"),
    path("<uuid:client_id>/putuskan/", moderation.decide, name="decide"),
    path("<uuid:client_id>/sembunyikan/", moderation.hide, name="hide"),
    path("<uuid:client_id>/hapus/", moderation.erase, name="erase"),
]

urlpatterns = [
    path("berita/<slug:slug>/tanggapan/", answering.answers, name="answers"),
    path("p/<str:code>/jawab/", answering.answer_form, name="answer_form"),
    path("p/<str:code>/jawab/terima-kasih/", answering.answer_sent, name="answer_sent"),
    path("tanggapan/", include((moderators, "discussion"))),
]
