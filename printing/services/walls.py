"""The doors of print reports: what was hung where, put right, taken down, or taken back."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import ArticlePage
from cms.photos import services as photos
from cms.photos.door import admit_photo
from printing.errors import ReportedAlready, WallRefused
from printing.models import Bulletin, NoticeBoard, PrintReport, WallTask
from printing.permissions import refuse_strangers
from printing.services import hanging, wall_tasks

if TYPE_CHECKING:
    from people.models import User

PERSON_QUOTA_BYTES = 200 * 1024 * 1024


@transaction.atomic
def record_report(
    *,
    board: NoticeBoard,
    article: ArticlePage | None = None,
    bulletin: Bulletin | None = None,
    edition: int = 0,
    hung_on: date,
    copies: int,
    readers: int | None,
    others_are_down: bool = False,
    earlier_bulletin_stays: bool = False,
    client_id: uuid.UUID,
    by: User,
    today: date,
) -> PrintReport:
    """One edition hung on a board; the same `client_id` again gives the report there is, put right where other facts are told now.

    Older editions on that board came down with it, so did the bulletins of the weeks before unless `earlier_bulletin_stays`, and everything
    else if `others_are_down`. What is withdrawn or outdated by now brings its task at once. Raises PermissionDenied, WallRefused, and
    ReportedAlready when another form has told of the same sheet, board and day.
    """
    refuse_strangers(by, board.workplace.city)
    facts = {"copies": copies, "readers": readers, "others_are_down": others_are_down, "earlier_bulletin_stays": earlier_bulletin_stays}
    same_form = PrintReport.objects.filter(reported_by=by, client_id=client_id)
    if known := same_form.first():
        return _told_again(known, facts, by=by, today=today)
    hanging.lock_things([article and article.pk], [bulletin and bulletin.pk])
    if known := same_form.first():  # sent twice at once
        return known
    board = NoticeBoard.objects.select_for_update().get(pk=board.pk)
    if board.closed_on:
        raise WallRefused(_("This board is closed. Choose another one, or open it again first."))
    what = {"article": article, "bulletin": bulletin, "edition": bulletin.edition if bulletin else edition}
    if same_day := PrintReport.objects.standing().filter(board=board, **what, hung_on=hung_on).first():
        raise ReportedAlready(same_day)
    report = PrintReport.objects.create(
        board=board, **what, **facts, hung_on=hung_on, reported_by=by, reported_on=today, client_id=client_id
    )
    hanging.take_down_replaced(report, by=by)
    wall_tasks.ask_for_outdated(report, on=today)
    record(report, "poster.print_report", by=by, act="report")
    return report


def _told_again(known: PrintReport, facts: dict[str, Any], *, by: User, today: date) -> PrintReport:
    """The form was gone back to: what it tells now holds, also about the sheets that came down."""
    report, replaced = hanging.locked_with_replaced(known)
    if report.taken_back_on:
        raise WallRefused(_("This report was taken back. Make a new one."))
    if all(getattr(report, name) == value for name, value in facts.items()):
        return report
    for name, value in facts.items():
        setattr(report, name, value)
    report.save(update_fields=list(facts))
    hanging.stand_up_again([older for older in replaced if not hanging.replaces(report, older)], on=today, by=by)
    hanging.take_down_replaced(report, by=by)
    record(report, "poster.print_report", by=by, act="correct")
    return report


@transaction.atomic
def take_down(*, report: PrintReport, on: date, by: User) -> None:
    """She took the sheet off the board of her own accord."""
    refuse_strangers(by, report.board.workplace.city)
    report = _locked(report)
    if report.hangs:
        hanging.mark_down(report, on=max(on, report.hung_on), by=by)
        record(report, "poster.print_report", by=by, act="down")


@transaction.atomic
def correct_report(*, report: PrintReport, hung_on: date, copies: int, readers: int | None, by: User) -> None:
    """With another day other sheets were the older ones: what it replaced is told anew.

    Raises PermissionDenied, WallRefused for a report that was taken back, or a day after the sheet came down.
    """
    refuse_strangers(by, report.board.workplace.city)
    report, replaced = hanging.locked_with_replaced(report)
    if report.taken_back_on:
        raise WallRefused(_("This report was taken back. Make a new one."))
    if report.down_on and hung_on > report.down_on:
        raise WallRefused(_("That is after the day on which the sheet came down."))
    report.hung_on, report.copies, report.readers = hung_on, copies, readers
    report.save(update_fields=["hung_on", "copies", "readers"])
    if report.hangs:
        hanging.replace_anew(report, replaced, on=timezone.localdate(), by=by)
    record(report, "poster.print_report", by=by, act="correct")


@transaction.atomic
def take_back_report(*, report: PrintReport, on: date, by: User) -> None:
    """Nothing hangs there after all: it counts no longer, its tasks fall away, its photo is deleted. Twice is once.

    What it had replaced hangs still: that stands again, with what must be done about it.
    """
    refuse_strangers(by, report.board.workplace.city)
    report, replaced = hanging.locked_with_replaced(report)
    if report.taken_back_on:
        return
    _drop_photo(report)
    report.taken_back_on = on
    report.save(update_fields=["taken_back_on"])
    wall_tasks.drop(WallTask.objects.filter(report=report), on=on)
    hanging.stand_up_again(replaced, on=on, by=by)
    record(report, "poster.print_report", by=by, act="take_back")


def add_photo(*, report: PrintReport, upload: UploadedFile, by: User) -> None:
    """In place of the one there is. Decodes outside the transaction. Raises PhotoRefused, PermissionDenied, WallRefused."""
    refuse_strangers(by, report.board.workplace.city)
    _refuse_beyond_quota(by)
    stored = photos.put_private_file(admit_photo(upload))
    try:
        kept = _keep_photo(report, stored, by)
    except BaseException:
        photos.drop_private_file(stored)
        raise
    if not kept:
        photos.drop_private_file(stored)


def _refuse_beyond_quota(by: User) -> None:
    used = PrintReport.objects.filter(reported_by=by).aggregate(total=Sum("photo__file_size"))["total"] or 0
    if used >= PERSON_QUOTA_BYTES:
        raise WallRefused(_("Your photos fill your 200 MB. Delete an old one first."))


@transaction.atomic
def _keep_photo(report: PrintReport, stored: photos.StoredFile, by: User) -> bool:
    """False when the same photo is there already: it was sent twice."""
    report = _locked(report)
    if report.taken_back_on:
        raise WallRefused(_("This report was taken back. Make a new one."))
    if report.photo and report.photo.file_hash == stored.sha1:
        return False
    old, report.photo = report.photo, photos.create_private_photo(stored, title=_("Photo of a notice board"))
    report.save(update_fields=["photo"])
    if old:
        old.delete()
    record(report, "poster.print_report", by=by, act="add_photo")
    return True


@transaction.atomic
def remove_photo(*, report: PrintReport, by: User) -> None:
    """Its file is gone once that is committed."""
    refuse_strangers(by, report.board.workplace.city)
    report = _locked(report)
    if report.photo:
        _drop_photo(report)
        record(report, "poster.print_report", by=by, act="remove_photo")


def _drop_photo(report: PrintReport) -> None:
    if photo := report.photo:
        report.photo = None
        report.save(update_fields=["photo"])
        photo.delete()


def _locked(report: PrintReport) -> PrintReport:
    """Reports are locked before their tasks, here and in `wall_tasks`, and in a way that lets a withdrawal add its task meanwhile."""
    return PrintReport.objects.select_for_update(of=("self",), no_key=True).select_related("photo").get(pk=report.pk)


def record(report: PrintReport, action: str, *, by: User, **data: Any) -> None:
    """One row of the history, in the transaction of the change. Never a name of a place."""
    log(report, action, user=by, data={"role": "steward", "edition": report.edition} | data)
