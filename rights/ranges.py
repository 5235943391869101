"""Several possible results beside each other: a range on top, each sum with the answers that lead to it, and the steps of the outer two."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rights.calculators.parameters import weakest
from rights.explaining import Explanation, Warning
from rights.forms import Filled, Variant
from rights.headlines import Headline
from rights.law_words import CONFIDENCE, basis_words
from rights.next_steps import NextStep

MOST_IN_FULL = 2  # steps of more results would not be read, and not fit into the page
MOST_LINES = 20  # of one result; a longer one stands alone


@dataclass(frozen=True, repr=False)
class Compared:
    """`first` is the lowest; `shown` are those whose steps stand on the page."""

    headline: Headline
    variants: tuple[Variant, ...]
    shown: tuple[Variant, ...]

    @property
    def first(self) -> Explanation:
        return self.variants[0].explanation

    @property
    def is_range(self) -> bool:
        return len(self.variants) > 1

    @property
    def is_pair(self) -> bool:
        return len(self.variants) == MOST_IN_FULL

    @property
    def law_names(self) -> list[str]:
        return list(dict.fromkeys(law.law for variant in self.shown for law in variant.explanation.laws))

    @property
    def other_basis(self) -> str:
        """The laws behind the sums of which no steps are shown; the others stand at their lines."""
        shown = {law for variant in self.shown for law in variant.explanation.laws}
        return basis_words(dict.fromkeys(law for variant in self.variants for law in variant.explanation.laws if law not in shown))

    @property
    def confidence(self) -> str:
        """The weakest mark of all that is shown."""
        return weakest(*(variant.explanation.confidence for variant in self.variants))

    @property
    def confidence_words(self) -> str:
        return str(CONFIDENCE[self.confidence])

    @property
    def warnings(self) -> list[Warning]:
        return list(dict.fromkeys(warning for variant in self.variants for warning in variant.explanation.warnings))

    @property
    def assumptions(self) -> list[str]:
        return list(dict.fromkeys(words for variant in self.variants for words in variant.explanation.assumptions))

    @property
    def next_steps(self) -> list[NextStep]:
        return list(dict.fromkeys(step for variant in self.variants for step in variant.explanation.next_steps))


def compared(filled: Filled) -> Compared:
    variants = filled.variants
    shown = variants if len(variants) <= MOST_IN_FULL else (variants[0], variants[-1])
    if len(variants[0].explanation.lines) > MOST_LINES:
        shown = variants[:1]
    return Compared(_headline(variants), variants, shown)


def _headline(variants: tuple[Variant, ...]) -> Headline:
    lowest, highest = variants[0].explanation.headline, variants[-1].explanation.headline
    if lowest == highest or not (lowest.sum and highest.sum):
        return lowest
    words = lowest.words if lowest.words == highest.words else _("By law, depending on what you do not know yet")
    return Headline(words, _("%(lowest)s to %(highest)s") % {"lowest": lowest.sum, "highest": highest.sum})
