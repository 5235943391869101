"""The answer to a POST that was done."""

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """After a POST: fetch the next page by GET."""

    status_code = 303
