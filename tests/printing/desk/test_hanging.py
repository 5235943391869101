"""What replaces what on a board, what stands again when that was a slip, and what is asked when a story or a bulletin comes and goes."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.discussion.services import decide, hide_words, submit_answer, undo
from cms.models import ArticlePage
from printing.models import Bulletin, PrintReport, WallTask
from printing.services import bulletins
from printing.services import walls as reports
from tests.cast import make_person, sign_in
from tests.printing import publishing
from tests.printing.desk import walls
from tests.printing.desk.test_reports import typed
from tests.printing.desk.test_wall_tasks import TODAY, answered, open_tasks

pytestmark = pytest.mark.django_db


def down_on(report: PrintReport) -> date | None:
    return PrintReport.objects.values_list("down_on", flat=True).get(pk=report.pk)


def yesterday() -> date:
    return TODAY() - timedelta(days=1)


def monday(weeks_ago: int = 0) -> date:
    return bulletins.monday_of(TODAY()) - timedelta(weeks=weeks_ago)


def published(by, *articles: ArticlePage) -> Bulletin:
    """As at the pages, so with readers' answers."""
    draft = bulletins.start_bulletin(city=walls.city(), week=TODAY(), by=by)
    for article in articles:
        bulletins.add_article(bulletin=draft, article=article, by=by)
    return bulletins.publish_bulletin(bulletin=draft, by=by, at=timezone.now())


def accepted_answer(article: ArticlePage, by):
    facts = {"article": article, "question_number": 1, "source": "web", "client_id": uuid.uuid4()}
    return decide(answer=submit_answer(words="Mandor Yono yang memerintah.", **facts), accept=True, by=by, at=timezone.now())


class TestStoryBroughtBack:
    def test_in_other_words_the_withdrawn_sheet_comes_down_and_no_strip_rights_it(self, phone, dewi, article, board):
        old = walls.report(dewi, board, article)
        publishing.withdraw(article)
        article = publishing.bring_back(article, title="Lembur dibayar, tanpa nama")
        late = walls.report(dewi, walls.board(dewi, "Mushala"), article, edition=1)
        assert open_tasks() == [(old.pk, "take_down", 0), (late.pk, "take_down", 0)]
        task = WallTask.objects.get(report=late)
        told = phone.get(reverse("printing:task", args=[task.public_id])).content.decode()
        assert "terbit kembali dengan kata-kata lain" in told
        publishing.correct(article)
        assert {kind for _report, kind, _edition in open_tasks()} == {"take_down"}

    def test_in_other_words_the_new_sheet_takes_the_place_of_the_old(self, dewi, article, board):
        old = walls.report(dewi, board, article)
        publishing.withdraw(article)
        new = walls.report(dewi, board, publishing.bring_back(article, title="Lembur dibayar, tanpa nama"))
        assert (down_on(old), down_on(new), open_tasks()) == (TODAY(), None, [])

    def test_as_it_was_its_sheets_may_stay_until_it_is_withdrawn_again(self, dewi, article, board):
        poster = walls.report(dewi, board, article)
        bulletin = walls.report(dewi, walls.board(dewi, "Mushala"), bulletin=walls.bulletin(article))
        publishing.withdraw(article)
        publishing.bring_back(article)
        assert open_tasks() == []
        publishing.withdraw(article)
        assert open_tasks() == [(poster.pk, "take_down", 0), (bulletin.pk, "take_down", 0)]


class TestRecalledBulletin:
    def test_withdrawn_every_edition_of_it_comes_down_whenever_it_is_reported(self, phone, dewi, article, board):
        first = walls.report(dewi, board, bulletin=published(dewi, article))
        second = published(dewi, article)
        elsewhere = walls.report(dewi, walls.board(dewi, "Mushala"), bulletin=second)
        other_week = walls.report(dewi, walls.board(dewi, "Pos"), bulletin=walls.bulletin(article, week=monday(1)))
        bulletins.withdraw_bulletin(bulletin=second, by=dewi, at=timezone.now())
        late = walls.report(dewi, walls.board(dewi, "Gerbang"), bulletin=second)
        assert open_tasks() == [(report.pk, "take_down", 0) for report in (first, elsewhere, late)]
        task = WallTask.objects.get(report=late)
        path = reverse("printing:task", args=[task.public_id])
        assert "Buletin ini ditarik" in phone.get(path).content.decode()
        answered(task, dewi)
        assert (down_on(late), down_on(other_week)) == (TODAY(), None)

    def test_an_answer_taken_back_or_hidden_makes_a_new_edition_and_the_sheets_with_it_come_down(self, phone, dewi, article, board):
        maya = make_person("maya")
        answer = accepted_answer(article, maya)
        hung = [walls.report(dewi, board, bulletin=published(dewi, article))]
        hide_words(answer=answer, phrases=["Yono"], by=maya)
        hung.append(walls.report(dewi, walls.board(dewi, "Mushala"), bulletin=Bulletin.objects.current().get()))
        assert open_tasks() == [(hung[0].pk, "take_down", 0)]
        told = phone.get(reverse("printing:task", args=[WallTask.objects.get().public_id])).content.decode()
        assert "edisi baru bisa dicetak" in told
        undo(answer=answer, by=maya)
        third = Bulletin.objects.current().get()
        assert (third.edition, third.answer_ids) == (3, [])
        assert open_tasks() == [(report.pk, "take_down", 0) for report in hung]
        walls.report(dewi, board, bulletin=third)
        assert open_tasks() == [(hung[1].pk, "take_down", 0)]

    def test_it_comes_down_also_when_what_was_withdrawn_on_it_is_back_or_corrected(self, dewi, article, board):
        maya = make_person("maya")
        answer = accepted_answer(publishing.publish(title="Kabar lain", is_told=False), maya)
        report = walls.report(dewi, board, bulletin=published(dewi, article))
        publishing.withdraw(article)
        undo(answer=answer, by=maya)
        publishing.bring_back(article)
        assert open_tasks() == [(report.pk, "take_down", 0)]
        publishing.correct(ArticlePage.objects.get(pk=article.pk), title="Lembur dibayar")
        assert open_tasks() == [(report.pk, "take_down", 0)]

    def test_the_answers_of_a_withdrawn_story_bring_down_the_bulletins_that_print_them(self, dewi, article, board):
        accepted_answer(article, make_person("maya"))
        report = walls.report(dewi, board, bulletin=published(dewi, publishing.publish(title="Kabar lain")))
        publishing.withdraw(article)
        assert open_tasks() == [(report.pk, "take_down", 0)]


class TestReportTakenBack:
    def test_what_it_had_replaced_stands_again_with_its_task(self, dewi, article, board):
        old = walls.report(dewi, board, article)
        article = publishing.correct(article)
        wrong = walls.report(dewi, board, article)
        assert (down_on(old), open_tasks()) == (TODAY(), [])
        reports.take_back_report(report=wrong, on=TODAY(), by=dewi)
        assert (down_on(old), open_tasks()) == (None, [(old.pk, "correct", 2)])

    def test_what_was_answered_for_itself_is_not_asked_again_and_what_came_since_is(self, dewi, article, board):
        old = walls.report(dewi, board, article, hung_on=yesterday())
        article = publishing.correct(article)
        answered(WallTask.objects.get(), dewi)
        wrong = walls.report(dewi, board, publishing.publish(title="Kabar lain"), others_are_down=True)
        assert down_on(old) == TODAY()
        reports.take_back_report(report=wrong, on=TODAY(), by=dewi)
        assert (down_on(old), open_tasks()) == (None, [])
        wrong = walls.report(dewi, board, article)
        publishing.withdraw(article)
        reports.take_back_report(report=wrong, on=TODAY(), by=dewi)
        assert open_tasks() == [(old.pk, "take_down", 0)]

    def test_what_she_found_gone_before_it_stays_down(self, dewi, article, board):
        old = walls.report(dewi, board, article, hung_on=yesterday())
        publishing.withdraw(article)
        wrong = walls.report(dewi, board, publishing.publish(title="Kabar lain"), others_are_down=True)
        answered(WallTask.objects.get(), dewi, "not_found")
        reports.take_back_report(report=wrong, on=TODAY(), by=dewi)
        assert (down_on(old), open_tasks()) == (TODAY(), [])

    def test_what_a_later_report_replaced_too_stays_down(self, dewi, article, board):
        old = walls.report(dewi, board, article, hung_on=yesterday())
        article = publishing.correct(article)
        wrong = walls.report(dewi, board, article)
        walls.report(dewi, board, publishing.publish(title="Kabar lain"), others_are_down=True)
        reports.take_back_report(report=wrong, on=TODAY(), by=dewi)
        assert (down_on(old), open_tasks()) == (TODAY(), [])


def test_not_found_and_then_found_after_all_the_sheet_hangs_again(dewi, article, board):
    other = publishing.publish(title="Kabar lain")
    report = walls.report(dewi, board, bulletin=walls.bulletin(article, other))
    publishing.correct(article)
    publishing.correct(other)
    task = WallTask.objects.get(article=article)
    answered(task, dewi, "not_found")
    assert (down_on(report), open_tasks()) == (TODAY(), [])
    answered(task, dewi, "done")
    assert (down_on(report), open_tasks()) == (None, [(report.pk, "correct", 2)])
    publishing.withdraw(article)
    assert (report.pk, "take_down", 0) in open_tasks()


def test_a_form_gone_back_to_and_sent_with_other_numbers_puts_the_report_right(phone, dewi, article, board):
    older = walls.report(dewi, board, publishing.publish(title="Kabar lain"), hung_on=yesterday())
    form = typed(board, article)
    phone.post(reverse("printing:new_report"), form)
    phone.post(reverse("printing:new_report"), form | {"copies": "50", "readers": "900", "others_are_down": "on"})
    report = PrintReport.objects.get(article=article)
    assert (report.copies, report.readers, down_on(older)) == (50, 900, TODAY())
    phone.post(reverse("printing:new_report"), form)
    assert (PrintReport.objects.get(article=article).copies, down_on(older)) == (2, None)
    reports.take_back_report(report=report, on=TODAY(), by=dewi)
    assert "sudah dicabut" in phone.post(reverse("printing:new_report"), form).context["refusal"]


def test_of_two_sheets_hung_on_one_day_neither_was_among_the_older_ones_that_came_down(dewi, article, board):
    first, second = (walls.report(dewi, board, each, others_are_down=True) for each in (article, publishing.publish(title="Kabar lain")))
    assert (down_on(first), down_on(second)) == (None, None)
    publishing.withdraw(article)
    assert open_tasks() == [(first.pk, "take_down", 0)]


def test_a_day_put_right_tells_anew_what_the_sheet_replaced(dewi, article, board):
    days = [TODAY() - timedelta(days=ago) for ago in (20, 10, 5, 0)]
    old = walls.report(dewi, board, article, hung_on=days[1])
    new = walls.report(dewi, board, publishing.correct(article), hung_on=days[0])
    seen = []
    for day in (days[3], days[2], days[0]):
        reports.correct_report(report=new, hung_on=day, copies=1, readers=None, by=dewi)
        seen.append((down_on(old), open_tasks()))
    assert seen == [(days[3], []), (days[2], []), (None, [(old.pk, "correct", 2)])]


def test_the_bulletin_of_the_next_week_replaces_the_last_unless_she_says_that_it_stays(dewi, article, board):
    poster = walls.report(dewi, board, article)
    weeks = [walls.bulletin(article, week=monday(ago)) for ago in (2, 1, 0)]
    first = walls.report(dewi, board, bulletin=weeks[0])
    second = walls.report(dewi, board, bulletin=weeks[1], earlier_bulletin_stays=True)
    assert (down_on(first), down_on(second)) == (None, None)
    elsewhere = walls.report(dewi, walls.board(dewi, "Mushala"), bulletin=weeks[0])
    walls.report(dewi, board, bulletin=weeks[2])
    assert [down_on(each) for each in (first, second, elsewhere, poster)] == [TODAY(), TODAY(), None, None]


def test_a_desk_with_much_to_do_shows_it_on_pages(phone, dewi, article, board, monkeypatch):
    monkeypatch.setattr("cms.paging.CARDS_A_PAGE", 1)
    for story in (article, publishing.publish(title="Kabar lain", is_told=False)):
        walls.report(dewi, board, story)
        publishing.withdraw(story)
    desk = reverse("printing:desk")
    shown = [[group.title for group in phone.get(desk, {"halaman": number}).context["tasks"]] for number in (1, 2)]
    assert sorted(shown) == [["Kabar lain"], [article.title]]
    assert "halaman=2" in phone.get(desk).content.decode()
    assert phone.get(desk, {"halaman": 3}).status_code == 404


def test_a_correction_of_the_day_on_which_the_bulletin_was_printed_is_among_the_strips(phone, dewi, article, board):
    walls.report(dewi, board, bulletin=walls.bulletin(article))
    publishing.correct(publishing.correct(article))
    task = WallTask.objects.open().get()
    assert [notice.edition for notice in phone.get(reverse("printing:task", args=[task.public_id])).context["notices"]] == [3, 2]


def test_a_bulletin_recalled_and_not_answered_is_named_by_its_week_among_what_is_late(phone, dewi, article, board, client):
    walls.report(dewi, board, bulletin=published(dewi, article))
    bulletins.withdraw_bulletin(bulletin=Bulletin.objects.get(), by=dewi, at=timezone.now())
    WallTask.objects.update(escalated_on=TODAY())
    sign_in(client, make_person("rini"))
    assert "Buletin pekan mulai" in client.get(reverse("printing:overview")).content.decode()
