"""The administrator's page of background work that waits for a person. It names things by their ids, never a text or a name."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from . import deciding, health
from .models import Job
from .permissions import keeps_jobs
from .sentences import cause_of, concerns, title_of

SHOWN = 50
SEE_OTHER = 303
NEWS: dict[str, str | Promise] = {
    "lagi": _("It waits again, with all attempts. If it fails once more, it comes back here."),
    "lepas": _("It is let go and will not be done."),
    "usai": _("Somebody has decided about it already, so nothing was changed."),
}


def for_keepers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, **arguments: UUID) -> HttpResponse:
        if not keeps_jobs(request.user):
            raise PermissionDenied
        return view(request, **arguments)

    return wrapped


@require_safe
@for_keepers
def quarantine(request: HttpRequest) -> HttpResponse:
    """All quarantined jobs, that which has waited longest on top, and what the monitor complains of."""
    found = Job.objects.quarantined()
    context = {
        "rows": [_row(job) for job in found[:SHOWN]],
        "count": found.count(),
        "complaints": health.complaints(health.overview()),
        "news": NEWS.get(request.GET.get("kabar", ""), ""),
    }
    return _page(request, "quarantine", context)


@require_POST
@for_keepers
def retry(request: HttpRequest, job_id: UUID) -> HttpResponse:
    return _onward("lagi" if deciding.try_again(job_id=job_id, by=request.user) else "usai")


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def drop(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The question before a job is let go, and the act."""
    if request.method == "POST":
        return _onward("lepas" if deciding.let_go(job_id=job_id, by=request.user) else "usai")
    job = get_object_or_404(Job.objects.quarantined(), pk=job_id)
    return _page(request, "drop", {"row": _row(job)})


def _row(job: Job) -> dict[str, object]:
    return {"job": job, "title": title_of(job), "cause": cause_of(job), "concerns": concerns(job)}


def _onward(news: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('jobs:quarantine')}?{urlencode({'kabar': news})}", status=SEE_OTHER)


def _page(request: HttpRequest, name: str, context: dict[str, object]) -> HttpResponse:
    return render(request, f"jobs/{name}.html", {"nav": "administrator", "current": "jobs", **context})
