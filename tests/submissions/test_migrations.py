"""Changes of data that a landed database goes through."""

from importlib import import_module

import pytest
from django.apps import apps

from jobs.models import Job
from jobs.services import enqueue

renaming = import_module("submissions.migrations.0003_publication_job_keys")


@pytest.mark.django_db
def test_planned_publications_are_renamed_though_one_s_text_has_the_number_of_another_s_workflow():
    for text, workflow in ((5, 7), (7, 5)):
        enqueue(renaming.KIND, key=str(text), payload={"submission": text, "workflow_state": workflow})
    renaming.name_by_workflow(apps, None)
    assert {job.key: job.payload["submission"] for job in Job.objects.all()} == {"7": 5, "5": 7}
    renaming.name_by_text(apps, None)
    assert {job.key: job.payload["submission"] for job in Job.objects.all()} == {"5": 5, "7": 7}
