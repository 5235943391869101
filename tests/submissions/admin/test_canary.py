"""No address of the admin says a word of a text that has not come to the editors: every route, walked as everyone who may enter."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from wagtail.models import ReferenceIndex, Task

from cms.models import ArticlePage, City, NewsIndexPage, Topic
from curriculum.models import Lesson, Module
from people.services import create_person
from submissions.models import Submission
from submissions.services import photos
from tests.cast import Cast, sign_in
from tests.cms.photos import pictures
from tests.submissions import texts
from tests.submissions.admin.routes import SENT, CannotFill, Route, Target, admin_routes, parts_for

CANARIES = ("RAHASIA", "KENARI")
ALLOWED = {200, 302, 303, 400, 403, 404, 405}
ENTER = ("maya", "rini", "agus", "superuser")
STAY_OUT = ("siti", "ratna", "tono", "dewi")


def hidden(cast: Cast, author: str) -> Submission:
    """A draft with a canary in every field, the photo and its description; it names a topic and a city, so that lists of uses hold it."""
    text = texts.draft(
        cast,
        author,
        title="RAHASIA judul",
        body="KENARI di dalam naskah.",
        standfirst="KENARI ringkas",
        questions=("KENARI satu", "KENARI dua", "KENARI tiga"),
        city_id=City.objects.get(slug="semarang").pk,
        topic_ids=(Topic.objects.order_by("pk").first().pk,),
    )
    upload = SimpleUploadedFile("KENARI.jpg", pictures.saved(pictures.two_halves(), "JPEG"), content_type="image/jpeg")
    words = {"caption": "KENARI keterangan", "credit": "KENARI", "alt": "KENARI gambar"}
    photos.add_photo(submission=text, author=text.author, client_id=uuid.uuid4(), upload=upload, **words)
    return texts.fresh(text)


def target_of(text: Submission) -> Target:
    step = text.review_states.order_by("-pk").first()
    return Target(
        text=text.pk,
        revision=text.latest_revision_id,
        image=text.get_latest_revision_as_object().lead_photo_id,
        topic=Topic.objects.order_by("pk").first().pk,
        city=City.objects.get(slug="semarang").pk,
        author=text.author_id,
        page=NewsIndexPage.objects.get().pk,
        lesson=Lesson.objects.get(slug="apa-itu-berita").pk,
        module=Module.objects.get(lessons__slug="apa-itu-berita").pk,
        task=Task.objects.get(reviewtask__stage="mentor").pk,
        step=step.pk if step else 1,
        workflow_state=step.workflow_state_id if step else 1,
    )


@pytest.fixture
def targets(cast: Cast) -> list[Target]:
    """An unsent draft, and a text that only a mentor of another cohort has; beside them one article, so that lists are not empty."""
    texts.published(cast)
    targets = []
    for text in (hidden(cast, "siti"), texts.submit(hidden(cast, "budi"))):
        ReferenceIndex.create_or_update_for_object(text)
        targets.append(target_of(text))
    return targets


def client_of(cast: Cast, name: str) -> Client:
    if name != "superuser":
        client = cast.client(name)
    else:
        root = create_person(display_name="Root")
        root.is_superuser = True
        root.save()
        client = Client()
        sign_in(client, root, staff=True)
    client.raise_request_exception = False
    return client


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """What a POST does is taken back, the end of a session included."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def walk(client: Client, targets: list[Target]) -> Iterator[tuple[str, str, int, str]]:
    """Method, address, status and everything that came back, for every route and target."""
    for route in admin_routes():
        for target in targets if route.differs_by_text else targets[:1]:
            for address in route.addresses(parts_for(route, target)):
                for method, data in ((client.get, None), (client.post, SENT.get(address))):
                    with undone(client):
                        response = method(address, data)
                    content = b"".join(response.streaming_content) if response.streaming else response.content
                    said = f"{response.headers} {content.decode(errors='replace')}"
                    yield method.__name__, address, response.status_code, said


@pytest.mark.parametrize("name", ENTER)
def test_no_address_says_a_word_of_a_hidden_text(cast, targets, name):
    client = client_of(cast, name)
    leaks, broken, count = [], [], 0
    for method, address, status, said in walk(client, targets):
        count += 1
        if any(canary in said for canary in CANARIES):
            leaks.append((method, address, status))
        if status not in ALLOWED:
            broken.append((method, address, status))
    assert leaks == []
    assert broken == []
    assert count > 450


@pytest.mark.parametrize("name", STAY_OUT)
def test_whoever_has_no_business_in_the_admin_is_refused_everywhere(cast, targets, name):
    client = client_of(cast, name)
    entered = []
    for route in admin_routes():
        for address in route.addresses(parts_for(route, targets[0])):
            if client.get(address).status_code not in (302, 303, 403):
                entered.append(address)
    assert entered == []


def test_the_walk_itself_would_notice(cast, targets):
    """Shown to an editor, the same words are found: the canaries are not blind."""
    text = texts.with_editors(cast, title="RAHASIA tetapi terkirim")
    client = client_of(cast, "maya")
    assert "RAHASIA tetapi terkirim" in client.get(f"/redaksi/tulisan/edit/{text.pk}/").content.decode()
    assert ArticlePage.objects.exists()


def test_a_route_that_the_table_cannot_fill_is_noticed(cast, targets):
    route = Route("", "new", "something/(?P<new_thing>[0-9]+)/")
    with pytest.raises(CannotFill):
        list(route.addresses(parts_for(route, targets[0])))
