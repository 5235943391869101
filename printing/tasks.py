"""Jobs of this room, one line each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone

from jobs.errors import PermanentFailure
from jobs.models import Job
from jobs.periodic import periodic
from jobs.registry import Outcome, handler
from printing import services
from printing.errors import CannotBePrinted
from printing.services import bulletin_sheets, rerendering, wall_tasks


@handler(services.RENDER_KIND, queue="render", time_limit_seconds=90)
def render_poster(job: Job) -> Outcome | None:
    """The helper ends a drawing after a minute; the limit here is for a helper that does not answer."""
    with _refusals():
        return services.make_poster(poster_id=job.payload["poster"], request_number=job.payload["request"])


@handler(bulletin_sheets.RENDER_KIND, queue="render", time_limit_seconds=90)
def render_bulletin_sheet(job: Job) -> Outcome | None:
    with _refusals():
        return bulletin_sheets.make_sheet(sheet_id=job.payload["bulletinsheet"], request_number=job.payload["request"])


@handler(rerendering.RERENDER_KIND, queue="notify")
def rerender(job: Job) -> None:
    rerendering.ask_and_come_back(job)


@contextmanager
def _refusals() -> Iterator[None]:
    """A text that cannot be printed cannot be printed at the next attempt either."""
    try:
        yield
    except CannotBePrinted as error:
        raise PermanentFailure(str(error)) from error


@handler(services.DELETE_KIND, queue="notify")
def delete_files(job: Job) -> None:
    services.delete_files(job.payload["files"])


@periodic("printing.sweep_files", every=timedelta(minutes=15))
def sweep_files(_job: Job) -> None:
    services.sweep_files()


@periodic("printing.escalate_wall_tasks", every=timedelta(hours=6))
def escalate_wall_tasks(_job: Job) -> None:
    wall_tasks.escalate(on=timezone.localdate())
