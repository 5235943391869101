"""Stand before Wagtail's own under the office's path, so that its door with the second factor is theirs too."""

from django.urls import path

from . import views

app_name = "jobs"

urlpatterns = [
    path("pekerjaan/", views.quarantine, name="quarantine"),
    path("pekerjaan/<uuid:job_id>/coba-lagi/", views.retry, name="retry"),
    path("pekerjaan/<uuid:job_id>/lepaskan/", views.drop, name="drop"),
]
