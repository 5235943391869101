"""Phone numbers and e-mail addresses: one spelling each, and the keyed hashes by which they are found."""

import phonenumbers

from .vault import keyed_hash

HOME_REGION = "ID"


class PhoneNotUnderstood(ValueError):
    """The text is no phone number that can be called."""


def normalise_phone(text: str) -> str:
    """ "0812-3456-7890", "62 812 …", "+62 812 …" all give "+6281234567890". Raises PhoneNotUnderstood."""
    compact = "".join(char for char in text if char.isdigit() or char == "+")
    if compact.startswith("62"):
        compact = f"+{compact}"
    try:
        number = phonenumbers.parse(compact, HOME_REGION)
    except phonenumbers.NumberParseException as error:
        raise PhoneNotUnderstood(text) from error
    if not phonenumbers.is_possible_number(number):
        raise PhoneNotUnderstood(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def dialled(phone: str) -> str:
    """A normalised number as people here write and dial it: "0812-3456-7890"; one from abroad keeps its country."""
    number = phonenumbers.parse(phone)
    home = phonenumbers.country_code_for_region(HOME_REGION)
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if number.country_code == home else style.INTERNATIONAL)


def phone_hash(phone: str) -> str:
    """The hash of a number in any spelling. Raises PhoneNotUnderstood."""
    return keyed_hash("phone", normalise_phone(phone))


def normalise_email(text: str) -> str:
    return text.strip().lower()


def email_hash(email: str) -> str:
    return keyed_hash("email", normalise_email(email))
