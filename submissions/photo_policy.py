"""Wagtail's own pages on images know nothing of unpublished texts: to them a private photo does not exist, superusers included."""

from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from cms.models import Image


class PhotoPolicy(CollectionOwnershipPermissionPolicy):
    """Who may read a text sees its photos through the view that asks `permissions.may_read`."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Image]:
        return super().instances_user_has_any_permission_for(user, actions).filter(is_private=False)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Image) -> bool:
        return not instance.is_private and super().user_has_permission_for_instance(user, action, instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Image) -> bool:
        return not instance.is_private and super().user_has_any_permission_for_instance(user, actions, instance)


def photo_policy() -> PhotoPolicy:
    # Its permissions stand under the model that wagtail.images brings, as Wagtail has it for a model of one's own.
    return PhotoPolicy(Image, auth_model="wagtailimages.Image", owner_field_name="uploaded_by_user")
