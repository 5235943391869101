"""From the writer's text to the wall and off it again, through the services of the upper room."""

import pytest

from jobs.runner import drain
from printing import files
from printing.models import Poster
from submissions.models import BylineChoice
from submissions.services import publication
from tests.printing.test_files import every_byte_of
from tests.submissions import texts

pytestmark = pytest.mark.django_db


def test_text_becomes_a_poster_and_is_gone_after_its_withdrawal(cast, client, lying_files):
    text = texts.published(cast)
    drain()
    address = f"/cetak/{text.page.code.code.lower()}/a3.pdf"
    response = client.get(address)
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    publication.withdraw(submission=text, by=cast.maya, reason="Permintaan penulis.")
    assert client.get(address).status_code == 410
    drain()
    assert lying_files() == []


def test_real_name_that_is_taken_back_is_in_no_file(cast, lying_files):
    text = texts.published(cast, byline_choice=BylineChoice.REAL)
    drain()
    old = {row.file for row in Poster.objects.all()}
    publication.take_back_byline(submission=text, author=cast.siti)
    drain()
    new = {row.file for row in Poster.objects.all()}
    assert len(new) == len(old) == len(lying_files())
    assert not new & old
    for name in new:
        assert b"nama-rahasia" not in every_byte_of(files.read(name)).lower()
