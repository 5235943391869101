"""What this room adds to the public site and to the editors' desk."""

from functools import partial

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem

from cms.extension_points import FooterLink, PosterFile, PosterFit
from cms.models import ArticleContent, ArticlePage, City
from curriculum.desk import DeskEntry, roles_at
from people.models import User
from people.roles import Role
from printing import files, fitting, services
from printing.formats import Format, Paper
from printing.models import Poster, PosterState
from printing.offers import Offers, offers
from printing.permissions import OVERVIEW_ROLES


def article_footer_links(article: ArticlePage) -> list[FooterLink]:
    """The finished posters of the common set with their sizes, or where to wait for them; and where to ask for others. One query.

    What readers asked for besides is not listed: an article's page must not grow with it.
    """
    if not article.short_code:
        return []
    found = offers(article, list(Poster.objects.current().common().filter(article=article).in_offered_order()))
    edition = _(" · edition %(edition)d") % {"edition": article.edition} if article.edition > 1 else ""
    links = [FooterLink(offer.title, f"PDF, {offer.size}{edition}", offer.url) for offer in found.ready]
    return links + _where_to_go_on(article, found)


def _where_to_go_on(article: ArticlePage, found: Offers) -> list[FooterLink]:
    page = reverse("printing:article", args=[article.short_code.lower()])
    if found.is_waiting:
        return [FooterLink(_("The poster is being made"), _("About a minute; wait for it here"), page)]
    if found.has_failed and not found.ready:
        return [FooterLink(_("The poster is not ready yet"), _("The editors know and will see to it"), page)]
    return [FooterLink(_("Other paper, other printer"), _("A2, A4, F4, a series without scissors"), page)] if found.ready else []


def withdrawn_article_links(article: ArticlePage) -> list[FooterLink]:
    """Whoever stands before its sheet finds another one to hang in its place, and a steward where to say that it came down. No query for
    an article whose city is there."""
    city, query = article.city, f"?kota={article.city.slug}" if article.city else ""
    bulletins = _("Bulletins from %(city)s") % {"city": city.name} if city else _("Bulletins of all cities")
    desk = FooterLink(_("Stewards: say that it is down"), _("With your phone number and PIN"), reverse("printing:desk") + query)
    return [FooterLink(bulletins, _("The week on one sheet"), reverse("printing:bulletins") + query), desk]


def article_poster(article: ArticlePage, paper: str) -> PosterFile | None:
    """The colour poster on that paper; asked for if nobody has yet."""
    if paper not in Paper.values:
        return PosterFile(problem=_("There is no such paper."))
    poster = Poster.objects.current().filter(article=article).in_format(Format(paper)).first()
    if poster is None:
        services.request_poster(article=article, revision=article.live_revision, paper=paper)
        return None
    if poster.is_ready:
        path = files.local_path(poster.file)
        return PosterFile(poster.sheet_count, poster.size_bytes, str(path or ""), partial(files.read, poster.file))
    if poster.state == PosterState.BEING_MADE:
        return None
    return PosterFile(problem=poster.problem or _("No poster of this article is offered."))


def poster_fit(text: ArticleContent) -> PosterFit:
    return fitting.fit_on_papers(text)


def poster_preview(text: ArticleContent, paper: str) -> PosterFile | None:
    return fitting.preview(text, paper)


def front_page_links() -> list[FooterLink]:
    bulletins = FooterLink(_("Bulletins of all cities"), _("The week on one sheet"), reverse("printing:bulletins"), _("Print and put up"))
    return [_link_to_list(_("Posters of all cities"), reverse("printing:posters")), bulletins]


def city_links(city: City) -> list[FooterLink]:
    title, query = {"city": city.name}, f"?kota={city.slug}"
    bulletins = reverse("printing:bulletins") + query
    return [
        _link_to_list(_("Posters from %(city)s") % title, reverse("printing:posters") + query),
        FooterLink(_("Bulletins from %(city)s") % title, _("The week on one sheet"), bulletins, _("Print and put up")),
    ]


def _link_to_list(title: str, url: str) -> FooterLink:
    return FooterLink(title, _("PDF for A3; copy them and put them up"), url, _("Print and put up"))


def desk_entries(user: User, roles: set[str]) -> list[DeskEntry]:
    """A steward begins at her desk."""
    if Role.STEWARD not in roles:
        return []
    return [DeskEntry(_("Print and put up"), _("Bulletin, posters, notice boards"), reverse("printing:desk"), 40)]


class WallsMenuItem(MenuItem):
    """In the office's reports: for editors and the programme manager."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(OVERVIEW_ROLES & roles_at(request))


def walls_report() -> WallsMenuItem:
    return WallsMenuItem(gettext_lazy("Walls in numbers"), reverse("printing:overview"), name="walls", icon_name="table", order=200)


class BulletinsMenuItem(MenuItem):
    """In the office's menu, for editors: the pages themselves are our own light ones."""

    def is_shown(self, request: HttpRequest) -> bool:
        return Role.EDITOR in roles_at(request)


def bulletins_menu_item() -> BulletinsMenuItem:
    return BulletinsMenuItem(gettext_lazy("Bulletins"), reverse("printing:arrangements"), name="bulletins", icon_name="doc-full", order=250)


def sitemap_addresses() -> list[str]:
    return [reverse("printing:posters"), reverse("printing:bulletins")]
