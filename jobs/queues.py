"""The queues, apart from the registry so that the Celery application can name them before Django is set up."""

QUEUES = ("render", "notify", "post", "report")
