"""News that travels up from the public site. All are sent inside the transaction of the change."""

from django.dispatch import Signal

# An article became public or got a new edition. Arguments: page (ArticlePage), revision (its page revision).
article_published = Signal()
# An article was taken down. Arguments: page (ArticlePage).
article_withdrawn = Signal()
