"""The admin groups that three roles bring with them. All other roles work in our own pages and never get `access_admin`."""

from cms.services import EDITOR_PERMISSIONS
from people.roles import Role

GROUP_NAMES = {
    Role.EDITOR: "Redaksi",
    Role.PROGRAMME_MANAGER: "Pengelola program",
    Role.ADMINISTRATOR: "Administrator",
}
# What editors and programme managers do with the lessons. Nobody deletes one: readings and assignments point at it; it is taken offline.
LESSON_PERMISSIONS = (
    *(f"curriculum.{act}_{name}" for name in ("programme", "module", "lesson") for act in ("view", "add", "change")),
    "curriculum.publish_lesson",
)
# Permissions by "app.codename". Nobody holds a right on pages, nobody may publish a writer's text: the finish action of submissions does.
GROUP_PERMISSIONS = {
    Role.EDITOR: (
        "wagtailadmin.access_admin",
        "submissions.view_submission",
        "submissions.change_submission",
        *EDITOR_PERMISSIONS,
        "rights.view_rightsquestion",
        "rights.add_rightsquestion",
        "rights.change_rightsquestion",
        "rights.publish_rightsquestion",
        "rights.view_aidoffice",
        "rights.add_aidoffice",
        "rights.change_aidoffice",
        "rights.delete_aidoffice",
        *LESSON_PERMISSIONS,
    ),
    Role.PROGRAMME_MANAGER: ("wagtailadmin.access_admin", "rights.view_rightsquestion", *LESSON_PERMISSIONS),
    Role.ADMINISTRATOR: ("wagtailadmin.access_admin", "jobs.change_job"),
}
