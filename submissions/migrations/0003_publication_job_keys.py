"""The job of a planned publication is named by its workflow, no longer by its text: a second plan of the same text has a job of its own."""

from django.db import migrations

KIND = "submissions.publish"
KEPT = ["queued", "running", "quarantined"]


def rename(apps, name):
    """In two steps: a number may be the old name of one job and the new name of another, and names of open jobs are unique."""
    jobs = list(apps.get_model("jobs", "Job").objects.filter(kind=KIND, state__in=KEPT))
    for key_of in (lambda job: f"renaming:{job.pk}", lambda job: str(job.payload[name])):
        for job in jobs:
            job.key = key_of(job)
            job.save(update_fields=["key"])


def name_by_workflow(apps, schema_editor):
    rename(apps, "workflow_state")


def name_by_text(apps, schema_editor):
    rename(apps, "submission")


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_short_poster"), ("jobs", "0001_initial")]

    operations = [migrations.RunPython(name_by_workflow, name_by_text)]
