"""Acts outside our database (a post, a mail, a notice): written down before they are tried, tried once, never repeated on a guess."""

import logging
from collections.abc import Callable

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from .errors import NotSent, OutcomeUnknown
from .models import Effect, EffectState

logger = logging.getLogger(__name__)
MAY_START = (EffectState.READY, EffectState.FAILED)


def send_once(*, channel: str, key: str, send: Callable[[str], str]) -> Effect:
    """The effect of (channel, key), sent by `send` unless it was sent before. Call it outside any transaction.

    `send` gets the idempotency key for the service and returns the service's reference. It raises NotSent when the service surely did
    not act: then a later try may send. After any other error, or if an earlier try never came back, raises OutcomeUnknown.
    """
    effect, _made = Effect.objects.get_or_create(channel=channel, key=key)
    if not _move(effect, MAY_START, EffectState.SENDING):
        _move(effect, (EffectState.SENDING,), EffectState.UNKNOWN)
        effect.refresh_from_db()
        if effect.state == EffectState.SENT:
            return effect
        raise OutcomeUnknown(_unknown_sentence(effect))
    try:
        reference = send(str(effect.pk))
    except NotSent:
        _move(effect, (EffectState.SENDING,), EffectState.FAILED)
        raise
    except Exception as error:
        _move(effect, (EffectState.SENDING,), EffectState.UNKNOWN)
        logger.error("effect %s on %s: outcome unknown after %s", effect.pk, channel, type(error).__name__)
        raise OutcomeUnknown(_unknown_sentence(effect)) from error
    # UNKNOWN too: another process may have given up on this one while it was frozen.
    _move(effect, (EffectState.SENDING, EffectState.UNKNOWN), EffectState.SENT, reference)
    return effect


def settle(effect: Effect, *, was_sent: bool, reference: str = "") -> bool:
    """A person looked: it was sent, or it was not and may be tried again. False unless the outcome was unknown."""
    return _move(effect, (EffectState.UNKNOWN,), EffectState.SENT if was_sent else EffectState.FAILED, reference)


def _move(effect: Effect, old: tuple[EffectState, ...], new: EffectState, reference: str = "") -> bool:
    """Conditional update in its own transaction; keeps `effect` in step."""
    moved = Effect.objects.filter(pk=effect.pk, state__in=old).update(state=new, reference=reference[:255], changed_at=Now())
    if moved:
        effect.state, effect.reference = new, reference[:255]
    return bool(moved)


def _unknown_sentence(effect: Effect) -> str:
    return _("It is not known whether %(channel)s took this; look there, then settle effect %(id)s.") % {
        "channel": effect.channel,
        "id": effect.pk,
    }
