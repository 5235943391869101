"""Counters of wrong tries at the door. They hold keyed hashes only: no phone, no address, no name."""

from django.db import models


class SignInAttempt(models.Model):
    """One counter: wrong tries since the last pause, pauses so far, and until when the door stays shut."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    pauses = models.PositiveSmallIntegerField(default=0)
    shut_until = models.DateTimeField(null=True, blank=True)
    last_try_at = models.DateTimeField(db_index=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"SignInAttempt {self.key[:8]}"
