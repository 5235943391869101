"""Where the pages of the served demo are: people by key, texts by the name of their manuscript, articles by their slug."""

import sqlite3
from dataclasses import dataclass

import pytest
from django_otp.oath import totp

from submissions.demo.journeys import form_of
from submissions.demo.manuscripts import manuscripts
from submissions.demo.people import MENTOR_OF, PARTS, PASSWORD, PIN, Part
from tests.journeys.browser import Phone
from tests.journeys.stack import Stack

BY_KEY = {part.key: part for part in PARTS}


@dataclass(frozen=True)
class DemoText:
    """One manuscript of the demo by its key; `id` is the one in its addresses, `slug` and `code` those of its article."""

    key: str
    state: str
    author: str
    mentor: str
    pk: int
    id: str
    slug: str
    code: str


def texts_by_state(site: Stack) -> dict[str, DemoText]:
    """One text of each state."""
    return {text.state: text for text in _texts(site)}


def text_named(site: Stack, key: str) -> DemoText:
    """The one of that manuscript."""
    return next(text for text in _texts(site) if text.key == key)


def _texts(site: Stack) -> list[DemoText]:
    query = (
        "SELECT s.id, s.public_id, p.slug, c.code FROM submissions_submission s LEFT JOIN wagtailcore_page p ON p.id = s.page_id "
        "LEFT JOIN cms_shortcode c ON c.article_id = s.page_id WHERE s.started_with = ?"
    )
    found = []
    with sqlite3.connect(site.database) as database:
        for text in manuscripts():
            pk, public_id, slug, code = database.execute(query, [form_of(text).hex]).fetchone()
            names = (text.key, text.state, text.author, MENTOR_OF[text.city], pk)
            found.append(DemoText(*names, _dashed(public_id), slug or "", (code or "").lower()))
    return found


def _dashed(number: str) -> str:
    return "-".join((number[:8], number[8:12], number[12:16], number[16:20], number[20:]))


def topic_slug(site: Stack) -> str:
    with sqlite3.connect(site.database) as database:
        return database.execute("SELECT t.slug FROM cms_topic t JOIN cms_articlepage_topics a ON a.topic_id = t.id LIMIT 1").fetchone()[0]


def sign_in(phone: Phone, site: Stack, key: str) -> None:
    """By the pages, as that person of the demo would."""
    part: Part = BY_KEY[key]
    if not part.is_staff:
        phone.go("/masuk/")
        phone.fill(phone=part.phone, pin=PIN)
        phone.press("main form:has([name=pin]) button.button")
        return
    phone.go("/masuk/redaksi/")
    phone.fill(email=part.email, password=PASSWORD)
    phone.press("main button.button")
    secret = _key_of(site, key)
    for drift in (0, 1):  # each code opens once: who signs in twice within half a minute needs the next one
        phone.fill(code=f"{totp(secret, drift=drift):06d}")
        phone.press("main button.button")
        if "/masuk/" not in phone.page.url:
            return
    pytest.fail(f"the codes of the app were refused: {phone.words()[:400]}")


def _key_of(site: Stack, key: str) -> bytes:
    """The secret of the app, as the phone of that person holds it."""
    query = "SELECT t.key FROM otp_totp_totpdevice t JOIN people_user u ON u.id = t.user_id WHERE u.display_name = ?"
    with sqlite3.connect(site.database) as database:
        return bytes.fromhex(database.execute(query, [BY_KEY[key].name]).fetchone()[0])
