"""Crawls the site as everybody. A text that was sent is read by its author and her mentors alone, an unsent draft by its author alone.

Every field of both texts holds a word of its own that stands nowhere else. Whoever finds a word that is not hers to read fails the test,
and so does whoever finds a legal name, anywhere.
"""

import html
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from cms.discussion import services as discussion
from cms.models import ArticlePage, City, Topic
from curriculum.models import Membership
from people.roles import Role
from people.services import create_person
from submissions.models import Submission
from submissions.services import claims, commenting, photos, writing
from tests.cast import NOBODY, PARTS, Cast, add_member, sign_in
from tests.cms.photos.pictures import saved, two_halves, upload
from tests.submissions import texts

pytestmark = pytest.mark.django_db

EVERYBODY = (*PARTS, "classmate", NOBODY)
LEGAL_NAME = "NAMA-RAHASIA"
SOUGHT = "burungkenari"  # the word by which everybody looks for the texts
OFFICE_ACTS = ("edit", "history", "life", "usage", "delete", "preview", "inspect", "copy", "claim")
PAGES_MAX = 220
OF_NOBODY = ("/static/", "/hak/")  # the law knows no person, and its many pages would stand in the place of others
VARIANTS_MAX = 2  # of one path with different queries
STARTS = ("/", "/berita/", "/kota/", "/cetak/", "/meja/", "/tulis/", "/tulis/baru/", "/tulis/unduh/", "/periksa/", "/pelatihan/", "/masuk/")
STARTS += (
    "/tanggapan/",
    "/tanggapan/?lihat=ditolak",
    "/masuk/akun/",
    "/redaksi/",
    "/redaksi/tulisan/",
    "/redaksi/reports/",
    "/feed/",
    "/sitemap.xml",
    "/robots.txt",
    "/p/",
)
SEARCHES = ("/cari/?q={}", "/redaksi/tulisan/?q={}", "/redaksi/pages/search/?q={}", "/redaksi/images/?q={}", "/redaksi/orang/?q={}")
SEARCHES += ("/redaksi/images/chooser/results/?q={}", "/redaksi/choose-page/search/?q={}", "/kota/karawang/?q={}", "/cetak/?kota=karawang")
LINK = re.compile(rb"""(?:href|src|data-[\w-]*url|data-url|action)=["']([^"'#]+)""")
ATOM_LINK = re.compile(rb"<(?:id|loc|link)>([^<]+)</")


@dataclass(frozen=True)
class Marked:
    """A text with a word of its own in each field."""

    text: Submission
    name: str

    def word(self, field: str) -> str:
        return f"{self.name}{field}"

    @property
    def addresses(self) -> list[str]:
        """All of them typed by hand, whoever asks."""
        one = str(self.text.public_id)
        own = [f"/tulis/{one}/{act}" for act in ("", "ubah/", "kirim/", "foto/", "hapus/", "centang/", "catatan/", "setuju/")]
        own += [f"/tulis/{one}/salinan/{copy.public_id}/" for copy in self.text.side_drafts.all()]
        files = [f"/naskah/foto/{photo.image.file.name}" for photo in self.text.photos.all()]
        media = [f"/media/{photo.image.file.name}" for photo in self.text.photos.all()]
        office = [f"/redaksi/tulisan/{act}/{self.text.pk}/" for act in OFFICE_ACTS]
        versions = self.text.revisions.values_list("pk", flat=True)
        office += [f"/redaksi/tulisan/history/{self.text.pk}/{number}/view/" for number in versions]
        office += [f"/redaksi/tulisan/life/{self.text.pk}/{number}/" for number in versions]
        office += [f"/redaksi/images/{photo.image_id}/" for photo in self.text.photos.all()]
        return [*own, f"/periksa/{one}/", f"/periksa/{one}/?bersih=1", *files, *media, *office]


@pytest.fixture
def classmate(cast):
    """A second trainee of the class of both cities' first ones, who may read neither text."""
    user = create_person(display_name="Rekan", legal_name=f"REKAN {LEGAL_NAME}", phone="0860 0000 1999")
    add_member(user, Role.TRAINEE, "karawang", sector="automotive")
    add_member(user, Role.TRAINEE, "semarang", sector="garment")
    return user


@pytest.fixture
def sent(cast):
    """Karawang's text: sent, read once by Joko and given back, with a late copy beside it."""
    marked = _write(cast, "budi", "terkirim")
    texts.submit(marked.text)
    claims.claim(submission=marked.text, user=cast.joko)
    judged = {"praise": marked.word("pujian"), "todo": marked.word("saran")}
    commenting.save_comments(submission=marked.text, user=cast.joko, notes=_notes(marked), **judged)
    commenting.add_note(submission=marked.text, user=cast.joko, text=marked.word("antarpendamping"))
    commenting.add_note(submission=marked.text, user=cast.budi, text=marked.word("pesan"))
    late = texts.fields(title=marked.word("judulsalinan"), body=marked.word("isisalinan"), standfirst=marked.word("ringkassalinan"))
    writing.save_draft(submission=marked.text, author=cast.budi, client_id=uuid.uuid4(), base_id=None, fields=late)
    claims.release(submission=marked.text, user=cast.joko)
    return Marked(texts.fresh(marked.text), marked.name)


@pytest.fixture
def draft(cast):
    """Semarang's text: never sent, with a late copy on an old base."""
    marked = _write(cast, "siti", "konsep")
    late = texts.fields(title=marked.word("judulsalinan"), body=marked.word("isisalinan"), standfirst=marked.word("ringkassalinan"))
    writing.save_draft(submission=marked.text, author=cast.siti, client_id=uuid.uuid4(), base_id=None, fields=late)
    assert marked.text.side_drafts.count() == 1
    return Marked(texts.fresh(marked.text), marked.name)


def _write(cast: Cast, author: str, name: str) -> Marked:
    word = Marked(None, f"rahasia{name}").word
    written = texts.draft(
        cast,
        author,
        title=f"{SOUGHT} {word('judul')}",
        body=f"{SOUGHT} {word('isi')}\n\n## {word('subjudul')}\n\n- {word('butir')}\n\n> {word('kutipan')}",
        standfirst=f"{SOUGHT} {word('ringkas')}",
        questions=(word("tanyasatu"), word("tanyadua"), word("tanyatiga")),
        topic_ids=tuple(Topic.objects.values_list("pk", flat=True)[:1]),
        city_id=City.objects.get(slug="karawang").pk,
    )
    words = {"caption": word("keterangan"), "credit": word("pemotret"), "alt": word("teksalternatif")}
    picture = upload(saved(two_halves(), "JPEG"), f"{word('namaberkas')}.jpg")
    photos.add_photo(submission=written, author=written.author, client_id=uuid.uuid4(), upload=picture, **words)
    return Marked(texts.fresh(written), f"rahasia{name}")


def _notes(marked: Marked) -> list[commenting.ParagraphNote]:
    block = marked.text.get_latest_revision_as_object().body.raw_data[0]
    return [commenting.ParagraphNote(block["id"], 1, marked.word("komentar"), marked.word("usul"))]


@pytest.fixture
def busy_site(cast, classmate, sent, draft):
    """Both texts among others: published, withdrawn, with the editors, waiting for the author's yes."""
    texts.published(cast, "siti", title="Kipas baru di ruang setrika")
    texts.withdrawn(cast, "siti", title="Berita yang ditarik")
    texts.with_editors(cast, "budi", title="Menunggu redaksi")
    texts.confirming(cast, "siti", title="Menunggu penulis")
    return [sent, draft]


@pytest.fixture
def answers(busy_site):
    """Readers' answers under Semarang's article: one that waits, one refused, one accepted after its name was hidden."""
    page = ArticlePage.objects.public().get()
    ArticlePage.objects.filter(pk=page.pk).update(city=City.objects.get(slug="semarang"))
    facts = {"article": page, "question_number": 1, "source": "web"}
    words = ("menunggu", "ditolak", "ternyatanama")
    waits, refused, masked = (
        discussion.submit_answer(words=f"{SOUGHT} rahasiajawaban{word}, kata regu.", client_id=uuid.uuid4(), **facts) for word in words
    )
    maya = Membership.objects.get(role=Role.EDITOR).user
    discussion.decide(answer=refused, accept=False, reason="person", by=maya, at=timezone.now())
    discussion.hide_words(answer=masked, phrases=["rahasiajawabanternyatanama"], by=maya)
    discussion.decide(answer=masked, accept=True, by=maya, at=timezone.now())
    return [f"/tanggapan/{answer.client_id}/" for answer in (waits, refused, masked)] + [
        f"/berita/{page.slug}/tanggapan/",
        "/kota/semarang/",
    ]


def client_of(cast: Cast, classmate, who: str) -> Client:
    if who != "classmate":
        return cast.client(who)
    client = Client()
    sign_in(client, classmate)
    return client


def crawl(client: Client, starts: list[str]) -> Iterator[tuple[str, str]]:
    """Every page that can be reached by links from the starts: its address, and headers and body as one text."""
    client.raise_request_exception = False
    waiting, seen, variants, pages = list(starts), set(starts), {}, 0
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code < 500, f"{address}: {answer.status_code}"
        yield address, f"{answer.headers}\n{html.unescape(body.decode('utf-8', 'replace'))}"
        pages += 1
        found = [answer.headers["Location"]] if "Location" in answer.headers else []
        found += [link.decode() for link in LINK.findall(body) + ATOM_LINK.findall(body)]
        for link in found:
            place = urlsplit(urljoin(f"http://testserver{address}", html.unescape(link)))
            path = place.path + (f"?{place.query}" if place.query else "")
            if place.hostname not in ("testserver", "127.0.0.1") or path in seen or path.startswith(OF_NOBODY):
                continue
            variants[place.path] = variants.get(place.path, 0) + 1
            if variants[place.path] <= VARIANTS_MAX and len(seen) < PAGES_MAX + len(starts):
                seen.add(path)
                waiting.append(path)


def starts_for(marked: list[Marked]) -> list[str]:
    typed = [address for one in marked for address in one.addresses]
    return [*STARTS, *(search.format(SOUGHT) for search in SEARCHES), *typed, "/tidak-ada/", "/tulis/x/", "/berita/tidak-ada/"]


def test_nobody_finds_a_word_that_is_not_hers_to_read(cast, classmate, busy_site, answers):
    readers = {"rahasiaterkirim": {"budi", "joko"}, "rahasiakonsep": {"siti"}, "rahasiajawaban": {"ratna", "maya"}}
    leaks = []
    for who in EVERYBODY:
        forbidden = [name for name, allowed in readers.items() if who not in allowed] + [LEGAL_NAME]
        wanted = re.compile("|".join(rf"{name}\w*" for name in forbidden), re.I)
        for address, page in crawl(client_of(cast, classmate, who), [*starts_for(busy_site), *answers]):
            # An address may hold the word that was looked for; the words of the fields stand in no address of ours.
            leaks += [(who, address, found) for found in set(wanted.findall(page))]
    assert leaks == []


def test_the_crawl_finds_what_is_there_to_be_found(cast, classmate, busy_site):
    """Else the test above would be empty. A mentor's notes are not her author's before they are given, nor is a late copy the mentor's."""
    written = {"judul", "isi", "subjudul", "butir", "kutipan", "ringkas", "tanyasatu", "keterangan", "pemotret", "teksalternatif"}
    copy, notes = {"judulsalinan", "isisalinan", "ringkassalinan"}, {"komentar", "usul", "pujian", "saran", "antarpendamping"}
    budi, joko = (words_found(cast, who, busy_site, "rahasiaterkirim") for who in ("budi", "joko"))
    assert budi >= written | copy | {"pesan"} and budi.isdisjoint(notes)
    assert joko >= written | {"pesan", "antarpendamping"} and joko.isdisjoint(copy)
    assert words_found(cast, "siti", busy_site, "rahasiakonsep") >= written | copy


def test_a_moderator_finds_the_answers_that_others_must_not(cast, answers):
    for who in ("ratna", "maya"):
        pages = "\n".join(page for _address, page in crawl(cast.client(who), ["/tanggapan/", "/tanggapan/?lihat=ditolak", *answers]))
        assert set(re.findall(r"rahasiajawaban(\w+)", pages)) == {"menunggu", "ditolak", "ternyatanama"}


def words_found(cast: Cast, who: str, marked: list[Marked], name: str) -> set[str]:
    """Fields of a text that this person meets; the name of the sender's file must be gone for all."""
    pages = "\n".join(page for _address, page in crawl(cast.client(who), starts_for(marked)))
    found = set(re.findall(rf"{name}(\w+)", pages))
    assert "namaberkas" not in found
    return found


def test_an_error_page_shows_nothing_of_the_text(cast, sent, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError(sent.text.get_latest_revision_as_object().title)

    monkeypatch.setattr("submissions.views.text.standing_of", broken)
    client = cast.client("budi")
    client.raise_request_exception = False
    answer = client.get(f"/tulis/{sent.text.public_id}/")
    assert answer.status_code == 500
    assert "rahasiaterkirim" not in answer.content.decode()


def test_strangers_are_told_the_same_of_a_text_that_exists_and_of_one_that_does_not(cast, sent):
    client = cast.client("ratna")
    for path in ("/tulis/{}/", "/tulis/{}/ubah/", "/tulis/{}/foto/", "/periksa/{}/"):
        there, not_there = client.get(path.format(sent.text.public_id)), client.get(path.format(uuid.uuid4()))
        assert (there.status_code, there.content) == (404, not_there.content), path
