"""The <picture> of a page. What has no sizes yet is not shown: the text comes first, and nobody waits for a picture."""

from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.models import Image, Rendition
from cms.photos.renditions import FALLBACK, SPECS, WEBP

SIZES = "(max-width:40em) 100vw,640px"
LAZY = SafeString(' loading="lazy" decoding="async"')


def prefetch_pictures(images: Iterable[Image | None]) -> None:
    """Load the sizes of all these photos with one query; call it once for a page."""
    wanted = [image for image in images if image is not None]
    prefetch_related_objects(
        wanted, Prefetch("renditions", Rendition.objects.filter(filter_spec__in=SPECS), to_attr="prefetched_renditions")
    )


def picture_markup(image: Image | None, alt: str, lazy: bool = True, *, on_desk: bool = False) -> SafeString:
    """Empty for a photo that is not published or not ready, unless `on_desk`: working pages show it in any state.

    One query, unless `prefetch_pictures` was called. The first picture of a page is never lazy.
    """
    if image is None or (image.is_private and not on_desk):
        return SafeString("")
    sizes = _sizes(image)
    if fallback := sizes.get(FALLBACK.spec):
        return _picture(fallback, [sizes[recipe.spec] for recipe in WEBP if recipe.spec in sizes], alt, lazy)
    return _img(image.file.url, image, alt, lazy) if on_desk else SafeString("")


def _sizes(image: Image) -> dict[str, Rendition]:
    if not hasattr(image, "prefetched_renditions"):
        prefetch_pictures([image])
    return {rendition.filter_spec: rendition for rendition in image.prefetched_renditions}


def _picture(fallback: Rendition, webp: list[Rendition], alt: str, lazy: bool) -> SafeString:
    largest = max([fallback, *webp], key=lambda rendition: rendition.width)
    img = _img(fallback.url, largest, alt, lazy)
    if not webp:
        return format_html("<picture>{}</picture>", img)
    srcset = format_html_join(",", "{} {}w", ((rendition.url, rendition.width) for rendition in webp))
    return format_html('<picture><source type="image/webp" srcset="{}" sizes="{}">{}</picture>', srcset, SIZES, img)


def _img(url: str, measure: Image | Rendition, alt: str, lazy: bool) -> SafeString:
    return format_html('<img src="{}" width="{}" height="{}" alt="{}"{}>', url, measure.width, measure.height, alt, LAZY if lazy else "")
