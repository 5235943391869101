"""Answers to an article's questions, from the web and from walls, with their moderation (docs/decisions/0005-discussion.md)."""
