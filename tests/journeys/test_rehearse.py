"""Whole lives of texts by the operator's own command: embedded on SQLite, and on PostgreSQL with Redis and real Celery workers."""

import json
import os
from pathlib import Path

import pytest

from tests.databases import MIGRATED
from tests.journeys.sheets import lost_paragraphs
from tests.journeys.stack import stack
from tests.services import own_postgres, own_redis  # noqa: F401

SENTENCE = "Pengurus menghitung ulang setiap lembar catatan lembur bersama regu penjahit sore itu. "
ODD = {
    "five words": {"title": "Kipas menyala lagi", "body": ["Kipas ruang setrika menyala lagi."], "kinds": ["p"], "city": "Semarang"},
    "kinds": {
        "title": "Semua jenis paragraf",
        "body": ["Pembuka.", "Subjudul", "Butir satu", "Butir dua", "“Kutipan.”", "Baris 1 · 2", "# bukan subjudul", "- bukan butir"],
        "kinds": ["p", "h", "li", "li", "quote", "row", "p", "aneh"],
        "city": "Bandung",
    },
    "headline of 150": {"title": "Upah " + "lembur " * 20 + "naik!", "body": [SENTENCE], "kinds": ["p"]},
    "word of 400": {"title": "Satu kata panjang", "body": ["Kata: " + "panjang" * 57 + "x, lalu selesai."], "kinds": ["p"]},
    "emoji": {"title": "Regu las 🔧 menang", "body": ["Mereka bersorak 🎉 sampai malam, lalu pulang."], "kinds": ["p"]},
    "javanese": {"title": "Aksara Jawa di dinding", "body": ["Tertulis ꦲꦏ꧀ꦱꦫꦗꦮ di dinding kantin."], "kinds": ["p"]},
    "arabic": {"title": "Salam di gerbang", "body": ["Satpam menyapa السلام عليكم setiap pagi."], "kinds": ["p"]},
    "markup": {"title": "Tanda <b> & kawan", "body": ["Ia menulis <script>alert(1)</script> & tersenyum."], "kinds": ["p"]},
    "long": {"title": "Naskah panjang sekali", "body": [SENTENCE * 10] * 63, "kinds": ["p"] * 63},
}
# These scripts are drawn by glyphs; their words come back from the sheet in drawing order, so they are looked for by the Latin around them.
BY_GLYPH = {"emoji", "javanese", "arabic"}
REFUSED = {
    "headline of 300": ({"title": "Upah " * 60, "body": [SENTENCE], "kinds": ["p"]}, "150"),
    "over 60,000": ({"title": "Terlalu panjang", "body": [SENTENCE * 10] * 75, "kinds": ["p"] * 75}, "60.000"),
    "no headline": ({"title": "", "body": [SENTENCE], "kinds": ["p"]}, "judul"),
    "empty": ({"title": "Tanpa isi", "body": [], "kinds": []}, "kalimat"),
}


def real_texts() -> list[dict]:
    """The folder named by WARTA_CONTENT_DIR, where there is one; the odd texts alone otherwise."""
    folder = os.environ.get("WARTA_CONTENT_DIR")
    if not folder:
        return []
    return [json.loads(line) for line in (Path(folder) / "articles.jsonl").read_text(encoding="utf-8").splitlines()]


def assert_all_arrived(texts, answer):
    assert [item["title"] for item in answer["texts"]] == [text["title"] for text in texts]
    for item in answer["texts"]:
        assert item["state"] == "published", (item["title"], item["reason"])
        assert Path(item["poster"]).is_absolute() and Path(item["poster"]).stat().st_size == item["bytes"], item
    assert answer["summary"]["published"] == answer["summary"]["posters"] == len(texts)


def assert_every_paragraph_is_printed(texts, answer):
    by_glyph = {ODD[name]["title"] for name in BY_GLYPH}
    for text, item in zip(texts, answer["texts"], strict=True):
        if text["title"] not in by_glyph:
            assert lost_paragraphs(text["body"], item["poster"]) == [], text["title"]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory):
    with stack(tmp_path_factory.mktemp("embedded")) as site:
        yield site.use_migrated_copy()


@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.soak)], ids=["every sixth", "all"])
def test_every_text_is_published_and_printed_embedded(embedded, step):
    texts = real_texts()[::step] + list(ODD.values())
    answer, status = embedded.rehearse(texts, "--posters", str(embedded.folder / "posters"))
    assert_all_arrived(texts, answer)
    assert status == 0
    assert_every_paragraph_is_printed(texts, answer)
    long = next(item for item in answer["texts"] if item["title"] == ODD["long"]["title"])
    assert long["pages"] > 1


def test_a_text_that_cannot_be_sent_stays_a_draft_and_says_why(embedded):
    answer, status = embedded.rehearse([text for text, _word in REFUSED.values()])
    assert status == 1
    for (name, (_text, word)), told in zip(REFUSED.items(), answer["texts"], strict=True):
        assert told["state"] == "draft", name
        assert word in told["reason"], name


def test_a_broken_file_is_one_sentence(embedded):
    done = embedded.run("manage.py", "rehearse", "-", stdin='{"title": "x", "body": ["y"]}\nnot json\n')
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].endswith("line 2: this is not JSON.")


def test_a_database_with_real_people_is_refused(tmp_path):
    with stack(tmp_path) as site:
        site.use_migrated_copy()
        site.manage("shell", "-c", "from people.services import create_person; create_person(display_name='Wati')")
        done = site.run("manage.py", "rehearse", "-", stdin=json.dumps(ODD["five words"]))
        assert done.returncode == 1
        assert "DATABASE_URL" in done.stderr


@pytest.mark.db
@pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.soak)], ids=["every ninth", "all"])
def test_every_text_is_published_and_printed_by_celery_workers(tmp_path, own_postgres, own_redis, step):  # noqa: F811
    texts = real_texts()[::step] + list(ODD.values())
    with stack(tmp_path, DATABASE_URL=own_postgres.create_database(template=MIGRATED), CELERY_BROKER_URL=own_redis.url) as site:
        site.start_celery()
        answer, status = site.rehearse(texts, "--posters", str(tmp_path / "posters"))
        assert_all_arrived(texts, answer)
        assert status == 0
        assert_every_paragraph_is_printed(texts, answer)  # in the files that were fetched from the workers' storage
        answer = json.loads(site.manage("jobs", "--json"))
        assert answer["quarantined"] == []
