"""Wagtail's user pages, told that our people have one name and no address. Stands in INSTALLED_APPS for "wagtail.users"."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleUsersAppConfig(WagtailUsersAppConfig):
    user_viewset = "people.admin.PersonViewSet"
