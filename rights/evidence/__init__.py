"""The evidence pack: a computation as paper for talks, with a letter, a checklist, time limits, and a text to send on.

Made from answers that are posted, given back as one PDF, and forgotten. Names and companies are never asked: they are written by hand.
"""
