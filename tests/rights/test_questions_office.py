"""Questions about rights in the admin: who writes, what the form refuses, and the preview."""

import json

from rights.models import RightsQuestion
from tests.rights.questions import rights_question, unsaved

ADD = "/redaksi/hak/tanya/add/"


def form_data(question: RightsQuestion, **changes: str) -> dict[str, str]:
    """The form as a browser posts it."""
    plain = ("question", "slug", "situation", "position", "short_answer", "next_steps", "calculator", "description")
    data = {name: str(getattr(question, name)) for name in plain} | {"checked_on": "2026-11-24", "topic": ""}
    data["examples"] = json.dumps(question.examples)
    for name in ("body", "laws"):
        blocks = list(getattr(question, name))[:1]
        data[f"{name}-count"] = str(len(blocks))
        for number, block in enumerate(blocks):
            data |= {f"{name}-{number}-{key}": value for key, value in {"deleted": "", "order": "0", "type": block.block_type}.items()}
            parts = block.value.items() if name == "laws" else [("", block.value)]
            data |= {f"{name}-{number}-value" + (f"-{key}" if key else ""): str(value) for key, value in parts}
    return data | changes


def test_an_editor_writes_and_publishes_a_question(cast, client):
    maya = cast.client("maya")
    answer = maya.post(ADD, form_data(unsaved("upah-terlambat")) | {"action-publish": "action-publish"}, follow=True)
    assert answer.status_code == 200
    question = RightsQuestion.objects.get()
    assert question.live and question.latest_revision.user == cast.maya
    assert client.get("/hak/tanya/upah-terlambat/").status_code == 200


REFUSED: list[dict[str, str]] = [
    {"short_answer": "Dendanya {law:late_wage.frist_rate}."},
    {"short_answer": "Contoh {example7:fine}."},
    {"examples": '[{"words": "A", "inputs": {"wage": -5, "days_late": 3}}]'},
    {"examples": '[{"words": "A", "inputs": {"wage": 5, "days_late": 3}, "onclick": "x"}]'},
    {"examples": '[{"words": "A", "inputs": {"wage": NaN, "days_late": 3}}]'},
    {"examples": '{"words": "A"}'},
    {"calculator": "no_such"},
    {
        **{"laws-count": "0", "calculator": "", "examples": "[]", "body-count": "0"},
        **{"short_answer": "Tanpa dasar.", "next_steps": "Tanya.", "description": "Kosong."},
    },
]


def test_the_form_refuses_a_text_that_cannot_stand(cast):
    maya = cast.client("maya")
    for changes in REFUSED:
        answer = maya.post(ADD, form_data(unsaved("upah-terlambat"), **changes) | {"action-publish": "action-publish"})
        assert answer.status_code == 200, changes
        assert not RightsQuestion.objects.exists(), changes


def test_managers_read_and_others_stay_out(cast):
    question = rights_question("upah-terlambat")
    inspect, edit = (f"/redaksi/hak/tanya/{act}/{question.pk}/" for act in ("inspect", "edit"))
    rini = cast.client("rini")
    assert rini.get("/redaksi/hak/tanya/").status_code == 200
    assert rini.get(inspect).status_code == 200
    assert rini.get(edit).status_code in (302, 403) and rini.get(ADD).status_code in (302, 403)
    assert cast.client("maya").get(edit).status_code == 200
    assert cast.client("maya").post(f"/redaksi/hak/tanya/delete/{question.pk}/").status_code in (302, 403)
    for name in ("maya", "rini"):
        cast.client(name).post(f"/redaksi/bulk/rights/rightsquestion/delete/?id={question.pk}&next=/redaksi/hak/tanya/")
    assert RightsQuestion.objects.exists()
    for name in ("siti", "ratna", "agus"):
        assert cast.client(name).get("/redaksi/hak/tanya/").status_code in (302, 403), name


def test_the_preview_shows_the_page_as_readers_will_see_it(cast):
    question = rights_question("upah-terlambat")
    maya, preview = cast.client("maya"), f"/redaksi/hak/tanya/preview/{question.pk}/"
    typed = form_data(question, short_answer="Kata baru {law:late_wage.first_rate}.")
    assert maya.post(preview, typed).json()["is_valid"]
    html = maya.get(preview).content.decode().replace("\u00a0", " ")
    assert "Kata baru 5 %." in html and "Dasar hukum" in html
