"""Refusals of the certificates; their words are for the person at the page."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class CertificateError(ValidationError):
    def __str__(self) -> str:
        return self.message


class NobodyToCertify(CertificateError):
    def __init__(self) -> None:
        super().__init__(_("Nobody in this class is trained and without a certificate."))


class ReasonMissing(CertificateError):
    def __init__(self) -> None:
        super().__init__(_("Write the reason, in a few words."))


class NoLongerValid(CertificateError):
    def __init__(self) -> None:
        super().__init__(_("This certificate is not valid any more."))


class NoLegalName(CertificateError):
    def __init__(self) -> None:
        super().__init__(_("We do not know your legal name. Tell your trainer, or choose the pen name."))
