"""Moderators and readers at the same moment, each on a connection of her own."""

import uuid
from functools import partial

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.discussion import services
from cms.discussion.errors import ChangedMeanwhile
from cms.discussion.models import Answer
from tests import racing
from tests.cast import make_cast
from tests.cms.discussion.conftest import QUESTIONS, answer_to
from tests.factories.cms import ArticlePageFactory, CityFactory

pytestmark = pytest.mark.django_db(transaction=True)
at_once = partial(racing.at_once, refusals=(ChangedMeanwhile,))


def test_two_decisions_at_once_leave_one_truth_and_one_form_one_row():
    cast = make_cast()
    article = ArticlePageFactory(city=CityFactory(name="Semarang"), **QUESTIONS)
    answer = answer_to(article)

    def decides(by, accept):
        services.decide(answer=answer, accept=accept, reason="" if accept else "twice", by=by, at=timezone.now())
        return "done"

    answers = at_once(*(lambda by=by, accept=accept: decides(by, accept) for by in (cast.ratna, cast.maya) for accept in (True, False)))
    answer.refresh_from_db()
    assert answers.count("done") == 2 and answers.count("ChangedMeanwhile") == 2
    assert ModelLogEntry.objects.for_instance(answer).count() == 1
    form = uuid.uuid4()
    at_once(*[lambda: answer_to(article, "Sama.", client_id=form, at=timezone.now())] * 6)
    assert Answer.objects.filter(words="Sama.").count() == 1
