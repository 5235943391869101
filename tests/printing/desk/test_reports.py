"""Report "it hangs": from the form to the row, corrected, taken back, with a photo that tells nothing but the board."""

import io
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture

from cms.models import Image
from cms.storage import PhotoStorage
from jobs.runner import drain
from printing.desk.things import Thing
from printing.models import PrinterEdge, PrintingLogEntry, PrintReport, WallTask
from printing.services import walls as reports
from tests.cms.photos import pictures
from tests.printing import publishing
from tests.printing.desk import walls

pytestmark = pytest.mark.django_db
NEW = "printing:new_report"


def typed(board, article, **changes) -> dict[str, str]:
    today = timezone.localdate()
    day = {"hung_on_0": str(today.day), "hung_on_1": str(today.month), "hung_on_2": str(today.year)}
    what = Thing(article, None, article.edition).key
    return {"board": str(board.public_id), "what": what, "copies": "2", "readers": "80", "client_id": str(uuid.uuid4())} | day | changes


def photo(**changes) -> SimpleUploadedFile:
    return pictures.upload(pictures.saved(pictures.two_halves((900, 600)), "JPEG", exif=pictures.exif()), **changes)


def test_a_report_sent_twice_is_one(phone, dewi, article, board):
    form = typed(board, article, readers="1.200 orang")
    first, second = (phone.post(reverse(NEW), form) for _time in range(2))
    assert first.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    report = PrintReport.objects.get()
    assert (report.board, report.article, report.edition, report.copies, report.readers) == (board, article, 1, 2, 1200)
    assert (report.hung_on, report.reported_by) == (timezone.localdate(), dewi)
    assert PrintingLogEntry.objects.filter(action="poster.print_report").count() == 1


def test_a_form_gone_back_to_and_sent_for_another_board_is_another_report(phone, dewi, article, board):
    form = typed(board, article)
    phone.post(reverse(NEW), form)
    phone.post(reverse(NEW), form | {"board": str(walls.board(dewi, "Mushala").public_id)})
    assert PrintReport.objects.count() == 2


def test_the_same_sheet_on_the_same_board_and_day_is_not_reported_by_two(phone, dewi, article, board):
    known = walls.report(dewi, board, article)
    answer = phone.post(reverse(NEW), typed(board, article, copies="7"))
    told = answer.content.decode()
    assert "Sudah dilaporkan" in told
    assert reverse("printing:report", args=[known.public_id]) in told and 'value="7"' in told
    assert PrintReport.objects.count() == 1
    reports.take_back_report(report=known, on=timezone.localdate(), by=dewi)
    assert phone.post(reverse(NEW), typed(board, article)).status_code == 303


def test_the_page_of_a_board_chooses_it_in_the_form(phone, board):
    told = phone.get(reverse("printing:board", args=[board.public_id])).content.decode()
    assert f"?papan={board.public_id}" in told


def test_a_bulletin_is_reported_with_its_edition(phone, article, board):
    bulletin = walls.bulletin(article, edition=3)
    phone.post(reverse(NEW), typed(board, article, what=Thing(None, bulletin, 3).key))
    report = PrintReport.objects.get()
    assert (report.bulletin, report.article, report.edition) == (bulletin, None, 3)


BAD = [
    ("board", ""),
    ("board", "999999999999999999999"),
    ("what", "poster-tidak-ada-1"),
    ("what", "buletin-9999-12-27-1"),
    ("what", "buletin-2026-02-31-1"),
    ("what", "<script>"),
    ("hung_on_0", "32"),
    ("hung_on_0", "satu"),
    ("hung_on_2", "2099"),
    ("hung_on_2", "1990"),
    ("hung_on_2", "١٩٩٠"),
    ("copies", "0"),
    ("copies", "501"),
    ("copies", "banyak"),
    ("copies", "9" * 40),
    ("readers", "-1"),
    ("readers", "20001"),
    ("readers", "1e5"),
]


def test_bad_input_comes_back_as_it_was_typed(phone, article, board):
    for field, value in BAD:
        answer = phone.post(reverse(NEW), typed(board, article) | {"copies": "7", "others_are_down": "on", field: value})
        assert answer.status_code == 200, (field, value)
        assert set(answer.context["form"].errors) == {field.removesuffix("_0").removesuffix("_2")}, (field, value)
        told = answer.content.decode()
        assert f'value="{value}"' in told or field in ("board", "what"), (field, value)
        assert 'value="7"' in told or field == "copies"
        assert " checked" in told
    assert not PrintReport.objects.exists()


def test_a_form_without_its_id_or_with_a_broken_one_is_taken_as_a_new_one(phone, dewi, article, board):
    for client_id, place in (("", board), ("bukan-id", walls.board(dewi, "Mushala"))):
        assert phone.post(reverse(NEW), typed(place, article, client_id=client_id)).status_code == 303
    assert PrintReport.objects.count() == 2


def test_a_board_of_another_city_cannot_be_chosen(phone, kosim, article):
    foreign = walls.board(kosim, slug="karawang")
    assert phone.post(reverse(NEW), typed(foreign, article)).context["form"].errors["board"]
    assert not PrintReport.objects.exists()


def test_an_older_edition_can_be_chosen_by_its_link_and_no_edition_that_never_was(phone, article, board):
    article = publishing.correct(article)
    for edition, is_offered in ((1, True), (2, True), (3, False)):
        key = f"poster-{article.short_code.lower()}-{edition}"
        form = phone.get(reverse(NEW), {"apa": key, "papan": board.public_id}).context["form"]
        assert (key in dict(form.fields["what"].choices)) is is_offered
    assert phone.post(reverse(NEW), typed(board, article, what=f"poster-{article.short_code.lower()}-1")).status_code == 303
    assert WallTask.objects.get().edition == 2


def test_older_sheets_come_down_with_the_tick(phone, dewi, article, board):
    older = walls.report(dewi, board, publishing.publish(title="Kabar lain"), hung_on=timezone.localdate() - timedelta(days=3))
    elsewhere = walls.report(dewi, walls.board(dewi, "Mushala"), article)
    phone.post(reverse(NEW), typed(board, article, others_are_down="on"))
    for report in (older, elsewhere):
        report.refresh_from_db()
    assert (older.down_on, elsewhere.down_on) == (timezone.localdate(), None)


def test_a_report_is_corrected_and_taken_back(phone, dewi, article, board):
    report = walls.report(dewi, board, article)
    path = reverse("printing:report", args=[report.public_id])
    form = typed(board, article, copies="5", readers="")
    assert phone.post(path, form | {"act": "correct"}).status_code == 303
    report.refresh_from_db()
    assert (report.copies, report.readers) == (5, None)
    wrong = phone.post(path, form | {"act": "correct", "copies": "nol"})
    assert wrong.context["form"].errors["copies"]
    phone.post(path, {"act": "take_back"})
    phone.post(path, {"act": "take_back"})
    report.refresh_from_db()
    assert report.taken_back_on == timezone.localdate()
    assert phone.post(path, form | {"act": "correct"}).context["refusal"]
    acts = [entry.data["act"] for entry in PrintingLogEntry.objects.order_by("pk")]
    assert acts == ["report", "correct", "take_back"]


def test_a_sheet_is_noted_as_down(phone, dewi, article, board):
    report = walls.report(dewi, board, article)
    phone.post(reverse("printing:report", args=[report.public_id]), {"act": "down"})
    report.refresh_from_db()
    assert report.down_on == timezone.localdate()


def test_a_photo_loses_all_that_it_tells_and_is_shown_to_stewards_of_the_city_only(phone, client, dewi, article, board):
    report = walls.report(dewi, board, article)
    answer = phone.post(reverse("printing:report_photo", args=[report.public_id]), {"photo": photo()})
    assert answer.status_code == 303
    report.refresh_from_db()
    assert report.photo.is_private
    assert report.photo.file.name.startswith("private/")
    assert walls.WORKPLACE not in f"{report.photo.title} {report.photo.file.name}"
    address = reverse("printing:report_photo_file", args=[report.public_id])
    assert address in phone.get(reverse("printing:report", args=[report.public_id])).content.decode()
    kept = phone.get(address)
    data = b"".join(kept.streaming_content)
    assert kept.headers["Cache-Control"] == "no-store"
    assert not Picture.open(io.BytesIO(data)).getexif()
    assert b"Exif" not in data
    assert b"GPS" not in data
    client.logout()
    assert client.get(address).headers["Location"].startswith("/masuk/")
    assert client.get(f"/media/{report.photo.file.name}").status_code == 404


def test_a_photo_is_replaced_sent_twice_once_and_deleted_with_its_file(phone, dewi, article, board, django_capture_on_commit_callbacks):
    report = walls.report(dewi, board, article)
    path = reverse("printing:report_photo", args=[report.public_id])
    for _time in range(2):
        phone.post(path, {"photo": photo()})
    first = Image.objects.get()
    other = pictures.upload(pictures.saved(pictures.two_halves((800, 600)), "JPEG"))
    with django_capture_on_commit_callbacks(execute=True):
        phone.post(path, {"photo": other})
    second = Image.objects.get()
    assert first.pk != second.pk
    assert not PhotoStorage().exists(first.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        phone.post(path, {"act": "remove"})
    assert not Image.objects.exists()
    assert PhotoStorage().listdir("private/")[1] == []


def test_a_small_copy_is_shown_once_it_is_made(phone, dewi, article, board):
    report = walls.report(dewi, board, article)
    phone.post(reverse("printing:report_photo", args=[report.public_id]), {"photo": photo()})
    address = reverse("printing:report_photo_file", args=[report.public_id])
    whole = len(b"".join(phone.get(address).streaming_content))
    page = reverse("printing:report", args=[report.public_id])
    assert phone.get(f"{address}?kecil").status_code == 404
    assert "<img" not in phone.get(page).content.decode()
    drain()
    assert f'<img src="{address}?kecil"' in phone.get(page).content.decode()
    for accepts, kind in (("image/webp,*/*", "image/webp"), ("*/*", "image/jpeg")):
        answer = phone.get(f"{address}?kecil", headers={"Accept": accepts})
        assert answer.headers["Content-Type"] == kind
        assert len(b"".join(answer.streaming_content)) < whole


def test_who_has_sent_photos_enough_is_told_so(phone, dewi, article, board, monkeypatch):
    monkeypatch.setattr(reports, "PERSON_QUOTA_BYTES", 1)
    for number in range(2):
        report = walls.report(dewi, board, article, hung_on=timezone.localdate() - timedelta(days=number))
        path = reverse("printing:report_photo", args=[report.public_id])
        answer = phone.post(path, {"photo": photo()})
        assert answer.status_code == (200 if number else 303)
    assert Image.objects.count() == 1


def test_a_file_that_is_no_photo_is_refused_with_a_sentence(phone, dewi, article, board):
    report = walls.report(dewi, board, article)
    path = reverse("printing:report_photo", args=[report.public_id])
    for files in ({}, {"photo": SimpleUploadedFile("foto.jpg", b"%PDF-1.7")}):
        answer = phone.post(path, files)
        assert answer.status_code == 200
        told = answer.content.decode()
        assert told.index('role="alert"') < told.index('href="#f-photo"') < told.index("<h2>")
    assert not Image.objects.exists()


def test_taking_a_report_back_deletes_its_photo_and_takes_no_other(phone, dewi, article, board):
    report = walls.report(dewi, board, article)
    phone.post(reverse("printing:report_photo", args=[report.public_id]), {"photo": photo()})
    phone.post(reverse("printing:report", args=[report.public_id]), {"act": "take_back"})
    assert phone.post(reverse("printing:report_photo", args=[report.public_id]), {"photo": photo()}).context["photo_error"]
    assert not Image.objects.exists()


def test_what_was_typed_while_the_session_ended_comes_back(client, dewi, article, board):
    answer = client.post(reverse("printing:boards"), {"name": "Pabrik sepatu di dekat pasar"})
    assert answer.status_code == 403
    assert "Pabrik sepatu di dekat pasar" in answer.content.decode()


def test_a_report_sent_after_the_session_ended_comes_back_with_its_labels_and_without_keys(client, dewi, article, board):
    told = client.post(reverse("printing:new_report"), typed(board, article, copies="3", readers="sekitar 80 orang")).content.decode()
    for name, label, value in (("copies", "Jumlah lembar", "3"), ("readers", "Pembaca, kira-kira", "sekitar 80 orang")):
        assert f'name="{name}" value="{value}">' in told and f">{label}</label>" in told
    assert f'<input type="hidden" name="what" value="{Thing(article, None, 1).key}">' in told


def test_readers_are_counted_as_people_say_it(phone, dewi, article):
    said = ("sekitar 80 orang", "kira-kira 80", "kurang lebih 80 orang", "±80", "80-an orang")
    for number, words in enumerate(said):
        place = walls.board(dewi, f"Papan {number}")
        assert phone.post(reverse(NEW), typed(place, article, readers=words)).status_code == 303, words
    assert set(PrintReport.objects.values_list("readers", flat=True)) == {80}


def test_whoever_comes_back_to_the_address_of_a_refused_photo_finds_the_report(phone, dewi, article, board):
    report = walls.report(dewi, board, article)
    answer = phone.get(reverse("printing:report_photo", args=[report.public_id]))
    assert answer.headers["Location"] == reverse("printing:report", args=[report.public_id])


def test_the_database_refuses_a_report_that_cannot_be(dewi, article, board):
    today = timezone.localdate()
    whole = {"board": board, "article": article, "edition": 1, "hung_on": today, "reported_by": dewi, "reported_on": today}
    long_ago = {"down_on": today - timedelta(days=1)}
    for facts in ({"article": None}, {"edition": 0}, {"copies": 0}, {"copies": 501}, {"readers": 20_001}, long_ago):
        with pytest.raises(IntegrityError), transaction.atomic():
            PrintReport.objects.create(**whole | facts, client_id=uuid.uuid4())
    PrintReport.objects.create(**whole, client_id=uuid.uuid4())


def test_the_database_refuses_one_form_as_two_reports_and_two_things_in_one(dewi, article, board):
    report = walls.report(dewi, board, article)
    report.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save(force_insert=True)
    report.client_id, report.bulletin = uuid.uuid4(), walls.bulletin(article)
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save(force_insert=True)


def test_the_database_refuses_a_task_that_cannot_be(dewi, article, board):
    today = timezone.localdate()
    whole = {"report": walls.report(dewi, board, article), "article": article, "kind": "take_down", "edition": 0, "asked_on": today}
    by_nobody = [
        {"answer": answer, "answered_on": day} for answer, day in (("done", today), ("dropped", None), ("", today), ("entah", today))
    ]
    for facts in ({"edition": 2}, {"kind": "correct", "edition": 1}, {"kind": "entah"}, *by_nobody):
        with pytest.raises(IntegrityError), transaction.atomic():
            WallTask.objects.create(**whole | facts)
    WallTask.objects.create(**whole, answer="done", answered_on=today, answered_by=dewi)


def test_the_database_refuses_the_same_task_twice_and_an_edge_that_no_printer_has(dewi, article, board):
    report = walls.report(dewi, board, article)
    publishing.withdraw(article)
    with pytest.raises(IntegrityError), transaction.atomic():
        WallTask.objects.create(report=report, article=article, kind="take_down", edition=0, asked_on=timezone.localdate())
    for facts in ({"edge_mm": 3}, {"sheet": "a3"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PrinterEdge.objects.create(user=dewi, **facts)
