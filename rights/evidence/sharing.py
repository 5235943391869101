"""A few lines to send on by WhatsApp. No name, no company, no answers: the sum, the law, and where to compute one's own."""

from django.utils.translation import gettext as _

from cms import addresses
from rights.evidence.claims import Claim

MOST_LAWS = 2


def share_text(claim: Claim, path: str) -> str:
    said = f"{claim.headline}: {claim.sum}" if claim.sum else claim.headline
    lines = [
        f"*{claim.title}*",
        f"{said}.",
        _("Legal basis: %(laws)s.") % {"laws": "; ".join(claim.laws[:MOST_LAWS])},
        *claim.warnings[:1],
        _("It is the least by law, computed from own numbers, and no legal advice. Ask the union before you sign anything."),
        _("Compute yours: %(address)s") % {"address": addresses.absolute(path)},
    ]
    return "\n".join(lines)
