"""Registration with Wagtail only."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from cms.extension_points import ARTICLE_DESKS

from .admin import articles, home
from .admin.viewset import SubmissionViewSet


class ReviewReportMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return home.on_duty(request)


@hooks.register("register_reports_menu_item")
def waiting_report() -> MenuItem:
    return ReviewReportMenuItem(
        _("Texts being read"), reverse("review_waiting"), name="review-waiting", icon_name="clipboard-list", order=100
    )


@hooks.register("register_reports_menu_item")
def decided_report() -> MenuItem:
    return ReviewReportMenuItem(_("Decisions"), reverse("review_decided"), name="review-decided", icon_name="tasks", order=110)


register_snippet(SubmissionViewSet)
hooks.register(ARTICLE_DESKS, home.article_desks)
hooks.register("construct_homepage_panels", home.replace_home_panels)
hooks.register("construct_snippet_action_menu", home.keep_own_actions)
hooks.register("construct_reports_menu", home.drop_stock_reports)
hooks.register("construct_settings_menu", home.drop_stock_settings)
for name in articles.HOOKS:
    hooks.register(name, articles.refuse_article)
hooks.register("before_bulk_action", articles.refuse_articles)
