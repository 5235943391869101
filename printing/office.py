"""What editors find on the first page of Wagtail's admin: sheets that failed, and walls where nobody did what had to be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from curriculum.desk import roles_at
from people.roles import Role
from printing.desk.overview import late_tasks
from printing.failures import Failure, failures

ROWS = 5


class FailedSheetsPanel(Component):
    name = "failed_sheets"
    template_name = "printing/failed_panel.html"
    order = 95

    def __init__(self, found: list[Failure]) -> None:
        self.found = found

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"request": parent_context["request"], "rows": self.found[:ROWS], "count": len(self.found)}


class LateWallsPanel(Component):
    """Before everything else: a withdrawn sheet that hangs still may endanger somebody."""

    name = "late_walls"
    template_name = "printing/late_panel.html"
    order = 5

    def __init__(self, late: list[dict[str, object]]) -> None:
        self.late = late

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"request": parent_context["request"], "rows": self.late[:ROWS], "count": len(self.late)}


def add_home_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Only for editors, and only while something has failed or is late."""
    if Role.EDITOR not in roles_at(request):
        return
    if late := late_tasks():
        panels.append(LateWallsPanel(late))
    if found := failures():
        panels.append(FailedSheetsPanel(found))
