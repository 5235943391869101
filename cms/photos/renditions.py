"""The fixed sizes in which readers get a photo. Made by a job, never while a reader waits; each under its weight or not at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from django.db import transaction
from PIL import Image as Pillow

from cms.models import Image, Rendition
from cms.photos import files

QUALITY_STEP, QUALITY_MIN = 5, 25


@dataclass(frozen=True)
class Recipe:
    width: int
    format: str
    quality: int
    bytes_max: int

    @property
    def spec(self) -> str:
        """As Wagtail writes it, so that its admin knows the copy."""
        return f"width-{self.width}|format-{self.format}|{self.format}quality-{self.quality}"

    @property
    def extension(self) -> str:
        return "jpg" if self.format == "jpeg" else self.format


FALLBACK = Recipe(320, "jpeg", 45, 12_000)  # what Opera Mini, Android 4.4 and KaiOS 2.5 get
WEBP = (Recipe(320, "webp", 40, 8_000), Recipe(480, "webp", 40, 15_000), Recipe(640, "webp", 40, 25_000))
RECIPES = (FALLBACK, *WEBP)
SPECS = [recipe.spec for recipe in RECIPES]
SMALLER_WIDTHS = (240, 160, 96)  # of the fallback alone: every photo has one


@dataclass(frozen=True)
class Drawn:
    recipe: Recipe
    width: int
    height: int
    data: bytes


@dataclass(frozen=True)
class Prepared:
    """Copies that lie in the storage and are not named by a row yet."""

    image: Image
    copies: list[tuple[str, Drawn]]

    @transaction.atomic
    def save(self) -> int:
        """Write the rows; none if the photo was published, withdrawn or deleted meanwhile. Returns how many."""
        same = Image.objects.select_for_update().filter(pk=self.image.pk, file=self.image.file.name)
        if not (image := same.first()):
            for name, _drawn in self.copies:
                files.delete_after_commit(name)
            return 0
        known = set(image.renditions.values_list("filter_spec", flat=True))
        new = [(name, drawn) for name, drawn in self.copies if drawn.recipe.spec not in known]
        for name, drawn in new:
            Rendition.objects.create(image=image, filter_spec=drawn.recipe.spec, file=name, width=drawn.width, height=drawn.height)
        return len(new)


def make_renditions(image_id: int) -> int:
    """Make what is missing and write the rows; returns how many were new."""
    return prepare_renditions(image_id).save()


def prepare_renditions(image_id: int) -> Prepared:
    """The slow half, outside any transaction. Raises Image.DoesNotExist and FileNotFoundError."""
    image = Image.objects.get(pk=image_id)
    known = set(image.renditions.values_list("filter_spec", flat=True))
    missing = [recipe for recipe in RECIPES if recipe.spec not in known]
    copies = []
    for drawn in draw(files.read(image.file.name), missing):
        name = files.rendition_name(image, drawn.data, drawn.width, drawn.recipe.extension)
        copies.append((files.put(name, drawn.data), drawn))
    return Prepared(image, copies)


def draw(jpeg: bytes, recipes: Iterable[Recipe] = RECIPES) -> Iterator[Drawn]:
    """`jpeg` is one of ours. Never enlarges; a copy that cannot be made light enough is left out."""
    with Pillow.open(BytesIO(jpeg), formats=("JPEG",)) as source:
        narrow = source.width
        source.draft("RGB", (WEBP[-1].width, 1))
        picture = source.convert("RGB")
        picture.info.clear()
    for recipe in recipes:
        if recipe.width <= narrow or recipe.width == FALLBACK.width:
            yield from _draw_one(picture, recipe, narrow)


def _draw_one(picture: Pillow.Image, recipe: Recipe, narrow: int) -> Iterator[Drawn]:
    for width in (recipe.width, *(SMALLER_WIDTHS if recipe is FALLBACK else ())):
        small = _at_width(picture, min(width, narrow))
        for quality in range(recipe.quality, QUALITY_MIN - 1, -QUALITY_STEP):
            data = _encoded(small, recipe.format, quality)
            if len(data) <= recipe.bytes_max:
                yield Drawn(recipe, small.width, small.height, data)
                return


def _at_width(picture: Pillow.Image, width: int) -> Pillow.Image:
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Pillow.Resampling.LANCZOS, reducing_gap=3.0)


def _encoded(picture: Pillow.Image, kind: str, quality: int) -> bytes:
    out = BytesIO()
    picture.save(out, kind, quality=quality, **({"optimize": True} if kind == "jpeg" else {"method": 6}))
    return out.getvalue()
