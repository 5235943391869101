"""Stand before Wagtail's own addresses in the table: its pages on workflows know nothing of who may see what, and can switch a step off."""

from django.urls import path, re_path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .admin.doors import closed
from .reports import DecidedReport, WaitingReport

urlpatterns = decorate_urlpatterns(
    [
        path("reports/workflow/", WaitingReport.as_view(), name="review_waiting"),
        path("reports/workflow/results/", WaitingReport.as_view(results_only=True), name="review_waiting_results"),
        path("reports/workflow_tasks/", DecidedReport.as_view(), name="review_decided"),
        path("reports/workflow_tasks/results/", DecidedReport.as_view(results_only=True), name="review_decided_results"),
        re_path(r"^workflows/", closed, name="no_workflow_settings"),
        re_path(r"^api/main/images/", closed, name="no_images_api"),  # lists every photo to whoever may enter
        re_path(r"^snippets/choose/\w+/\w+/create/$", closed, name="no_creation_in_choosers"),  # Wagtail's own answers a POST with a 500
        path("failwhale/", closed, name="no_error_on_demand"),
        re_path(r"^bulk/submissions/", closed, name="no_bulk_actions"),
    ],
    require_admin_access,
)
