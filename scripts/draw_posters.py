"""Draw the pictures in docs/posters/ anew: the demo's texts on every paper. `python -m scripts.draw_posters`.

Needs no database: the texts are those of submissions/demo, the address is an example.
"""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image

from printing.layout import Block, Photo, PosterContent, render
from printing.layout.bulletin_content import BulletinArticle, BulletinContent, RightsBox, WallAnswer
from submissions.demo.manuscripts import Manuscript, manuscripts

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs/posters"
PICTURES = ROOT / "submissions/demo/pictures"
LARGEST = 120 * 1024
COLOURS_IN_FILE = 32
COLOURS = {
    "bandung": "#14579f",
    "semarang": "#aa1e16",
    "karawang": "#14653a",
    "tangerang": "#6f40a0",
    "jakarta": "#8d4300",
    "samarinda": "#00616a",
}
KINDS = {"item": "list_item"}
BYLINES = {"worker": "Pekerja garmen", "sector": "Anggota serikat sektor garmen"}
DAY = date(2026, 11, 24)
ADDRESS = "wartaburuh.example/p/7K3MP4"
ISSUER = "Warta Buruh, berita kerja tulisan pekerja"


class Example(NamedTuple):
    """A picture: its file, the texts on it and how they are printed; `pages` are shown side by side, `rows` below one another."""

    name: str
    texts: tuple[str, ...]
    options: dict[str, object]
    pages: tuple[int, ...] = (0,)
    height: int = 1000
    changes: dict[str, object] = {}
    columns: int = 3


EXAMPLES = (
    Example("a3", ("jakarta-3-forklift",), {"paper": "a3"}),
    Example("a3-ink-saver", ("jakarta-3-forklift",), {"paper": "a3", "mono": True}),
    Example("a3-no-photo", ("tangerang-2-istirahat",), {"paper": "a3"}),
    Example("a3-upright-photo", ("karawang-2-asap",), {"paper": "a3"}),
    Example("a3-two-sheets", ("semarang-1-lembur",), {"paper": "a3"}, pages=(0, 1), height=820),
    Example("a3-short", ("semarang-1-lembur",), {"paper": "a3"}, changes={"short": True}),
    Example("a3-on-two-a4", ("jakarta-2-karung",), {"paper": "a3", "sheet": "a4"}, pages=(0, 1, 2), height=480, columns=2),
    Example("a2", ("karawang-1-pres",), {"paper": "a2"}, height=1150),
    Example("f4-series", ("samarinda-1-pelampung",), {"paper": "f4s"}, pages=(0, 1), height=820),
    Example(
        "bulletin-a3",
        ("bandung-1-jarum", "bandung-2-kontrak", "bandung-3-kos", "bandung-4-haid"),
        {"paper": "a3"},
        height=1150,
    ),
    Example(
        "bulletin-a2",
        (
            "semarang-1-lembur", "semarang-2-kipas", "semarang-3-bus", "semarang-4-asi",
            "jakarta-1-salat", "jakarta-2-karung", "jakarta-3-forklift", "jakarta-4-makan",
        ),
        {"paper": "a2"},
        height=1250,
    ),
)  # fmt: skip


def main() -> None:
    """Write all pictures."""
    texts = {manuscript.key: manuscript for manuscript in manuscripts()}
    for example in EXAMPLES:
        chosen = [texts[key] for key in example.texts]
        content = _bulletin(chosen) if example.name.startswith("bulletin") else _poster(chosen[0], **example.changes)
        made = render(content, **example.options)  # type: ignore[arg-type]
        data = _picture(made.pdf, example)
        (FOLDER / f"{example.name}.png").write_bytes(data)
        print(f"{example.name}.png {len(data) // 1024} KiB, {made.body_pt:g} pt, {made.page_count} page(s)")  # noqa: T201


def _picture(pdf: bytes, example: Example) -> bytes:
    """As large as the limit of the file allows."""
    height = example.height
    while True:
        data = _png(list(_pages(pdf, height, example.pages)), example.columns)
        if len(data) <= LARGEST:
            return data
        height = round(height * 0.95)


def _poster(text: Manuscript, **changes: object) -> PosterContent:
    blocks = [Block(KINDS.get(line.kind, line.kind), line.text) for line in text.lines]
    place = next((place for place, block in enumerate(blocks) if block.kind == "quote"), None)
    quote = blocks[place].text if place is not None else ""
    if place is not None:
        blocks[place] = Block("paragraph", quote)  # as the site does it: set large above, plainly in the text
    values = {
        "masthead": "Warta Buruh",
        "headline": text.headline,
        "blocks": tuple(blocks),
        "published_on": DAY,
        "city": text.city.capitalize(),
        "city_colour": COLOURS[text.city],
        "standfirst": text.standfirst,
        "byline": BYLINES.get(text.byline, "Siti R."),
        "lead_photo": _photo(text.photo),
        "quote": quote,
        "questions": text.question,
        "address": f"https://{ADDRESS}/",
        "typed_address": ADDRESS,
        "issuer": ISSUER,
    }
    return PosterContent(**{**values, **changes})  # type: ignore[arg-type]


def _photo(name: str) -> Photo | None:
    if not name:
        return None
    lines = (PICTURES / "captions.txt").read_text(encoding="utf-8").splitlines()
    caption = next(line.partition(": ")[2] for line in lines if line.startswith(f"{name}: ")).partition(" | ")[0]
    return Photo((PICTURES / f"{name}.jpg").read_bytes(), caption, "Gambar: Tim Warta Buruh")


def _bulletin(texts: list[Manuscript]) -> BulletinContent:
    posters = [_poster(text) for text in texts]
    articles = tuple(
        BulletinArticle(p.headline, p.blocks, p.standfirst, p.byline, p.lead_photo, p.address, p.typed_address, p.questions)
        for p in posters
    )
    answer = WallAnswer(texts[0].question[0], "Di bagian potong ada buku, tetapi hanya mandor yang membacanya.", "dari dinding gudang")
    rights = RightsBox(
        "Lembur pada hari kerja",
        (("Jam pertama", "1,5 × upah sejam"), ("Jam berikutnya", "2 × upah sejam")),
        source="PP 35/2021 Pasal 31",
    )
    city, colour = texts[0].city.capitalize(), COLOURS[texts[0].city]
    week = "Pekan 23–29 November 2026"
    return BulletinContent("Warta Buruh", articles, DAY, 12, week, city, colour, (answer,), rights, issuer=ISSUER)


def _pages(pdf: bytes, height: int, numbers: tuple[int, ...]) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in numbers:
            page = document[number]
            drawn = page.render(scale=2 * height / page.get_height()).to_pil().convert("RGB")
            yield drawn.resize((drawn.width // 2, drawn.height // 2), Image.Resampling.LANCZOS)
    finally:
        document.close()


def _png(pages: list[Image.Image], columns: int) -> bytes:
    """The pages on a grey table, in few colours."""
    gap, columns = 12, min(columns, len(pages))
    rows = -(-len(pages) // columns)
    width, height = (max(page.width for page in pages) + gap) * columns + gap, (pages[0].height + gap) * rows + gap
    table = Image.new("RGB", (width, height), "#8a8a86")
    for number, page in enumerate(pages):
        table.paste(page, (gap + number % columns * (page.width + gap), gap + number // columns * (page.height + gap)))
    out = io.BytesIO()
    table.quantize(COLOURS_IN_FILE, Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
