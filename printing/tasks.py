"""Jobs of this room, one line each."""

from datetime import timedelta

from jobs.errors import PermanentFailure
from jobs.models import Job
from jobs.periodic import periodic
from jobs.registry import Outcome, handler
from printing import services
from printing.errors import CannotBePrinted


@handler(services.RENDER_KIND, queue="render", time_limit_seconds=90)
def render_poster(job: Job) -> Outcome | None:
    """The helper ends a drawing after a minute; the limit here is for a helper that does not answer."""
    try:
        return services.make_poster(poster_id=job.payload["poster"], request_number=job.payload["request"])
    except CannotBePrinted as error:
        raise PermanentFailure(str(error)) from error


@handler(services.DELETE_KIND, queue="notify")
def delete_files(job: Job) -> None:
    services.delete_files(job.payload["files"])


@periodic("printing.sweep_files", every=timedelta(minutes=15))
def sweep_files(_job: Job) -> None:
    services.sweep_files()
