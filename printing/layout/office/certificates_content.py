"""Certificates, one a page, with what the public needs to check them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar

from printing.layout.content import ContentError, canonical
from printing.layout.office.values import all_labels, check_rows, check_text, plain, rows_of, texts, with_bytes

MOST_CERTIFICATES = 1_000

CERTIFICATE_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "masthead": "Warta Buruh",
        "given_to": "Diberikan kepada",
        "number": "Nomor %(number)s",
        "check": "Periksa keasliannya:",
    }
)


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate. `lines` say what was done, a sentence each; `issued_on` is in words ("Karawang, 28 November 2026");
    `signers` are (name, role), at most four; `qr` leads to the public check, `typed_address` is the same for the eye.
    """

    name: str
    headline: str
    lines: tuple[str, ...] = ()
    number: str = ""
    qr: str = ""
    typed_address: str = ""
    issued_on: str = ""
    signers: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", texts(self.lines))
        object.__setattr__(self, "signers", rows_of(self.signers))


@dataclass(frozen=True, slots=True)
class CertificatesContent:
    """Certificates in the order of their pages; labels may be partial."""

    kind: ClassVar[str] = "certificates"

    certificates: tuple[Certificate, ...]
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "certificates", tuple(self.certificates))
        object.__setattr__(self, "labels", all_labels(CERTIFICATE_LABELS, self.labels))

    def check(self) -> None:
        """Raise ContentError when there is no certificate, or one for nobody or for nothing."""
        if not self.certificates:
            raise ContentError("There are no certificates to print.", code="no_certificates")
        if len(self.certificates) > MOST_CERTIFICATES:
            raise ContentError("There are too many certificates for one file.", code="too_many_certificates", detail=str(MOST_CERTIFICATES))
        for number, certificate in enumerate(self.certificates, start=1):
            place = f"certificate {number}"
            check_text(certificate.name, f"There is no name on {place}.", "no_name", place)
            check_text(certificate.headline, f"There is no headline on {place}.", "no_headline", place)
            check_rows(certificate.signers, 2, place)
            if len(certificate.signers) > 4:
                raise ContentError(f"More than four sign {place}.", code="too_many_signers", detail=place)

    def to_json(self) -> dict[str, Any]:
        return plain(self, with_bytes)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "CertificatesContent":
        return cls(**{**value, "certificates": tuple(Certificate(**item) for item in value["certificates"])})

    def canonical_json(self) -> str:
        return canonical(self.to_json())
