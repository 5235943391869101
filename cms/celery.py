"""The Celery application: it carries the ids of jobs, and nothing of value (docs/decisions/0003-jobs.md).

Web processes and workers need opposite answers from a broker that is away: a request must not wait, a worker must not give up. The web's
answers are the default here, since anything may enqueue; `celeryd_init` and `beat_init`, which fire in `celery worker` and `celery beat`
before they connect, put the workers' answers in their place.

Start workers with REMAP_SIGTERM=SIGQUIT in their environment (it is read before this file is): SIGTERM is then the soft shutdown, which
waits worker_soft_shutdown_timeout if a job runs. Something must start workers again that end, such as systemd.
"""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

from celery import Celery  # noqa: E402
from celery.signals import beat_init, celeryd_init  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.exceptions import ImproperlyConfigured  # noqa: E402
from kombu import Exchange, Queue  # noqa: E402

from cms.entrance import one_sentence  # noqa: E402
from jobs import broker  # noqa: E402
from jobs.conf import setting  # noqa: E402
from jobs.queues import QUEUES  # noqa: E402

with one_sentence():
    if not settings.CELERY_BROKER_URL:
        raise ImproperlyConfigured("Set CELERY_BROKER_URL for Celery, for example redis://127.0.0.1:6379/0, or run manage.py worker.")

EVERYWHERE = {
    "broker_url": settings.CELERY_BROKER_URL,
    "accept_content": ["json"],  # a broker that somebody else writes to must not run code
    "task_serializer": "json",
    "task_ignore_result": True,  # and no result backend: a dead one cost 19 s a call
    "task_queues": [Queue(name, Exchange(name), routing_key=name) for name in QUEUES],
    "task_default_queue": "notify",
    "task_acks_late": False,  # the row brings lost work back; with late acks a process killer ran 94 times in 12 s
    "task_reject_on_worker_lost": False,
    "task_time_limit": 120,  # of the sweep; each job carries its own
    "worker_hijack_root_logger": False,
    "worker_prefetch_multiplier": 1,
    # Celery would connect to the database anew for each job, which costs PostgreSQL as much as the job's queries. `run_job` checks it.
    "CELERY_DB_REUSE_MAX": 50,
    "worker_max_tasks_per_child": 100,
    "worker_max_memory_per_child": 300_000,
    "worker_cancel_long_running_tasks_on_connection_loss": True,
    "worker_soft_shutdown_timeout": setting("JOBS_STOP_SECONDS"),
    # What else is periodic stands in jobs.periodic, which the sweep reads. No expiry: clocks of two machines may differ by an hour.
    "beat_schedule": {"sweep": {"task": "jobs.sweep", "schedule": setting("JOBS_SWEEP_SECONDS"), "options": {"queue": "notify"}}},
    "beat_schedule_filename": str(settings.VAR_DIR / "celerybeat-schedule"),  # beat's own notes, never beside the program
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,
}
# Tried once. 0.4 s rather than 0.5: what a frozen broker costs a request then stays under half a second, commit included.
WEB = {
    "task_publish_retry": False,
    "broker_transport_options": {"max_retries": 0, "socket_connect_timeout": 0.3, "socket_timeout": 0.4, "health_check_interval": 10},
}
WORKER = {
    "task_publish_retry": True,
    "broker_transport_options": {
        "socket_connect_timeout": 2,
        "socket_timeout": 5,
        "health_check_interval": 10,
        "visibility_timeout": 60,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
    },
}

app = Celery("warta_buruh")
app.conf.update(EVERYWHERE | WEB)
app.set_default()  # for every thread of the web server, not only the one that imports this
app.connection_for_write().transport_cls  # noqa: B018 - loads the client library now, not within the first request


@celeryd_init.connect
@beat_init.connect
def wait_as_a_worker(**_sent: Any) -> None:
    broker.never_lose_places()
    app.conf.update(WORKER)
