"""What lies on the desk beside the text: whose turn it is, what the mentor wrote, what changed, what to look at twice, what can be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState

from cms import extension_points
from cms.extension_points import PosterFit

from ..content import body_blocks, content_sha256
from ..models import ReviewComment, ReviewNote, ReviewTaskState, Stage, Submission
from ..permissions import may_edit_in_admin
from ..rules import RUBRIC, RUBRIC_MARKS, TITLE_MAX, Warning, find_warnings, missing_to_publish
from ..services.fields import facts_of
from ..states import Standing, standing_of
from ..text import text_of
from ..views.comparing import Comparison
from . import sight
from .act_view import Act
from .acts import open_acts
from .changes import changes_between
from .listing import byline_shown

if TYPE_CHECKING:
    from people.models import User

TITLE_FOR_LARGE_TYPE = 70  # above it the poster sets the headline in smaller type


@dataclass(frozen=True)
class Judgement:
    """What a mentor left: marks as pairs of line and answer, one praise, one wish, notes on paragraphs."""

    mentor: str
    marks: list[tuple[str, str]]
    praise: str
    todo: str
    notes: list[ReviewComment]


@dataclass(frozen=True)
class Desk:
    pk: int
    standing: Standing
    state: str
    reader: str
    is_hers: bool
    byline: str
    cohort: str
    acts: list[Act]
    judgement: Judgement | None
    notes: list[ReviewNote]
    changes: Comparison | None
    warnings: list[Warning]
    missing: list[str]
    headline_hint: str
    fit: PosterFit | None = None
    sent_back: str = ""
    withdrawal_reasons: list[str] = field(default_factory=list)


def desk_of(text: Submission, user: User) -> Desk:
    """`text` is the version on the screen."""
    row = Submission.objects.select_related("membership__cohort", "latest_revision").get(pk=text.pk)
    standing = standing_of(row)
    version = Revision.objects.get(pk=sight.shown_id(row.pk))
    is_hers = may_edit_in_admin(user, row)
    return Desk(
        pk=row.pk,
        standing=standing,
        state=standing.word_for_reviewers,
        reader=standing.reader,
        is_hers=is_hers,
        byline=byline_shown(version.content),
        cohort=row.cohort.name,
        acts=open_acts(row, user, standing),
        judgement=_judgement(row),
        notes=list(row.notes.select_related("written_by")),
        changes=_changes_since_the_author(row, version),
        warnings=find_warnings(_all_words(version.content), limit=12),
        missing=[item.message for item in missing_to_publish(facts_of(version), timezone.localdate())] if is_hers else [],
        headline_hint=_headline_hint(version.content["title"]),
        fit=extension_points.first_answer(extension_points.POSTER_FIT, text) if is_hers else None,
        sent_back=_why_it_came_back(row, standing),
        withdrawal_reasons=[record.reason for record in row.withdrawals.filter(lifted_at__isnull=True)],
    )


def _judgement(text: Submission) -> Judgement | None:
    """Of the last mentor who passed it on."""
    states = text.review_states.filter(stage=Stage.MENTOR, status=TaskState.STATUS_APPROVED).select_related("finished_by")
    state = states.order_by("-pk").first()
    if state is None:
        return None
    marks = state.rubric.get("lines", {})
    return Judgement(
        mentor=state.finished_by.display_name if state.finished_by else "",
        marks=[(str(line), str(RUBRIC_MARKS.get(marks.get(key), ""))) for key, line in RUBRIC.items()],
        praise=state.rubric.get("praise", ""),
        todo=state.rubric.get("todo", ""),
        notes=list(state.comments.all()),
    )


def _changes_since_the_author(text: Submission, version: Revision) -> Comparison | None:
    """What editors changed in the last version that she sent; nothing when the version on the screen is hers."""
    if version.user_id == text.author_id:
        return None
    hers = sight.versions_in_sight(text).filter(user_id=text.author_id).first()
    return changes_between(hers.content, version.content) if hers is not None and hers.pk < version.pk else None


def _all_words(content: dict[str, Any]) -> str:
    names = ("title", "standfirst", "lead_caption", "lead_credit", "question_1", "question_2", "question_3")
    photos = [block["value"] for block in body_blocks(content) if block["type"] == "photo"]
    captions = [str(photo.get(name) or "") for photo in photos for name in ("caption", "credit")]
    return "\n".join([*(str(content.get(name) or "") for name in names), *(text_of(block) for block in body_blocks(content)), *captions])


def _headline_hint(title: str) -> str:
    words = {"count": len(title), "large": TITLE_FOR_LARGE_TYPE, "most": TITLE_MAX}
    if len(title) <= TITLE_FOR_LARGE_TYPE:
        return _("The headline has %(count)d letters: the poster sets it in large type.") % words
    return _("The headline has %(count)d letters. Up to %(large)d the poster sets it in large type; %(most)d is the limit.") % words


def _why_it_came_back(text: Submission, standing: Standing) -> str:
    """The finish action would not publish: the version that was approved is not the one that is newest, or was changed."""
    if standing.step is None or standing.step.stage != Stage.EDITOR or standing.workflow is None:
        return ""
    before = ReviewTaskState.objects.filter(workflow_state=standing.workflow, stage=Stage.AUTHOR).order_by("-pk").first()
    if before is None:
        return ""
    if before.status == TaskState.STATUS_REJECTED:
        return _("The author did not agree: %(comment)s") % {"comment": before.comment or "—"}
    same = before.judged_revision is not None and content_sha256(before.judged_revision.content) == before.judged_sha256
    return (
        ""
        if same and before.judged_revision_id == text.latest_revision_id
        else _("The text changed after it had been judged, so it was not published.")
    )
