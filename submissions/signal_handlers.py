"""Listeners on Wagtail's workflow signals, on our own, and on people: short, within the transaction of the change."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import WorkflowState
from wagtail.signals import task_approved, task_submitted, workflow_rejected

from cms.models import ArticlePage
from cms.signals import article_published, article_withdrawn
from curriculum.models import Membership
from curriculum.signals import membership_ended
from people.signals import person_deactivated, person_erased

from .models import ReviewTaskState, Stage, Submission
from .notifications import mentors_of, tell
from .services import claims, publication


@receiver(task_submitted, sender=ReviewTaskState)
def tell_that_a_step_began(instance: ReviewTaskState, **kwargs: Any) -> None:
    text = instance.submission
    if instance.stage == Stage.MENTOR:
        tell("received", text, [text.author_id])
        tell("new_text", text, mentors_of(text))
    elif instance.stage == Stage.AUTHOR:
        tell("please_confirm", text, [text.author_id])


@receiver(task_approved, sender=ReviewTaskState)
def tell_that_the_mentor_passed_it_on(instance: ReviewTaskState, **kwargs: Any) -> None:
    if instance.stage == Stage.MENTOR:
        tell("with_editors", instance.submission, [instance.submission.author_id])
        tell("passed_on", instance.submission, [instance.finished_by_id])


@receiver(workflow_rejected, sender=WorkflowState)
def tell_that_changes_are_wanted(instance: WorkflowState, **kwargs: Any) -> None:
    step = ReviewTaskState.objects.filter(pk=instance.current_task_state_id).select_related("submission").first()
    if step is not None and step.stage != Stage.AUTHOR:
        tell("needs_changes", step.submission, [step.submission.author_id])


@receiver(article_published, sender=ArticlePage)
def tell_that_it_is_published(page: ArticlePage, is_new: bool = True, **kwargs: Any) -> None:
    for text in Submission.objects.filter(page=page) if is_new else ():
        tell("published", text, [text.author_id])
        readers = text.review_states.filter(stage=Stage.MENTOR, finished_by__isnull=False).values_list("finished_by_id", flat=True)
        tell("mentored_published", text, set(readers))


@receiver(article_withdrawn, sender=ArticlePage)
def tell_that_it_was_withdrawn(page: ArticlePage, **kwargs: Any) -> None:
    for text in Submission.objects.filter(page=page):
        tell("withdrawn", text, [text.author_id])
        tell("mentored_withdrawn", text, mentors_of(text))


@receiver(person_deactivated)
def release_claims(user: Any, **kwargs: Any) -> None:
    claims.release_all_claims_of(user)


@receiver(membership_ended)
def release_claims_that_ended_with_it(membership: Membership, **kwargs: Any) -> None:
    if membership.ends_on <= timezone.localdate():
        claims.release_claims_of_membership(membership)


@receiver(person_erased)
def take_her_name_off_her_articles(user: Any, **kwargs: Any) -> None:
    for text in Submission.objects.owned_by(user).filter(page__isnull=False).order_by("pk"):
        publication.take_back_byline(submission=text, author=user)
