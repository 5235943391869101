"""A class's pack: asked for, waited for, fetched. Without account cards: those are made on their own page, face to face."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from people.roles import Role

from ..pages import class_at, onward, posted, show, training_page
from ..visitor import Visitor
from . import services
from .forms import PackForm
from .permissions import packed_cohorts


@training_page("GET")
def packs(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Her classes; the only one is there at once."""
    classes = packed_cohorts(visitor)
    if not classes:
        raise PermissionDenied
    if len(classes) == 1:
        return onward("class_pack", classes[0].slug)
    return show(request, visitor, "packs/classes", classes=classes)


@training_page("GET", "POST")
def class_pack(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    """Loads itself again while the file is being made."""
    cohort = class_at(visitor, slug, Role.TRAINER)
    form = PackForm(posted(request))
    if form.is_valid():
        services.ask_for_pack(visitor=visitor, cohort=cohort, paper=form.cleaned_data["paper"])
        return onward("class_pack", slug)
    job = services.last_job(cohort)
    name = services.file_of(job)
    context = {
        "form": form,
        "job": job,
        "is_waiting": services.is_waiting(job),
        "size": services.files().size(name) if name else 0,
        "paper": job.payload.get("paper", "") if job else "",
        "problem": services.problem_of(job),
        "status": 400 if form.errors else 200,
    }
    return show(request, visitor, "packs/pack", cohort=cohort, **context)


@training_page("GET")
def pack_file(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    cohort = class_at(visitor, slug, Role.TRAINER)
    name = services.file_of(services.last_job(cohort))
    if not name:
        raise Http404
    response = FileResponse(
        services.files().open(name), as_attachment=True, content_type="application/zip", filename=f"paket-{cohort.slug}.zip"
    )
    response["Cache-Control"] = "no-store"
    return response
