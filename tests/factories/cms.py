"""Made-up articles and what belongs to them. A page needs the structure of the site: it is made when the first article is."""

from datetime import UTC, date, datetime

import factory
import wagtail_factories
from django.utils.text import slugify

from cms.models import ArticlePage, Byline, City, CorrectionNotice, FrontPageSlot, Image, NewsIndexPage, ShortCode, Topic, Withdrawal
from cms.services import publish_site_structure


def news_index() -> NewsIndexPage:
    return NewsIndexPage.objects.first() or publish_site_structure().news


class CityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = City
        django_get_or_create = ("slug",)

    name = "Karawang"
    slug = factory.LazyAttribute(lambda city: slugify(city.name))
    colour_class = factory.SelfAttribute("slug")


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic
        django_get_or_create = ("slug",)

    name = "Upah"
    slug = factory.LazyAttribute(lambda topic: slugify(topic.name))


class ImageFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = Image


class ArticlePageFactory(wagtail_factories.PageFactory):
    """A live article with a byline and a short code, below /berita/."""

    class Meta:
        model = ArticlePage
        skip_postgeneration_save = True

    parent = factory.LazyFunction(news_index)
    title = factory.Sequence(lambda number: f"Helm retak kini ditukar hari itu juga {number}")
    slug = factory.LazyAttribute(lambda page: slugify(page.title)[:200])
    standfirst = "Dulu perlu tiga tanda tangan dan tiga minggu."
    body = factory.LazyFunction(lambda: [("paragraph", "Sekarang ada lemari cadangan di dekat pintu las.")])
    first_published_at = factory.Sequence(lambda number: datetime(2026, 1 + number % 11, 1 + number % 27, 5, tzinfo=UTC))
    last_published_at = factory.SelfAttribute("first_published_at")

    @factory.post_generation
    def byline(self, create, extracted, **kwargs):
        if create:
            Byline.objects.create(article=self, words="Operator las" if extracted is None else extracted)

    @factory.post_generation
    def code(self, create, extracted, **kwargs):
        if create:
            ShortCode.for_article(self)


class CorrectionNoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CorrectionNotice

    article = factory.SubFactory(ArticlePageFactory)
    corrected_on = date(2026, 11, 23)
    was_wrong = "Naskah pertama menyebut 68 penjahit."
    is_right = "Yang benar 86."
    edition = 2


class WithdrawalFactory(factory.django.DjangoModelFactory):
    """An open withdrawal; the page is taken off as the service of the upper room does it."""

    class Meta:
        model = Withdrawal
        skip_postgeneration_save = True

    article = factory.SubFactory(ArticlePageFactory)
    withdrawn_on = date(2026, 10, 20)

    @factory.post_generation
    def page_off(self, create, extracted, **kwargs):
        if create and extracted is not False:
            self.article.live = False
            self.article.save()


class FrontPageSlotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FrontPageSlot

    position = factory.Sequence(lambda number: number + 1)
    article = factory.SubFactory(ArticlePageFactory)
