from importlib import import_module

from django.apps import AppConfig


class ChaosConfig(AppConfig):
    """Brings the tests' handlers into the real processes of tests/jobs/chaos."""

    name = "tests.jobs"
    label = "jobs_chaos"

    def ready(self) -> None:
        import_module("tests.jobs.handlers")
