"""What this room adds to the public site: its word in the bar, and rows that lead to the calculators. No query."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.extension_points import FooterLink, Section
from cms.models import ArticlePage, City
from rights.forms import FORMS, calculator_address

# By the address of an article's topic: which calculator stands beside it, and what it is called there.
BESIDE_TOPIC = {
    "upah": ("minimum_wage", gettext_lazy("Is my wage under the minimum?")),
    "jam-kerja": ("overtime", gettext_lazy("How much is my overtime?")),
    "kontrak": ("pkwt_compensation", gettext_lazy("My contract (PKWT) ends")),
    "phk": ("severance", gettext_lazy("How much is my severance?")),
    "cuti": ("annual_leave", gettext_lazy("How much annual leave do I have?")),
    "perempuan": ("maternity_pay", gettext_lazy("I am on maternity leave")),
}


def public_sections() -> list[Section]:
    return [Section("hak", _("Rights"), reverse("rights:index"))]


def front_page_links() -> list[FooterLink]:
    return [
        FooterLink(
            _("What happened at your workplace?"), _("Overtime, THR, contract, dismissal"), reverse("rights:index"), _("Your rights")
        ),
        FooterLink(_("How much is my overtime?"), _("To the rupiah, with the article"), calculator_address("overtime"), _("Your rights")),
    ]


def city_links(city: City) -> list[FooterLink]:
    return [
        FooterLink(_("Is my wage under the minimum?"), _("Figures of this city"), calculator_address("minimum_wage"), _("Your rights")),
        FooterLink(_("What happened at your workplace?"), _("All calculators"), reverse("rights:index"), _("Your rights")),
    ]


def article_footer_links(article: ArticlePage) -> list[FooterLink]:
    """The calculator of the first topic that has one."""
    for topic in article.all_topics:
        if topic.slug in BESIDE_TOPIC:
            calculator, words = BESIDE_TOPIC[topic.slug]
            return [FooterLink(str(words), _("To the rupiah, with the article"), calculator_address(calculator), _("Your rights"))]
    return []


def sitemap_addresses() -> list[str]:
    return [reverse("rights:index"), *(calculator_address(form.calculator) for form in FORMS)]
