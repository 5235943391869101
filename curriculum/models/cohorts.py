"""Who takes part in the programme, where and as what. A trainee's membership is her enrolment; later facts point at it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.roles import Role

from ..querysets import MembershipQuerySet
from .certificates import NameChoice

COHORT_ROLES = (Role.TRAINEE, Role.MENTOR, Role.TRAINER)
PROGRAMME_ROLES = (Role.EDITOR, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


class CohortStatus(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSING = "closing", _("Closing")
    CLOSED = "closed", _("Closed")


class Sex(models.TextChoices):
    FEMALE = "f", _("Woman")
    MALE = "m", _("Man")
    UNSTATED = "", _("Not stated")


class Sector(models.TextChoices):
    GARMENT = "garment", _("garment worker")
    FOOTWEAR = "footwear", _("shoe worker")
    TEXTILE = "textile", _("textile worker")
    METAL = "metal", _("metal worker")
    AUTOMOTIVE = "automotive", _("car parts worker")
    ELECTRONICS = "electronics", _("electronics worker")
    CHEMICAL = "chemical", _("chemical worker")
    FOOD = "food", _("food worker")
    WAREHOUSE = "warehouse", _("warehouse worker")
    TRANSPORT = "transport", _("transport worker")
    MINING = "mining", _("mine worker")
    PLANTATION = "plantation", _("plantation worker")
    RETAIL = "retail", _("shop worker")
    OTHER = "", _("worker")


class Cohort(models.Model):
    """The trainees of one city in one programme, with their mentors and trainers."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("slug"), unique=True)
    city = models.ForeignKey("cms.City", on_delete=models.PROTECT, related_name="cohorts", verbose_name=_("city"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    programme = models.ForeignKey(
        "curriculum.Programme", on_delete=models.PROTECT, null=True, blank=True, related_name="cohorts", verbose_name=_("programme")
    )
    status = models.CharField(_("status"), max_length=8, choices=CohortStatus, default=CohortStatus.OPEN)

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="cohort_ends_after_start",
                violation_error_message=_("A cohort ends on or after the day it starts."),
            ),
            models.CheckConstraint(condition=Q(status__in=CohortStatus.values), name="cohort_status_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_new_texts(self) -> bool:
        return self.status == CohortStatus.OPEN


class Membership(models.Model):
    """One person in one role, from a day to a day. Sex, sector and branch are kept in the clear for counting; small cells are hidden."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("cohort")
    )
    city = models.ForeignKey(
        "cms.City", on_delete=models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("city")
    )
    batch = models.ForeignKey(
        "curriculum.Batch", on_delete=models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("batch")
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    is_lead = models.BooleanField(_("leads the mentors of the cohort"), default=False)
    takes_relief = models.BooleanField(_("reads for other cohorts when they are late"), default=False)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True, default=Sex.UNSTATED)
    sector = models.CharField(_("sector"), max_length=16, choices=Sector, blank=True, default=Sector.OTHER)
    union_branch = models.CharField(_("union branch"), max_length=120, blank=True)
    certificate_name = models.CharField(_("name on the certificate"), max_length=5, choices=NameChoice, default=NameChoice.PEN)
    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(
                condition=(
                    Q(role__in=COHORT_ROLES, cohort__isnull=False, city__isnull=True)
                    | Q(role=Role.STEWARD, cohort__isnull=True, city__isnull=False)
                    | Q(role__in=PROGRAMME_ROLES, cohort__isnull=True, city__isnull=True)
                ),
                name="membership_place_fits_role",
                violation_error_message=_("Writers, mentors and trainers belong to a cohort, stewards to a city, all others to neither."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_start",
                violation_error_message=_("A membership ends on or after the day it starts."),
            ),
            # Three constraints and not one with nulls_distinct, which SQLite does not know.
            models.UniqueConstraint(
                fields=["user", "role", "cohort"],
                condition=Q(ends_on__isnull=True, cohort__isnull=False),
                name="membership_open_once_in_cohort",
                violation_error_message=_("This person already holds this role here."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "city"],
                condition=Q(ends_on__isnull=True, city__isnull=False),
                name="membership_open_once_in_city",
                violation_error_message=_("This person already holds this role here."),
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(ends_on__isnull=True, cohort__isnull=True, city__isnull=True),
                name="membership_open_once_in_programme",
                violation_error_message=_("This person already holds this role here."),
            ),
        ]
        indexes = [models.Index(fields=["cohort", "role"], name="membership_cohort_role_idx")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.pk}"
