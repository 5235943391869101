"""The events of a text's life, in one history with Wagtail's own. Written only by `services.locking.record`."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .models import Submission, SubmissionLogEntry

ACTIONS = {
    "start": _("Started"),
    "side_draft": _("A late copy was kept"),
    "take_up_version": _("An older version was taken up"),
    "take_proposal": _("A proposed sentence was taken over"),
    "submit": _("Sent"),
    "answer_assignment": _("Tied to an assignment, or to none"),
    "take_back": _("Taken back"),
    "discard": _("Discarded"),
    "add_photo": _("Photo added"),
    "remove_photo": _("Photo removed"),
    "claim": _("Claimed"),
    "release": _("Released"),
    "claim.expire": _("The claim ended"),
    "mentor.approve": _("Passed on by the mentor"),
    "mentor.reject": _("The mentor asked for changes"),
    "needs_mentoring": _("Given back to the mentors"),
    "edit": _("Edited by the editors"),
    "editor.reject": _("The editors asked for changes"),
    "safety.check": _("Safety checked and approved"),
    "author.confirm": _("Confirmed by the author"),
    "author.confirm_oral": _("Confirmed by the author, by word of mouth"),
    "author.reject": _("Not what the author means"),
    "send_back": _("Sent back to the editors"),
    "set_aside": _("Set aside"),
    "appeal": _("The author appealed"),
    "appeal.answer": _("The appeal was answered"),
    "schedule": _("Scheduled"),
    "unschedule": _("Publication called off"),
    "publish": _("Published"),
    "correct": _("Correction begun by the editors"),
    "ask_withdrawal": _("The author asked to take it down"),
    "withdraw": _("Withdrawn"),
    "hide_now": _("Hidden at once"),
    "bring_back": _("On its way back"),
    "take_back_byline": _("The author took her name back"),
}


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    actions.register_model(Submission, SubmissionLogEntry)
    for name, label in ACTIONS.items():
        actions.register_action(f"submissions.{name}", label, label)
