"""The stage on which the table is played: texts of Siti in every state, a photo, a late copy, an article, a poster address."""

import io
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.urls import reverse
from PIL import Image as Picture

from submissions.models import Submission
from submissions.services import photos, publication, review, writing
from tests.cast import NOBODY, PARTS, Cast
from tests.submissions import texts

ACTORS = (NOBODY, *PARTS)


@dataclass
class Stage:
    cast: Cast
    texts: dict[str, Submission]
    arguments: dict[str, dict[str, Any]]

    def answer(self, actor: str, method: str, route: str, at: str) -> str:
        """Status as the table writes it: "in" for a way to the sign-in page, else the number."""
        client = self.cast.client(actor)
        client.raise_request_exception = True
        path = reverse(route, kwargs=self.kwargs(route, at))
        response = getattr(client, method.lower())(path, **({"data": {}} if method == "POST" else {}))
        return told(response)

    def kwargs(self, route: str, at: str) -> dict[str, Any]:
        known = dict(self.arguments.get(route, {}))
        if at in self.texts and "public_id" not in known and needs_text(route):
            known["public_id"] = self.texts[at].public_id
        return known


def needs_text(route: str) -> bool:
    return route.startswith("submissions:") and route not in {
        "submissions:my_texts",
        "submissions:new",
        "submissions:download",
        "submissions:read_inbox",
        "submissions:photo_file",
        "submissions:queue",
    }


def told(response: HttpResponseBase) -> str:
    if response.status_code in (301, 302, 303) and response.headers["Location"].startswith("/masuk/"):
        return "in"
    return str(response.status_code)


def jpeg() -> SimpleUploadedFile:
    data = io.BytesIO()
    Picture.new("RGB", (900, 600), (120, 90, 60)).save(data, "JPEG")
    return SimpleUploadedFile("foto.jpg", data.getvalue(), "image/jpeg")


def set_stage(cast: Cast) -> Stage:
    with_photo = texts.draft(cast)
    photo = photos.add_photo(submission=with_photo, author=cast.siti, client_id=uuid.uuid4(), upload=jpeg())
    late = texts.sent(cast, author="siti")
    copy = writing.save_draft(
        submission=late,
        author=cast.siti,
        client_id=uuid.uuid4(),
        base_id=late.latest_revision_id,
        fields=texts.fields(title="Kiriman lambat"),
    ).side_draft
    writing.take_back(submission=late, author=cast.siti)  # at most three texts of one author are under review
    made = {"draft": with_photo, "late": late}
    made["published"] = texts.published(cast)
    made["withdrawn"] = texts.published(cast)
    publication.withdraw(submission=made["withdrawn"], by=cast.maya, reason="Satu orang mudah ditebak.")
    made["confirming"] = texts.confirming(cast)
    made["needs_changes"] = texts.needs_changes(cast)
    made["with_editors"] = texts.with_editors(cast)
    made["claimed"] = texts.claimed_by_mentor(cast)
    made["sent"] = texts.sent(cast)
    release_to_queue(made["sent"], cast)
    page = Submission.objects.get(pk=made["published"].pk).page
    code = page.short_code.lower()
    arguments = {
        "article": {"slug": page.slug},
        "city": {"slug": "semarang"},
        "topic": {"slug": "upah"},
        "short_address": {"code": code},
        "media": {"path": "photos/tidak-ada.jpg"},
        "people:card_code": {"code": "ABCDE-FGHJK"},
        "curriculum:card": {"username": cast.siti.username},
        "submissions:photo_file": {"name": photo.image.file.name},
        "submissions:remove_photo": {"public_id": with_photo.public_id, "photo_id": photo.image.public_id},
        "submissions:side_draft": {"public_id": late.public_id, "copy_id": copy.public_id},
        "printing:article": {"code": code},
        "printing:file": {"code": code, "file_name": "a3.pdf"},
    }
    return Stage(cast, {name: texts.fresh(text) for name, text in made.items()}, arguments)


def release_to_queue(text: Submission, cast: Cast) -> None:
    step = text.review_states.filter(waiting_since__isnull=False).first()
    if step is not None and step.claimed_by_id:
        review.release(submission=text, user=cast.ratna)
