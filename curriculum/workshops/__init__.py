"""Workshops: when and where a class meets, who has a seat, who was there; on the phone and on paper."""
