"""Texts at every stage of their way, made by the services alone. Give `cast` and, where it matters, who wrote or read it."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from submissions.models import BylineChoice, Submission
from submissions.rules import RUBRIC, SAFETY_CHECKLIST
from submissions.services import claims, commenting, editing, publication, review, sending, writing
from tests.cast import Cast

BODY = "Upah kami dibayar terlambat dua minggu.\n\n## Yang kami minta\n\n- upah tepat waktu\n- slip gaji\n\nPabrik menjawab hari Senin."
QUESTIONS = ("Apa yang terjadi?", "Siapa yang bisa membantu?", "Apa langkah kita?")
RUBRIC_LINES = dict.fromkeys(RUBRIC, "yes")
SAFETY_DONE = dict.fromkeys(SAFETY_CHECKLIST, True)
CORRECTION = {"was_wrong": "Jumlah buruh salah.", "is_right": "Jumlahnya 120 orang."}
MENTOR_OF = {"siti": "ratna", "budi": "joko"}


def fields(**changes: Any) -> writing.DraftFields:
    """A form filled in completely; enough to be sent and to be published."""
    filled = {
        "title": "Upah terlambat dua minggu",
        "body": BODY,
        "standfirst": "Buruh meminta upah tepat waktu.",
        "event_date": timezone.localdate() - timedelta(days=1),
        "questions": QUESTIONS,
        "byline_choice": BylineChoice.SECTOR,
    }
    return writing.DraftFields.typed(**filled | changes)


def fresh(text: Submission) -> Submission:
    return Submission.objects.get(pk=text.pk)


def draft(cast: Cast, author: str = "siti", **changes: Any) -> Submission:
    """S0: written, never sent."""
    return fresh(writing.start_draft(author=getattr(cast, author), client_id=uuid.uuid4(), fields=fields(**changes)).submission)


def rewrite(text: Submission, **changes: Any) -> Submission:
    """The author saves another version."""
    text = fresh(text)
    base = text.latest_revision_id
    writing.save_draft(submission=text, author=text.author, client_id=uuid.uuid4(), base_id=base, fields=fields(**changes))
    return fresh(text)


def submit(text: Submission) -> Submission:
    return send(text, text.author)


def send(text: Submission, author: Any) -> Submission:
    """Send what stands there now, as that person."""
    text = fresh(text)
    return fresh(sending.submit(submission=text, author=author, seen_id=text.latest_revision_id))


def sent(cast: Cast, author: str = "siti", **changes: Any) -> Submission:
    """S1: waits for a mentor."""
    return submit(draft(cast, author, **changes))


def claimed_by_mentor(cast: Cast, author: str = "siti", **changes: Any) -> Submission:
    """S2: her mentor reads it; the rubric is filled in."""
    text = sent(cast, author, **changes)
    mentor = getattr(cast, MENTOR_OF[author])
    claims.claim(submission=text, user=mentor)
    commenting.save_comments(
        submission=text, user=mentor, notes=(), rubric=RUBRIC_LINES, praise="Kalimat pertama jelas.", todo="Sebut harinya."
    )
    return fresh(text)


def needs_changes(cast: Cast, author: str = "siti", **changes: Any) -> Submission:
    """S3: her mentor asked for changes."""
    return judge(claimed_by_mentor(cast, author, **changes), getattr(cast, MENTOR_OF[author]), "reject", comment="Lengkapi harinya.")


def with_editors(cast: Cast, author: str = "siti", **changes: Any) -> Submission:
    """S4: her mentor passed it on; no editor has it yet."""
    return judge(claimed_by_mentor(cast, author, **changes), getattr(cast, MENTOR_OF[author]), "approve")


def claimed_by_editor(cast: Cast, author: str = "siti", editor: str = "maya", **changes: Any) -> Submission:
    """S4: an editor has it."""
    text = with_editors(cast, author, **changes)
    claims.claim(submission=text, user=getattr(cast, editor))
    return fresh(text)


def edited(text: Submission, editor: Any, **changes: Any) -> Submission:
    """The editor saves a version with other words, as the admin does."""
    version = fresh(text).get_latest_revision_as_object()
    for name, value in ({"standfirst": "Kata redaksi yang baru."} | changes).items():
        setattr(version, name, value)
    if not version.live:
        version.save()
    version.save_revision(user=editor)
    editing.note_editors_version(submission=fresh(text), editor=editor)
    return fresh(text)


def confirming(cast: Cast, author: str = "siti", editor: str = "maya", **changes: Any) -> Submission:
    """S5: the editor changed it and approved; the author is asked."""
    text = edited(claimed_by_editor(cast, author, editor, **changes), getattr(cast, editor))
    return approve(text, getattr(cast, editor))


def scheduled(cast: Cast, author: str = "siti", editor: str = "maya", **changes: Any) -> Submission:
    """S6: approved for an hour that has not come."""
    text = claimed_by_editor(cast, author, editor, **changes)
    return approve(text, getattr(cast, editor), publish_at=timezone.now() + timedelta(hours=5))


def published(cast: Cast, author: str = "siti", editor: str = "maya", **changes: Any) -> Submission:
    """S7: approved without a change by an editor, so published at once."""
    return approve(claimed_by_editor(cast, author, editor, **changes), getattr(cast, editor))


def in_correction(cast: Cast, author: str = "siti", editor: str = "maya", **changes: Any) -> Submission:
    """S8: published; the author has sent a corrected version, no editor has it yet."""
    return submit(rewrite(published(cast, author, editor, **changes), standfirst="Jumlah yang benar.", **changes))


def withdrawn(cast: Cast, author: str = "siti", editor: str = "maya", **changes: Any) -> Submission:
    """S9: was published, taken down by an editor."""
    text = published(cast, author, editor, **changes)
    publication.withdraw(submission=text, by=getattr(cast, editor), reason="Permintaan penulis.")
    return fresh(text)


def judge(text: Submission, user: Any, action: str, **kwargs: Any) -> Submission:
    """Decide on the latest version, as that person."""
    text = fresh(text)
    kwargs.setdefault("revision_id", text.latest_revision_id)
    return review.judge(submission=text, user=user, action=action, **kwargs)


def approve(text: Submission, editor: Any, **kwargs: Any) -> Submission:
    """The editors' yes with the whole safety checklist ticked (and a correction filled in)."""
    return judge(text, editor, "approve", rubric={"safety": SAFETY_DONE, "correction": CORRECTION}, **kwargs)


def confirm(text: Submission) -> Submission:
    """The author says yes to the editor's version."""
    return judge(text, text.author, "approve")
