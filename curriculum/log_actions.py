"""The events of classes, in one history with Wagtail's own. Written only by the services."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "curriculum.cohort_closing": _("A class takes no new texts"),
    "curriculum.cohort_closed": _("A class was closed"),
    "curriculum.workshop_planned": _("A workshop was planned"),
    "curriculum.workshop_changed": _("A workshop was changed"),
    "curriculum.workshop_seated": _("A whole class got its seats"),
    "curriculum.workshop_moved": _("A workshop was moved"),
    "curriculum.workshop_cancelled": _("A workshop was cancelled"),
    "curriculum.workshop_held": _("A workshop was held, its list closed"),
    "curriculum.attendance_corrected": _("A closed attendance list was put right"),
    "curriculum.assignment_given": _("An assignment was given"),
    "curriculum.assignment_changed": _("An assignment was changed"),
    "curriculum.answer_sent": _("An answer to an assignment was sent"),
    "curriculum.answer_accepted": _("An answer to an assignment was accepted"),
    "curriculum.answer_revise": _("An answer to an assignment is to be improved"),
    "curriculum.certificate_issued": _("A certificate was issued"),
    "curriculum.certificate_replaced": _("A certificate was replaced"),
    "curriculum.certificate_revoked": _("A certificate was revoked"),
    "curriculum.rule_made": _("A new rule for being trained"),
    "curriculum.roster_import": _("A list of trainees was imported"),
    "curriculum.roster_batch": _("A trainee was put into another batch"),
    "curriculum.roster_end": _("A trainee left the class"),
    "curriculum.sign_up_read": _("A sign-up was read"),
    "curriculum.sign_up_accepted": _("A sign-up was accepted"),
    "curriculum.sign_up_refused": _("A sign-up was refused"),
}


def register_actions(actions: Any) -> None:
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)
