"""From a bulletin to what stands on its sheet. Every word comes from the editions of the articles that were printed."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Revision

from cms import addresses, extension_points
from cms.discussion.models import Answer
from cms.models import ArticlePage
from printing.content import ISSUER, MASTHEAD, photo_of, text_of
from printing.layout import bulletin_content as layout
from printing.models import Bulletin
from printing.wall_answers import answers_of


def bulletin_content(bulletin: Bulletin) -> layout.BulletinContent:
    """The content of an edition; of a draft, as it would be published today. Reads the photos' files: not for a transaction.

    Raises FileNotFoundError when a photo's file is gone.
    """
    day = timezone.localdate(bulletin.published_at, ZoneInfo(bulletin.city.time_zone))
    with translation.override(settings.LANGUAGE_CODE):  # whoever previews it works in her own language
        printed = _printed(bulletin)
        titles = {article.pk: revision.as_object().title for article, revision in printed}
        rights = extension_points.first_answer(extension_points.RIGHTS_BOX, bulletin.city, day)
        return layout.BulletinContent(
            masthead=MASTHEAD,
            articles=tuple(_article(article, revision) for article, revision in printed),
            published_on=day,
            edition=bulletin.edition or bulletin.next_edition(),
            period=_("Week of %(days)s") % {"days": bulletin.days},
            city=bulletin.city.name,
            city_colour=bulletin.city.colour_hex,
            answers=tuple(_answer(answer, titles) for answer in answers_of(bulletin)),
            rights=rights and layout.RightsBox(rights.title, rights.rows, rights.note, rights.source),
            issuer=getattr(settings, "POSTER_ISSUER", ISSUER),
            labels={"more_rights": _("All of it: %(address)s") % {"address": rights.address}} if rights and rights.address else {},
        )


def _printed(bulletin: Bulletin) -> list[tuple[ArticlePage, Revision]]:
    """Each article with the edition of it that is printed; a draft has the public ones, as they are now."""
    rows = bulletin.articles.select_related("article__byline", "article__code", "article__live_revision", "revision")
    if not bulletin.is_draft:
        return [(row.article, row.revision) for row in rows]
    public = set(ArticlePage.objects.public().filter(bulletins__bulletin=bulletin).values_list("pk", flat=True))
    return [(row.article, row.article.live_revision) for row in rows if row.article_id in public]


def _article(article: ArticlePage, revision: Revision) -> layout.BulletinArticle:
    version = revision.as_object()
    blocks, _quote = text_of(version)
    return layout.BulletinArticle(
        headline=version.title,
        blocks=blocks,
        standfirst=version.standfirst,
        byline=article.byline_words,
        photo=photo_of(version.lead_photo, version.lead_caption, version.lead_credit),
        address=addresses.short_url(article.short_code),
        typed_address=addresses.short_address(article.short_code),
        questions=tuple(version.questions),
    )


def _answer(answer: Answer, titles: Mapping[int, str]) -> layout.WallAnswer:
    """`titles` are those that the sheet prints; of another story the answer names the public one."""
    story = titles.get(answer.article_id, answer.article.title)
    return layout.WallAnswer(answer.question, answer.words, str(answer.get_source_display()), story, answer.is_from_wall)
