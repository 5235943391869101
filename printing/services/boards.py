"""The doors of walls: the workplaces and notice boards of a city. Nothing is deleted: what hung there is history."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from cms.models import City
from printing.errors import WallRefused
from printing.models import NoticeBoard, WallTask, Workplace
from printing.permissions import refuse_strangers

if TYPE_CHECKING:
    from people.models import User

PLACES_MAX = 200  # open workplaces, and open boards, of a city; nobody walks to more


@transaction.atomic
def add_workplace(*, city: City, name: str, by: User) -> Workplace:
    """The open workplace of that name, made if there is none. Raises WallRefused when there are too many."""
    refuse_strangers(by, city)
    open_ones = Workplace.objects.filter(city=city, closed_on__isnull=True)
    if known := open_ones.filter(name=name).first():
        return known
    if open_ones.count() >= PLACES_MAX:
        raise WallRefused(_("There are 200 open workplaces in this city. Close one first."))
    return open_ones.get_or_create(city=city, name=name, closed_on=None)[0]


@transaction.atomic
def add_board(*, workplace: Workplace, place: str, by: User) -> NoticeBoard:
    """The open board of that place, made if there is none. Raises WallRefused for a closed workplace, or when there are too many."""
    refuse_strangers(by, workplace.city)
    workplace = _locked(workplace)
    if workplace.closed_on:
        raise WallRefused(_("This workplace is closed. Open it again first."))
    if NoticeBoard.objects.filter(workplace__city_id=workplace.city_id, closed_on__isnull=True).count() >= PLACES_MAX:
        raise WallRefused(_("There are 200 open boards in this city. Close one first."))
    board, _made = NoticeBoard.objects.get_or_create(workplace=workplace, place=place, closed_on=None)
    return board


def rename_workplace(*, workplace: Workplace, name: str, by: User) -> None:
    refuse_strangers(by, workplace.city)
    _change(workplace, name=name)


def rename_board(*, board: NoticeBoard, place: str, by: User) -> None:
    refuse_strangers(by, board.workplace.city)
    _change(board, place=place)


@transaction.atomic
def close_workplace(*, workplace: Workplace, on: date, by: User) -> None:
    """With all its boards, also one that is added at this moment. Raises WallRefused while a task at one of them is open."""
    refuse_strangers(by, workplace.city)
    workplace = _locked(workplace)
    _refuse_open_tasks(WallTask.objects.filter(report__board__workplace=workplace))
    workplace.boards.filter(closed_on__isnull=True).update(closed_on=on)
    _change(workplace, closed_on=workplace.closed_on or on)


@transaction.atomic
def close_board(*, board: NoticeBoard, on: date, by: User) -> None:
    """Its reports stay. Raises WallRefused while a task at it is open."""
    refuse_strangers(by, board.workplace.city)
    _refuse_open_tasks(WallTask.objects.filter(report__board=board))
    _change(board, closed_on=board.closed_on or on)


def reopen_workplace(*, workplace: Workplace, by: User) -> None:
    refuse_strangers(by, workplace.city)
    _change(workplace, closed_on=None)


@transaction.atomic
def reopen_board(*, board: NoticeBoard, by: User) -> None:
    """With its workplace."""
    refuse_strangers(by, board.workplace.city)
    workplace = _locked(board.workplace)
    if workplace.closed_on:
        _change(workplace, closed_on=None)
    _change(board, closed_on=None)


def _locked(workplace: Workplace) -> Workplace:
    """Before its boards: no board may stay open in a workplace that is closed."""
    return Workplace.objects.select_for_update().get(pk=workplace.pk)


def _change(row: Workplace | NoticeBoard, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save(update_fields=list(values))
    except IntegrityError:
        row.refresh_from_db(fields=list(values))
        raise WallRefused(_("Another one has this name already. Choose a name that tells them apart.")) from None


def _refuse_open_tasks(tasks: models.QuerySet[WallTask]) -> None:
    if tasks.filter(answer="").exists():
        raise WallRefused(_("A sheet here must come down or be corrected first. Answer that task, then close."))
