"""Who reads answers before readers do. Upper rooms say it by a hook, since who mentors where is theirs to know."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from wagtail import hooks

from cms.extension_points import MODERATION_SCOPE, ModerationScope

if TYPE_CHECKING:
    from cms.models import ArticlePage
    from people.models import User


def moderation_scope(user: User) -> ModerationScope:
    """All rooms' answers together; empty for whoever moderates nothing. One query."""
    return reduce(ModerationScope.joined_with, (answer(user) for answer in hooks.get_hooks(MODERATION_SCOPE)), ModerationScope())


def may_moderate(user: User, article: ArticlePage) -> bool:
    return moderation_scope(user).covers(article)
