"""What an editor does with a text beside writing in it. Each act is a page that asks once, and a call of a service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..errors import Stale
from ..forms import NoteForm, ReasonForm
from ..models import Stage, Submission
from ..permissions import editor_on_duty, may_edit_in_admin, may_hide_now, may_judge, may_release, may_set_aside, may_withdraw
from ..services import claims, commenting, correction, publication, review
from ..states import Standing, State
from .act_view import Act, ActView
from .doors import only_in_sight

if TYPE_CHECKING:
    from people.models import User


class ClaimView(ActView):
    name = "claim"
    service = staticmethod(claims.claim)
    label = gettext_lazy("Claim this text")
    explanation = gettext_lazy("It is yours for 48 hours. While you have it, nobody else changes or decides it.")
    done = gettext_lazy("The text is yours for 48 hours.")
    tone = ""

    @staticmethod
    def is_open(text: Submission, user: User, standing: Standing) -> bool:
        step = standing.step
        is_waiting = standing.workflow is not None and standing.workflow.status == standing.workflow.STATUS_IN_PROGRESS
        return is_waiting and step.stage == Stage.EDITOR and not step.is_claimed() and may_judge(user, text, Stage.EDITOR)


class ReleaseView(ActView):
    name = "release"
    service = staticmethod(claims.release)
    label = gettext_lazy("Release")
    explanation = gettext_lazy("Others may claim the text again. What has been written stays with it.")
    done = gettext_lazy("The text can be claimed again.")

    @staticmethod
    def is_open(text: Submission, user: User, standing: Standing) -> bool:
        return standing.is_being_read and standing.step is not None and may_release(user, text, standing.step)


class NoteView(ActView):
    name = "note"
    label = gettext_lazy("Add a note")
    explanation = gettext_lazy("Mentors and editors read it, the author does not.")
    done = gettext_lazy("The note stands beside the text.")
    form_class = NoteForm

    @staticmethod
    def is_open(text: Submission, user: User, standing: Standing) -> bool:
        return editor_on_duty(user)

    def perform(self, text: Submission, user: User, data: dict[str, Any]) -> None:
        commenting.add_note(submission=text, user=user, text=data["note"])


class AskMentorsView(ActView):
    name = "ask_mentors"
    service = staticmethod(review.ask_mentors_again)
    form_class = ReasonForm
    label = gettext_lazy("Send to the mentors again")
    explanation = gettext_lazy("The text waits for a mentor of its class again. She reads your reason.")
    done = gettext_lazy("The text waits for a mentor again.")

    @staticmethod
    def is_open(text: Submission, user: User, standing: Standing) -> bool:
        return text.page_id is None and may_edit_in_admin(user, text)


class SetAsideView(ActView):
    name = "set_aside"
    service = staticmethod(review.set_aside)
    form_class = ReasonForm
    label = gettext_lazy("Set aside")
    explanation = gettext_lazy("The text is not published for now. Its author keeps it and reads your reason.")
    done = gettext_lazy("The text has been set aside. Its author is told why.")

    @staticmethod
    def is_open(text: Submission, user: User, standing: Standing) -> bool:
        return may_edit_in_admin(user, text) and may_set_aside(user, text)


class UnscheduleView(ActView):
    name = "unschedule"
    label = gettext_lazy("Call off the publication")
    explanation = gettext_lazy(
        "The text is not published at the planned hour. It goes back to its author as a draft; what is withdrawn stays so."
    )
    done = gettext_lazy("The publication has been called off.")

    @staticmethod
    def is_open(text: Submission, user: User, standing: Standing) -> bool:
        return standing.state in (State.SCHEDULED, State.PUBLISH_FAILED) and editor_on_duty(user)

    def perform(self, text: Submission, user: User, data: dict[str, Any]) -> None:
        if not publication.unschedule(submission=text, by=user, role=Stage.EDITOR):
            raise Stale(_("No publication is planned any more."))


class PublishAgainView(ActView):
    name = "publish_again"
    service = staticmethod(publication.publish_again)
    actor = "by"
    label = gettext_lazy("Publish it now")
    explanation = gettext_lazy("The publication that failed is tried once more, with the version that was approved.")
    done = gettext_lazy("It is being published. Look again in a minute.")
    tone = ""

    @staticmethod
    def is_open(text: Submission, user: User, standing: Standing) -> bool:
        return standing.state == State.PUBLISH_FAILED and may_judge(user, text, Stage.EDITOR)


class CorrectView(ActView):
    name = "correct"
    service = staticmethod(correction.start_correction)
    actor = "editor"
    label = gettext_lazy("Correct the article")
    explanation = gettext_lazy(
        "You begin a new version of the published text. The article stays as it is until you approve the new one and its author agrees."
    )
    done = gettext_lazy("The text is yours for 48 hours. Write the correction, then approve it with what was wrong and what is right.")

    @staticmethod
    def is_open(text: Submission, user: User, standing: Standing) -> bool:
        return standing.state == State.PUBLISHED and may_judge(user, text, Stage.EDITOR)


class WithdrawView(ActView):
    name = "withdraw"
    service = staticmethod(publication.withdraw)
    actor = "by"
    label = gettext_lazy("Withdraw the article")
    explanation = gettext_lazy(
        "Readers find a short notice at its address, never the reason. Photos become private, posters can no longer be fetched."
    )
    done = gettext_lazy("The article has been withdrawn.")
    tone = "serious"
    form_class = ReasonForm

    @staticmethod
    def is_open(text: Submission, user: User, standing: Standing) -> bool:
        return text.page_id is not None and not standing.withdrawn and may_withdraw(user, text)


class HideNowView(ActView):
    name = "hide_now"
    service = staticmethod(publication.hide_now)
    actor = "by"
    label = gettext_lazy("Hide now")
    explanation = gettext_lazy("For danger to a person: the article is off at once, reasons can be given later.")
    done = gettext_lazy("The article has been hidden.")
    tone = "serious"

    @staticmethod
    def is_open(text: Submission, user: User, standing: Standing) -> bool:
        return text.page_id is not None and not standing.withdrawn and may_hide_now(user, text)


class BringBackView(ActView):
    name = "bring_back"
    service = staticmethod(publication.bring_back)
    actor = "by"
    label = gettext_lazy("Bring it back")
    explanation = gettext_lazy("The text is judged anew: an editor approves it and its author agrees, then the article is shown again.")
    done = gettext_lazy("The way back is open. Claim the text to judge it anew.")

    @staticmethod
    def is_open(text: Submission, user: User, standing: Standing) -> bool:
        return standing.state == State.WITHDRAWN and may_withdraw(user, text)


ACTS: list[type[ActView]] = [
    ClaimView,
    ReleaseView,
    NoteView,
    AskMentorsView,
    SetAsideView,
    PublishAgainView,
    UnscheduleView,
    CorrectView,
    BringBackView,
    WithdrawView,
    HideNowView,
]


def open_acts(text: Submission, user: User, standing: Standing) -> list[Act]:
    """The buttons that this person may press now."""
    return [
        Act(view.name, str(view.label), reverse(f"editors:{view.name}", args=[text.pk]), view.tone)
        for view in ACTS
        if view.is_open(text, user, standing)
    ]


def act_patterns() -> list[URLPattern]:
    return [path(f"{view.name.replace('_', '-')}/<int:pk>/", only_in_sight(view.as_view()), name=view.name) for view in ACTS]
