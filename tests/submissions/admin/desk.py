"""An editor at the desk, without a browser: opens pages, posts the forms that they hold."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from submissions.models import Submission
from tests.submissions.texts import SAFETY_DONE, fresh

XHR = {"x-requested-with": "XMLHttpRequest"}
TICKED = {f"safety_{line}": "on" for line in SAFETY_DONE}


class Desk:
    def __init__(self, client: Client) -> None:
        self.client = client

    def url(self, name: str, text: Submission, *args: Any) -> str:
        return reverse(f"editors:{name}", args=[text.pk, *args])

    def open(self, name: str, text: Submission, *args: Any) -> HttpResponse:
        return self.client.get(self.url(name, text, *args))

    def page(self, name: str, text: Submission, *args: Any) -> str:
        return self.open(name, text, *args).content.decode()

    def act(self, name: str, text: Submission, **data: Any) -> HttpResponse:
        """Press the button of an act and say yes; follows to the page that it ends on."""
        return self.client.post(self.url(name, text), data, follow=True)

    def save(self, text: Submission, **changes: Any) -> HttpResponse:
        """Press Save on the page of the text, with these fields changed."""
        return self.client.post(self.url("edit", text), form_of(text) | changes, follow=True)

    def decide(self, text: Submission, action: str, answers: dict[str, Any], **changes: Any) -> HttpResponse:
        """As the browser does it: fill in the window, then save and decide in one post."""
        step = fresh(text).current_workflow_task_state
        asked = self.client.post(self.url("collect_workflow_action_data", text, action, step.pk), answers, headers=XHR).json()
        assert asked["step"] == "success", asked
        decision = {
            "action-workflow-action": "true",
            "workflow-action-name": action,
            "workflow-action-extra-data": json.dumps(asked["cleaned_data"]),
        }
        return self.save(text, **decision, **changes)

    def approve(self, text: Submission, **changes: Any) -> HttpResponse:
        return self.decide(text, "approve", TICKED, **changes)


def form_of(text: Submission) -> dict[str, Any]:
    """The edit form of the newest version, unchanged, as the browser posts it."""
    text = fresh(text)
    version = text.get_latest_revision_as_object()
    plain = ("title", "standfirst", "lead_caption", "lead_credit", "question_1", "question_2", "question_3")
    data = {name: getattr(version, name) for name in plain}
    data |= {"lead_photo": version.lead_photo_id or "", "city": version.city_id or "", "event_date": version.event_date or ""}
    data |= {"topics": [topic.pk for topic in version.topics.all()], "body-count": len(version.body)}
    for place, block in enumerate(version.body.raw_data):
        data |= _block(f"body-{place}", place, block)
    data |= {"loaded_revision_id": text.latest_revision_id, "loaded_revision_created_at": text.latest_revision.created_at.isoformat()}
    return data


def _block(prefix: str, place: int, block: dict[str, Any]) -> dict[str, Any]:
    data = {f"{prefix}-deleted": "", f"{prefix}-order": place, f"{prefix}-type": block["type"], f"{prefix}-id": block["id"]}
    if block["type"] == "list":
        data[f"{prefix}-value-count"] = len(block["value"])
        for number, item in enumerate(block["value"]):
            data |= _block(f"{prefix}-value-{number}", number, item)
    elif block["type"] == "photo":
        data |= {f"{prefix}-value-{name}": block["value"].get(name) or "" for name in ("image", "caption", "credit")}
    else:
        data[f"{prefix}-value"] = block["value"]
    return data
