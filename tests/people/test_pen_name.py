"""Her pen name is hers to choose, on the page of her own account."""

import pytest

from people.models import User

pytestmark = pytest.mark.django_db
PAGE = "/masuk/akun/"


def test_a_trainee_chooses_her_pen_name(cast):
    siti = cast.client("siti")
    assert 'value="Siti"' in siti.get(PAGE).content.decode()
    assert siti.post(PAGE, {"display_name": "  Melati \u202e Klari "}).status_code == 303
    assert User.objects.get(pk=cast.siti.pk).display_name == "Melati Klari"


@pytest.mark.parametrize("name", ["", "   ", "---", "\u3164\u3164", "x" * 61])
def test_what_is_no_name_comes_back_with_a_sentence(cast, name):
    page = cast.client("siti").post(PAGE, {"display_name": name})
    assert page.status_code == 200 and "galat" in page.content.decode()
    assert User.objects.get(pk=cast.siti.pk).display_name == "Siti"


def test_the_language_is_still_changed_by_its_own_button(cast):
    cast.client("siti").post(PAGE, {"language": "en"})
    assert User.objects.get(pk=cast.siti.pk).language == "en"
