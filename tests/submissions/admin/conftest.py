"""The editors' desk in tests: who looks, and how a form of the admin is filled in."""

import pytest

from tests.cast import Cast
from tests.submissions.admin.desk import Desk


@pytest.fixture
def maya(cast: Cast) -> Desk:
    """The editor at her desk."""
    return Desk(cast.client("maya"))
