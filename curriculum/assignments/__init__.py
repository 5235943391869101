"""Assignments: something to hand in by a day, a text or a task for the union's channels."""
