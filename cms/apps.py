from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_delete
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Public site")

    def ready(self) -> None:
        import_module("cms.tasks")
        guards = import_module("cms.guards")
        triggers = import_module("cms.page_cache.triggers")
        post_migrate.connect(triggers.put_right, sender=self, dispatch_uid="cms.note_public_changes")
        pre_delete.connect(guards.refuse_every_deletion, sender="cms.ArticlePage", dispatch_uid="cms.keep_articles")
