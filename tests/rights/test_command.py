import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from rights.calculators import TEXTS, Text
from rights.sentences import expression, sentence
from scripts.compile_translations import read_po
from tests.rights.cases import own_cases

INPUTS = {"date": "2026-03-10", "day_type": "workday", "week": 5, "pay_type": "monthly", "basic": 4_500_000, "minutes": 180}


def run(calculator, content, tmp_path, *options):
    """Exit status, standard output, standard error. No table is asked: the tests have no database."""
    file = tmp_path / "input.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("calculate", calculator, "--input", str(file), *options, stdout=out, stderr=err)
    except SystemExit as leaving:
        return leaving.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_one_object_gives_one_object_with_its_steps(tmp_path):
    status, out, err = run("overtime", INPUTS, tmp_path, "--json")
    answer = json.loads(out)
    assert (status, err, answer["overtime_pay"], answer["weighted_hours"]) == (0, "", 143_063, 5.5)
    lines = [step for step in answer["steps"] if step["adds_to"] == "overtime_pay"]
    assert sum(step["amount"] for step in lines) == answer["overtime_pay"]
    assert lines[0]["label"] == "Jam lembur ke-1"
    assert lines[0]["law"][0] | {"source": "", "note": ""} == {
        "law": "PP 35/2021",
        "article": "Pasal 31 ayat (1)",
        "valid_from": "2021-02-02",
        "valid_to": None,
        "source": "",
        "confidence": "A",
        "reviewed_on": "2026-11-24",
        "note": "",
    }


def test_list_gives_a_list_with_the_errors_in_place(tmp_path):
    status, out, _err = run("overtime", [INPUTS, {**INPUTS, "minutes": None}, 5, INPUTS], tmp_path, "--json")
    first, unknown, odd, last = json.loads(out)
    assert (status, first["overtime_pay"], last["overtime_pay"]) == (1, 143_063, 143_063)
    assert unknown["error"]["field"] == "minutes" and "kisaran" in unknown["error"]["message"]
    assert odd["error"]["field"] == "inputs"


def test_worked_examples_are_taken_as_they_stand(tmp_path):
    examples = [case for case in own_cases() if case["calculator"] in ("severance", "thr")]
    status, out, _err = run("severance", {"meta": {}, "examples": examples}, tmp_path, "--json")
    wanted = [case for case in examples if case["calculator"] == "severance"]
    assert status == 0 and len(json.loads(out)) == len(wanted)
    for answer, case in zip(json.loads(out), wanted, strict=True):
        assert {key: value for key, value in answer.items() if key in case["expected"]} == case["expected"]
    status, out, _err = run("severance", [case for case in examples if case["calculator"] == "thr"][:1], tmp_path, "--json")
    assert (status, json.loads(out)[0]["error"]["field"]) == (1, "calculator")


def test_every_example_gives_json_of_plain_values(tmp_path):
    for case in own_cases():
        status, out, _err = run(case["calculator"], case["inputs"], tmp_path, "--json")
        assert status == 0 and json.loads(out)["steps"] is not None


def test_words_and_numbers_are_those_of_the_reader(tmp_path):
    status, out, _err = run("overtime", {**INPUTS, "date": "2026-11-24"}, tmp_path)
    assert status == 0
    assert "Jam lembur ke-1: 1 × 1,5 × 4.500.000 ÷ 173 = Rp 39.017" in out.replace("\u00a0", " ")
    assert "PP 35/2021 Pasal 31 ayat (1) (A)" in out
    assert "Tanya serikat dulu." in out
    status, _out, err = run("overtime", {**INPUTS, "basic": -1}, tmp_path)
    assert (status, err) == (1, "basic: Isian ini harus antara 0 dan 1000000000.\n")


def test_decimals_are_read_exactly(tmp_path):
    given = '{"region": "kota_tangerang", "date": "2026-01-01", "pay_type": "monthly", "basic": 5399405.69}'
    _status, out, _err = run("minimum_wage", given, tmp_path, "--json")
    assert (json.loads(out)["below"], json.loads(out)["minimum_wage"]) == (False, 5399405.69)


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000, '{"basic": 1e99999999999999999999}'])
def test_file_that_is_no_json_is_named(tmp_path, content):
    with pytest.raises(CommandError, match="bukan JSON"):
        run("overtime", content, tmp_path)


def test_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="tidak bisa dibaca"):
        call_command("calculate", "overtime", "--input", str(tmp_path / "none.json"))


def test_standard_input_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(INPUTS)))
    out = io.StringIO()
    call_command("calculate", "overtime", "--json", stdout=out)
    assert json.loads(out.getvalue())["overtime_pay"] == 143_063


def test_every_text_has_its_indonesian():
    """The texts stand in the pure core, where the check of the catalogues does not look."""
    catalogue = read_po(Path("rights/locale/id/LC_MESSAGES/django.po"))
    assert [code for code, english in TEXTS.items() if english not in catalogue] == []
    assert [english for english, own in catalogue.items() if sorted(marks(english.split("\0")[0])) != sorted(marks(own))] == []
    assert sentence(Text("overtime_hour", {"first": "2"})) == "Jam lembur ke-2"


def marks(text):
    return [part.split(")")[0] for part in text.split("%(")[1:]]


def test_expressions_take_the_separators_of_the_language():
    assert expression("(1.5 + 2.25) × 5000000 ÷ 173") == "(1,5 + 2,25) × 5.000.000 ÷ 173"
