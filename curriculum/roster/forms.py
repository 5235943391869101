"""Forms of the roster. What was typed comes back, with the reason beside the field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.cleaning import clean_line, clean_text
from cms.form_fields import CountField, DeskForm, LineField, WordsField
from cms.models import City
from people.contact import PhoneNotUnderstood, normalise_phone

from ..models import Cohort, Sector, Sex, SignUpRefusal, Workshop
from ..workshops.moments import day_of
from .judging import BATCH_MAX, BRANCH_MAX, NAME_MAX, PEN_NAME_MAX, WORKPLACE_MAX
from .report import SAME_PERSON, WITHOUT_NUMBER

if TYPE_CHECKING:
    from django.http import QueryDict

ALL_CLASSES = ""
WORDS_MAX = 500
SEXES = [(Sex.FEMALE.value, Sex.FEMALE.label), (Sex.MALE.value, Sex.MALE.label), ("", gettext_lazy("Not stated"))]
SECTORS = [
    (Sector.GARMENT.value, gettext_lazy("Garments")),
    (Sector.FOOTWEAR.value, gettext_lazy("Shoes")),
    (Sector.TEXTILE.value, gettext_lazy("Textiles")),
    (Sector.METAL.value, gettext_lazy("Metal and ships")),
    (Sector.AUTOMOTIVE.value, gettext_lazy("Cars and parts")),
    (Sector.ELECTRONICS.value, gettext_lazy("Electronics")),
    (Sector.CHEMICAL.value, gettext_lazy("Chemicals and plastics")),
    (Sector.FOOD.value, gettext_lazy("Food and drink")),
    (Sector.WAREHOUSE.value, gettext_lazy("Warehouse")),
    (Sector.TRANSPORT.value, gettext_lazy("Transport and port")),
    (Sector.MINING.value, gettext_lazy("Mining")),
    (Sector.PLANTATION.value, gettext_lazy("Plantation")),
    (Sector.RETAIL.value, gettext_lazy("Shop")),
    (Sector.OTHER.value, gettext_lazy("Something else")),
]
PHONE = {"type": "tel", "inputmode": "tel", "autocomplete": "off"}


class UploadForm(DeskForm):
    file = forms.FileField(
        label=gettext_lazy("List (CSV or XLSX, at most 1 MB)"),
        error_messages={
            "required": gettext_lazy("Choose the file."),
            "empty": gettext_lazy("The file is empty."),
            "invalid": gettext_lazy("Choose the file."),
        },
        widget=forms.FileInput({"accept": ".csv,.xlsx,text/csv"}),
    )
    cohort = forms.ChoiceField(
        label=gettext_lazy("For which class"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the classes.")},
    )

    def __init__(self, classes: list[Cohort], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.classes = {cohort.slug: cohort for cohort in classes}
        self.fields["cohort"].choices = [
            (ALL_CLASSES, _("By the city in each row")),
            *((cohort.slug, cohort.name) for cohort in classes),
        ]
        if len(classes) == 1:
            del self.fields["cohort"]

    @property
    def only(self) -> Cohort | None:
        """The class for all rows; None where the city of each row decides."""
        if len(self.classes) == 1:
            return next(iter(self.classes.values()))
        return self.classes.get(self.cleaned_data["cohort"])


def decisions_in(typed: QueryDict, numbers: Iterable[int]) -> dict[int, str]:
    """What was ticked beside the rows that need a decision."""
    known = {SAME_PERSON, WITHOUT_NUMBER}
    found = {number: typed.get(f"row{number}", "") for number in numbers}
    return {number: decision for number, decision in found.items() if decision in known}


class BatchField(CountField):
    def __init__(self, **kwargs: Any) -> None:
        label, words = gettext_lazy("Batch (angkatan)"), gettext_lazy("A number. Leave it empty for none.")
        super().__init__(**{"label": label, "help_text": words, "required": False, "min_value": 1, "max_value": BATCH_MAX} | kwargs)


class TraineeForm(DeskForm):
    """The fields are those of a list, and are judged as a row of one."""

    nama = LineField(
        label=gettext_lazy("Legal name"),
        help_text=gettext_lazy("Kept sealed. On our pages she stands under her pen name."),
        max_length=NAME_MAX,
        error_messages={"required": gettext_lazy("Write her name.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    nama_pena = LineField(
        label=gettext_lazy("Pen name"),
        help_text=gettext_lazy("Leave it empty: one is drawn."),
        max_length=PEN_NAME_MAX,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    telepon = LineField(
        label=gettext_lazy("Phone number"),
        help_text=gettext_lazy("Without one she signs in by a card alone."),
        max_length=40,
        required=False,
        widget=forms.TextInput(PHONE),
    )
    jenis_kelamin = forms.ChoiceField(label=gettext_lazy("Sex"), choices=SEXES, required=False, widget=forms.RadioSelect)
    sector = forms.ChoiceField(label=gettext_lazy("Sector"), choices=SECTORS, required=False)
    serikat = LineField(label=gettext_lazy("Union branch"), max_length=BRANCH_MAX, required=False)
    pabrik = LineField(label=gettext_lazy("Workplace"), help_text=gettext_lazy("Kept sealed."), max_length=WORKPLACE_MAX, required=False)
    angkatan = BatchField()

    def cells(self) -> dict[str, str]:
        data = self.cleaned_data
        names = ("nama", "nama_pena", "telepon", "serikat", "pabrik")
        sex = {Sex.FEMALE: "P", Sex.MALE: "L"}.get(data["jenis_kelamin"], "")
        return {name: data[name] for name in names} | {
            "jenis_kelamin": sex,
            "sektor": data["sector"],
            "angkatan": str(data["angkatan"] or ""),
        }


class BatchForm(DeskForm):
    batch = BatchField()


class CardSheetForm(DeskForm):
    """Which press it is: `seen` is the newest card of the page on which the button stood."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    again = forms.BooleanField(required=False)
    names = forms.ChoiceField(
        label=gettext_lazy("Name on the card"),
        choices=[
            ("list", gettext_lazy("The name in the list, so that the card reaches the right hand. She can read that you opened it.")),
            ("pen", gettext_lazy("The pen name")),
        ],
        widget=forms.RadioSelect,
    )
    paper = forms.ChoiceField(label=gettext_lazy("Paper"), choices=[("a4", "A4"), ("f4", "F4")], widget=forms.RadioSelect)


class AcceptForm(DeskForm):
    cohort = forms.ChoiceField(
        label=gettext_lazy("Into which class"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the class."), "invalid_choice": gettext_lazy("Choose the class.")},
    )
    batch = BatchField()

    def __init__(self, classes: list[Cohort], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.classes = {cohort.slug: cohort for cohort in classes}
        self.fields["cohort"].choices = [(cohort.slug, cohort.name) for cohort in classes]
        if len(classes) == 1:
            self.fields["cohort"].initial = classes[0].slug

    @property
    def chosen(self) -> Cohort:
        return self.classes[self.cleaned_data["cohort"]]


class RefuseForm(DeskForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why not"),
        choices=SignUpRefusal,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason."), "invalid_choice": gettext_lazy("Choose a reason.")},
    )


class JoinForm(DeskForm):
    """The public form. The data comes cleaned of what no page can show."""

    city = forms.ModelChoiceField(
        City.objects.none(),
        label=gettext_lazy("City"),
        to_field_name="slug",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose your city."), "invalid_choice": gettext_lazy("Choose your city.")},
    )
    workshop = forms.ChoiceField(
        label=gettext_lazy("Which workshop"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("This workshop takes no new people any more. Choose another one.")},
    )
    name = LineField(
        label=gettext_lazy("Your name"),
        max_length=NAME_MAX,
        error_messages={"required": gettext_lazy("Write the name by which we may call you.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    phone = LineField(
        label=gettext_lazy("Phone number"),
        help_text=gettext_lazy("A trainer calls you at this number."),
        max_length=40,
        error_messages={"required": gettext_lazy("Write your phone number, for example 0812 3456 7890.")},
        widget=forms.TextInput(PHONE),
    )
    workplace = LineField(
        label=gettext_lazy("Workplace (if you like)"),
        max_length=WORKPLACE_MAX,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    sector = forms.ChoiceField(label=gettext_lazy("Your work"), choices=[("", "—"), *SECTORS[:-1], ("-", SECTORS[-1][1])], required=False)
    sex = forms.ChoiceField(label=gettext_lazy("Woman or man (if you like)"), choices=SEXES, required=False, widget=forms.RadioSelect)
    words = WordsField(
        label=gettext_lazy("What should we know? (if you like)"),
        max_length=WORDS_MAX,
        required=False,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, workshops: list[Workshop], typed: QueryDict | None = None, **kwargs: Any) -> None:
        data = None if typed is None else {name: clean_text(typed.get(name, "")) for name in self.base_fields}
        super().__init__(data, auto_id="%s", **kwargs)
        self.workshops = {str(workshop.public_id): workshop for workshop in workshops}
        self.fields["city"].queryset = City.objects.order_by("name")
        self.fields["workshop"].choices = [("", _("Any that fits")), *_by_city(self.workshops)]
        if not workshops:
            del self.fields["workshop"]

    def clean_phone(self) -> str:
        try:
            return normalise_phone(self.cleaned_data["phone"])
        except PhoneNotUnderstood:
            raise forms.ValidationError(_("This is no phone number. Write it like 0812 3456 7890.")) from None

    def clean_name(self) -> str:
        name = clean_line(self.cleaned_data["name"])
        if not any(char.isalpha() for char in name):
            raise forms.ValidationError(_("Write the name by which we may call you."))
        return name

    def clean_sector(self) -> str:
        return self.cleaned_data["sector"].strip("-")

    def clean(self) -> dict[str, Any]:
        """A workshop is in a city; who chose another one beside it must say which she means."""
        city, workshop = self.cleaned_data.get("city"), self.chosen
        if city is not None and workshop is not None and workshop.cohort.city_id != city.pk:
            words = {"city": workshop.cohort.city.name}
            self.add_error("workshop", _("This workshop is in %(city)s. Choose that city, or another workshop.") % words)
        return self.cleaned_data

    @property
    def chosen(self) -> Workshop | None:
        return self.workshops.get(self.cleaned_data.get("workshop", ""))


def _by_city(workshops: dict[str, Workshop]) -> list[tuple[str, list[tuple[str, str]]]]:
    """One list to open instead of a dozen rows of six cities; within a city the next one first."""
    cities: dict[str, list[tuple[str, str]]] = {}
    for key, workshop in workshops.items():
        words = f"{date_format(day_of(workshop), 'j F')}: {workshop.title}"
        cities.setdefault(workshop.cohort.city.name, []).append((key, words))
    return sorted(cities.items())
