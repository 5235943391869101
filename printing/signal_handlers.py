"""Listeners on the public site's signals; they run in the transaction of the change."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Revision

from cms.discussion.models import Answer
from cms.models import ArticlePage
from cms.signals import answer_changed, article_published, article_withdrawn
from printing import services
from printing.services import bulletins, wall_tasks


@receiver(article_published, sender=ArticlePage)
def ask_for_posters(page: ArticlePage, revision: Revision, is_new: bool = True, **kwargs: Any) -> None:
    services.publish_posters(page, revision)
    if is_new:
        bulletins.renew_bulletins_with(page, timezone.now())
        wall_tasks.ask_to_correct(page, on=timezone.localdate())
    else:
        bulletins.redraw_bulletins_with(page)


@receiver(article_withdrawn, sender=ArticlePage)
def take_posters_away(page: ArticlePage, **kwargs: Any) -> None:
    services.retire_posters(page)
    recalled = bulletins.renew_bulletins_with(page, timezone.now())
    wall_tasks.ask_to_take_down(page, recalled=recalled, on=timezone.localdate())


@receiver(answer_changed, sender=Answer)
def print_bulletins_without_what_was_taken_back(answer: Answer, **kwargs: Any) -> None:
    bulletins.renew_bulletins_printing(answer, timezone.now())
