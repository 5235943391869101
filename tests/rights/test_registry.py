import re
from datetime import date
from fractions import Fraction

import pytest
import yaml

from rights.calculators import BadParameters, NoValueInForce, calculate, law, load
from rights.calculators.parameters import weakest
from rights.calculators.registry import FOLDER, parameter_from

VALUE = {
    "from": date(2021, 2, 2),
    "value": "0.75",
    "law": "PP 35/2021",
    "article": "Pasal 32 ayat (4)",
    "source": "read",
    "confidence": "A",
    "reviewed_on": date(2026, 11, 24),
}


def parameter(*values, **more):
    return {"title": "A share", "unit": "share", "values": list(values or [VALUE]), **more}


def without(record, key):
    return {name: value for name, value in record.items() if name != key}


REFUSED = {
    "unknown keys wurm": parameter(wurm=1),
    "unknown keys since": parameter({**VALUE, "since": 2021}),
    "no unit": without(parameter(), "unit"),
    "no title": parameter(title=" "),
    "no values": parameter(values=[]),
    "no source": parameter(without(VALUE, "source")),
    "no law": parameter({**VALUE, "law": ""}),
    "no article": parameter({**VALUE, "article": None}),
    "no confidence": parameter(without(VALUE, "confidence")),
    "no reviewed_on": parameter(without(VALUE, "reviewed_on")),
    "no value": parameter(without(VALUE, "value")),
    "confidence is A, B, C, D or X, not E": parameter({**VALUE, "confidence": "E"}),
    "from is not a date": parameter({**VALUE, "from": "2021-02-02"}),
    "to is not a date": parameter({**VALUE, "to": 2021}),
    "ends before it begins": parameter({**VALUE, "to": date(2021, 2, 1)}),
    "dates do not ascend": parameter(VALUE, VALUE),
    "ends after the next one begins": parameter({**VALUE, "to": date(2022, 1, 1)}, {**VALUE, "from": date(2022, 1, 1)}),
    "0.75 is no whole number": parameter({**VALUE, "value": 0.75}),
    "True is no whole number": parameter({**VALUE, "value": True}),
    "a table is a list of rows": parameter({**VALUE, "value": [1, 2]}),
    "another reading has a value and a source": parameter({**VALUE, "others": [{"value": 1}]}),
    "a value is a mapping": parameter(values=[1]),
    "not a mapping": 5,
}


@pytest.mark.parametrize("complaint", REFUSED)
def test_incomplete_parameter_is_refused_naming_the_file(tmp_path, complaint):
    (tmp_path / "good.yaml").write_text(yaml.safe_dump({"good.share": parameter()}))
    (tmp_path / "torn.yaml").write_text(yaml.safe_dump({"torn.share": REFUSED[complaint]}))
    with pytest.raises(BadParameters) as refused:
        load(tmp_path)
    assert str(refused.value).startswith("torn.yaml: torn.share") and complaint in str(refused.value)


def test_refusal_names_the_value_by_its_day(tmp_path):
    (tmp_path / "torn.yaml").write_text(yaml.safe_dump({"torn.share": parameter(VALUE, {**VALUE, "from": date(2022, 1, 1), "value": 0.5})}))
    with pytest.raises(BadParameters) as refused:
        load(tmp_path)
    assert str(refused.value) == 'torn.yaml: torn.share, from 2022-01-01: 0.5 is no whole number; a decimal stands in quotes, like "0.75"'
    (tmp_path / "torn.yaml").write_text(yaml.safe_dump({"torn.share": parameter({**VALUE, "since": 1, "wurm": 2})}))
    with pytest.raises(BadParameters) as refused:
        load(tmp_path)
    assert str(refused.value) == "torn.yaml: torn.share, from 2021-02-02: unknown keys since, wurm"


def test_reference_keeps_all_that_was_written():
    found = parameter_from("some.share", parameter({**VALUE, "note": "a note", "others": [{"value": 1, "source": "a paper"}]})).values[0]
    reference = found.reference
    assert (reference.parameter, reference.law, reference.article, reference.source) == (
        "some.share",
        "PP 35/2021",
        "Pasal 32 ayat (4)",
        "read",
    )
    assert (reference.confidence, reference.reviewed_on, reference.note) == ("A", date(2026, 11, 24), "a note")
    assert (reference.valid_from, reference.valid_to, found.unit) == (date(2021, 2, 2), None, "share")
    assert [(other.content, other.source) for other in found.others] == [(1, "a paper")]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("- 1\n", "mapping of parameters"),
        ("a: [\n", "torn.yaml"),
        ("a.b: {title: x, title: y}\n", "title stands there twice"),
        ("UPPER: {}\n", "a name is like"),
        ("a.b: !!python/object/apply:os.getcwd []\n", "torn.yaml"),
    ],
)
def test_file_that_is_no_list_of_parameters_is_refused(tmp_path, content, complaint):
    (tmp_path / "torn.yaml").write_text(content)
    with pytest.raises(BadParameters, match="torn.yaml") as refused:
        load(tmp_path)
    assert complaint in str(refused.value)


def test_parameter_in_two_files_and_empty_folder_are_refused(tmp_path):
    with pytest.raises(BadParameters):
        load(tmp_path)
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(yaml.safe_dump({"some.share": parameter()}))
    with pytest.raises(BadParameters, match="b.yaml: some.share stands in another file too"):
        load(tmp_path)


def test_value_holds_from_its_day_to_the_day_before_the_next():
    later = {**VALUE, "from": date(2024, 1, 1), "value": 1, "to": date(2024, 12, 31)}
    shares = parameter_from("some.share", parameter(VALUE, later))
    assert [shares.at(day).number for day in (date(2021, 2, 2), date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31))] == [
        Fraction(3, 4),
        Fraction(3, 4),
        1,
        1,
    ]
    for silent in (date(2021, 2, 1), date(2025, 1, 1)):
        assert shares.find(silent) is None
        with pytest.raises(NoValueInForce):
            shares.at(silent)


def test_repeal_is_silence_and_not_zero():
    share = law()["severance.housing_medical_share"]
    assert share.at(date(2020, 11, 1)).number == Fraction(15, 100)
    with pytest.raises(NoValueInForce):
        share.at(date(2020, 11, 2))
    assert share.values[-1].content is None and share.values[-1].reference.source


def test_value_of_another_kind_is_an_error_and_not_a_guess():
    with pytest.raises(TypeError):
        law().at("overtime.regime", date(2026, 1, 1)).number  # noqa: B018


def test_weakest_mark_counts():
    assert [weakest(*marks) for marks in (("A",), ("A/B",), ("A/D", "B"), ("C+",), ("A", "X"))] == ["A", "B", "D", "C", "X"]


def test_bundled_law_keeps_every_mark_and_every_value_says_where_it_is_from():
    values = [value for parameter in law().values() for value in parameter.values]
    assert len(law()) >= 180 and len(values) >= 290
    assert {mark for value in values for mark in value.reference.confidence} >= set("ABCDX")
    assert all(value.reference.law and value.reference.article and value.reference.source for value in values)
    assert sorted(path.suffix for path in FOLDER.iterdir()) == [".yaml"] * len(list(FOLDER.iterdir()))


def test_gap_between_regimes_is_found_from_both_sides():
    assert law()["severance.regime"].around(date(2020, 12, 1)) == (date(2020, 11, 1), date(2021, 2, 2))
    with pytest.raises(NoValueInForce):
        law()["severance.regime"].around(date(2026, 12, 1))


def test_new_regime_is_data_only():
    """A made-up law of 2027: other multiples of overtime, nothing else touched; old dates keep their results."""
    change = {**VALUE, "from": date(2027, 1, 1), "value": [[None, 3]], "law": "UU contoh", "article": "Pasal 1"}
    old = law()["overtime.multipliers.workday"]
    new = parameter_from(old.name, {"title": old.title, "unit": old.unit, "values": [{**VALUE, "value": [[1, "1.5"], [None, 2]]}, change]})
    changed = law().with_changes([new])
    given = {"day_type": "workday", "minutes": 120, "pay_type": "monthly", "basic": 1_730_000}
    pay = [calculate("overtime", {"date": day, **given}, law=changed).outputs["overtime_pay"] for day in ("2026-12-31", "2027-01-01")]
    assert pay == [35_000, 60_000]
    assert calculate("overtime", {"date": "2027-01-01", **given}).outputs["overtime_pay"] == 35_000


def test_warning_of_a_later_law_ends_when_the_check_is_recorded():
    checked = parameter_from("law.known_through", {"title": "Known", "unit": "date", "values": [{**VALUE, "value": date(2027, 6, 30)}]})
    given = {"date": "2026-11-24", "day_type": "workday", "minutes": 60, "pay_type": "monthly", "basic": 6_000_000}
    assert calculate("overtime", given).warnings == {"law_may_have_changed"}
    assert calculate("overtime", given, law=law().with_changes([checked])).warnings == frozenset()


def test_what_workers_read_of_a_value_is_indonesian():
    english = re.compile(r"\b(?:the|of|and|for|with|not|read|worker|wage|wages|agree|days|months|share|at most)\b", re.IGNORECASE)
    for parameter in law().values():
        said = [parameter.title]
        for value in parameter.values:
            said += [value.reference.source, value.reference.note, *(other.source for other in value.others)]
        assert [words for words in said if english.search(words)] == [], parameter.name


def spans(parameter_found):
    return [(value.content, value.reference.valid_from, value.reference.valid_to) for value in parameter_found.values]


def test_added_value_ends_the_one_before_and_yields_to_the_next():
    first, second = {**VALUE, "value": 1}, {**VALUE, "from": date(2025, 1, 1), "to": date(2025, 12, 31), "value": 2}
    held = parameter_from("a.b", parameter(first, second))
    added = parameter_from("a.b", parameter({**VALUE, "from": date(2023, 1, 1), "value": 3})).values
    assert spans(held.with_values(added)) == [
        (1, date(2021, 2, 2), date(2022, 12, 31)),
        (3, date(2023, 1, 1), date(2024, 12, 31)),
        (2, date(2025, 1, 1), date(2025, 12, 31)),
    ]
    last = parameter_from("a.b", parameter({**VALUE, "from": date(2026, 1, 1), "value": 4})).values
    assert spans(held.with_values(last))[-2:] == [(2, date(2025, 1, 1), date(2025, 12, 31)), (4, date(2026, 1, 1), None)]
    short = parameter_from("a.b", parameter({**VALUE, "from": date(2023, 1, 1), "to": date(2023, 6, 30), "value": 5})).values
    assert spans(held.with_values(short))[1] == (5, date(2023, 1, 1), date(2023, 6, 30))
    same_day = parameter_from("a.b", parameter({**VALUE, "value": 6})).values
    assert spans(held.with_values(same_day)) == [(6, date(2021, 2, 2), date(2024, 12, 31)), spans(held)[1]]
    exact = parameter_from("a.b", parameter({**VALUE, "from": date(2023, 1, 1), "to": date(2024, 12, 31), "value": 7})).values
    assert spans(held.with_values(exact))[1] == (7, date(2023, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("change", "field"),
    [({"law": ""}, "law"), ({"to": date(2020, 1, 1)}, "to"), ({"confidence": "E"}, "confidence"), ({"reviewed_on": "today"}, "reviewed_on"),
     ({"value": 1.5}, "value"), ({"value": []}, "value"), ({"others": [1]}, "others")],
)  # fmt: skip
def test_refusal_names_the_field(change, field):
    with pytest.raises(BadParameters) as refused:
        parameter_from("a.b", parameter({**VALUE, **change}))
    assert refused.value.field == field
