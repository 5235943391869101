"""News that travels up from the public site. All are sent inside the transaction of the change."""

from django.dispatch import Signal

# What readers see of an article changed. Arguments: page (ArticlePage), revision (its page revision), is_new (whether this is its first
# publication or a new edition; False when only the words of its byline were taken back).
article_published = Signal()
# An article was taken down. Arguments: page (ArticlePage).
article_withdrawn = Signal()
# A moderator accepted, refused, took back or hid words of a reader's answer. Arguments: answer (Answer).
answer_changed = Signal()
