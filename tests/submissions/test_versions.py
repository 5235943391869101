"""Nothing is sent, chosen or replaced unseen; earlier versions can be read and taken up again, and do not grow without end."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from submissions.errors import Stale
from submissions.models import BylineChoice, SideDraft
from submissions.services import photos, publication, sending, versions, writing
from submissions.services.fields import fields_of
from submissions.states import State, standing_of
from tests.cms.photos.pictures import saved, two_halves
from tests.submissions import texts
from tests.submissions.views.forms import form_of, words_of

pytestmark = pytest.mark.django_db


def titles(text) -> list[str]:
    return [revision.content["title"] for revision in Revision.objects.for_instance(text).order_by("pk")]


def late_copy(cast, text, **changes) -> SideDraft:
    first = Revision.objects.for_instance(text).order_by("pk").first()
    window = {"submission": text, "author": cast.siti, "client_id": uuid.uuid4(), "base_id": first.pk}
    return writing.save_draft(**window, fields=texts.fields(title="Salinan lama", **changes)).side_draft


class TestUnseen:
    def test_a_version_from_another_window_is_not_sent_unseen(self, cast):
        text = texts.draft(cast)
        seen = text.latest_revision_id
        texts.rewrite(text, title="Dari jendela lain")
        with pytest.raises(Stale):
            sending.submit(submission=text, author=cast.siti, seen_id=seen)
        assert standing_of(texts.fresh(text)).state == State.DRAFT

    def test_the_last_look_says_so_and_sends_on_the_second_press(self, cast):
        siti, text = cast.client("siti"), texts.draft(cast)
        address = reverse("submissions:send", args=[text.public_id])
        page = siti.get(address)
        texts.rewrite(text, title="Dari jendela lain")
        answer = siti.post(address, form_of(page, "/kirim/"))
        assert answer.status_code == 409
        assert "Ada versi lain" in words_of(answer)
        assert siti.post(address, form_of(answer, "/kirim/")).status_code == 303
        assert standing_of(texts.fresh(text)).state == State.WAITING

    def test_an_old_form_that_is_sent_once_more_sends_nothing_newer_and_replaces_nothing(self, cast):
        siti, text = cast.client("siti"), texts.draft(cast)
        address = reverse("submissions:edit", args=[text.public_id])
        form = form_of(siti.get(address), "/ubah/") | {"title": "Dari jendela ini", "do": "save"}
        siti.post(address, form)
        texts.rewrite(text, title="Dari jendela lain")
        answer = siti.post(address, form | {"do": "send"})
        assert answer.status_code == 409
        assert standing_of(texts.fresh(text)).state == State.DRAFT
        assert titles(text)[-2:] == ["Dari jendela ini", "Dari jendela lain"]
        siti.post(reverse("submissions:send", args=[text.public_id]), form_of(answer, "/kirim/"))
        assert standing_of(texts.fresh(text)).state == State.WAITING
        assert titles(text)[-1] == "Dari jendela lain"

    def test_a_late_copy_does_not_replace_words_that_came_meanwhile(self, cast):
        siti, text = cast.client("siti"), texts.rewrite(texts.draft(cast), title="Kedua")
        address = reverse("submissions:side_draft", args=[text.public_id, late_copy(cast, text).public_id])
        page = siti.get(address)
        texts.rewrite(text, title="Ketiga")
        answer = siti.post(address, form_of(page, "") | {"do": "use"})
        assert answer.status_code == 409
        assert texts.fresh(text).latest_revision.content["title"] == "Ketiga"
        siti.post(address, form_of(answer, "") | {"do": "use"})
        assert titles(text)[-2:] == ["Ketiga", "Salinan lama"]


class TestLateCopies:
    def test_a_form_whose_copy_was_put_away_is_asked_about_again(self, cast):
        text = texts.rewrite(texts.draft(cast), title="Kedua")
        first = Revision.objects.for_instance(text).order_by("pk").first()
        window = {"submission": text, "author": cast.siti, "client_id": uuid.uuid4(), "base_id": first.pk}
        copy = writing.save_draft(**window, fields=texts.fields(title="Salinan")).side_draft
        writing.settle_side_draft(side_draft=copy, author=cast.siti, use_it=False, seen_id=text.latest_revision_id)
        again = writing.save_draft(**window, fields=texts.fields(title="Salinan")).side_draft
        assert again is not None
        assert again.pk != copy.pk
        assert again.settled_at is None

    def test_a_form_whose_copy_was_used_is_that_version(self, cast):
        text = texts.rewrite(texts.draft(cast), title="Kedua")
        first = Revision.objects.for_instance(text).order_by("pk").first()
        window = {"submission": text, "author": cast.siti, "client_id": uuid.uuid4(), "base_id": first.pk}
        copy = writing.save_draft(**window, fields=texts.fields(title="Salinan")).side_draft
        used = writing.settle_side_draft(side_draft=copy, author=cast.siti, use_it=True, seen_id=text.latest_revision_id)
        again = writing.save_draft(**window, fields=texts.fields(title="Salinan"))
        assert (again.side_draft, again.revision.pk) == (None, used.revision.pk)

    @pytest.mark.parametrize("act", ["add", "remove"])
    def test_a_photo_from_another_window_does_not_make_the_open_form_old(self, cast, act):
        text = texts.draft(cast)
        photo = photos.add_photo(submission=text, author=cast.siti, client_id=uuid.uuid4(), upload=picture())
        opened = texts.fresh(text).latest_revision_id
        if act == "add":
            photos.add_photo(submission=text, author=cast.siti, client_id=uuid.uuid4(), upload=picture())
        else:
            photos.remove_photo(photo=photo, author=cast.siti)
        window = {"submission": text, "author": cast.siti, "client_id": uuid.uuid4(), "base_id": opened}
        result = writing.save_draft(**window, fields=texts.fields(title="Judul baru"))
        assert result.side_draft is None
        content = texts.fresh(text).latest_revision.content
        assert content["title"] == "Judul baru"
        assert bool(content["lead_photo"]) == (act == "add")
        assert ("photo" in content["body"]) == (act == "add")


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.jpg", saved(two_halves(), "JPEG"))


class TestOlderVersions:
    def test_the_author_reads_an_older_version_and_goes_on_from_it(self, cast):
        siti, text = cast.client("siti"), texts.rewrite(texts.draft(cast, title="Pertama"), title="Kedua")
        listed = siti.get(reverse("submissions:versions", args=[text.public_id]))
        address = re.search(rf'href="(/tulis/{text.public_id}/versi/\d+/)"', listed.content.decode()).group(1)
        page = siti.get(address)
        assert "Pertama" in words_of(page)
        assert siti.post(address, form_of(page, "")).status_code == 303
        siti.post(address, form_of(page, ""))  # the same tap twice
        assert titles(text) == ["Pertama", "Kedua", "Pertama"]

    def test_it_replaces_nothing_that_she_has_not_seen(self, cast):
        siti, text = cast.client("siti"), texts.rewrite(texts.draft(cast, title="Pertama"), title="Kedua")
        first = Revision.objects.for_instance(text).order_by("pk").first()
        address = reverse("submissions:version", args=[text.public_id, first.pk])
        page = siti.get(address)
        texts.rewrite(text, title="Ketiga")
        assert siti.post(address, form_of(page, "")).status_code == 409
        assert titles(text)[-1] == "Ketiga"

    def test_not_while_others_read_it_and_never_a_version_of_another_text(self, cast):
        text, other = texts.rewrite(texts.draft(cast), title="Kedua"), texts.draft(cast)
        first = Revision.objects.for_instance(text).order_by("pk").first()
        texts.submit(text)
        for text_of, version_of in ((text, first.pk), (other, first.pk)):
            with pytest.raises(versions.PermissionDenied):
                versions.take_up_version(submission=text_of, author=cast.siti, revision_id=version_of, seen_id=text_of.latest_revision_id)
        assert cast.client("siti").get(reverse("submissions:version", args=[other.public_id, first.pk])).status_code == 404


class TestNameTakenBack:
    @pytest.fixture
    def text(self, cast):
        text = texts.published(cast, byline_choice=BylineChoice.PEN)
        publication.take_back_byline(submission=text, author=cast.siti)
        return texts.fresh(text)

    def test_the_form_offers_no_name_any_more(self, cast, text):
        page = cast.client("siti").get(reverse("submissions:edit", args=[text.public_id]))
        assert re.findall(r'name="byline" value="(\w+)" checked', page.content.decode()) == ["worker"]
        assert len(re.findall(r'name="byline"', page.content.decode())) == 1

    def test_no_form_and_no_older_version_brings_it_back(self, cast, text):
        text = texts.rewrite(text, title="Judul lain", byline_choice=BylineChoice.REAL)
        assert text.latest_revision.content["byline_choice"] == BylineChoice.WORKER
        old = text.publications.get().revision
        taken = versions.take_up_version(submission=text, author=cast.siti, revision_id=old.pk, seen_id=text.latest_revision_id)
        assert (taken.content["byline_choice"], taken.content["byline"]) == (BylineChoice.WORKER, "Pekerja")


class TestGrowth:
    def test_saving_without_a_change_makes_no_version(self, cast):
        text = texts.draft(cast)
        for _twice in range(2):
            texts.rewrite(text)
        assert len(titles(text)) == 1

    def test_of_one_sitting_the_newest_stay_and_what_anybody_was_shown(self, cast):
        text = texts.rewrite(texts.draft(cast), title="Terkirim")
        shown = texts.submit(text).latest_revision_id
        sending.take_back(submission=text, author=cast.siti)
        begun = timezone.now() - timedelta(days=2)
        for number in range(70):
            made = texts.rewrite(text, title=f"Judul {number}").latest_revision_id
            Revision.objects.filter(pk=made).update(created_at=begun + timedelta(minutes=number))
        kept = Revision.objects.for_instance(text)
        assert kept.count() <= versions.NEWEST_KEPT + versions.SLACK
        assert kept.filter(pk=shown).exists()
        assert titles(text)[-versions.NEWEST_KEPT :] == [f"Judul {number}" for number in range(70 - versions.NEWEST_KEPT, 70)]
        assert fields_of(texts.fresh(text).get_latest_revision_as_object()).title == "Judul 69"

    def test_a_text_written_over_months_keeps_a_version_of_each_sitting(self, cast):
        text = texts.draft(cast)
        for number in range(65):
            made = texts.rewrite(text, title=f"Judul {number}").latest_revision_id
            Revision.objects.filter(pk=made).update(created_at=timezone.now() - timedelta(hours=100 - number))
        assert len(titles(text)) == 66
