"""The admin groups that three roles bring with them. All other roles work in our own pages and never get `access_admin`."""

from cms.services import EDITOR_PERMISSIONS
from people.roles import Role

GROUP_NAMES = {
    Role.EDITOR: "Redaksi",
    Role.PROGRAMME_MANAGER: "Pengelola program",
    Role.ADMINISTRATOR: "Administrator",
}
# Permissions by "app.codename". Nobody holds a right on pages, and nobody may publish: the finish action of submissions does.
GROUP_PERMISSIONS = {
    Role.EDITOR: (
        "wagtailadmin.access_admin",
        "submissions.view_submission",
        "submissions.change_submission",
        *EDITOR_PERMISSIONS,
    ),
    Role.PROGRAMME_MANAGER: ("wagtailadmin.access_admin",),
    Role.ADMINISTRATOR: ("wagtailadmin.access_admin",),
}
