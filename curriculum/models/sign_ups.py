"""Workers who are no members yet and ask to take part. What they wrote is sealed, and goes once it has been decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.vault import SealedTextField

from .cohorts import Sector, Sex


class SignUpState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class SignUpRefusal(models.TextChoices):
    FULL = "full", _("There is no free place")
    MEMBER = "member", _("She is in the programme already")
    TWICE = "twice", _("She asked twice")
    ELSEWHERE = "elsewhere", _("Lives or works too far away")
    UNREACHABLE = "unreached", _("Could not be reached")
    NOT_FOR_HER = "not_meant", _("Not a worker, or not in earnest")


class SignUp(models.Model):
    """One request. `phone_hash` finds a second request of the same number; nothing here is searchable by name."""

    client_id = models.UUIDField(unique=True, editable=False)
    city = models.ForeignKey("cms.City", on_delete=models.PROTECT, related_name="sign_ups", verbose_name=_("city"))
    workshop = models.ForeignKey(
        "curriculum.Workshop", on_delete=models.PROTECT, null=True, blank=True, related_name="sign_ups", verbose_name=_("workshop")
    )
    name = SealedTextField(_("name"), blank=True)
    phone = SealedTextField(_("phone number"), blank=True)
    workplace = SealedTextField(_("workplace"), blank=True)
    words = SealedTextField(_("what she wrote"), blank=True)
    phone_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True, default=Sex.UNSTATED)
    sector = models.CharField(_("sector"), max_length=16, choices=Sector, blank=True, default=Sector.OTHER)
    received_on = models.DateField(_("received on"))
    state = models.CharField(_("state"), max_length=8, choices=SignUpState, default=SignUpState.WAITING)
    reason = models.CharField(_("reason"), max_length=9, choices=SignUpRefusal, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    membership = models.OneToOneField(
        "curriculum.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="sign_up", verbose_name=_("trainee")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SignUpState.values), name="sign_up_state_known"),
            models.CheckConstraint(
                condition=Q(state=SignUpState.WAITING, decided_on__isnull=True)
                | ~Q(state=SignUpState.WAITING) & Q(decided_on__isnull=False),
                name="sign_up_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=SignUpState.REFUSED) & ~Q(reason="") | ~Q(state=SignUpState.REFUSED) & Q(reason=""),
                name="sign_up_refused_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
