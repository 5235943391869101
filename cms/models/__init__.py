from cms.discussion.models import Answer, AnswerHour

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
    "Rendition",
    "ShortCode",
    "StandardPage",
    "TimeZone",
    "Topic",
    "Withdrawal",
]
