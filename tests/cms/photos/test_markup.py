"""What a page writes for a photo."""

import re

import pytest

from cms.models import Image
from cms.photos import services
from cms.photos.markup import picture_markup, prefetch_pictures
from cms.photos.renditions import make_renditions

pytestmark = pytest.mark.django_db


@pytest.fixture
def private(admitted) -> Image:
    return services.store_private_photo(admitted, title="Foto 1")


@pytest.fixture
def ready(private) -> Image:
    services.publish_photos([private])
    make_renditions(private.pk)
    return Image.objects.get(pk=private.pk)


def test_picture_has_webp_in_three_widths_and_a_jpeg_for_old_phones(ready):
    html = picture_markup(ready, "Dua tangan", lazy=False)
    address = r"/media/photos/r/[0-9a-f]{16}"
    assert re.fullmatch(
        rf'<picture><source type="image/webp" srcset="{address}-320\.webp 320w,{address}-480\.webp 480w,{address}-640\.webp 640w" '
        rf'sizes="\(max-width:40em\) 100vw,640px"><img src="{address}-320\.jpg" width="640" height="400" alt="Dua tangan"></picture>',
        html,
    )


def test_later_pictures_are_lazy(ready):
    assert ' loading="lazy" decoding="async">' in picture_markup(ready, "")
    assert "lazy" not in picture_markup(ready, "", lazy=False)


def test_alt_text_is_escaped(ready):
    assert 'alt="&quot;&gt;&lt;script&gt;"' in picture_markup(ready, '"><script>')


def test_text_comes_first_while_there_are_no_sizes(private, django_capture_on_commit_callbacks):
    services.publish_photos([private])
    assert picture_markup(private, "") == ""
    assert not private.renditions.exists()


def test_unpublished_photo_is_never_in_a_public_page(private):
    make_renditions(private.pk)
    assert picture_markup(private, "") == ""


def test_desk_shows_an_unpublished_photo_by_its_private_address(private):
    assert f'<img src="{private.file.url}" width="1600"' in picture_markup(private, "", on_desk=True)
    make_renditions(private.pk)
    html = picture_markup(Image.objects.get(pk=private.pk), "", on_desk=True)
    assert html.count("/naskah/foto/private/r/") == 4
    assert "/media/" not in html


def test_no_photo_is_no_markup():
    assert picture_markup(None, "") == ""


@pytest.mark.parametrize("count", [1, 6])
def test_a_page_of_photos_costs_one_query(admitted, count, django_assert_num_queries):
    for number in range(count):
        photo = services.store_private_photo(admitted, title=f"Foto {number}")
        services.publish_photos([photo])
        if number < 2:
            make_renditions(photo.pk)
    images = [*Image.objects.all(), None]
    with django_assert_num_queries(1):
        prefetch_pictures(images)
        html = "".join(picture_markup(image, "") for image in images)
    assert html.count("<picture>") == min(count, 2)


def test_no_photos_cost_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        prefetch_pictures([None])
