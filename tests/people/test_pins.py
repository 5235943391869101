"""Which PINs are refused."""

import pytest
from django.core.exceptions import ValidationError

from people import services
from people.pins import validate_pin

PHONE = "+62 812-0000-0142"


@pytest.mark.parametrize(
    "pin",
    ["12345", "abcdef", "12345a", "١٢٣٤٥٦", "123456", "654321", "890123", "111111", "121212", "123123", "1231231", "112233", "7" * 33],
)
def test_an_easy_or_malformed_pin_is_refused(pin):
    with pytest.raises(ValidationError):
        validate_pin(pin)


@pytest.mark.parametrize("pin", ["000142", "812000", "6281200000142", "081200", "0812000001"])
def test_a_part_of_ones_own_number_is_refused(pin):
    with pytest.raises(ValidationError):
        validate_pin(pin, phone=PHONE)


@pytest.mark.parametrize("pin", ["482915", "739158", "1948271", "90210457"])
def test_an_ordinary_pin_is_fine(pin):
    validate_pin(pin, phone=PHONE)


@pytest.mark.django_db
def test_the_service_refuses_what_the_form_refuses(siti):
    for pin in ("123456", "000142"):
        with pytest.raises(ValidationError):
            services.set_pin(user=siti, pin=pin)
    assert siti.check_password("482915")


@pytest.mark.django_db
def test_a_person_is_not_made_with_a_weak_pin():
    with pytest.raises(ValidationError):
        services.create_person(display_name="Melati", phone=PHONE, pin="000142")
