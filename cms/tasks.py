"""Background work of the public site; one line each."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.discussion import retention as discussion
from cms.models import Image
from cms.page_cache.folding import fold_changes
from cms.photos.files import sweep_orphans
from cms.photos.renditions import prepare_renditions
from cms.photos.services import RENDITIONS_KIND
from jobs.errors import PermanentFailure
from jobs.models import Job
from jobs.periodic import periodic
from jobs.registry import Outcome, handler


@handler(RENDITIONS_KIND, queue="render", title=gettext_lazy("Make the sizes of a photo"), time_limit_seconds=60)
def make_renditions(job: Job) -> Outcome | None:
    """A photo that is gone needs no sizes; a photo without its file is for a person to look at."""
    try:
        return Outcome(apply=prepare_renditions(job.payload["image"]).save)
    except Image.DoesNotExist:
        return None
    except FileNotFoundError:
        raise PermanentFailure(_("The file of this photo is missing; restore it from the backup.")) from None


@periodic("cms.sweep_photos", every=timedelta(minutes=15), title=gettext_lazy("Tidy up the files of photos"))
def sweep_photos(_job: Job) -> None:
    sweep_orphans()


@periodic("cms.sweep_discussion", every=timedelta(hours=1), title=gettext_lazy("Forget refused answers of readers after their time"))
def sweep_discussion(_job: Job) -> None:
    discussion.sweep(timezone.now())


@periodic("cms.fold_changes", every=timedelta(hours=1), title=gettext_lazy("Tidy up what the store of pages knows"))
def fold_public_changes(_job: Job) -> None:
    fold_changes()
