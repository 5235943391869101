"""Articles published, corrected and withdrawn as the upper room does it, down to the signals; the people are left out."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import Revision

from cms.models import ArticlePage, Byline, City, NewsIndexPage, ShortCode, Withdrawal
from cms.services import add_correction_notice, begin_edition
from cms.signals import article_published, article_withdrawn
from jobs.runner import drain
from printing.models import Poster

QUOTE = "“Menulis jam bukan melawan. Itu cuma mencatat.”"
PARAGRAPHS = [
    "Setiap pukul empat sore, bel di pabrik pakaian jadi itu berbunyi. Mesin tidak berhenti.",
    "Agustus lalu, sepulang dari pelatihan menulis, lima penjahit mulai mencatat jam kerja.",
    "Akhir Oktober terkumpul catatan 86 orang selama tiga bulan.",
]
BODY = [
    ("paragraph", PARAGRAPHS[0]),
    ("heading", "Dimulai dari satu buku"),
    ("paragraph", PARAGRAPHS[1]),
    ("quote", QUOTE),
    ("list", ["Tulis hari itu juga.", "Simpan di dua tempat."]),
    ("paragraph", PARAGRAPHS[2]),
]
FIELDS: dict[str, Any] = {
    "title": "Lembur 86 penjahit akhirnya dibayar",
    "standfirst": "Slip gaji hanya menulis target. Buku tulis membuktikan yang lain.",
    "body": BODY,
    "question_1": "Apakah semua jam kerjamu tertulis di slip gaji?",
    "question_2": "Siapa yang memerintah lembur di bagianmu?",
    "question_3": "Apa yang bisa dicatat bersama mulai minggu ini?",
}


@transaction.atomic
def publish(*, byline: str = "Buruh garmen, Semarang", city: str = "semarang", is_told: bool = True, **changes: Any) -> ArticlePage:
    """A new public article; its posters are asked for, unless nobody is told of it."""
    news = NewsIndexPage.objects.get()
    page = ArticlePage(live=False, city=City.objects.filter(slug=city).first(), **(FIELDS | changes))
    news.add_child(instance=page)
    revision = _publish_revision(page)
    ShortCode.for_article(page)
    Byline.objects.create(article=page, words=byline)
    return _tell(page, revision) if is_told else ArticlePage.objects.get(pk=page.pk)


@transaction.atomic
def correct(page: ArticlePage, **changes: Any) -> ArticlePage:
    """A second edition."""
    for name, value in changes.items():
        setattr(page, name, value)
    revision = _publish_revision(page)
    words = {"was_wrong": "Naskah pertama menyebut 68.", "is_right": "Yang benar 86."}
    add_correction_notice(article=page, corrected_on=timezone.localdate(), **words)
    return _tell(page, revision)


@transaction.atomic
def withdraw(page: ArticlePage) -> None:
    page = ArticlePage.objects.get(pk=page.pk)
    UnpublishAction(page, user=None, log_action=False).execute(skip_permission_checks=True)
    Withdrawal.objects.create(article=page, withdrawn_on=timezone.localdate())
    article_withdrawn.send(sender=ArticlePage, page=page)


@transaction.atomic
def bring_back(page: ArticlePage, **changes: Any) -> ArticlePage:
    """As it was, or in other words."""
    page = ArticlePage.objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    revision = _publish_revision(page)
    Withdrawal.objects.filter(article=page).update(lifted_on=timezone.localdate())
    if changes:
        begin_edition(page)
    return _tell(page, revision)


@transaction.atomic
def take_back_byline(page: ArticlePage) -> None:
    Byline.objects.filter(article=page).update(words="Pekerja")
    page = ArticlePage.objects.get(pk=page.pk)
    article_published.send(sender=ArticlePage, page=page, revision=page.live_revision, is_new=False)


def printed(**changes: Any) -> ArticlePage:
    """A new public article whose posters are made."""
    page = publish(**changes)
    drain()
    return page


def poster(page: ArticlePage, *, mono: bool = False) -> Poster:
    """The newest A3 of the article."""
    return Poster.objects.filter(article=page, paper="a3", sheet="", mono=mono).order_by("-revision").select_related("job").first()


def _publish_revision(page: ArticlePage) -> Revision:
    revision = page.save_revision(log_action=False)
    revision.publish(log_action=False, skip_permission_checks=True)
    return revision


def _tell(page: ArticlePage, revision: Revision) -> ArticlePage:
    page = ArticlePage.objects.get(pk=page.pk)
    article_published.send(sender=ArticlePage, page=page, revision=revision)
    return page
