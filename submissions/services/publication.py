"""From a judged version to the public article: finish, schedule, correct, withdraw, bring back.

One rule above all: what goes live is byte for byte the version that a named editor judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import Revision, TaskState, WorkflowState

from cms.models import CONTENT_FIELDS, ArticlePage, Byline, Image, NewsIndexPage, ShortCode, Withdrawal
from cms.photos import services as photos
from cms.services import add_correction_notice
from cms.signals import article_published, article_withdrawn
from jobs import services as jobs
from people import services as people

from ..content import content_sha256, photo_ids
from ..errors import NotReady, Stale
from ..models import BylineChoice, Publication, ReviewTaskState, Stage, Submission, WithdrawalRecord
from ..permissions import may_hide_now, may_withdraw
from ..rules import Missing
from ..states import PUBLISH_KIND, standing_of
from .locking import lock, record
from .review import FinishRefused
from .writing import start_workflow

if TYPE_CHECKING:
    from people.models import User


@dataclass(frozen=True)
class Judged:
    """What the steps of one workflow agreed on."""

    revision: Revision
    sha256: str
    editor_step: ReviewTaskState


def finish_workflow(workflow_state: WorkflowState, user: User | None) -> None:
    """Publish what was judged, or ask a job to do it at the editor's hour. Raises FinishRefused; nothing is changed then."""
    submission = lock(int(workflow_state.object_id))
    judged = judged_version(submission, workflow_state)
    publish_at = judged.editor_step.publish_at
    if publish_at is not None and publish_at > timezone.now():
        payload = {"submission": submission.pk, "workflow_state": workflow_state.pk}
        jobs.enqueue(PUBLISH_KIND, key=str(submission.pk), payload=payload, not_before=publish_at)
        record(submission, "schedule", by=user, role="finish", revision=judged.revision.pk)
        return
    _publish(submission, workflow_state, judged, user)


def publish_scheduled(*, submission_id: int, workflow_state_id: int) -> None:
    """What the job of a scheduled text does, under the same lock and with the same checks. Raises FinishRefused.

    Nothing happens when the plan was called off, be it while this job was running already.
    """
    with transaction.atomic():
        submission = lock(submission_id)
        if not _plans(submission).filter(workflow_state=workflow_state_id).exists():
            return
        if standing_of(submission).workflow is not None:
            raise FinishRefused(_("The text was sent again after it had been scheduled."))
        workflow_state = WorkflowState.objects.get(pk=workflow_state_id)
        _publish(submission, workflow_state, judged_version(submission, workflow_state), None)


def _plans(submission: Submission) -> QuerySet[ReviewTaskState]:
    """The editors' steps whose hour still stands: approved for later, neither published nor called off."""
    planned = submission.review_states.filter(publish_at__isnull=False, workflow_state__status=WorkflowState.STATUS_APPROVED)
    return planned.exclude(workflow_state__in=submission.publications.values("workflow_state"))


def judged_version(submission: Submission, workflow_state: WorkflowState) -> Judged:
    """The one version that editor and author judged, still the latest and with the same hash.

    Raises FinishRefused (traps T1, G1, G3, G6).
    """
    steps = ReviewTaskState.objects.filter(workflow_state=workflow_state, status__in=[TaskState.STATUS_APPROVED, TaskState.STATUS_SKIPPED])
    last = {step.stage: step for step in steps.select_related("judged_revision").order_by("pk")}
    wanted = {Stage(stage) for stage in workflow_state.workflow.tasks.values_list("reviewtask__stage", flat=True) if stage}
    if not {Stage.EDITOR, Stage.AUTHOR} <= wanted or not wanted <= set(last):
        raise FinishRefused(_("Not every step has judged this text."))
    editor, author = last[Stage.EDITOR], last[Stage.AUTHOR]
    revision = editor.judged_revision
    if revision is None or author.judged_revision_id != revision.pk:
        raise FinishRefused(_("Editor and author judged different versions."))
    if submission.latest_revision_id != revision.pk:
        raise FinishRefused(_("There is a newer version that nobody has judged."))
    sha256 = content_sha256(revision.content)
    if not sha256 == editor.judged_sha256 == author.judged_sha256:
        raise FinishRefused(_("The version is not the one that was judged."))
    _refuse_withdrawn(submission, workflow_state)
    return Judged(revision, sha256, editor)


def _refuse_withdrawn(submission: Submission, workflow_state: WorkflowState) -> None:
    """A withdrawn text comes back only through the workflow that `bring_back` opened."""
    open_record = WithdrawalRecord.objects.filter(submission=submission, lifted_at__isnull=True).first()
    if open_record is not None and open_record.revived_by_id != workflow_state.pk:
        raise FinishRefused(_("This text has been withdrawn."))


def _publish(submission: Submission, workflow_state: WorkflowState, judged: Judged, user: User | None) -> None:
    today = timezone.localdate()
    version = judged.revision.as_object()
    was_live = submission.live
    if was_live:
        _hide_photos_left_out(submission, judged.revision)
    photos.publish_photos(list(Image.objects.filter(pk__in=photo_ids(judged.revision.content))))
    page, page_revision = _write_page(submission, version)
    if content_sha256(page_revision.content, byline=judged.revision.content) != judged.sha256:
        raise FinishRefused(_("The article is not the text that was judged."))
    _write_facts_about(page, submission, judged, was_live, today)
    PublishRevisionAction(judged.revision, user=None, log_action=False).execute(skip_permission_checks=True)
    Submission.objects.filter(pk=submission.pk).update(page=page)
    Publication.objects.create(
        submission=submission, workflow_state=workflow_state, revision=judged.revision, page_revision=page_revision, sha256=judged.sha256
    )
    submission.refresh_from_db()
    record(submission, "publish", by=user, role="finish", sha256=judged.sha256, page_revision=page_revision.pk)
    article_published.send(sender=ArticlePage, page=page, revision=page_revision, is_new=True)


def _hide_photos_left_out(submission: Submission, revision: Revision) -> None:
    """A photo that a correction takes out loses its public address: it may have been taken out because it shows somebody."""
    gone = set(photo_ids(submission.live_revision.content)) - set(photo_ids(revision.content))
    hers = submission.photos.filter(image__in=gone).values("image_id")
    photos.withdraw_photos(list(Image.objects.filter(pk__in=hers)))


def _write_page(submission: Submission, version: Submission) -> tuple[ArticlePage, Revision]:
    """The article with the content of this version, live; no user on page, revision or log."""
    if submission.page_id:
        page = ArticlePage.objects.select_for_update().get(pk=submission.page_id)
    else:
        page = ArticlePage(slug=_free_slug(version.title), live=False, owner=None)
    page.title = version.title
    for name in CONTENT_FIELDS:
        value = list(version.topics.all()) if name == "topics" else getattr(version, name)
        setattr(page, name, value)
    if not page.pk:
        NewsIndexPage.objects.get().add_child(instance=page)
    revision = page.save_revision(user=None, log_action=False)
    revision.publish(user=None, log_action=False, skip_permission_checks=True)
    return ArticlePage.objects.get(pk=page.pk), revision


def _free_slug(title: str) -> str:
    """From the headline; a number is added when it is taken. Never an id of ours: order tells who wrote when."""
    stem = slugify(title)[:70].strip("-") or "berita"
    taken = set(ArticlePage.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 2
    slug = stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


def _write_facts_about(page: ArticlePage, submission: Submission, judged: Judged, was_live: bool, today: date) -> None:
    ShortCode.for_article(page)
    if not Byline.objects.filter(article=page, is_taken_back=True).exists():
        Byline.objects.update_or_create(article=page, defaults={"words": _public_byline(submission, judged)})
    if was_live:
        correction = judged.editor_step.rubric.get("correction", {})
        add_correction_notice(article=page, corrected_on=today, was_wrong=correction["was_wrong"], is_right=correction["is_right"])
    WithdrawalRecord.objects.filter(submission=submission, lifted_at__isnull=True).update(lifted_at=timezone.now())
    Withdrawal.objects.filter(article=page, lifted_on__isnull=True).update(lifted_on=today)


def _public_byline(submission: Submission, judged: Judged) -> str:
    content = judged.revision.content
    if content.get("byline_choice") != BylineChoice.REAL:
        return content.get("byline", "")
    editor = judged.editor_step.finished_by
    opened = people.open_identity(user=submission.author, viewer=editor, reason="byline by her own choice")
    return opened.legal_name or submission.author.display_name


@transaction.atomic
def unschedule(*, submission: Submission, by: User | None, role: str) -> bool:
    """Call off a publication that is planned; the text is a draft again. False when nothing was planned.

    The editor's hour is taken out too: a job that runs already, or comes back after its worker died, cannot be cancelled but finds no plan.
    """
    submission = lock(submission)
    called_off = bool(_plans(submission).update(publish_at=None))
    jobs.cancel(PUBLISH_KIND, str(submission.pk))
    if called_off:
        record(submission, "unschedule", by=by, role=role)
    return called_off


@transaction.atomic
def withdraw(*, submission: Submission, by: User, reason: str) -> WithdrawalRecord | None:
    """Take the article down for good reason: running review cancelled first, page off, photos private, posters gone, address kept.

    Raises PermissionDenied, NotReady without a reason. A text already withdrawn returns its record.
    """
    submission = lock(submission)
    if not may_withdraw(by, submission):
        raise PermissionDenied
    if not reason.strip():
        raise NotReady([Missing("reason", _("Write the reason. Readers do not see it."))])
    return _take_down(submission, by, reason.strip(), "withdraw")


@transaction.atomic
def hide_now(*, submission: Submission, by: User) -> WithdrawalRecord | None:
    """Danger to the author: off at one tap, by an editor or the lead mentor; paperwork later. Raises PermissionDenied."""
    submission = lock(submission)
    if not may_hide_now(by, submission):
        raise PermissionDenied
    return _take_down(submission, by, _("Hidden at once for somebody's safety."), "hide_now")


def _take_down(submission: Submission, by: User, reason: str, action: str) -> WithdrawalRecord | None:
    """None for a text that had no article yet: its planned publication is called off, and that is all there is to do."""
    standing = standing_of(submission)
    if standing.workflow is not None:
        standing.workflow.cancel(user=by)  # first: a later approval would publish it again (trap G6)
    called_off = unschedule(submission=submission, by=by, role=action)
    if standing.withdrawn:
        return WithdrawalRecord.objects.get(submission=submission, lifted_at__isnull=True)
    if submission.page_id is None:
        if not called_off:
            raise PermissionDenied
        return None
    submission.refresh_from_db()
    page = ArticlePage.objects.select_for_update().get(pk=submission.page_id)
    UnpublishAction(page, user=None, log_action=False).execute(skip_permission_checks=True)
    UnpublishAction(submission, user=None, log_action=False).execute(skip_permission_checks=True)
    Withdrawal.objects.create(article=page, withdrawn_on=timezone.localdate())
    taken_down = WithdrawalRecord.objects.create(submission=submission, reason=reason, withdrawn_by=by)
    photos.withdraw_photos(list(Image.objects.filter(pk__in=photo_ids(page.latest_revision.content))))
    submission.refresh_from_db()
    record(submission, action, by=by, role="editor")
    article_withdrawn.send(sender=ArticlePage, page=page)
    return taken_down


@transaction.atomic
def bring_back(*, submission: Submission, by: User) -> WorkflowState:
    """An editor opens the way back for a withdrawn text: a correction that editor and author judge anew. Raises PermissionDenied, Stale."""
    submission = lock(submission)
    if not may_withdraw(by, submission):
        raise PermissionDenied
    open_record = WithdrawalRecord.objects.filter(submission=submission, lifted_at__isnull=True).first()
    if open_record is None or standing_of(submission).workflow is not None:
        raise Stale(_("This text is not withdrawn, or is being read again already."))
    workflow_state = start_workflow(submission, by)
    WithdrawalRecord.objects.filter(pk=open_record.pk).update(revived_by=workflow_state)
    record(submission, "bring_back", by=by, role="editor")
    return workflow_state


@transaction.atomic
def take_back_byline(*, submission: Submission, author: User) -> None:
    """The author takes her name back from the public: the words become "Pekerja" at once, in page, feed and the next posters.

    They stay so: no later edition of this article brings the name back, whatever its versions say.
    """
    submission = lock(submission)
    if author.pk != submission.author_id:
        raise PermissionDenied
    Byline.objects.filter(article_id=submission.page_id).update(words="Pekerja", is_taken_back=True)
    record(submission, "take_back_byline", by=author, role="author")
    if submission.live:
        page = ArticlePage.objects.get(pk=submission.page_id)
        article_published.send(sender=ArticlePage, page=page, revision=page.live_revision, is_new=False)
