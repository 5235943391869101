"""Figures about reading a text. Pure: no Django."""

import math

WORDS_A_MINUTE = 180


def reading_minutes(word_count: int) -> int:
    """Whole minutes, at least one."""
    return max(1, math.ceil(word_count / WORDS_A_MINUTE))
