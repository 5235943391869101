"""Progress: classes, one class as a matrix, one person, and the rule."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from people.roles import Role

from ..assignments.lists import watched_cohorts
from ..models import Membership, Programme
from ..pages import class_at, onward, posted, show, training_page
from ..visitor import Visitor
from . import rules
from .forms import RuleForm
from .matrix import matrix, matrix_of


@training_page("GET")
def progress(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Her own classes as a trainee, and those whose people she sees."""
    own = [membership for membership in visitor.memberships if membership.role == Role.TRAINEE]
    watched = watched_cohorts(visitor)
    if not own and not watched:
        raise PermissionDenied
    if len(own) == 1 and not watched:
        return onward("person_progress", visitor.user.username)
    programmes = list(Programme.objects.all()) if rules.may_make_rules(visitor) else []
    return show(request, visitor, "progress/classes", own=own, watched=watched, programmes=programmes)


@training_page("GET")
def class_progress(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    cohort = class_at(visitor, slug, Role.TRAINER, Role.MENTOR)
    rule = rules.rules_on(visitor.today, [cohort.programme_id] if cohort.programme_id else []).get(cohort.programme_id)
    return show(request, visitor, "progress/class", cohort=cohort, matrix=matrix_of(cohort, visitor.today), rule=rule)


@training_page("GET")
def person_progress(request: HttpRequest, visitor: Visitor, username: str) -> HttpResponse:
    """The same page for her and for those who teach her. Somebody of another class is not found."""
    enrolled = Membership.objects.current(on=visitor.today).as_role(Role.TRAINEE).filter(user__username=username)
    found = list(enrolled.select_related("user", "cohort__city", "cohort__programme", "batch").order_by("pk"))
    if not found:
        raise Http404
    if found[0].user_id != visitor.user.pk:
        watched = watched_cohorts(visitor)
        classes = visitor.cohorts()
        if not any(membership.cohort in watched for membership in found):
            raise PermissionDenied if any(membership.cohort in classes for membership in found) else Http404
        found = [membership for membership in found if membership.cohort in watched]
    tables = [matrix([membership], membership.cohort, visitor.today) for membership in found]
    context = {"person": found[0].user, "tables": tables, "is_own": found[0].user_id == visitor.user.pk}
    return show(request, visitor, "progress/person", cohort=found[0].cohort, **context)


@training_page("GET", "POST")
def rule(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    """The rule of a programme with its older versions; a POST makes the next one."""
    if not rules.may_make_rules(visitor):
        raise PermissionDenied
    programme = get_object_or_404(Programme, slug=slug)
    versions = list(programme.rules.order_by("-version").select_related("made_by"))
    known = {"sessions_percent": versions[0].sessions_percent, "accepted_works": versions[0].accepted_works} if versions else {}
    form = RuleForm(posted(request), initial=known | {"valid_from": visitor.today})
    if form.is_valid():
        try:
            rules.follow(visitor=visitor, programme=programme, **form.cleaned_data)
            return onward("completion_rule", slug)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"programme": programme, "versions": versions, "form": form, "status": 400 if form.errors else 200}
    return show(request, visitor, "progress/rule", **context)
