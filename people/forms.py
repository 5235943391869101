"""The forms at the door. Errors stand beside their field; what was typed stays, but for secrets."""

import secrets
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .contact import PhoneNotUnderstood, normalise_phone
from .pins import clean_pin, validate_pin
from .sessions import Kind

PHONE_KINDS = [(Kind.OWN.value, _("My own")), (Kind.SHARED.value, _("Shared: sign me out after 30 minutes"))]
INVISIBLE_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")  # fillers of Korean script: letters by their kind, and nothing to see


class DoorForm(forms.Form):
    use_required_attribute = False  # our own words, in the page's own language, beside the field
    required_css_class = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


def _secret_input(**attrs: str) -> forms.PasswordInput:
    """The field's name says what it holds (cms.views.errors.SECRET_WORDS): a form that ran out of time is shown again without it."""
    return forms.PasswordInput(attrs=attrs, render_value=False)


class PhoneKindField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"label": _("This phone"), "choices": PHONE_KINDS, "initial": Kind.OWN.value, "widget": forms.RadioSelect, "required": False}
            | kwargs
        )

    def clean(self, value: Any) -> Kind:
        return Kind(super().clean(value) or Kind.OWN.value)


class PhoneForm(DoorForm):
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "username", "inputmode": "tel"}),
        error_messages={"required": _("Write your phone number, for example 0812 3456 7890.")},
    )
    pin = forms.CharField(
        label=_("PIN"),
        help_text=_("Six digits or more. Pasting is fine."),
        max_length=64,
        widget=_secret_input(autocomplete="current-password", inputmode="numeric"),
        error_messages={"required": _("Write your PIN.")},
    )
    phone_is = PhoneKindField()

    def clean_phone(self) -> str:
        try:
            normalise_phone(self.cleaned_data["phone"])
        except PhoneNotUnderstood as error:
            raise forms.ValidationError(_("This is no phone number. Write it like 0812 3456 7890.")) from error
        return self.cleaned_data["phone"]


class CardForm(DoorForm):
    code = forms.CharField(
        label=_("Code on the card"),
        help_text=_("Ten letters and digits, for example KR7M3-HPA9C"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "one-time-code", "spellcheck": "false"}),
        error_messages={"required": _("Write the code that stands on your card.")},
    )
    claim = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput, initial=lambda: secrets.token_hex(16))


class ChoosePinForm(DoorForm):
    """A PIN typed twice. With `own_phone` it is compared with the person's number."""

    pin = forms.CharField(
        label=_("New PIN"),
        help_text=_("Six digits or more. Not your birthday, not part of your number."),
        max_length=64,
        widget=_secret_input(autocomplete="new-password", inputmode="numeric"),
        error_messages={"required": _("Write a new PIN.")},
    )
    pin_again = forms.CharField(
        label=_("New PIN, once more"),
        max_length=64,
        widget=_secret_input(autocomplete="new-password", inputmode="numeric"),
        error_messages={"required": _("Write the new PIN once more.")},
    )
    phone_is = PhoneKindField()

    def __init__(self, *args: Any, own_phone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_phone = own_phone

    def clean_pin(self) -> str:
        pin = clean_pin(self.cleaned_data["pin"])
        validate_pin(pin, phone=self.own_phone)
        return pin

    def clean_pin_again(self) -> str:
        again = clean_pin(self.cleaned_data["pin_again"])
        if self.cleaned_data.get("pin") not in (None, again):
            raise forms.ValidationError(_("The two PINs differ. Write the same one twice."))
        return again


class ChangePinForm(ChoosePinForm):
    """For somebody who is signed in: the present PIN first."""

    present_pin = forms.CharField(
        label=_("Your present PIN"),
        max_length=64,
        widget=_secret_input(autocomplete="current-password", inputmode="numeric"),
        error_messages={"required": _("Write your present PIN.")},
    )
    field_order = ["present_pin", "pin", "pin_again"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["phone_is"]


class StaffForm(DoorForm):
    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "username", "inputmode": "email", "autocapitalize": "none"}),
        error_messages={"required": _("Write your e-mail address.")},
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=256,
        strip=False,
        widget=_secret_input(autocomplete="current-password"),
        error_messages={"required": _("Write your password.")},
    )


class TotpForm(DoorForm):
    code = forms.CharField(
        label=_("Six digits from the app"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Write the six digits that the app shows.")},
    )


def _is_seen(char: str) -> bool:
    return char.isprintable() and char not in INVISIBLE_LETTERS


class PenNameForm(DoorForm):
    """The name on our pages. A trainee begins with a drawn one."""

    display_name = forms.CharField(
        label=_("Pen name"),
        help_text=_("Under this name you stand on our pages. Not your legal name, unless you want that."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Write a pen name."),
            "max_length": _("At most 60 letters."),
        },
    )

    def clean_display_name(self) -> str:
        name = " ".join("".join(char for char in self.cleaned_data["display_name"] if _is_seen(char)).split())
        if not any(char.isalnum() for char in name):
            raise forms.ValidationError(_("Write a pen name."))
        return name


class LanguageForm(DoorForm):
    language = forms.ChoiceField(label=_("Language of your pages"), choices=settings.LANGUAGES, widget=forms.RadioSelect)


class PasswordForm(DoorForm):
    present_password = forms.CharField(
        label=_("Your present password"),
        max_length=256,
        strip=False,
        widget=_secret_input(autocomplete="current-password"),
        error_messages={"required": _("Write your present password.")},
    )
    password = forms.CharField(
        label=_("New password"),
        help_text=_("Twelve characters or more; four words are easier to keep than signs."),
        max_length=256,
        strip=False,
        widget=_secret_input(autocomplete="new-password"),
        error_messages={"required": _("Write a new password.")},
    )
    password_again = forms.CharField(
        label=_("New password, once more"),
        max_length=256,
        strip=False,
        widget=_secret_input(autocomplete="new-password"),
        error_messages={"required": _("Write the new password once more.")},
    )

    def clean_password_again(self) -> str:
        if self.cleaned_data.get("password") not in (None, self.cleaned_data["password_again"]):
            raise forms.ValidationError(_("The two passwords differ. Write the same one twice."))
        return self.cleaned_data["password_again"]
