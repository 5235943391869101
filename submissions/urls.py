"""Addresses of the writing desk and of the review desk, mounted at the root."""

from django.urls import path

from .views import appeals, my_texts, photos, queue, review, side_drafts, text, versions, writing

app_name = "submissions"
urlpatterns = [
    path("tulis/", my_texts.my_texts, name="my_texts"),
    path("tulis/baru/", writing.new, name="new"),
    path("tulis/unduh/", my_texts.download, name="download"),
    path("tulis/pesan/", my_texts.read_inbox, name="read_inbox"),
    path("tulis/<uuid:public_id>/", text.text, name="text"),
    path("tulis/<uuid:public_id>/ubah/", writing.edit, name="edit"),
    path("tulis/<uuid:public_id>/kirim/", writing.send, name="send"),
    path("tulis/<uuid:public_id>/tarik/", writing.take_back, name="take_back"),
    path("tulis/<uuid:public_id>/hapus/", writing.discard, name="discard"),
    path("tulis/<uuid:public_id>/foto/", photos.photo, name="photo"),
    path("tulis/<uuid:public_id>/foto/<uuid:photo_id>/hapus/", photos.remove_photo, name="remove_photo"),
    path("tulis/<uuid:public_id>/salinan/<uuid:copy_id>/", side_drafts.side_draft, name="side_draft"),
    path("tulis/<uuid:public_id>/versi/", versions.versions, name="versions"),
    path("tulis/<uuid:public_id>/versi/<int:revision_id>/", versions.version, name="version"),
    path("tulis/<uuid:public_id>/centang/", text.tick, name="tick"),
    path("tulis/<uuid:public_id>/usul/<int:comment_id>/", text.take_proposal, name="take_proposal"),
    path("tulis/<uuid:public_id>/catatan/", text.note, name="note"),
    path("tulis/<uuid:public_id>/setuju/", text.confirm, name="confirm"),
    path("tulis/<uuid:public_id>/tugas/", text.answer_assignment, name="answer_assignment"),
    path("tulis/<uuid:public_id>/banding/", text.appeal, name="appeal"),
    path("tulis/<uuid:public_id>/minta-turun/", text.ask_for_withdrawal, name="ask_for_withdrawal"),
    path("tulis/<uuid:public_id>/lepas-nama/", text.take_back_byline, name="take_back_byline"),
    path("naskah/foto/<path:name>", photos.photo_file, name="photo_file"),
    path("periksa/", queue.queue, name="queue"),
    path("periksa/banding/", appeals.appeals, name="appeals"),
    path("periksa/banding/<uuid:public_id>/", appeals.answer, name="answer_appeal"),
    path("periksa/<uuid:public_id>/", review.review_text, name="review"),
    path("periksa/<uuid:public_id>/ambil/", queue.claim, name="claim"),
    path("periksa/<uuid:public_id>/lepas/", queue.release, name="release"),
    path("periksa/<uuid:public_id>/lisan/", review.confirm_orally, name="confirm_orally"),
    path("periksa/<uuid:public_id>/turunkan/", review.hide, name="hide"),
]
