"""The desk's front page, the papers of a poster, the printer's edge, tasks and what people said."""

import io
import re
import uuid
from datetime import timedelta

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from cms.addresses import absolute
from cms.discussion.errors import DiscussionClosed
from cms.discussion.models import Answer
from cms.discussion.services import submit_answer
from cms.discussion.states import RefusalReason
from curriculum.services import grant_membership
from jobs.runner import drain
from people.roles import Role
from printing.models import Poster, PrinterEdge, WallTask
from tests.cast import STARTS_ON
from tests.printing import publishing
from tests.printing.desk import walls

pytestmark = pytest.mark.django_db


def shown(phone, name: str, *args, **query) -> str:
    answer = phone.get(reverse(f"printing:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_signing_in_leads_a_steward_to_her_desk_and_the_desk_to_the_files(phone, article):
    drain()
    first = phone.get(reverse("desk"))
    assert first.headers["Location"] == reverse("printing:desk")
    told = phone.get(first.headers["Location"]).content.decode()
    poster = Poster.objects.get(article=article, paper="a3", sheet="", mono=False)
    assert reverse("printing:file", args=[article.short_code.lower(), "a3.pdf"]) in told
    assert f"{round(poster.size_bytes / 1024)}" in told
    assert reverse("people:sign_out") in told


def test_the_desk_shows_her_city_only(phone, article):
    publishing.publish(title="Kabar dari kota lain", city="karawang")
    told = shown(phone, "desk")
    assert article.title in told
    assert "Kabar dari kota lain" not in told


def test_a_steward_of_two_cities_chooses_and_keeps_the_choice(phone, dewi, article):
    grant_membership(user=dewi, role=Role.STEWARD, starts_on=STARTS_ON, city=walls.city("karawang"))
    publishing.publish(title="Kabar dari Karawang", city="karawang")
    told = shown(phone, "desk", kota="karawang")
    assert "Kabar dari Karawang" in told
    assert f"{reverse('printing:new_report')}?kota=karawang" in told
    answer = phone.post(f"{reverse('printing:boards')}?kota=karawang", {"name": "Pabrik"})
    assert "kota=karawang" in answer.headers["Location"]


def test_every_paper_tells_its_size_and_what_the_print_dialog_must_show(phone, article):
    drain()
    told = shown(phone, "desk_poster", article.short_code)
    for file in Poster.objects.filter(article=article):
        assert reverse("printing:file", args=[article.short_code.lower(), file.format.file_name]) in told
    assert told.count("100\u00a0%") >= Poster.objects.filter(article=article).count()
    assert 'value="a4s.pdf"' in told
    assert absolute(reverse("printing:article", args=[article.short_code.lower()])) in told
    assert "https://wa.me/?text=" in told


def test_a_poster_from_another_city_may_be_printed_and_an_unknown_code_is_404(phone, article):
    other = publishing.publish(title="Kabar dari kota lain", city="karawang")
    assert "Kabar dari kota lain" in shown(phone, "desk_poster", other.short_code)
    assert phone.get(reverse("printing:desk_poster", args=["XXXXXX"])).status_code == 404


def test_of_a_withdrawn_article_nothing_is_offered(phone, article):
    drain()
    publishing.withdraw(article)
    told = shown(phone, "desk_poster", article.short_code)
    assert ".pdf" not in told
    assert reverse("printing:new_report") not in told


def test_the_edge_of_her_printer_is_remembered_and_pieces_are_offered_with_it(phone, dewi, article):
    assert phone.post(reverse("printing:edge"), {"edge_mm": "9"}).context["form"].errors
    for edge in ("6", "7"):
        phone.post(reverse("printing:edge"), {"edge_mm": edge})
    assert PrinterEdge.objects.get().edge_mm == 7
    told = shown(phone, "desk_poster", article.short_code)
    assert 'value="a3-a4-tepi7.pdf"' in told
    assert 'value="a3-a4.pdf"' not in told
    answer = phone.post(reverse("printing:article", args=[article.short_code.lower()]), {"bentuk": "a3-a4-tepi7.pdf"})
    assert answer.status_code == 303
    assert Poster.objects.filter(article=article, edge_mm=7).exists()


def test_tasks_stand_first_and_are_answered_with_a_day(phone, dewi, article, board):
    walls.report(dewi, board, article, hung_on=timezone.localdate() - timedelta(days=9))
    publishing.withdraw(article)
    task = WallTask.objects.get()
    path, group = reverse("printing:task", args=[task.public_id]), f"/cetak/meja/tugas/turunkan-{article.short_code.lower()}/"
    told = shown(phone, "desk")
    assert told.index(group) < told.index(reverse("printing:boards") + '"', told.index("</nav>"))
    assert article.title in told
    yesterday = timezone.localdate() - timedelta(days=1)
    day = {"answered_on_0": str(yesterday.day), "answered_on_1": str(yesterday.month), "answered_on_2": str(yesterday.year)}
    wrong = phone.post(path, day | {"answer": "mungkin"})
    assert wrong.context["form"].errors["answer"]
    assert f'value="{yesterday.year}"' in wrong.content.decode()
    assert phone.post(path, day | {"answer": "done"}).status_code == 303
    task.refresh_from_db()
    assert (task.answer, task.answered_on) == ("done", yesterday)
    assert group not in shown(phone, "desk")


def test_what_people_said_becomes_answers_from_the_wall_once(phone, article):
    path = reverse("printing:said", args=[article.short_code.lower()])
    form = {"client_id": str(uuid.uuid4()), "kata_1": "Tidak, lembur tidak tertulis.", "kata_0": "Kapan rapat berikutnya?"}
    assert phone.post(path, form).status_code == 303
    assert phone.post(path, form).status_code == 303
    kept = [(answer.question_number, answer.words, answer.source, answer.state) for answer in Answer.objects.order_by("question_number")]
    assert kept == [(0, form["kata_0"], "wall", "waiting"), (1, form["kata_1"], "wall", "waiting")]
    assert phone.post(path, form | {"kata_1": "Sekarang tertulis."}).status_code == 303
    assert Answer.objects.count() == 3
    assert form["kata_1"] in shown(phone, "said", article.short_code.lower())
    assert form["kata_1"] in shown(phone, "desk")


def test_words_that_may_point_to_a_person_are_kept_once_she_says_so(phone, article):
    path = reverse("printing:said", args=[article.short_code.lower()])
    form = {"client_id": str(uuid.uuid4()), "kata_1": "Pak Rahmat dari PT Contoh tidak menulisnya."}
    told = phone.post(path, form).content.decode()
    assert told.count("Pak Rahmat") >= 2 and 'name="confirmed"' in told
    assert not Answer.objects.exists()
    assert phone.post(path, form | {"confirmed": "1"}).status_code == 303
    assert Answer.objects.get().words == form["kata_1"]


def test_of_a_form_with_one_bad_answer_nothing_is_kept_and_all_comes_back(phone, article):
    path = reverse("printing:said", args=[article.short_code.lower()])
    answer = phone.post(path, {"kata_1": "Tidak tertulis.", "kata_2": "x" * 501})
    assert answer.status_code == 200
    assert not Answer.objects.exists()
    told = answer.content.decode()
    assert "Tidak tertulis." in told
    assert "x" * 501 in told
    assert phone.post(path, {"kata_1": "  "}).context["refusal"]


def test_no_answer_is_saved_under_a_question_that_was_not_on_the_page(phone, article):
    """A correction changed one question and took another away while she wrote: nothing is saved, and no word is lost."""
    path = reverse("printing:said", args=[article.short_code.lower()])
    form = dict(re.findall(r'name="(client_id|pertanyaan)" value="([^"]*)"', phone.get(path).content.decode()))
    typed = {"kata_1": "Ya, hampir setiap minggu.", "kata_3": "Mulai hari Senin.", "kata_0": "Kapan rapat?"}
    publishing.correct(article, question_1="Apakah kamu pernah mencuri kain?", question_3="")
    answer = phone.post(path, form | typed)
    told = answer.content.decode()
    assert "Pertanyaannya berubah" in told and all(words in told for words in typed.values())
    assert not Answer.objects.exists()
    form = dict(re.findall(r'name="(client_id|pertanyaan)" value="([^"]*)"', told))
    assert phone.post(path, form | {"kata_0": "Ya, hampir setiap minggu."}).status_code == 303
    assert Answer.objects.get().question_number == 0


def test_a_name_and_a_word_too_many_are_told_together_and_the_limit_beforehand(phone, article):
    path = reverse("printing:said", args=[article.short_code.lower()])
    assert "500 huruf" in phone.get(path).content.decode()
    told = phone.post(path, {"kata_1": "Pak Rahmat dari PT Contoh. " + "x" * 501})
    assert told.context["errors"] and told.context["warnings"]
    assert "Pak Rahmat" in told.content.decode()


def test_a_steward_learns_which_of_her_notes_is_not_shown_and_why_but_not_its_words(phone, article):
    submit_answer(article=article, question_number=1, words="Kata yang ditolak.", source="wall", client_id=uuid.uuid4())
    Answer.objects.update(state="refused", reason="unchecked", decided_on=timezone.localdate())
    told = shown(phone, "desk")
    part = told[told.index("Tidak ditampilkan") :]
    assert article.title in part and str(RefusalReason.UNCHECKED.label) in part
    assert "Kata yang ditolak." not in told


def test_nothing_more_is_collected_about_a_withdrawn_article(phone, article):
    publishing.withdraw(article)
    answer = phone.post(reverse("printing:said", args=[article.short_code.lower()]), {"kata_1": "Tidak tertulis."})
    assert answer.context["refusal"]
    assert answer.status_code == 410
    assert "Tidak tertulis." in answer.content.decode()
    assert not Answer.objects.exists()


def test_a_story_that_is_withdrawn_while_words_are_sent_gives_them_back(phone, article, monkeypatch):
    def goes(*_facts):
        publishing.withdraw(article)
        raise DiscussionClosed

    monkeypatch.setattr("printing.desk.said._submit", goes)
    answer = phone.post(reverse("printing:said", args=[article.short_code.lower()]), {"kata_1": "Tidak tertulis."})
    assert answer.status_code == 410
    assert "sudah tidak terbit" in answer.context["refusal"]
    assert "Tidak tertulis." in answer.content.decode()


def test_addresses_of_places_and_of_what_hangs_there_cannot_be_counted_through(phone, dewi, article, board):
    report = walls.report(dewi, board, article)
    for path in ("papan", "tempat", "lapor", "tugas"):
        assert phone.get(f"/cetak/meja/{path}/{report.pk}/").status_code == 404
    bulletin = walls.bulletin(article)
    assert phone.get(f"/cetak/meja/buletin/{bulletin.pk}/").status_code == 404
    assert phone.get(f"/cetak/meja/buletin/semarang/{bulletin.week_starts_on}/").status_code == 200
    for city, week in (("karawang", bulletin.week_starts_on), ("semarang", "2026-02-31"), ("semarang", "x")):
        assert phone.get(f"/cetak/meja/buletin/{city}/{week}/").status_code == 404


def test_about_another_citys_story_nothing_is_noted_until_it_hangs_here(phone, dewi, board):
    other = publishing.publish(title="Kabar dari Karawang", city="karawang")
    facts = {"article": other, "question_number": 1, "words": "Ditulis di dinding Karawang.", "source": "wall"}
    submit_answer(**facts, client_id=uuid.uuid4())
    path = reverse("printing:said", args=[other.short_code.lower()])
    assert path not in shown(phone, "desk_poster", other.short_code)
    assert phone.get(path).status_code == 404
    refused = phone.post(path, {"kata_1": "Di sini juga tidak tertulis."})
    assert (refused.status_code, Answer.objects.count()) == (404, 1)
    assert "Di sini juga tidak tertulis." in refused.content.decode()
    walls.report(dewi, board, other)
    assert path in shown(phone, "desk_poster", other.short_code)
    assert phone.post(path, {"kata_1": "Di sini juga tidak tertulis."}).status_code == 303
    assert Answer.objects.count() == 2
    assert facts["words"] not in phone.get(path).content.decode()


def test_of_a_story_of_no_city_only_what_was_read_is_shown(phone):
    story = publishing.publish(title="Kabar untuk semua", city="")
    path = reverse("printing:said", args=[story.short_code.lower()])
    assert phone.post(path, {"kata_1": "Tidak tertulis di mana pun."}).status_code == 303
    assert "Tidak tertulis di mana pun." not in phone.get(path).content.decode()
    Answer.objects.update(state="accepted", decided_on=timezone.localdate())
    assert "Tidak tertulis di mana pun." in phone.get(path).content.decode()


def test_the_front_page_asks_the_same_however_much_there_is(phone, dewi, board, django_assert_max_num_queries):
    counts = []
    for _round in range(2):
        for number in range(2):
            article = publishing.publish(title=f"Kabar {number}")
            walls.report(dewi, board, article)
            publishing.correct(article)
        with django_assert_max_num_queries(40) as asked:
            shown(phone, "desk")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_test_sheet_is_one_page_of_office_paper(phone):
    for paper, width_mm in (("a4", 210), ("f4", 215)):
        answer = phone.get(reverse("printing:test_sheet", args=[paper]))
        page = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0]
        assert round(float(page.mediabox.width) / 72 * 25.4) == width_mm
    assert phone.get(reverse("printing:test_sheet", args=["a3"])).status_code == 404


def test_each_correction_that_the_sheet_lacks_is_offered_as_a_strip(phone, dewi, article, board):
    walls.report(dewi, board, article)
    publishing.correct(article)
    walls.report(dewi, walls.board(dewi, "Mushala"), article, edition=2)
    publishing.correct(article)
    old, newer = WallTask.objects.open().order_by("report")
    assert [notice.edition for notice in phone.get(reverse("printing:task", args=[old.public_id])).context["notices"]] == [3, 2]
    assert [notice.edition for notice in phone.get(reverse("printing:task", args=[newer.public_id])).context["notices"]] == [3]
    words = pypdf.PdfReader(io.BytesIO(phone.get(reverse("printing:strip", args=[old.public_id, 2])).content)).pages[0].extract_text()
    assert "Yang benar 86." in " ".join(words.split())
    assert phone.get(reverse("printing:strip", args=[newer.public_id, 2])).status_code == 404


def test_a_bulletin_is_offered_the_corrections_since_it_was_printed(phone, dewi, article, board):
    publishing.correct(article)
    article.corrections.update(corrected_on=timezone.localdate() - timedelta(days=9))
    article.refresh_from_db()
    walls.report(dewi, board, bulletin=walls.bulletin(article))
    publishing.correct(article)
    task = WallTask.objects.get()
    assert [notice.edition for notice in phone.get(reverse("printing:task", args=[task.public_id])).context["notices"]] == [3]


def test_the_copy_shop_is_asked_for_the_paper_of_the_bulletin(phone):
    bulletin = walls.bulletin(*(publishing.publish(title=f"Kabar {number}", is_told=False) for number in range(7)))
    shop = phone.get(reverse("printing:desk_bulletin", args=["semarang", bulletin.week_starts_on.isoformat()])).context["shop"]
    assert (bulletin.paper(), "kertas A2" in shop.words, "A3" in shop.words) == ("a2", True, False)
