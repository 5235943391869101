"""Who may look at background work and decide about it: administrators, by a permission of their group."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


def keeps_jobs(user: AbstractBaseUser | AnonymousUser) -> bool:
    return user.is_active and user.has_perm("jobs.change_job")
