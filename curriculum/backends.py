"""Permissions of a group count only while the membership that brought the person into it is in force on this day."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission

from .groups import GROUP_NAMES
from .models import Membership


class MembershipBackend(ModelBackend):
    def _get_group_permissions(self, user_obj):
        roles = Membership.objects.current().held_by(user_obj).filter(role__in=GROUP_NAMES).values_list("role", flat=True)
        names = [GROUP_NAMES[role] for role in roles]
        return Permission.objects.filter(group__in=user_obj.groups.filter(name__in=names)) if names else Permission.objects.none()
