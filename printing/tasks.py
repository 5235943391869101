"""Jobs of this room, one line each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.errors import PermanentFailure
from jobs.models import Job
from jobs.periodic import periodic
from jobs.registry import Outcome, handler
from printing import retention, services
from printing.errors import CannotBePrinted
from printing.sentences import reason
from printing.services import bulletin_sheets, rerendering, wall_tasks


@handler(services.RENDER_KIND, queue="render", title=_("Draw a poster"), explain=reason, time_limit_seconds=90)
def render_poster(job: Job) -> Outcome | None:
    """The helper ends a drawing after a minute; the limit here is for a helper that does not answer."""
    with _refusals():
        return services.make_poster(poster_id=job.payload["poster"], request_number=job.payload["request"])


@handler(bulletin_sheets.RENDER_KIND, queue="render", title=_("Draw a bulletin"), explain=reason, time_limit_seconds=90)
def render_bulletin_sheet(job: Job) -> Outcome | None:
    with _refusals():
        return bulletin_sheets.make_sheet(sheet_id=job.payload["bulletinsheet"], request_number=job.payload["request"])


@handler(rerendering.RERENDER_KIND, queue="notify", title=_("Ask for sheets of an old layout anew"))
def rerender(job: Job) -> None:
    rerendering.ask_and_come_back(job)


@contextmanager
def _refusals() -> Iterator[None]:
    """A text that cannot be printed cannot be printed at the next attempt either."""
    try:
        yield
    except CannotBePrinted as error:
        raise PermanentFailure(error.kept) from error


@handler(services.DELETE_KIND, queue="notify", title=_("Delete files of sheets that are no longer offered"))
def delete_files(job: Job) -> None:
    services.delete_files(job.payload["files"])


@periodic("printing.sweep_files", every=timedelta(minutes=15), title=_("Tidy up the files of sheets"))
def sweep_files(_job: Job) -> None:
    services.sweep_files()


@periodic("printing.escalate_wall_tasks", every=timedelta(hours=6), title=_("Tell on tasks at walls that wait too long"))
def escalate_wall_tasks(_job: Job) -> None:
    wall_tasks.escalate(on=timezone.localdate())


@periodic("printing.sweep_walls", every=timedelta(days=1), at=time(4), title=_("Forget what is kept of walls after its time"))
def sweep_walls(_job: Job) -> None:
    retention.sweep(timezone.now())
