"""A code is read from a wall and typed on a small phone."""

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from cms import short_codes
from cms.models import ShortCode
from tests.factories.cms import ArticlePageFactory

payloads = st.text(alphabet=short_codes.ALPHABET, min_size=5, max_size=5)
letters = st.sampled_from(short_codes.ALPHABET)


def with_check(payload: str) -> str:
    return payload + short_codes.check_character(payload)


def test_alphabet_has_no_letters_that_look_like_figures():
    assert len(set(short_codes.ALPHABET)) == 31
    assert not set("0O1IL") & set(short_codes.ALPHABET)


@given(payloads)
def test_a_code_with_its_check_character_is_well_formed(payload):
    assert short_codes.is_well_formed(with_check(payload))


@given(payloads, st.integers(0, 5), letters)
def test_one_wrong_character_is_noticed(payload, position, letter):
    code = with_check(payload)
    wrong = code[:position] + letter + code[position + 1 :]
    assert short_codes.is_well_formed(wrong) == (wrong == code)


@given(payloads, st.integers(0, 5), st.integers(0, 5))
def test_two_swapped_characters_are_noticed(payload, first, second):
    code = list(with_check(payload))
    swapped = code.copy()
    swapped[first], swapped[second] = swapped[second], swapped[first]
    assert short_codes.is_well_formed("".join(swapped)) == (swapped == code)


@pytest.mark.parametrize("code", ["", "ABC", "ABCDEFG", "O00000", "ÄÄÄÄÄÄ"])
def test_what_is_no_code_is_not_well_formed(code):
    assert not short_codes.is_well_formed(code)


@pytest.mark.parametrize(
    "typed",
    [
        " 7k3-mpj ",
        "p/7k3mpj",
        "/p/7k3mpj/",
        "wartaburuh.example/p/7k3mpj",
        "HTTPS://wartaburuh.example/P/7K3MPJ/jawab/?dari=dinding",
        "127.0.0.1:8123/p/ 7k3 mpj",
    ],
)
def test_small_letters_blanks_hyphens_and_whole_addresses_are_forgiven(typed):
    assert short_codes.normalise(typed) == "7K3MPJ"


def test_new_codes_are_well_formed_and_differ():
    codes = {short_codes.new_code() for _ in range(200)}
    assert len(codes) > 195
    assert all(short_codes.is_well_formed(code) for code in codes)


@pytest.mark.django_db
def test_an_article_keeps_its_code():
    page = ArticlePageFactory()
    assert ShortCode.for_article(page).code == ShortCode.for_article(page).code == page.short_code


@pytest.mark.django_db
def test_a_code_in_use_is_not_given_again(monkeypatch):
    first = ArticlePageFactory()
    second = ArticlePageFactory(code=None)
    ShortCode.objects.filter(article=second)._raw_delete("default")
    offers = iter([first.short_code, "7K3MPJ"])
    monkeypatch.setattr("cms.models.notices.new_code", lambda: next(offers))
    assert ShortCode.for_article(second).code == "7K3MPJ"


@pytest.mark.django_db
def test_a_code_is_never_deleted():
    with pytest.raises(PermissionDenied):
        ArticlePageFactory().code.delete()
