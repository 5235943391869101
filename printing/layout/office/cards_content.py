"""Cards with which somebody signs in for the first time. Nothing about the person but the name she chose and her place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

from printing.layout.content import ContentError, canonical
from printing.layout.office.values import MONTHS, all_labels, check_text, plain, with_bytes

MOST_CARDS = 2_000

CARD_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "title": "Kartu masuk",
        "masthead": "Warta Buruh",
        "step_1": "Pindai gambar ini dengan kamera HP, atau buka %(address)s",
        "step_2": "Ketik kode di bawah, lalu buat PIN.",
        "step_3": "Jangan beri tahu PIN-mu kepada siapa pun.",
        "once": "Sekali pakai, sampai %(date)s",
        "months": MONTHS,
    }
)


@dataclass(frozen=True, slots=True)
class AccountCardFace:
    """What stands on one card. `code` is printed as it is, groups and all ("7K3MP-4QXRT"); `address` goes into the QR code.

    `typed_address` is the address for the eye, without the code; empty, it is taken from `address` up to its first "?".
    """

    name: str
    place: str
    code: str
    address: str
    expires_on: date
    typed_address: str = ""


@dataclass(frozen=True, slots=True)
class CardSheetContent:
    """Cards in the order in which they are cut, eight a sheet; labels may be partial."""

    kind: ClassVar[str] = "card_sheet"

    cards: tuple[AccountCardFace, ...]
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cards", tuple(self.cards))
        object.__setattr__(self, "labels", all_labels(CARD_LABELS, self.labels))

    def check(self) -> None:
        """Raise ContentError when there is no card, or one with which nobody could sign in."""
        if not self.cards:
            raise ContentError("There are no cards to print.", code="no_cards")
        if len(self.cards) > MOST_CARDS:
            raise ContentError("There are too many cards for one file.", code="too_many_cards", detail=str(MOST_CARDS))
        for number, card in enumerate(self.cards, start=1):
            check_text(card.code, f"Card {number} has no code.", "no_code", f"card {number}")
            check_text(card.address, f"Card {number} has no address.", "no_address", f"card {number}")

    def to_json(self) -> dict[str, Any]:
        return plain(self, with_bytes)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "CardSheetContent":
        cards = [AccountCardFace(**{**card, "expires_on": date.fromisoformat(card["expires_on"])}) for card in value["cards"]]
        return cls(**{**value, "cards": tuple(cards)})

    def canonical_json(self) -> str:
        return canonical(self.to_json())
