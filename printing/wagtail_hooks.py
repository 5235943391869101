"""Registration with Wagtail's hooks; no logic."""

from wagtail import hooks

from cms import extension_points
from curriculum.desk import DESK_ENTRIES
from printing import hooks as answers

hooks.register(extension_points.ARTICLE_FOOTER_LINKS, answers.article_footer_links)
hooks.register(extension_points.ARTICLE_POSTER, answers.article_poster)
hooks.register(extension_points.POSTER_FIT, answers.poster_fit)
hooks.register(DESK_ENTRIES, answers.desk_entries)
hooks.register(extension_points.FRONT_PAGE_LINKS, answers.front_page_links)
hooks.register(extension_points.CITY_LINKS, answers.city_links)
hooks.register(extension_points.SITEMAP_ADDRESSES, answers.sitemap_addresses)
