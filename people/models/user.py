"""The account. It holds no legal name, no phone, no e-mail: those lie sealed in `Identity`."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

USERNAME_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def random_username() -> str:
    """ "u" and 12 base32 characters: 60 random bits, so that an account's name tells nothing about its owner."""
    return "u" + "".join(secrets.choice(USERNAME_ALPHABET) for _unused in range(12))


def today():
    return timezone.localdate()


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    @transaction.atomic
    def create_user(self, username: str | None = None, email: str = "", password: str | None = None, **fields: Any) -> "User":
        """An account; an e-mail address goes sealed into the person's Identity."""
        user = self.model(username=username or random_username(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        if email:
            from .identity import Identity  # the identity's model points at this one

            Identity.objects.create(user=user, email=email)
        return user

    def create_superuser(self, username: str | None = None, email: str = "", password: str | None = None, **fields: Any) -> "User":
        return self.create_user(username, email, password, **{**fields, "is_superuser": True})


class User(AbstractBaseUser, PermissionsMixin):
    username = models.CharField(_("account name"), max_length=24, unique=True, default=random_username)
    display_name = models.CharField(_("name shown"), max_length=60, help_text=_("A pen name or the name used at work."))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="id")
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateField(_("joined on"), default=today, editable=False)
    is_fictional = models.BooleanField(default=False, editable=False, help_text=_("Made by a demo or a rehearsal; never a real person."))
    # Part of what every session is checked against: one more, and all the person's sessions are over.
    session_version = models.PositiveIntegerField(default=0, editable=False)
    last_login = None  # nobody needs to know when a worker signed in

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    # Wagtail asks for these by name; the answers keep it from finding an address or a legal name.
    @property
    def email(self) -> str:
        return ""

    @property
    def first_name(self) -> str:
        return self.display_name

    @property
    def last_name(self) -> str:
        return ""

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django compares this at each request, so a new PIN or a raised `session_version` ends the sessions."""
        value = f"{self.password}|{self.session_version}"
        return salted_hmac("people.User.session", value, secret=secret, algorithm="sha256").hexdigest()
