"""One served site for the modules that only look at it: the demo with its posters drawn."""

import pytest

from tests.journeys.stack import stack


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory):
    """A Stack with `address`, its 30 people and texts in every state."""
    with stack(tmp_path_factory.mktemp("demo")) as site:
        site.use_migrated_copy()
        site.manage("demo", "--posters")
        site.address = site.serve()
        yield site
