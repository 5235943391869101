"""A text travels through real browsers and a real site: account card, six questions, photo, feedback, safety check, page, poster, wall.

Everybody but the editor has a screen of 320 pixels, at first without any script. Afterwards nothing public, no log and no record of
the published pages may hold what the writer told us in confidence.
"""

import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.journeys.browser import chromium
from tests.journeys.stack import Stack, stack
from tests.journeys.telltale import found_in, telling_parts, unpacked
from tests.journeys.travelling import EDITED, NAMELESS, NOTE, PIN, PRAISE, travel

pytestmark = pytest.mark.browser

VERSIONS_OF_PAGES = "FROM wagtailcore_revision r JOIN django_content_type t ON t.id = r.content_type_id WHERE t.app_label = 'cms'"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with stack(tmp_path_factory.mktemp("journey"), LOG_LEVEL="INFO") as site:
        site.use_migrated_copy()
        site.people = _made(site)
        site.address = site.serve()
        yield site


def _made(site: Stack) -> dict[str, Any]:
    return json.loads(site.manage("shell", "--verbosity", "0", "-c", "from tests.journeys.made_people import main; main()"))


@pytest.fixture(scope="module")
def journeys(site):
    """Both texts, in their final state: one written without script, one with it."""
    with chromium() as browser:
        titles = ("Papan jam kerja digantung di pintu pabrik", "Kotak obat pindah ke tengah ruang jahit")
        return [travel(site, browser, number, title) for number, title in enumerate(titles)]


def test_a_text_travels_from_the_account_card_to_the_wall_with_and_without_script(journeys):
    assert len(journeys) == 2
    assert all(text.pdf and text.short == text.article for text in journeys)


def test_nothing_that_readers_fetch_holds_a_secret_of_the_writer(journeys):
    for text in journeys:
        for path, body in text.bodies.items():
            assert found_in(body, text.secrets) == [], path


def test_no_response_header_holds_a_secret_or_a_cookie(journeys):
    for text in journeys:
        for path, headers in text.headers.items():
            assert found_in(headers.encode(), text.secrets) == [], path
            assert "set-cookie" not in headers.lower(), path


def test_public_photos_hold_no_place_no_name_and_no_camera(journeys, site):
    files = [path for path in (site.folder / "var" / "media").rglob("*") if path.suffix in (".jpg", ".jpeg", ".webp", ".png")]
    assert files
    for path in files:
        assert telling_parts(path.read_bytes()) == [], path
    for text in journeys:
        for path, body in text.bodies.items():
            if path.startswith("/media/"):
                assert telling_parts(body) == [], path


def test_the_poster_holds_no_secret_in_any_of_its_streams(journeys):
    for text in journeys:
        reader = PdfReader(io.BytesIO(text.pdf))
        words = "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
        for layer in (text.pdf, words.encode(), *unpacked(reader)):
            assert found_in(layer, text.secrets) == []
            assert b"Exif\0" not in layer and b"/tmp/" not in layer


def test_the_records_of_the_published_pages_hold_no_person(journeys, site):
    queries = {
        "versions": f"SELECT r.content || ' ' || r.object_str {VERSIONS_OF_PAGES}",
        "log": "SELECT label || ' ' || data || ' ' || action FROM wagtailcore_pagelogentry",
        "pages": "SELECT title || ' ' || slug || ' ' || url_path || ' ' || search_description FROM wagtailcore_page",
        "articles": "SELECT standfirst || ' ' || body FROM cms_articlepage",
        "search": "SELECT title || ' ' || body FROM wagtailsearch_indexentry",
    }
    with sqlite3.connect(site.database) as database:
        for name, query in queries.items():
            rows = "\n".join(row[0] or "" for row in database.execute(query))
            assert name == "log" or any(text.title in rows for text in journeys) or EDITED in rows, name
            for text in journeys:
                assert found_in(rows.encode(), text.secrets) == [], name
        named = ["SELECT user_id FROM wagtailcore_pagelogentry WHERE user_id IS NOT NULL"]
        named += ["SELECT owner_id FROM wagtailcore_page p JOIN cms_articlepage a ON a.page_ptr_id = p.id WHERE owner_id IS NOT NULL"]
        named += [f"SELECT r.user_id {VERSIONS_OF_PAGES} AND r.user_id IS NOT NULL"]
        assert [database.execute(query).fetchall() for query in named] == [[], [], []]


def test_the_sealed_record_is_not_readable_in_the_database_file(journeys, site):
    """Legal name, number and workplace are encrypted; only the pen name and the account's random name stand there in the clear."""
    stored = site.database.read_bytes() + Path(f"{site.database}-wal").read_bytes()
    for text in journeys:
        in_the_clear = (text.writer["display_name"], text.writer["username"], "Sumarnirahasia")
        sealed = [secret for secret in text.secrets if secret not in in_the_clear]
        assert found_in(stored, sealed) == []


def test_the_log_of_all_processes_holds_no_secret_and_no_draft(journeys, site):
    log = site.log.read_bytes()
    for text in journeys:
        assert found_in(log, [*text.secrets, text.title, NAMELESS, NOTE, PRAISE, PIN]) == []
    assert b"Traceback" not in log, log[-4000:].decode()
