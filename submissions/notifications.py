"""Who is told what, on the one channel that always works: the inbox on the site. A message names a text, never quotes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curriculum.models import Membership

from .models import InboxMessage, Submission

if TYPE_CHECKING:
    from people.models import User

MESSAGES = {
    "received": _("Your text has arrived. A mentor usually answers within three days."),
    "being_read": _("A mentor is reading your text."),
    "needs_changes": _("You have feedback. Look at the points and send the text again."),
    "with_editors": _("Your mentor has passed your text on to the editors."),
    "please_confirm": _("The editors changed your text. It is published once you agree."),
    "published": _("Your text has been published."),
    "withdrawn": _("Your article has been taken down. Ask your mentor if you do not know why."),
    "set_aside": _("Your text will not be published for now. Read why."),
    "new_reader": _("Another mentor will read your text."),
    "new_text": _("A text waits for a reader in your class."),
    "passed_on": _("The editors have the text that you passed on."),
    "mentored_published": _("A text that you mentored has been published."),
    "mentored_withdrawn": _("An article from your class has been taken down."),
    "waits_a_day": _("A text in your class has waited for a reader for a day."),
    "waits_two_days": _("A text in your class has waited for a reader for two days. Please look who can read it."),
    "needs_relief": _("A text of another class has found no reader for three days. You may read it."),
    "found_no_reader": _("A text has found no reader for three days. Mentors of other classes have been asked."),
    "due_soon": _("The author expects your answer tomorrow."),
    "reading_is_late": _("A text in your class has been read for four days without an answer."),
    "editor_due_soon": _("The author expects your answer tomorrow."),
    "second_editor": _("A text has waited for the editors for four days. Please help."),
    "editors_are_late": _("A text has waited for the editors for six days."),
    "confirm_reminder": _("Your text is ready. Read what the editors changed when you have a moment."),
    "confirm_again": _("Your text still waits for your yes. Your mentor can help."),
    "confirm_by_phone": _("An author has not confirmed her text for a week. Please call her."),
    "revise_reminder": _("Your text waits for your changes. A small step is enough."),
    "revise_again": _("Your text still waits for you. Ask your mentor if something is unclear."),
    "publish_failed": _("Your text could not be published at its hour. The editors have been told; you need not do anything."),
    "publish_failed_office": _("A planned publication failed. Open the text and publish it again, or call it off."),
    "appeal": _("An author asks you to look again at a text that was set aside."),
    "appeal_answered": _("The programme manager has answered you."),
    "appeal_upheld": _("A text that was set aside may be sent again. Please read it with fresh eyes."),
    "withdrawal_asked": _("The author asks to take this article down. Please answer soon."),
}


def tell(kind: str, submission: Submission, users: Iterable[User | int | None], *, at: datetime | None = None) -> None:
    """One message to each of these people, each once, inside the transaction of the change."""
    pks = {user if isinstance(user, int) else user.pk for user in users if user}
    moment = at or timezone.now()
    InboxMessage.objects.bulk_create(InboxMessage(user_id=pk, submission=submission, kind=kind, sent_at=moment) for pk in sorted(pks))


def mentors_of(submission: Submission) -> list[int]:
    memberships = Membership.objects.current().mentoring(submission.cohort).exclude(user_id=submission.author_id)
    return list(memberships.values_list("user_id", flat=True))
