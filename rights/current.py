"""The law that the pages calculate with."""

from rights.calculators import Law, law


def current_law() -> Law:
    """The bundled law."""
    return law()
