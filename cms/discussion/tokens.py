"""What stands in a public form in the place of a cookie: a signed line that is good for one article, one answer and some hours.

It holds no person. It carries the answer's own random number, so that however often it is sent, it makes one row.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

SALT = "cms.discussion.answer"  # the purpose: a token of any other form is not read here
GOOD_FOR = timedelta(hours=6)
READ_AT_LEAST = timedelta(seconds=3)  # nobody reads a question and answers it in less


class TokenRefused(Exception):
    """Not ours, of another article, or too old: then `asked` still says what the form asked."""

    def __init__(self, asked: str = "") -> None:
        super().__init__()
        self.asked = asked


@dataclass(frozen=True)
class FormToken:
    """`client_id` is the number of the answer that this form may make, `asked` the fingerprint of what it asked, empty where that cannot
    change."""

    client_id: uuid.UUID
    age: timedelta
    asked: str = ""

    @property
    def is_too_quick(self) -> bool:
        return self.age < READ_AT_LEAST


def issue(article_id: int, now: datetime, *, asked: str = "", salt: str = SALT) -> str:
    facts = [article_id, uuid.uuid4().hex, int(now.timestamp()), *([asked] if asked else [])]
    return signing.Signer(salt=salt).sign_object(facts)


def read(token: str, article_id: int, now: datetime, *, salt: str = SALT) -> FormToken:
    """Raises TokenRefused. A form of another purpose has its own `salt`, and 0 where there is no article."""
    try:
        made_for, client_id, issued, *asked = signing.Signer(salt=salt).unsign_object(token)
        client_id = uuid.UUID(client_id)
    except (signing.BadSignature, ValueError, TypeError):
        raise TokenRefused from None
    age = timedelta(seconds=now.timestamp() - issued)
    if made_for != article_id:
        raise TokenRefused
    token = FormToken(client_id, age, "".join(asked))
    if age > GOOD_FOR:
        raise TokenRefused(token.asked)
    return token
