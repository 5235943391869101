"""The editors' desk inside Wagtail's admin. Which of Wagtail's names are overridden here: docs/decisions/0002-submission-not-page.md."""
