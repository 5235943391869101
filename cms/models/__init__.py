from cms.discussion.models import Answer, AnswerHour
from cms.page_cache.models import PublicChange

from .articles import ArticlePage, NewsIndexPage
from .cities import City, CityIndexPage, CityPage, TimeZone, Topic
from .content import CONTENT_FIELDS, LAYOUT_FIELDS, ArticleContent
from .front_page import FrontPageSlot
from .home import HomePage
from .images import Image, Rendition
from .notices import Byline, CorrectionNotice, ShortCode, Withdrawal
from .standard import StandardPage

__all__ = [
    "CONTENT_FIELDS",
    "LAYOUT_FIELDS",
    "Answer",
    "AnswerHour",
    "ArticleContent",
    "ArticlePage",
    "Byline",
    "City",
    "CityIndexPage",
    "CityPage",
    "CorrectionNotice",
    "FrontPageSlot",
    "HomePage",
    "Image",
    "NewsIndexPage",
    "PublicChange",
    "Rendition",
    "ShortCode",
    "StandardPage",
    "TimeZone",
    "Topic",
    "Withdrawal",
]
