"""The people of a class: lists that come in and go out, cards on paper, sign-ups of workers who are no members yet."""
