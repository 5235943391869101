"""Registration with Wagtail's hooks; no logic."""

from wagtail import hooks

from cms import extension_points
from rights.wall_box import wall_box

hooks.register(extension_points.RIGHTS_BOX, wall_box)
