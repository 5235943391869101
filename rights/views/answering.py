"""What every page shares to which answers are posted.

Answers are posted, so that they stand in no address; they are kept nowhere, written to no log, and the page with them is stored by nobody.
There is no CSRF token, since that would set a cookie, and none is needed: nothing is changed and nothing done in anybody's name.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cms.middleware import content_length
from cms.views.errors import request_too_large
from rights.forms import Filled
from rights.forms.showing import shown_parts

View = Callable[..., HttpResponse]

CHANGE = "ubah"  # the button that gives the form back
SITE = {"section": "hak", "city_class": ""}  # all that the base template looks for: a miss is logged with its context
MOST_BYTES = 64 * 1024  # the longest form, a month of overtime with its sheet, takes a third of it


def takes_answers(view: View) -> View:
    """GET shows what is asked, POST the answer."""

    @csrf_exempt
    @sensitive_post_parameters()
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        is_small = content_length(request) <= MOST_BYTES
        response = view(request, *args, **kwargs) if is_small else request_too_large(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    return answering


def form_page(request: HttpRequest, filled: Filled, shape: str = "") -> HttpResponse:
    """What is asked, with what was typed and what has to be mended."""
    context = {**SITE, "filled": filled, "form": filled.form, "parts": list(shown_parts(filled))}
    return render(request, f"rights/{shape}form.html", context)
