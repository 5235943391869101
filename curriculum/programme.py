"""What the training programme needs before its first person: admin groups and one cohort for each city. Idempotent."""

from datetime import date

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from cms.models import City
from cms.photos.services import public_collection
from people.roles import Role

from .groups import GROUP_NAMES, GROUP_PERMISSIONS
from .models import Cohort


@transaction.atomic
def set_up_cohorts(*, starts_on: date) -> list[Cohort]:
    """One open cohort for each city that has none."""
    return [_cohort(city, starts_on) for city in City.objects.order_by("pk")]


def _cohort(city: City, starts_on: date) -> Cohort:
    name = f"{city.name} {starts_on.year}"
    found = Cohort.objects.filter(city=city).order_by("pk").first()
    return found or Cohort.objects.create(city=city, name=name, slug=f"{city.slug}-{starts_on.year}", starts_on=starts_on)


@transaction.atomic
def set_up_groups() -> None:
    """The three admin groups with exactly their permissions; Wagtail's own two groups lose every right that they came with."""
    for role, names in GROUP_PERMISSIONS.items():
        group, _made = Group.objects.get_or_create(name=GROUP_NAMES[role])
        group.permissions.set([_permission(name) for name in names])
    ours = Group.objects.filter(name__in=GROUP_NAMES.values())
    GroupPagePermission.objects.all().delete()
    GroupCollectionPermission.objects.all().delete()
    for group in Group.objects.exclude(pk__in=ours.values("pk")):
        group.permissions.clear()
    choose = Permission.objects.get(content_type__app_label="cms", codename="choose_image")
    for role in (Role.EDITOR, Role.PROGRAMME_MANAGER):  # published photos, for the front page and for lessons
        group = Group.objects.get(name=GROUP_NAMES[role])
        GroupCollectionPermission.objects.create(group=group, collection=public_collection(), permission=choose)


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)
