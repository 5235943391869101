"""Certificates of a class, her own, and the public check."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.roles import Role

from ..errors import Refused
from ..models import Certificate, CertificateBatch, Membership
from ..pages import class_at, onward, posted, show, training_page
from ..visitor import Visitor
from . import numbers, services
from .drawing import files, has_file
from .forms import EndForm, IssueForm, NameForm
from .permissions import may_end, may_issue

LAST_BATCHES = 10


@training_page("GET")
def certificates(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """To her own page, or a list of the classes for which she issues."""
    classes = visitor.classes(Role.TRAINER)
    if not classes:
        if visitor.holds(Role.TRAINEE):
            return onward("own_certificates")
        raise PermissionDenied
    return show(request, visitor, "certificates/classes", classes=classes, is_trainee=visitor.holds(Role.TRAINEE))


@training_page("GET", "POST")
def of_class(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    cohort = class_at(visitor, slug, Role.TRAINER)
    form = IssueForm(posted(request))
    if form.is_valid():
        try:
            batch = services.issue(visitor=visitor, cohort=cohort, now=timezone.now(), **form.cleaned_data)
            return onward("certificate_batch", batch.public_id)
        except Refused as error:
            form.add_error(None, error.message)
    given = Certificate.objects.filter(membership__cohort=cohort).select_related("membership__user", "membership__cohort")
    context = {
        "form": form,
        "ready": services.ready_in(cohort, visitor.today),
        "given": list(given.order_by("membership__user__display_name", "-pk")),
        "batches": list(cohort.certificate_batches.all()[:LAST_BATCHES]),
        "status": 400 if form.errors else 200,
    }
    return show(request, visitor, "certificates/class", cohort=cohort, **context)


@training_page("GET", "POST")
def batch(request: HttpRequest, visitor: Visitor, public_id: uuid.UUID) -> HttpResponse:
    """Waits for the file by refreshing itself; a POST asks for the file again."""
    found = _batch(visitor, public_id)
    if request.method == "POST":
        services.draw_again(visitor=visitor, batch=found)
        return onward("certificate_batch", public_id)
    is_there = has_file(found)
    context = {"batch": found, "count": found.certificates.count(), "has_file": is_there}
    context["is_waiting"] = not is_there and not found.problem and services.is_being_drawn(found)
    return show(request, visitor, "certificates/batch", cohort=found.cohort, **context)


@training_page("GET")
def batch_file(request: HttpRequest, visitor: Visitor, public_id: uuid.UUID) -> HttpResponse:
    found = _batch(visitor, public_id)
    if not has_file(found):
        raise Http404
    response = FileResponse(files().open(found.file), content_type="application/pdf", filename=f"sertifikat-{found.cohort.slug}.pdf")
    response["Cache-Control"] = "no-store"
    return response


@training_page("GET", "POST")
def certificate(request: HttpRequest, visitor: Visitor, public_id: str) -> HttpResponse:
    """One certificate: replace it or revoke it, with a reason."""
    rows = Certificate.objects.select_related("membership__user", "membership__cohort__city", "batch", "rule")
    found = get_object_or_404(rows, code=numbers.normalise(public_id))
    if not may_end(visitor, found.membership):
        raise PermissionDenied if found.membership.cohort in visitor.cohorts() else Http404
    form = EndForm(posted(request))
    if form.is_valid():
        facts = {"visitor": visitor, "certificate": found, "reason": form.cleaned_data["reason"], "now": timezone.now()}
        try:
            if request.POST.get("do") == "replace":
                return onward("certificate_batch", services.replace(client_id=form.cleaned_data["client_id"], **facts).public_id)
            services.revoke(**facts)
            return onward("class_certificates", found.membership.cohort.slug)
        except Refused as error:
            form.add_error(None, error.message)
    context = {"certificate": found, "form": form, "status": 400 if form.errors else 200}
    return show(request, visitor, "certificates/certificate", cohort=found.membership.cohort, **context)


@training_page("GET", "POST")
def own(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What she has, and under which name she wants it."""
    memberships = [membership for membership in visitor.memberships if membership.role == Role.TRAINEE]
    if not memberships:
        raise PermissionDenied
    form = NameForm(posted(request), initial={"choice": memberships[0].certificate_name})
    if form.is_valid():
        try:
            for membership in memberships:
                services.choose_name(visitor=visitor, membership=_with_person(membership, visitor), choice=form.cleaned_data["choice"])
            return onward("own_certificates")
        except ValidationError as error:
            form.add_error("choice", error)
    context = {"form": form, "certificates": services.of_people(memberships), "status": 400 if form.errors else 200}
    return show(request, visitor, "certificates/own", **context)


def _with_person(membership: Membership, visitor: Visitor) -> Membership:
    membership.user = visitor.user
    return membership


def _batch(visitor: Visitor, public_id: uuid.UUID) -> CertificateBatch:
    found = get_object_or_404(CertificateBatch.objects.select_related("cohort__city"), public_id=public_id)
    if not may_issue(visitor, found.cohort):
        raise PermissionDenied if found.cohort in visitor.cohorts() else Http404
    return found


@require_safe
def check_form(request: HttpRequest) -> HttpResponse:
    """For everybody: the number typed from paper leads to its own address."""
    typed = request.GET.get("nomor", "")[: numbers.TYPED_MAX]
    if number := numbers.normalise(typed):
        return redirect("certificate_check", number=numbers.shown(number).lower())
    return render(request, "curriculum/certificates/check.html", {"typed": typed, "is_asked": bool(typed.strip())})


@require_safe
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Valid or not, and nothing more: a revoked number answers like one that never was."""
    found = services.is_valid(numbers.normalise(number))
    context = {"typed": number[: numbers.TYPED_MAX].upper(), "is_asked": True, "is_valid": found}
    response = render(request, "curriculum/certificates/check.html", context, status=200 if found else 404)
    response["Cache-Control"] = "no-store"  # a revoked one must not look valid for a minute longer
    return response
