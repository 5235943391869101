"""The doors of bulletins: put together by editors and stewards, published as numbered editions, renewed when a story in them changes.

Locks are taken in one order, pages, answers, bulletins, each by its number, since a withdrawal comes here with its page locked already, and
a moderator with the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.discussion.models import Answer
from cms.models import ArticlePage, City
from printing import permissions
from printing.errors import BulletinRefused
from printing.models import Bulletin, BulletinArticle
from printing.models.bulletins import MOST_ARTICLES
from printing.services import bulletin_sheets, wall_tasks
from printing.services.proposing import propose
from printing.wall_answers import answers_about, answers_of, bulletins_printing, newest_answers

if TYPE_CHECKING:
    from people.models import User

DAYS_IN_WEEK = 7


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@transaction.atomic
def start_bulletin(*, city: City, week: date, by: User) -> Bulletin:
    """The draft for the week in which that day lies: the one there is, else a copy of what is published, else an empty one."""
    _may(by, city)
    monday = monday_of(week)
    draft, is_new = Bulletin.objects.get_or_create(city=city, week_starts_on=monday, published_at=None)
    if is_new and (current := Bulletin.objects.current().in_city(city).of_week(monday).first()):
        _fill(draft, list(current.articles.values_list("article_id", flat=True)))
    return draft


@transaction.atomic
def take_proposal(*, bulletin: Bulletin, by: User) -> Bulletin:
    """Add the proposed articles that it lacks, as many as fit."""
    draft = _locked_draft(bulletin, by)
    present = set(draft.articles.values_list("article_id", flat=True))
    room = MOST_ARTICLES - len(present)
    wanted = [article.pk for article in propose(draft.city, draft.week_starts_on) if article.pk not in present]
    _fill(draft, wanted[:room])
    return draft


@transaction.atomic
def add_article(*, bulletin: Bulletin, article: ArticlePage, by: User) -> BulletinArticle:
    """At the end; asking again is harmless. Raises BulletinRefused for a story that is not public, and when the sheet is full."""
    draft = _locked_draft(bulletin, by)
    if known := draft.articles.filter(article=article).first():
        return known
    if not ArticlePage.objects.public().filter(pk=article.pk).exists():
        raise BulletinRefused(_("This story is not public any longer."))
    if draft.articles.count() >= MOST_ARTICLES:
        raise BulletinRefused(_("A bulletin holds at most %(count)d stories. Take one out first.") % {"count": MOST_ARTICLES})
    return _fill(draft, [article.pk])[0]


@transaction.atomic
def move(*, bulletin: Bulletin, article: ArticlePage, up: bool, seen_at: int, by: User) -> None:
    """One place up or down. `seen_at` is the position that the button was pressed at: pressed twice, it moves once."""
    draft = _locked_draft(bulletin, by)
    rows = list(draft.articles.all())
    place = next((place for place, row in enumerate(rows) if row.article_id == article.pk and row.position == seen_at), None)
    other = None if place is None else place + (-1 if up else 1)
    if other is None or not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    _renumber(draft, rows)


@transaction.atomic
def remove_article(*, bulletin: Bulletin, article: ArticlePage, by: User) -> None:
    draft = _locked_draft(bulletin, by)
    _remove(draft, article.pk)


@transaction.atomic
def discard_draft(*, bulletin: Bulletin, by: User) -> None:
    """Throw a draft away. What is published stays; a draft that is gone already is no fault."""
    _may(by, bulletin.city)
    for draft in _locked(Bulletin.objects.drafts().filter(pk=bulletin.pk)):  # one that is published just now is waited for, and stays
        draft.delete()


def publish_once_drawn(*, bulletin: Bulletin, by: User, at: datetime, seen: list[int]) -> Bulletin:
    """As publish_bulletin, for somebody at a page: the edition before goes for good, so this one must be one that can be drawn.

    Slow: not for a transaction. Raises BulletinRefused also with the sentence that says why there is no sheet.
    """
    _may(by, bulletin.city)
    if seen and seen == _listed(bulletin):
        bulletin_sheets.draw_draft(bulletin)
    return publish_bulletin(bulletin=bulletin, by=by, at=at, seen=seen)


@transaction.atomic
def publish_bulletin(*, bulletin: Bulletin, by: User, at: datetime, seen: list[int] | None = None) -> Bulletin:
    """Make the draft the edition that readers are offered, and ask for its sheets; published already, it stays as it is.

    `seen` are the articles in the order in which she saw them: raises BulletinRefused when somebody has changed the bulletin meanwhile,
    when a story is no longer public, and when it is empty.
    """
    _may(by, bulletin.city)
    listed = _listed(bulletin)
    asked = newest_answers(bulletin)
    public = _locked_public([*listed, *(answer.article_id for answer in asked)])
    held = _locked_answers(asked)
    same_week = Bulletin.objects.in_city(bulletin.city).of_week(bulletin.week_starts_on)
    siblings = {each.pk: each for each in _locked_for_good(same_week.all)}
    draft = siblings.get(bulletin.pk)
    if draft is None:
        raise BulletinRefused(_("This draft was thrown away meanwhile."))
    if not draft.is_draft:
        return draft
    if _listed(draft) != listed or (seen is not None and seen != listed):
        raise BulletinRefused(_("Somebody has changed the bulletin meanwhile. Look at it once more."))
    _refuse_unless_printable(listed, public)
    log(draft, "printing.bulletin_published", user=by)
    return _publish(draft, siblings.values(), held, at)


@transaction.atomic
def withdraw_bulletin(*, bulletin: Bulletin, by: User, at: datetime) -> None:
    """Offer it no longer, and nothing in its place; twice is once. Whatever edition of it hangs must come down.

    Raises BulletinRefused when another edition is offered by now.
    """
    _may(by, bulletin.city)
    same_week = Bulletin.objects.published().in_city(bulletin.city).of_week(bulletin.week_starts_on)
    editions = _locked_for_good(same_week.all)
    for edition in editions:
        if edition.pk == bulletin.pk and edition.is_offered:
            _end([edition], at)
            wall_tasks.ask_to_take_bulletins_down(_recall(editions, at), on=timezone.localdate(at))
            log(edition, "printing.bulletin_withdrawn", user=by)
    other = Bulletin.objects.current().in_city(bulletin.city).of_week(bulletin.week_starts_on).first()
    if other is not None:
        words = _("Edition %(edition)d is on offer meanwhile. Look at it, then withdraw that one.")
        raise BulletinRefused(words % {"edition": other.edition})


@transaction.atomic
def renew_bulletins_with(article: ArticlePage, at: datetime) -> list[int]:
    """After a correction or a withdrawal of the article: drafts lose what is not public, published bulletins get a new edition, those that
    print answers to a withdrawn one too. Of these what hangs must come down: they are recalled, and their keys are returned."""
    is_public = ArticlePage.objects.public().filter(pk=article.pk).exists()
    answers = [] if is_public else answers_about(article)
    editions = _locked_for_good(lambda: _of_the_same_weeks(article, bulletins_printing(answers)))
    answering = bulletins_printing(answers)
    holding = set(Bulletin.objects.holding(article).values_list("pk", flat=True))
    for edition in editions:
        if edition.is_draft and edition.pk in holding and not is_public:
            _remove(edition, article.pk)
    _renew([edition for edition in editions if edition.is_offered and edition.pk in holding | answering], at)
    return _recall([edition for edition in editions if edition.pk in answering - holding], at)


@transaction.atomic
def redraw_bulletins_with(article: ArticlePage) -> None:
    """After its byline was taken back: the same edition, its sheets drawn anew and the old files gone."""
    editions = _locked_for_good(lambda: Bulletin.objects.current().holding(article))
    bulletin_sheets.retire_sheets(editions)
    bulletin_sheets.request_common_sheets(editions)


@transaction.atomic
def renew_bulletins_printing(answer: Answer, at: datetime) -> None:
    """After a moderator took an answer back or hid words of it: a new edition without them, and every sheet that shows them comes down."""
    editions = _locked_for_good(lambda: Bulletin.objects.filter(pk__in=bulletins_printing([answer.pk])))
    _renew([edition for edition in editions if edition.is_offered], at)
    wall_tasks.ask_to_take_bulletins_down(_recall(editions, at), on=timezone.localdate(at))


def _may(user: User, city: City) -> None:
    if not permissions.makes_bulletins(user, city):
        raise PermissionDenied


def _locked(bulletins: QuerySet[Bulletin]) -> list[Bulletin]:
    return list(bulletins.order_by("pk").select_for_update(of=("self",)).select_related("city"))


def _locked_for_good(wanted: Callable[[], QuerySet[Bulletin]]) -> list[Bulletin]:
    """Locked, and asked for again until no other has come: whoever held one while we waited may have made its next edition, which
    PostgreSQL does not show to a question that was asked before."""
    rows, known = _locked(wanted()), None
    while known is None or not known.issuperset(row.pk for row in rows):  # also once for none: what we waited for may be wanted no more
        known = (known or set()) | {row.pk for row in rows}
        rows = _locked(wanted())
    return rows


def _locked_draft(bulletin: Bulletin, by: User) -> Bulletin:
    _may(by, bulletin.city)
    draft = next(iter(_locked(Bulletin.objects.filter(pk=bulletin.pk))), None)
    if draft is None:
        raise BulletinRefused(_("This draft was thrown away meanwhile."))
    if not draft.is_draft:
        raise BulletinRefused(_("This bulletin is published already. To change it, start a new edition."))
    return draft


def _listed(bulletin: Bulletin) -> list[int]:
    return list(bulletin.articles.values_list("article_id", flat=True))


def _locked_public(article_ids: list[int]) -> set[int]:
    """Those that are public. A withdrawal or correction of one of them waits until we are done, or we wait for it."""
    list(Page.objects.filter(pk__in=article_ids).order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    return set(ArticlePage.objects.public().filter(pk__in=article_ids).values_list("pk", flat=True))


def _locked_answers(answers: list[Answer]) -> set[int]:
    """Their keys. Whoever takes one back or hides words of it waits until we are done, and then makes a new edition, or we wait."""
    wanted = Answer.objects.filter(pk__in=[answer.pk for answer in answers])
    return set(wanted.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def _refuse_unless_printable(listed: list[int], public: set[int]) -> None:
    if not listed:
        raise BulletinRefused(_("The bulletin is empty. Add stories first."))
    if not public.issuperset(listed):
        raise BulletinRefused(_("A story of this bulletin is not public any longer. Take it out first."))


def _publish(draft: Bulletin, siblings: Iterable[Bulletin], held: set[int], at: datetime) -> Bulletin:
    """`held` are the answers that are locked; another one that came meanwhile is for the next bulletin."""
    _end([edition for edition in siblings if edition.is_offered], at)
    _fix_what_is_printed([draft])
    draft.edition = draft.next_edition()
    draft.published_at = at
    draft.answer_ids = [answer.pk for answer in newest_answers(draft) if answer.pk in held]
    draft.save(update_fields=["edition", "published_at", "answer_ids"])
    bulletin_sheets.request_common_sheets([draft])
    return draft


def _end(editions: list[Bulletin], at: datetime) -> None:
    if editions:
        Bulletin.objects.filter(pk__in=[edition.pk for edition in editions]).update(ended_at=at)
        bulletin_sheets.retire_sheets(editions)


def _recall(editions: list[Bulletin], at: datetime) -> list[int]:
    """What hangs of them must come down, whenever it is reported: the keys of those that were not recalled before."""
    wanted = [edition.pk for edition in editions if edition.recalled_on is None]
    Bulletin.objects.filter(pk__in=wanted).update(recalled_on=timezone.localdate(at))
    return wanted


def _fix_what_is_printed(bulletins: list[Bulletin]) -> None:
    """The version of each article as it is public now, and the number of its edition."""
    page = ArticlePage.objects.filter(pk=OuterRef("article"))
    rows = BulletinArticle.objects.filter(bulletin__in=bulletins)
    rows.update(revision_id=Subquery(page.values("live_revision")), edition=Subquery(page.values("edition")))


def _renew(editions: list[Bulletin], at: datetime) -> None:
    """Each ends, and its next edition holds what is public of it; nothing comes after one of which nothing is. All at once: a story may be
    in the bulletins of many cities, and everybody who writes waits for this on SQLite."""
    if not editions:
        return
    _end(editions, at)
    kept: dict[int, list[int]] = {}
    rows = BulletinArticle.objects.filter(bulletin__in=editions, article__in=ArticlePage.objects.public().values("pk"))
    for bulletin_id, article_id in rows.order_by("position").values_list("bulletin_id", "article_id"):
        kept.setdefault(bulletin_id, []).append(article_id)
    following = [(_following(edition, at), kept[edition.pk]) for edition in editions if edition.pk in kept]
    fresh = Bulletin.objects.bulk_create([bulletin for bulletin, _articles in following])
    BulletinArticle.objects.bulk_create(
        BulletinArticle(bulletin=bulletin, article_id=article_id, position=position)
        for bulletin, articles in following
        for position, article_id in enumerate(articles, start=1)
    )
    _fix_what_is_printed(fresh)
    bulletin_sheets.request_common_sheets(fresh)


def _following(edition: Bulletin, at: datetime) -> Bulletin:
    return Bulletin(
        city=edition.city,
        week_starts_on=edition.week_starts_on,
        edition=edition.next_edition(),
        answer_ids=[answer.pk for answer in answers_of(edition)],
        published_at=at,
    )


def _of_the_same_weeks(article: ArticlePage, also: set[int]) -> QuerySet[Bulletin]:
    """All bulletins, drafts too, of the cities and weeks of those that hold the article, and the ones of those keys."""
    holding = Bulletin.objects.holding(article).filter(city=OuterRef("city"), week_starts_on=OuterRef("week_starts_on"))
    return Bulletin.objects.filter(Exists(holding) | Q(pk__in=also))


def _fill(draft: Bulletin, article_ids: list[int]) -> list[BulletinArticle]:
    last = draft.articles.aggregate(Max("position"))["position__max"] or 0
    return BulletinArticle.objects.bulk_create(
        BulletinArticle(bulletin=draft, article_id=article_id, position=position)
        for position, article_id in enumerate(article_ids, start=last + 1)
    )


def _remove(draft: Bulletin, article_id: int) -> None:
    draft.articles.filter(article_id=article_id).delete()
    _renumber(draft, list(draft.articles.all()))


def _renumber(draft: Bulletin, rows: list[BulletinArticle]) -> None:
    """1, 2, 3 … in this order. First out of the way, since no two may ever have one position."""
    if [row.position for row in rows] == list(range(1, len(rows) + 1)):
        return
    out_of_the_way = (draft.articles.aggregate(Max("position"))["position__max"] or 0) + 1
    draft.articles.update(position=F("position") + out_of_the_way)
    for position, row in enumerate(rows, start=1):
        BulletinArticle.objects.filter(pk=row.pk).update(position=position)
