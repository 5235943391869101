import pytest

from jobs import effects
from jobs.errors import NotSent, OutcomeUnknown, PermanentFailure
from jobs.models import Effect, EffectState

pytestmark = pytest.mark.django_db


def never(_key: str) -> str:
    raise AssertionError("sent a second time")


def test_an_effect_is_sent_once_with_its_own_key():
    keys = []
    effect = effects.send_once(channel="wall", key="article-1", send=lambda key: keys.append(key) or "post/7")
    assert (effect.state, effect.reference, keys) == (EffectState.SENT, "post/7", [str(effect.pk)])
    assert effects.send_once(channel="wall", key="article-1", send=never) == effect


def test_sending_is_written_before_the_call():
    def look(key: str) -> str:
        assert Effect.objects.get(pk=key).state == EffectState.SENDING
        return ""

    effects.send_once(channel="wall", key="article-1", send=look)


def test_what_surely_was_not_sent_may_be_sent_later():
    def refuse(_key: str) -> str:
        raise NotSent

    with pytest.raises(NotSent):
        effects.send_once(channel="wall", key="article-1", send=refuse)
    assert Effect.objects.get().state == EffectState.FAILED
    assert effects.send_once(channel="wall", key="article-1", send=lambda _key: "").state == EffectState.SENT


def test_an_unknown_outcome_goes_to_a_person_and_is_not_sent_again():
    def vanish(_key: str) -> str:
        raise TimeoutError

    with pytest.raises(OutcomeUnknown):
        effects.send_once(channel="wall", key="article-1", send=vanish)
    with pytest.raises(PermanentFailure):
        effects.send_once(channel="wall", key="article-1", send=never)
    effect = Effect.objects.get()
    assert effect.state == EffectState.UNKNOWN
    assert effects.settle(effect, was_sent=False)
    assert effects.send_once(channel="wall", key="article-1", send=lambda _key: "").state == EffectState.SENT
    assert not effects.settle(effect, was_sent=False)


def test_a_try_whose_process_died_is_unknown_but_a_late_answer_settles_it():
    def answer_late(key: str) -> str:
        with pytest.raises(OutcomeUnknown):
            effects.send_once(channel="wall", key="article-1", send=never)
        assert Effect.objects.get().state == EffectState.UNKNOWN
        return "post/7"

    assert effects.send_once(channel="wall", key="article-1", send=answer_late).state == EffectState.SENT
    assert Effect.objects.get().reference == "post/7"
