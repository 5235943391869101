"""Assignments on the phone: what is to do, handing in, judging, and who is missing."""

from __future__ import annotations

import uuid
from datetime import timedelta
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from people.roles import Role

from ..errors import Refused
from ..models import Assignment, AssignmentKind, ChannelAnswer, Cohort, Membership
from ..pages import class_at, onward, posted, sheet, show, training_page
from ..visitor import Visitor
from . import services
from .calls import call_list
from .errors import AnsweredAnew, JudgedMeanwhile, SentMeanwhile
from .forms import AnswerForm, AssignmentForm, ChangeForm, JudgementForm
from .lists import own_list, waiting_answers, watched_lists
from .permissions import enrolment, may_call, may_give, may_judge, may_oversee
from .works import WorkState, standings, works_of

USUAL_TIME = timedelta(days=7)  # from giving to the day


@training_page("GET")
def assignments(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """A trainee's own, and those of the classes that she teaches or oversees."""
    own = [(membership, own_list(membership, visitor.today)) for membership in visitor.memberships if membership.role == Role.TRAINEE]
    watched = watched_lists(visitor)
    if not own and not watched:
        raise PermissionDenied
    return show(request, visitor, "assignments/list", own=own, watched=watched, waiting=waiting_answers(visitor))


@training_page("GET", "POST")
def new(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    cohort = class_at(visitor, slug, Role.TRAINER)
    form = AssignmentForm(posted(request), cohort=cohort, initial={"due_on": visitor.today + USUAL_TIME})
    if form.is_valid():
        data = form.cleaned_data
        try:
            given = services.give(visitor=visitor, cohort=cohort, kind=data["kind"], facts=form.facts, client_id=data["client_id"])
            return onward("assignment", given.client_id)
        except ValidationError as error:
            _say(form, error)
    return show(request, visitor, "assignments/form", cohort=cohort, form=form, status=400 if form.errors else 200)


@training_page("GET", "POST")
def change(request: HttpRequest, visitor: Visitor, public_id: uuid.UUID) -> HttpResponse:
    assignment = _assignment(visitor, public_id)
    if not may_give(visitor, assignment.cohort):
        raise PermissionDenied
    known = {name: getattr(assignment, name) for name in ("title", "words", "due_on", "lesson")}
    form = ChangeForm(posted(request), cohort=assignment.cohort, initial=known)
    if form.is_valid():
        try:
            services.change(visitor=visitor, assignment=assignment, facts=form.facts)
            return onward("assignment", public_id)
        except ValidationError as error:
            _say(form, error)
    context = {"form": form, "assignment": assignment, "status": 400 if form.errors else 200}
    return show(request, visitor, "assignments/form", cohort=assignment.cohort, **context)


@training_page("GET", "POST")
def assignment(request: HttpRequest, visitor: Visitor, public_id: uuid.UUID) -> HttpResponse:
    """For a trainee what is to do and her answer; for those who teach how everybody stands."""
    found = _assignment(visitor, public_id)
    membership = enrolment(visitor, found.cohort)
    if membership is None:
        if request.method == "POST":
            raise PermissionDenied
        return _overview(request, visitor, found)
    answers = ChannelAnswer.objects.filter(assignment=found, membership=membership)
    answer = answers.first()
    form = AnswerForm(posted(request), initial={"words": answer.words, "seen": answer.sent_at} if answer else None)
    sent_meanwhile = False
    if form.is_valid():
        try:
            services.hand_in(visitor=visitor, assignment=found, now=timezone.now(), **form.cleaned_data)
            return onward("assignment", public_id)
        except Refused as error:
            _say(form, error)
            answer, sent_meanwhile = answers.first(), isinstance(error, SentMeanwhile)
            if sent_meanwhile:
                form.show_again(seen=answer.sent_at)
    states = [work.state for work in works_of([membership.pk]) if work.assignment_id == found.pk]
    context = {
        "assignment": found,
        "answer": answer,
        "form": form,
        "sent_meanwhile": sent_meanwhile,
        "state": max(states, key=lambda state: state.rank, default=WorkState.MISSING),
        "is_text": found.kind == AssignmentKind.TEXT,
        "is_late": visitor.today > found.due_on,
        "write_at": f"{reverse('submissions:new')}?{urlencode({'tugas': found.client_id})}",
    }
    return show(request, visitor, "assignments/own", cohort=found.cohort, status=400 if form.errors else 200, **context)


def _overview(request: HttpRequest, visitor: Visitor, found: Assignment) -> HttpResponse:
    if not may_oversee(visitor, found.cohort):
        raise PermissionDenied
    rows = standings(found, _trainees(found.cohort, visitor))
    context = {
        "assignment": found,
        "rows": rows,
        "missing": [row for row in rows if row.state == WorkState.MISSING],
        "may_give": may_give(visitor, found.cohort),
        "may_call": may_call(visitor, found.cohort),
    }
    return show(request, visitor, "assignments/overview", cohort=found.cohort, **context)


@training_page("GET", "POST")
def answer(request: HttpRequest, visitor: Visitor, public_id: uuid.UUID, username: str) -> HttpResponse:
    """A mentor or trainer reads one answer and judges it."""
    found = _assignment(visitor, public_id)
    given = _newest_answer(found, username)
    if not may_judge(visitor, given):
        raise PermissionDenied
    form = JudgementForm(posted(request), initial={"seen": given.sent_at, "judged": given.judged_at, "feedback": given.feedback})
    meanwhile = False
    if form.is_valid():
        wish = {"accept": request.POST.get("do") == "accept"} | form.cleaned_data
        try:
            services.judge(visitor=visitor, answer=given, now=timezone.now(), **wish)
            return onward("assignments", news="dinilai")
        except Refused as error:
            _say(form, error, "feedback")
            given, meanwhile = _newest_answer(found, username), isinstance(error, AnsweredAnew | JudgedMeanwhile)
            if meanwhile:
                form.show_again(seen=given.sent_at, judged=given.judged_at)
    context = {"assignment": found, "answer": given, "form": form, "meanwhile": meanwhile, "status": 400 if form.errors else 200}
    return show(request, visitor, "assignments/answer", cohort=found.cohort, **context)


@training_page("GET", "POST")
def calls(request: HttpRequest, visitor: Visitor, public_id: uuid.UUID) -> HttpResponse:
    """What opening the numbers means, and by a POST the sheet of those who have sent nothing."""
    found = _assignment(visitor, public_id)
    if not may_call(visitor, found.cohort):
        raise PermissionDenied
    missing = [row.membership for row in standings(found, _trainees(found.cohort, visitor)) if row.state == WorkState.MISSING]
    if request.method != "POST" or not missing:
        return show(request, visitor, "assignments/calls", cohort=found.cohort, assignment=found, missing=missing)
    content = call_list(assignment=found, trainees=missing, by=visitor.user, today=visitor.today)
    return sheet(request, visitor, content, name="daftar-telepon", back=reverse("curriculum:assignment", args=[public_id]))


def _assignment(visitor: Visitor, public_id: uuid.UUID) -> Assignment:
    """One of a class that she belongs to or oversees."""
    found = get_object_or_404(Assignment.objects.select_related("cohort__city", "lesson"), client_id=public_id)
    if not (may_oversee(visitor, found.cohort) or found.cohort in visitor.cohorts()):
        raise Http404
    return found


def _newest_answer(found: Assignment, username: str) -> ChannelAnswer:
    """Hers; the last one where she was enrolled in the class twice."""
    answers = ChannelAnswer.objects.select_related("assignment__cohort", "membership__user")
    answer = answers.filter(assignment=found, membership__user__username=username).order_by("-sent_at", "-pk").first()
    if answer is None:
        raise Http404
    return answer


def _trainees(cohort: Cohort, visitor: Visitor) -> list[Membership]:
    enrolled = Membership.objects.current(on=visitor.today).as_role(Role.TRAINEE).in_cohort(cohort)
    return list(enrolled.select_related("user").order_by("user__display_name", "pk"))


def _say(form: AnswerForm, error: ValidationError, field: str | None = None) -> None:
    """A refusal of the services, at the fields that it names."""
    for name, errors in getattr(error, "error_dict", {field: error.messages}).items():
        form.add_error(name if name in form.fields else None, errors)
