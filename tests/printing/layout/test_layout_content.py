"""Content as JSON, and the key of the finished file."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from printing.layout import Photo, PosterContent, content_key, render

from .conftest import article, sent, text_of


def test_content_survives_the_way_to_the_helper(photo_bytes):
    content = article(lead_photo=Photo(photo_bytes, "Rapat", "Tim"), photos=(Photo(b"x"),), labels={"scan": "Pindai"})
    assert PosterContent.from_json(sent(content.to_json())) == content


def test_key_depends_on_all_that_changes_the_file(photo_bytes):
    content = article(lead_photo=Photo(photo_bytes))
    keys = {
        content_key(content),
        content_key(content, "a2"),
        content_key(content, mono=True),
        content_key(content, "a3", "a4"),
        content_key(replace(content, edition=118)),
        content_key(replace(content, lead_photo=Photo(photo_bytes + b"\n"))),
        content_key(replace(content, labels={"scan": "Pindai"})),
    }
    assert len(keys) == 7
    assert content_key(content) == content_key(replace(content))


def test_key_is_indifferent_to_the_order_of_labels():
    one = article(labels={"scan": "a", "copy": "b"})
    other = article(labels={"copy": "b", "scan": "a"})
    assert content_key(one) == content_key(other)


def test_labels_are_frozen_and_may_be_partial():
    content = article(labels={"questions": "Untuk dibahas"})
    assert isinstance(content.labels, MappingProxyType)
    with pytest.raises(TypeError):
        content.labels["questions"] = "lain"
    assert "Untukdibahas" in text_of(render(content))
    assert "silakanperbanyakdantempelkan" in text_of(render(content))
