"""Whole public pages, kept until anything that readers are shown changes (docs/decisions/0013-page-cache.md)."""
