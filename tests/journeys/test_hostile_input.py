"""Nonsense and malice in every field of every address: refusals in plenty, never a 500."""

import random
from collections.abc import Callable, Iterator
from urllib.parse import quote_from_bytes

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from submissions.rules import RUBRIC
from submissions.services import claims
from tests.cast import make_cast
from tests.conftest import media_in
from tests.permissions.stage import Stage, set_stage
from tests.permissions.test_matrix import ROWS
from tests.submissions import texts
from tests.submissions.admin.desk import form_of
from tests.submissions.admin.routes import admin_routes, parts_for
from tests.submissions.admin.test_canary import target_of, undone

pytestmark = pytest.mark.django_db

SEED = 20261124
VISITS = 1  # of each address by each person, in each state; every visit sends other fields
PEOPLE = ("nobody", "siti", "ratna", "maya")
STATES = ("draft", "needs_changes", "confirming", "claimed", "published")
FORM = "application/x-www-form-urlencoded"
# As they travel; the second and third are no characters at all.
HOSTILE = (
    b"a\x00b",
    b"\xed\xa0\x80 separuh",
    b"\xff\xfe\xc0\xaf",
    b"9" * 400,
    b"-1",
    "٣²".encode(),
    b"1e309",
    b"NaN",
    b"[]",
    b'{"a": [null]}',
    b"../../etc/passwd",
    b"//evil.example/",
    b"00000000-0000-0000-0000-00000000000g",
    b"%s%d{0}{{ x }}",
    b"<script>alert(1)</script>",
    "\u202e\u2066kanan ke kiri".encode(),
    "👩‍👩‍👧 \U0010ffff".encode(),
    b"\r\n\r\nX: y",
    b"",
    b"a" * 70_000,
    b"a\n" * 30_000,
    b"0001-01-01",
)
# Every field of our forms, with words that lead further in.
FIELDS: dict[str, tuple[bytes, ...]] = {
    **dict.fromkeys(
        ["title", "body", "what", "who", "standfirst", "question_1", "reason", "note", "comment", "praise", "todo"], (b"Dua kata.",)
    ),
    **dict.fromkeys(
        ["caption", "credit", "alt", "private", "client_id", "base", "sampai", "done", "topics", "city", "code", "claim"], (b"1",)
    ),
    **{"day": (b"19",), "month": (b"11",), "year": (b"2026",), "way": (b"six", b"free"), "byline": (b"pen", b"real")},
    "do": (b"send", b"save", b"claim", b"use", b"agree"),
    "decision": (b"reject", b"approve", b"release", b"set_aside", b"accept", b"refuse", b"undo"),
    **dict.fromkeys(["words", "phrases", "question", "token", "seen", "found", "soal", "lihat", "tadi"], (b"1", b"grup WA")),
    **dict.fromkeys((f"rubric_{line}" for line in RUBRIC), (b"yes",)),
    **dict.fromkeys(
        [
            "phone",
            "email",
            "pin",
            "pin_again",
            "password",
            "present_pin",
            "present_password",
            "password_again",
            "next",
            "phone_is",
            "language",
            "hp",
        ],
        (b"628120000",),
    ),
    **dict.fromkeys(["q", "kota", "topik", "halaman", "cara", "bersih", "kabar", "dari", "revision", "page", "p", "ordering"], (b"1",)),
}


def encoded(chance: random.Random, known: dict[str, bytes]) -> str:
    """A query or the body of a form: some fields left out, some sensible, some hostile, some twice."""
    pairs = []
    for name, sensible in FIELDS.items():
        for _unused in range(chance.choice((0, 1, 1, 1, 2))):
            choices = (known[name],) if name in known else sensible
            value = chance.choice(HOSTILE if chance.random() < 0.4 else choices)
            pairs.append(f"{name}={quote_from_bytes(value)}")
    return "&".join(pairs)


@pytest.fixture(autouse=True)
def media_in_temporary_folder():
    """The stage has one folder for all visits."""


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Stage]:
    """Set once; each visit is undone."""
    with django_db_blocker.unblock(), override_settings(**media_in(tmp_path_factory.mktemp("stage"))), transaction.atomic():
        yield set_stage(make_cast())
        transaction.set_rollback(True)


def statuses(client: Client, address: str, chance: random.Random, known: dict[str, bytes]) -> Iterator[tuple[str, str, int]]:
    """One GET and one POST with other nonsense each; what broke comes back with its address."""
    client.raise_request_exception = False
    requests: list[tuple[str, Callable]] = [
        ("GET", lambda: client.get(f"{address}?{encoded(chance, known)[:8000]}")),
        ("POST", lambda: client.post(address, encoded(chance, known), content_type=FORM)),
    ]
    for method, send in requests:
        with undone(client):
            response = send()
        if response.streaming:
            b"".join(response.streaming_content)  # a file is closed when it has been read
        yield method, address, response.status_code


def addresses(stage: Stage) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Every address of ours, those about a text in each state, with the numbers that its forms carry."""
    for route in sorted({row.route for row in ROWS}):
        about_a_text = "public_id" in stage.kwargs(route, "draft") and route not in stage.arguments
        for state in STATES if about_a_text else ("draft",):
            text = stage.texts[state]
            number = str(text.latest_revision_id).encode()
            block = text.body.raw_data[0]["id"]
            known = {"revision_id": number, "base": number, f"note-{block}": b"Dua kata."}
            yield reverse(route, kwargs=stage.kwargs(route, state)), known


@pytest.mark.parametrize("name", PEOPLE)
def test_no_address_of_ours_breaks(stage, name):
    chance = random.Random(f"{SEED} {name}")
    client = stage.cast.client(name)
    broken = [
        answer
        for address, known in addresses(stage)
        for _unused in range(VISITS)
        for answer in statuses(client, address, chance, known)
        if answer[2] >= 500
    ]
    assert broken == []


def test_no_page_of_the_editors_desk_breaks(stage):
    chance = random.Random(SEED)
    client = stage.cast.client("maya")
    target = target_of(stage.texts["confirming"])
    desk = [route for route in admin_routes() if route.namespace == "editors" or route.name.startswith("review_")]
    broken = [
        answer
        for route in desk
        for address in route.addresses(parts_for(route, target))
        for answer in statuses(client, address, chance, {})
        if answer[2] >= 500
    ]
    assert broken == []


@pytest.mark.parametrize(
    "data", ["[", "[]", "null", '{"rubric": 3}', '{"publish_at": "2026-13-01"}', '{"publish_at": "2030-01-01T10:00:00"}']
)
def test_a_decision_that_no_window_sent_is_refused(stage, data):
    text, maya = stage.texts["with_editors"], stage.cast.client("maya")
    with undone(maya):
        claims.claim(submission=text, user=stage.cast.maya)
        decision = {"action-workflow-action": "true", "workflow-action-name": "approve", "workflow-action-extra-data": data}
        answer = maya.post(f"/redaksi/tulisan/edit/{text.pk}/", form_of(text) | decision)
        assert answer.status_code in (302, 400) and texts.fresh(text).page_id is None


@pytest.mark.parametrize(
    "address",
    [
        "/berita/a%00b/",
        "/p/%00/",
        "/cetak/?kota=%00",
        "/cari/?q=%00&halaman=%00",
        "/media/photos/%00.jpg",
        "/naskah/foto/private/%00",
        "/naskah/foto/private/../../../etc/passwd",
        "/masuk/kartu/%00/",
        "/masuk/?next=//evil.example/%00",
        "/tulis/00000000-0000-0000-0000-00000000000g/",
        "/berita/?halaman=99999999999999999999",
        "/%ff%fe/",
        "/redaksi/tulisan/edit/99999999999999999999999/",
        "/redaksi/tulisan/life/1/99999999999999999999999/",
        "/redaksi/tulisan/?p=99999999999999999999999&q=%ED%A0%80",
    ],
)
def test_strange_addresses_are_refused(stage, address):
    for name in ("nobody", "siti", "maya"):
        client = stage.cast.client(name)
        client.raise_request_exception = False
        response = client.get(address)
        assert response.status_code < 500 and "evil" not in response.headers.get("Location", "")


def test_cookies_and_other_alphabets_are_refused(stage):
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a\x00b" * 12
    assert client.get("/tulis/").status_code == 400
    body = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n\\ud800\r\n--x--\r\n'
    siti = stage.cast.client("siti")
    for charset in ("unicode_escape", "utf-7", "utf-16", "nothing"):
        answer = siti.generic("POST", "/tulis/baru/", body, content_type=f"multipart/form-data; boundary=x; charset={charset}")
        assert answer.status_code == 400


def test_a_mentor_may_send_notes_on_thousands_of_paragraphs(stage):
    """Two fields for each paragraph are more than Django takes by itself."""
    client, address = stage.cast.client("ratna"), reverse("submissions:review", args=[stage.texts["claimed"].public_id])
    many = {f"note-{number}": "" for number in range(3000)}
    answer = client.post(address, many | {"seen": client.get(address).context["typed"].seen, "do": "save"})
    assert answer.status_code == 303
