"""Lessons: the ready curriculum, the office in which they are written, and the pages and sheets on which they are read."""
