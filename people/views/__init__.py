"""The pages at the door: sign-in, cards, staff, one's own account."""
