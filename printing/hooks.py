"""What this room adds to the public site and to the editors' desk."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.extension_points import FooterLink, PosterFile
from cms.models import ArticleContent, ArticlePage, City
from curriculum.desk import DeskEntry
from curriculum.models import Membership
from people.models import User
from people.roles import Role
from printing import files, services
from printing.formats import Format, Paper
from printing.models import Poster, PosterState
from printing.offers import Offers, offers


def article_footer_links(article: ArticlePage) -> list[FooterLink]:
    """The finished posters with their sizes, or where to wait for them. One query."""
    if not article.short_code:
        return []
    found = offers(article, list(Poster.objects.current().filter(article=article).in_offered_order()))
    edition = _(" · edition %(edition)d") % {"edition": article.edition} if article.edition > 1 else ""
    links = [FooterLink(offer.title, f"PDF, {offer.size}{edition}", offer.url) for offer in found.ready]
    return links + _where_to_wait(article, found)


def _where_to_wait(article: ArticlePage, found: Offers) -> list[FooterLink]:
    page = reverse("printing:article", args=[article.short_code.lower()])
    if found.is_waiting:
        return [FooterLink(_("The poster is being made"), _("About a minute; wait for it here"), page)]
    if found.has_failed and not found.ready:
        return [FooterLink(_("The poster is not ready yet"), _("The editors know and will see to it"), page)]
    return []


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


def poster_fit(text: ArticleContent) -> str:
    """How the text will stand on paper and what will be left out, in sentences for the editor."""
    told = services.fit(text)
    return " ".join([told.sentence, *told.warnings])


def front_page_links() -> list[FooterLink]:
    return [_link_to_list(_("Posters of all cities"), reverse("printing:posters"))]


def city_links(city: City) -> list[FooterLink]:
    return [_link_to_list(_("Posters from %(city)s") % {"city": city.name}, f"{reverse('printing:posters')}?kota={city.slug}")]


def _link_to_list(title: str, url: str) -> FooterLink:
    return FooterLink(title, _("PDF for A3; copy them and put them up"), url, _("Print and put up"))


def desk_entries(user: User, roles: set[str]) -> list[DeskEntry]:
    """A steward begins with the posters of her city."""
    if Role.STEWARD not in roles:
        return []
    cities = City.objects.filter(memberships__in=Membership.objects.current().held_by(user).as_role(Role.STEWARD)).distinct()
    address = reverse("printing:posters")
    return [
        DeskEntry(
            _("Posters from %(city)s") % {"city": city.name}, _("Print them and put them up"), f"{address}?kota={city.slug}", 40, True
        )
        for city in cities
    ]


def sitemap_addresses() -> list[str]:
    return [reverse("printing:posters")]
