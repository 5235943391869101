"""Stand before Wagtail's own under the office's path: its sign-in, sign-out and account pages know neither our second step
nor our names."""

from django.urls import path
from django.views.generic import RedirectView

from .views import sign_in

urlpatterns = [
    path("login/", RedirectView.as_view(pattern_name="people:staff_sign_in"), name="office_login"),
    path("logout/", sign_in.sign_out, name="office_logout"),
    path("account/", RedirectView.as_view(pattern_name="people:account"), name="office_account"),
]
