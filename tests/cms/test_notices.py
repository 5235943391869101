"""What the database itself refuses, and what is never deleted."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from wagtail.models import Page, PageLogEntry

from cms.guards import refuse_to_delete_article, refuse_to_delete_articles
from cms.models import ArticlePage, NewsIndexPage
from cms.services import add_correction_notice
from people.models import User
from tests.factories.cms import ArticlePageFactory, CorrectionNoticeFactory, WithdrawalFactory

pytestmark = pytest.mark.django_db


def test_edition_rises_with_each_correction():
    page = ArticlePageFactory()
    assert page.edition == 1
    for wanted in (2, 3):
        notice = add_correction_notice(article=page, corrected_on=date(2026, 11, 23), was_wrong="68", is_right="86")
        assert notice.edition == page.edition == wanted


def test_one_correction_for_each_edition():
    notice = CorrectionNoticeFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectionNoticeFactory(article=notice.article)


def test_no_correction_makes_a_first_edition():
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectionNoticeFactory(edition=1)


def test_one_open_withdrawal_for_each_article():
    withdrawal = WithdrawalFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        WithdrawalFactory(article=withdrawal.article, page_off=False)
    withdrawal.lifted_on = withdrawal.withdrawn_on
    withdrawal.save()
    WithdrawalFactory(article=withdrawal.article, page_off=False)


def test_no_withdrawal_is_lifted_before_it_began():
    with pytest.raises(IntegrityError), transaction.atomic():
        WithdrawalFactory(lifted_on=date(2026, 1, 1))


DELETIONS = [
    lambda page: page.delete(),
    lambda page: Page.objects.get(pk=page.pk).delete(),
    lambda page: ArticlePage.objects.filter(pk=page.pk).delete(),
    lambda page: Page.objects.filter(pk=page.pk).delete(),
    lambda page: NewsIndexPage.objects.get().delete(),
]


@pytest.mark.parametrize("delete", DELETIONS)
def test_an_article_is_never_deleted(delete):
    page = ArticlePageFactory()
    with pytest.raises((PermissionDenied, ProtectedError)), transaction.atomic():
        delete(page)
    assert ArticlePage.objects.filter(pk=page.pk).exists()


def test_not_even_an_article_without_code_byline_or_notice():
    page = ArticlePageFactory()
    type(page.code).objects.all()._raw_delete("default")
    type(page.byline).objects.all()._raw_delete("default")
    with pytest.raises(PermissionDenied), transaction.atomic():
        Page.objects.get(pk=page.pk).delete()


def test_the_admin_refuses_to_delete_articles_and_what_lies_above_them():
    page = ArticlePageFactory()
    for target in (page, page.get_parent()):
        with pytest.raises(PermissionDenied):
            refuse_to_delete_article(None, target)
        with pytest.raises(PermissionDenied):
            refuse_to_delete_articles(None, "delete", [target], None)
    refuse_to_delete_articles(None, "publish", [page], None)


def test_an_article_names_no_person_whoever_saves_it():
    user = User.objects.create(display_name="Maya")
    page = ArticlePageFactory(owner=user)
    revision = page.save_revision(user=user)
    page.title = "Judul baru"
    page.save(user=user, log_action="wagtail.edit")
    page.refresh_from_db()
    assert page.owner is None
    assert revision.user is None
    assert not PageLogEntry.objects.filter(page=page.pk, user__isnull=False).exists()
    assert revision.content["owner"] is None


def test_paragraphs_are_pairs_of_kind_and_text():
    page = ArticlePageFactory(body=[("heading", "Judul"), ("paragraph", "Satu."), ("list", ["a", "b"]), ("quote", "Ya.")])
    assert list(page.paragraphs()) == [("heading", "Judul"), ("paragraph", "Satu."), ("item", "a"), ("item", "b"), ("quote", "Ya.")]
    assert page.word_count == len(page.standfirst.split()) + 5


def test_an_older_version_published_again_does_not_bring_its_number_back():
    page = ArticlePageFactory()
    first = page.save_revision()
    add_correction_notice(article=page, corrected_on=date(2026, 11, 23), was_wrong="68", is_right="86")
    first.publish(skip_permission_checks=True)
    assert (first.as_object().edition, ArticlePage.objects.get().edition) == (2, 2)
