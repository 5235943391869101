"""Account cards: given out by whom, shown once, and the desk from which one gets there."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.errors import CardRefused
from people.models import AccountCard
from people.roles import Role
from people.services import create_person, redeem_account_card
from tests.cast import add_member, sign_in
from tests.submissions.views.forms import words_of

pytestmark = pytest.mark.django_db
CARDS = "/pelatihan/kartu/"


def address(user) -> str:
    return reverse("curriculum:card", args=[user.username])


def code_on(page) -> str:
    return page.content.decode().split('class="sum">')[1].split("<")[0]


def test_the_code_is_shown_once_and_opens_the_account(cast):
    tono = cast.client("tono")
    assert "sum" not in tono.get(address(cast.siti)).content.decode().split("<main")[1]
    page = tono.post(address(cast.siti))
    code = code_on(page)
    assert page.status_code == 200 and "<svg" in page.content.decode() and page["Cache-Control"] == "no-store"
    assert code not in tono.get(address(cast.siti)).content.decode()
    assert redeem_account_card(code=code) == cast.siti


def test_looking_at_the_page_makes_no_card(cast):
    cast.client("tono").get(address(cast.siti))
    assert not AccountCard.objects.exists()


def test_a_second_card_ends_the_first(cast):
    tono = cast.client("tono")
    first, second = (code_on(tono.post(address(cast.siti))) for _unused in range(2))
    with pytest.raises(CardRefused):
        redeem_account_card(code=first)
    assert redeem_account_card(code=second) == cast.siti


@pytest.mark.parametrize(
    ("giver", "receiver", "status"),
    [
        ("tono", "siti", 200),
        ("tono", "ratna", 200),
        ("ratna", "siti", 200),
        ("ratna", "tono", 403),
        ("ratna", "ratna", 403),
        ("tono", "budi", 404),
        ("joko", "siti", 404),
        ("siti", "ratna", 403),
        ("siti", "siti", 403),
        ("siti", "budi", 404),
        ("maya", "siti", 404),
        ("dewi", "siti", 404),
        ("rini", "siti", 404),
        ("agus", "dewi", 200),
        ("agus", "siti", 200),
        ("nobody", "siti", 302),
    ],
)
def test_who_may_give_a_card_to_whom(cast, giver, receiver, status):
    client = cast.client(giver)
    assert client.get(address(getattr(cast, receiver))).status_code == status
    assert client.post(address(getattr(cast, receiver))).status_code == status
    assert AccountCard.objects.exists() == (status == 200)


def test_nobody_of_the_editorial_office_gets_a_card(cast):
    add_member(cast.maya, Role.TRAINEE, "semarang")
    page = cast.client("tono").post(address(cast.maya))
    assert 'role="alert"' in page.content.decode() and not AccountCard.objects.exists()


def test_an_unknown_person_is_not_found(cast):
    assert cast.client("tono").get(reverse("curriculum:card", args=["utidakada"])).status_code == 404


def test_the_list_shows_her_own_class_with_each_card(cast):
    cast.client("tono").post(address(cast.siti))
    words = words_of(cast.client("tono").get(CARDS))
    assert "Siti Penulis · kartu berlaku sampai" in words and "Ratna" in words and "Budi" not in words
    assert "Ratna Pendamping" not in words_of(cast.client("ratna").get(CARDS))
    assert "Dewi" in words_of(cast.client("agus").get(CARDS))


@pytest.mark.parametrize(
    ("name", "status"),
    [("siti", 403), ("maya", 403), ("dewi", 403), ("rini", 403), ("tono", 200), ("ratna", 200), ("agus", 200), ("nobody", 302)],
)
def test_who_sees_the_list(cast, name, status):
    assert cast.client(name).get(CARDS).status_code == status


def test_the_list_asks_the_same_number_of_queries_for_three_and_twelve_people(cast):
    tono = cast.client("tono")

    def queries(people: int) -> int:
        for number in range(people):
            user = create_person(display_name=f"Orang {number}")
            add_member(user, Role.TRAINEE, "semarang")
        tono.get(CARDS)
        with CaptureQueriesContext(connection) as captured:
            tono.get(CARDS)
        return len(captured)

    few = queries(3)
    assert queries(9) == few <= 15


class TestDesk:
    def test_one_page_of_her_own_is_gone_to_at_once(self, cast):
        assert cast.client("siti").get("/meja/").headers["Location"] == "/tulis/"
        assert cast.client("maya").get("/meja/").headers["Location"] == reverse("wagtailadmin_home")

    def test_several_pages_are_a_list(self, cast):
        page = words_of(cast.client("ratna").get("/meja/"))
        assert page.index("Antrean") < page.index("Tulisanku Menulis") < page.index("Pelatihan Pelajaran")

    def test_without_a_role_she_is_told_whom_to_ask(self, cast):
        client = Client()
        sign_in(client, create_person(display_name="Tamu"))
        assert client.get("/meja/").status_code == 200
        assert "kelas" in words_of(client.get("/meja/")) or "class" in words_of(client.get("/meja/"))

    def test_nobody_signs_in_first(self, cast):
        assert cast.client("nobody").get("/meja/").headers["Location"].startswith("/masuk/")

    def test_the_training_desk_leads_to_the_cards(self, cast):
        assert f'href="{CARDS}"' in cast.client("tono").get("/pelatihan/").content.decode()
        assert f'href="{CARDS}"' not in cast.client("siti").get("/pelatihan/").content.decode()
