"""Pages of workshops; thin: what may be done and how is in permissions and services."""
