"""From a judged version to the public article: finish, schedule, correct, withdraw, bring back.

One rule above all: what goes live is byte for byte the version that a named editor judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
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

from cms.models import CONTENT_FIELDS, LAYOUT_FIELDS, ArticlePage, Byline, NewsIndexPage, ShortCode, Withdrawal
from cms.photos import services as photos
from cms.services import add_correction_notice, begin_edition
from cms.signals import article_published, article_withdrawn
from jobs import services as jobs
from jobs.models import JobState
from people import services as people

from ..content import content_sha256
from ..errors import NotReady, Stale
from ..models import BylineChoice, Publication, ReviewTaskState, Stage, Submission, WithdrawalRecord
from ..permissions import may_hide_now, may_judge, may_withdraw
from ..rules import Missing
from ..states import PUBLISH_KIND, open_plans, publish_job, standing_of
from .locking import lock, record
from .photo_moves import lock_photos, photos_left_out, photos_of, shown_nowhere_else
from .review import FinishRefused
from .workflows import start_workflow

if TYPE_CHECKING:
    from people.models import User

WORKER = "Pekerja"  # in the place of a name that must stand nowhere; bylines are in Indonesian


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
        jobs.enqueue(PUBLISH_KIND, key=str(workflow_state.pk), payload=payload, not_before=publish_at)
        record(submission, "schedule", by=user, role="finish", revision=judged.revision.pk)
        return
    _publish(submission, workflow_state, judged, user)


def stage_scheduled(*, submission_id: int, workflow_state_id: int) -> None:
    """Before the job's transaction: copy the photos that will move in it. When something changes meanwhile, the job comes back."""
    submission = Submission.objects.get(pk=submission_id)
    step = _plans(submission).filter(workflow_state=workflow_state_id).first()
    if step is not None and step.judged_revision is not None:
        photos.stage_private_copies(photos_left_out(submission, step.judged_revision))
        photos.stage_public_copies(photos_of(step.judged_revision))


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
    return open_plans().filter(submission=submission)


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
    lock_photos(submission.live_revision if was_live else None, judged.revision)
    photos.take_private_copies(photos_left_out(submission, judged.revision))
    photos.take_public_copies(photos_of(judged.revision))
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


def _write_page(submission: Submission, version: Submission) -> tuple[ArticlePage, Revision]:
    """The article with the content of this version, live; no user on page, revision or log."""
    if submission.page_id:
        page = ArticlePage.objects.select_for_update(no_key=True).get(pk=submission.page_id)
    else:
        page = ArticlePage(slug=_free_slug(version.title), live=False, owner=None)
    page.title = version.title
    for name in [*CONTENT_FIELDS, *LAYOUT_FIELDS]:
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
        is_gone = people.is_erased(submission.author)
        words = WORKER if is_gone else _public_byline(submission, judged)
        Byline.objects.update_or_create(article=page, defaults={"words": words, "is_taken_back": is_gone})
    if was_live:
        correction = judged.editor_step.rubric.get("correction", {})
        add_correction_notice(article=page, corrected_on=today, was_wrong=correction["was_wrong"], is_right=correction["is_right"])
    elif _says_something_else(submission, judged):
        begin_edition(page)
    WithdrawalRecord.objects.filter(submission=submission, lifted_at__isnull=True).update(lifted_at=timezone.now())
    Withdrawal.objects.filter(article=page, lifted_on__isnull=True).update(lifted_on=today)


def _says_something_else(submission: Submission, judged: Judged) -> bool:
    """It was public before, in other words: the sheets that hang still are of an edition that counts no longer."""
    last = submission.publications.values_list("sha256", flat=True).last()
    return last is not None and last != judged.sha256


def _public_byline(submission: Submission, judged: Judged) -> str:
    """As she chose; a pen name as she has it now: the one in the version may be one that she gave up since."""
    content = judged.revision.content
    if content.get("byline_choice") == BylineChoice.PEN:
        return submission.author.display_name
    if content.get("byline_choice") != BylineChoice.REAL:
        return content.get("byline", "")
    editor = judged.editor_step.finished_by
    opened = people.open_identity(user=submission.author, viewer=editor, reason="byline by her own choice")
    return opened.legal_name or submission.author.display_name


@transaction.atomic
def publish_again(*, submission: Submission, by: User) -> None:
    """An editor has the publication that failed tried once more, now. Raises PermissionDenied, or Stale when nothing has failed."""
    submission = lock(submission)
    if not may_judge(by, submission, Stage.EDITOR):
        raise PermissionDenied
    plan = standing_of(submission).plan
    if plan is None or not plan.failure:
        raise Stale(_("No publication of this text has failed."))
    job = publish_job(plan.workflow_state_id)
    if job is not None and job.state == JobState.QUARANTINED:
        jobs.retry_quarantined(job.pk)
    else:
        payload = {"submission": submission.pk, "workflow_state": plan.workflow_state_id}
        jobs.enqueue(PUBLISH_KIND, key=str(plan.workflow_state_id), payload=payload)
    record(submission, "schedule", by=by, role=Stage.EDITOR)


@transaction.atomic
def unschedule(*, submission: Submission, by: User | None, role: str) -> bool:
    """Call off a publication that is planned; the text is a draft again. False when nothing was planned.

    The editor's hour is taken out too: a job that runs already, or comes back after its worker died, cannot be cancelled but finds no plan.
    """
    submission = lock(submission)
    plans = list(_plans(submission))
    for plan in plans:
        if (job := publish_job(plan.workflow_state_id)) is not None:
            jobs.drop(job.pk)
    called_off = bool(ReviewTaskState.objects.filter(pk__in=[plan.pk for plan in plans]).update(publish_at=None))
    if called_off:
        record(submission, "unschedule", by=by, role=role)
    return called_off


def withdraw(*, submission: Submission, by: User, reason: str) -> WithdrawalRecord | None:
    """Take the article down for good reason: running review cancelled first, page off, photos private, posters gone, address kept.

    Raises PermissionDenied, NotReady without a reason. A text already withdrawn returns its record.
    """
    return photos.with_copies(partial(_withdraw, submission, by, reason))


def _withdraw(submission: Submission, by: User, reason: str) -> WithdrawalRecord | None:
    submission = lock(submission)
    if not may_withdraw(by, submission):
        raise PermissionDenied
    if not reason.strip():
        raise NotReady([Missing("reason", _("Write the reason. Readers do not see it."))])
    return _take_down(submission, by, reason.strip(), "withdraw")


def hide_now(*, submission: Submission, by: User) -> WithdrawalRecord | None:
    """Danger to the author: off at one tap, by an editor or the lead mentor; paperwork later. Raises PermissionDenied."""
    return photos.with_copies(partial(_hide_now, submission, by))


def _hide_now(submission: Submission, by: User) -> WithdrawalRecord | None:
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
    page = ArticlePage.objects.select_for_update(no_key=True).get(pk=submission.page_id)  # what merely points to it goes on
    UnpublishAction(page, user=None, log_action=False).execute(skip_permission_checks=True)
    UnpublishAction(submission, user=None, log_action=False).execute(skip_permission_checks=True)
    Withdrawal.objects.create(article=page, withdrawn_on=timezone.localdate())
    taken_down = WithdrawalRecord.objects.create(submission=submission, reason=reason, withdrawn_by=by)
    lock_photos(page.latest_revision)
    photos.take_private_copies(shown_nowhere_else(photos_of(page.latest_revision), submission))
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
    standing = standing_of(submission)
    if open_record is None or standing.workflow is not None or standing.plan is not None:
        raise Stale(_("This text is not withdrawn, or is on its way back already."))
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
    # as whoever makes a bulletin of it does: none that is being published now may still hold the name
    list(ArticlePage.objects.select_for_update(no_key=True).filter(pk=submission.page_id).values_list("pk"))
    Byline.objects.filter(article_id=submission.page_id).update(words=WORKER, is_taken_back=True)
    record(submission, "take_back_byline", by=author, role="author")
    if submission.live:
        page = ArticlePage.objects.get(pk=submission.page_id)
        article_published.send(sender=ArticlePage, page=page, revision=page.live_revision, is_new=False)
