"""How a certificate's number is written."""

from django import template

from ..certificates.numbers import shown

register = template.Library()


@register.filter
def number_shown(number: str) -> str:
    return shown(number)
