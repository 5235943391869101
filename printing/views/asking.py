"""How readers ask for a form that is not made yet, without script, cookie or account.

GET only ever shows, so that no crawler and no preview of a link starts work. The act is a POST that is exempt from the CSRF check, since
that check would need a cookie: there is no session here that a foreign page could ride on, the answer is a file that is public anyway, and
asking again finds the same row. What a program could do with it is bounded: only forms of the table, only of what is public, one file for
each, and no more than `making.MOST_ON_DEMAND` of them waiting at once.
"""

from collections.abc import Callable, Collection

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.see_other import SeeOther
from printing.errors import TooMuchAskedFor
from printing.formats import Format
from printing.models import RenderedFile
from printing.offers import PARAMETER, chosen_format

BAD_REQUEST, UNAVAILABLE = 400, 503
RETRY_SECONDS = 60
Page = Callable[..., HttpResponse]

reads_or_asks = require_http_methods(["GET", "HEAD", "POST"])


def asked(
    request: HttpRequest,
    papers: Collection[str],
    request_one: Callable[[Format], RenderedFile],
    page_url: str,
    file_url: Callable[[str], str],
    page: Page,
) -> HttpResponse:
    """The answer to the form: on to the file if it is there, else to the page that waits for it; `page` shows a refusal."""
    wanted = chosen_format(request.POST.get(PARAMETER, ""), request.POST.get("tepi", ""))
    if wanted is None or wanted.paper not in papers:
        return page(refusal=_("Choose a form from the list."), status=BAD_REQUEST)
    try:
        row = request_one(wanted)
    except TooMuchAskedFor:
        response = page(refusal=_("Many sheets are being made just now. Ask again in a minute."), status=UNAVAILABLE)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response
    return SeeOther(file_url(wanted.file_name) if row.is_ready else waiting_url(page_url, wanted))


def waiting_url(page_url: str, wanted: Format) -> str:
    return f"{page_url}?{urlencode({PARAMETER: wanted.file_name})}"
