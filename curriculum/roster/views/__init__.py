"""Pages of the roster."""
