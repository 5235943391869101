"""Who may do what with an unpublished text: one predicate for each question, asked by tasks, services, views and templates alike.

Nobody judges a text that she owns or co-wrote; superusers are bound too, since every answer comes from a membership.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.models import WorkflowState
from wagtail.permission_policies import ModelPermissionPolicy

from curriculum import permissions as curriculum
from curriculum.models import Membership
from people.roles import Role

from .models import Contribution, ReviewTaskState, Stage, Submission
from .states import Standing, State, standing_of

if TYPE_CHECKING:
    from people.models import User

WRITING_ROLES = (Role.TRAINEE, Role.MENTOR, Role.TRAINER)
AUTHOR_MAY_EDIT = {State.DRAFT, State.NEEDS_CHANGES, State.PUBLISHED, State.SET_ASIDE, State.PARKED}
ORAL_CONFIRMATION_AFTER = timedelta(days=7)


def may_write(user: User) -> bool:
    """Whether she may start a text: an open cohort as trainee, mentor or trainer."""
    return writing_membership(user) is not None


def writing_membership(user: User) -> Membership | None:
    """The membership under which a new text of hers would stand; her enrolment first."""
    memberships = Membership.objects.current().held_by(user).as_role(*WRITING_ROLES).filter(cohort__status="open")
    order = {Role.TRAINEE: 0, Role.MENTOR: 1, Role.TRAINER: 2}
    return min(memberships.select_related("cohort__city"), key=lambda m: (order[Role(m.role)], -m.pk), default=None)


def has_contributed(user: User, submission: Submission, stage: str = Stage.MENTOR) -> bool:
    """Whether she owns or co-wrote the text. An editor's own edits do not bar her from the editors' step: the author confirms them."""
    if user.pk == submission.author_id:
        return True
    written = Contribution.objects.filter(submission=submission, user_id=user.pk)
    return written.exists() if stage == Stage.MENTOR else written.filter(role=Contribution.As.WRITER).exists()


def editor_on_duty(user: User) -> bool:
    return bool(user and user.is_active) and curriculum.is_editor(user)


def may_judge(user: User | None, submission: Submission, stage: str) -> bool:
    """Whether this person could ever decide this text at this step; claims and turns apart."""
    if user is None or not user.is_active or user.pk is None:
        return False
    if stage == Stage.AUTHOR:
        return user.pk == submission.author_id
    if has_contributed(user, submission, stage):
        return False
    if stage == Stage.MENTOR:
        return curriculum.mentors_cohort(user, submission.cohort) or holds_relief(user, submission)
    return curriculum.is_editor(user)


def holds_relief(user: User, submission: Submission) -> bool:
    """A mentor of another cohort may read a text that its own mentors left waiting until it was escalated."""
    late = submission.review_states.filter(stage=Stage.MENTOR, waiting_since__isnull=False, escalated_at__isnull=False)
    return late.exists() and curriculum.takes_relief(user)


def may_decide_now(user: User, submission: Submission, stage: str) -> bool:
    """Whether her decision would be taken now: it is this step's turn, she may judge, and (but for the author) she holds the claim."""
    step = open_step(submission)
    if step is None or step.stage != stage or not may_judge(user, submission, stage):
        return False
    return stage == Stage.AUTHOR or step.is_claimed_by(user)


def may_confirm_orally(user: User, submission: Submission, step: ReviewTaskState) -> bool:
    """After seven days a mentor of the cohort may take the author's yes by telephone; not to what she edited or approved as an editor."""
    waited = step.waiting_since is not None and step.waiting_since <= timezone.now() - ORAL_CONFIRMATION_AFTER
    if step.stage != Stage.AUTHOR or not waited or not curriculum.mentors_cohort(user, submission.cohort):
        return False
    as_editor = submission.review_states.filter(workflow_state=step.workflow_state_id, stage=Stage.EDITOR, finished_by=user)
    return not has_contributed(user, submission, Stage.MENTOR) and not as_editor.exists()


def open_step(submission: Submission) -> ReviewTaskState | None:
    """The wait that is open now, if any. One query; the workflow comes with it."""
    return (
        ReviewTaskState.objects.filter(
            submission=submission, waiting_since__isnull=False, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
        )
        .select_related("workflow_state", "claimed_by", "task")
        .first()
    )


def may_read(user: User, submission: Submission) -> bool:
    """The author always; her mentors once it was sent; editors from their step on; relief readers while they read."""
    if user.pk == submission.author_id:
        return True
    if not submission.review_states.exists():
        return False
    if curriculum.mentors_cohort(user, submission.cohort) or holds_relief(user, submission):
        return True
    return curriculum.is_editor(user) and Submission.objects.visible_to_editors().filter(pk=submission.pk).exists()


def may_edit(user: User, submission: Submission, standing: Standing | None = None) -> bool:
    """The author, while nobody else has the text (drafts, wishes for changes, a published text that she corrects)."""
    if user.pk != submission.author_id:
        return False
    return (standing or standing_of(submission)).state in AUTHOR_MAY_EDIT


def may_send(user: User, submission: Submission) -> bool:
    """The author, as long as she belongs to the class that would read it."""
    mine = Membership.objects.current().held_by(user).as_role(*WRITING_ROLES).in_cohort(submission.cohort)
    return user.pk == submission.author_id and mine.exists()


def may_edit_in_admin(user: User, submission: Submission) -> bool:
    """The editor who holds the claim on the editors' step."""
    return may_decide_now(user, submission, Stage.EDITOR)


def may_release(user: User, submission: Submission, step: ReviewTaskState) -> bool:
    """The reader herself, the lead mentor of the cohort, an editor, the programme manager."""
    return (
        step.claimed_by_id == user.pk
        or curriculum.leads_cohort(user, submission.cohort)
        or curriculum.is_editor(user)
        or curriculum.is_programme_manager(user)
    )


def may_set_aside(user: User, submission: Submission) -> bool:
    step = open_step(submission)
    return step is not None and step.stage in (Stage.MENTOR, Stage.EDITOR) and may_decide_now(user, submission, step.stage)


def may_answer_appeals(user: User) -> bool:
    """The programme manager: she decides on the decision, without reading the text."""
    return curriculum.is_programme_manager(user)


def may_withdraw(user: User, submission: Submission) -> bool:
    """An editor; an administrator in an emergency. The author asks for it with one tap."""
    return curriculum.is_editor(user) or curriculum.is_administrator(user)


def may_hide_now(user: User, submission: Submission) -> bool:
    return curriculum.is_editor(user) or curriculum.leads_cohort(user, submission.cohort)


class SubmissionPolicy(ModelPermissionPolicy):
    """Wagtail's admin: view and change for editors, only what has come to them.

    Add, delete, publish, lock for nobody, superusers included.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"change", "view"} and editor_on_duty(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Submission) -> bool:
        return self.user_has_permission(user, action) and Submission.objects.visible_to_editors().filter(pk=instance.pk).exists()

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Submission) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        if not self.user_has_any_permission(user, actions):
            return Submission.objects.none()
        return Submission.objects.visible_to_editors()

    def instances_user_has_permission_for(self, user: Any, action: str) -> Any:
        return self.instances_user_has_any_permission_for(user, [action])

    def users_with_any_permission(self, actions: Any) -> Any:
        from django.contrib.auth import get_user_model

        editors = Membership.objects.current().as_role(Role.EDITOR).values("user_id")
        return get_user_model().objects.filter(pk__in=editors)

    def users_with_permission(self, action: str) -> Any:
        return self.users_with_any_permission([action])
