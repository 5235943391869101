"""Refusals of the certificates."""

from django.utils.translation import gettext_lazy as _

from ..errors import Refused


class NobodyToCertify(Refused):
    sentence = _("Nobody in this class is trained and without a certificate.")


class ReasonMissing(Refused):
    sentence = _("Write the reason, in a few words.")


class NoLongerValid(Refused):
    sentence = _("This certificate is not valid any more.")


class NoLegalName(Refused):
    sentence = _("We do not know your legal name. Tell your trainer, or choose the pen name.")
