"""Answers to lasting questions about rights: shipped texts, the figures in them, and how a page is put together when it is read."""
