"""Articles, photos and readers of PDFs for the tests of the layout; the texts are ours."""

import io
import random
import re
from datetime import date

import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from printing.layout import Block, PosterContent, Rendered
from printing.layout.protocol import packed, read_message

SENTENCES = (
    "Para pekerja bagian jahit meminta rincian upah lembur selama tiga bulan terakhir.",
    "Pengurus serikat mencatat jam masuk dan jam pulang setiap anggota dengan teliti.",
    "Perusahaan menjawab bahwa hitungannya mengikuti ketentuan yang berlaku.",
    "Rapat anggota diadakan pada hari Sabtu di aula kelurahan dekat pabrik.",
    "Buruh-buruh perempuan mengusulkan ruang menyusui dan penerangan di jalan pulang.",
    "Mediator dari dinas tenaga kerja membuka perundingan pada pukul sembilan pagi.",
    "Kesepakatan tertulis akan dibacakan kembali sebelum ditandatangani kedua pihak.",
    "Setiap anggota boleh bertanya dan menyampaikan keberatan secara terbuka.",
    "Slip gaji bulan Oktober menunjukkan selisih yang belum dijelaskan oleh bagian keuangan.",
    "Keselamatan kerja tetap menjadi pokok pembicaraan karena mesin potong tanpa pelindung.",
)
QUESTIONS = (
    "Apakah rincian lembur pada slip gajimu sesuai dengan kartu hadir?",
    "Apa risiko bila setiap bagian berunding sendiri-sendiri?",
    "Langkah apa yang bisa diambil regumu minggu ini?",
)


def paragraphs(words: int, seed: int = 1) -> tuple[Block, ...]:
    """Paragraphs of about so many words in all."""
    chance = random.Random(seed)
    blocks, count = [], 0
    while count < words:
        text = f"Catatan nomor {len(blocks) + 1}a. " + " ".join(chance.choice(SENTENCES) for _ in range(chance.randint(2, 5)))
        blocks.append(Block("paragraph", text))
        count += len(text.split())
    return tuple(blocks)


def article(words: int = 220, **changes) -> PosterContent:
    values = {
        "masthead": "Warta Buruh",
        "city": "Semarang",
        "city_colour": "#aa1e16",
        "published_on": date(2026, 11, 24),
        "edition": 117,
        "headline": "Upah lembur belum dibayar, serikat menuntut kepastian",
        "standfirst": "Tiga putaran perundingan tidak menghasilkan kesepakatan. Rapat anggota memilih jalur mediasi.",
        "byline": "Siti R.",
        "blocks": paragraphs(words),
        "quote": "“Kami meminta pelaksanaan perjanjian yang sudah ditandatangani.”",
        "questions": QUESTIONS,
        "address": "https://wartaburuh.example/p/7k3mp4/",
        "typed_address": "wartaburuh.example/p/7k3mp4",
        "code": "7k3mp4",
        "issuer": "Serikat Pekerja Contoh",
        "footer": "Lembar dinding Serikat Pekerja Contoh",
    }
    return PosterContent(**{**values, **changes})


def blocks(*texts: str) -> tuple[Block, ...]:
    return tuple(Block("paragraph", text) for text in texts)


def jpeg(width: int = 1600, height: int = 1067, *, dark: bool = False, seed: int = 1, **options) -> bytes:
    """A drawn crowd before a sky."""
    chance = random.Random(seed)
    image = Image.new("RGB", (width, height), (25, 25, 30) if dark else (120, 150, 190))
    pencil = ImageDraw.Draw(image)
    for _ in range(120):
        x, y = chance.randrange(width), chance.randrange(height // 3, height)
        size = max(4, width // 40)
        colour = tuple(chance.randrange(0 if dark else 30, 40 if dark else 220) for _ in range(3))
        pencil.rectangle([x - size, y - size, x + size, y + 2 * size], fill=colour)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85, **options)
    return out.getvalue()


def sent(value: dict) -> dict:
    """The value as it comes out of the other end of a pipe."""
    return read_message(io.BytesIO(b"".join(packed(value))).read)


def bare(text: str) -> str:
    """Text without blanks and hyphens, for comparison over line ends."""
    return re.sub(r"[\s\-\u2010\u00ad]+", "", text)


def text_of(rendered: Rendered) -> str:
    return bare("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(rendered.pdf)).pages))


def image_of(rendered: Rendered, page: int = 0, scale: float = 1.0) -> Image.Image:
    document = pypdfium2.PdfDocument(rendered.pdf)
    try:
        return document[page].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


def assert_every_paragraph_once(content: PosterContent, rendered: Rendered) -> None:
    """Every block stands in the text of the file, as often as in the content."""
    found = text_of(rendered)
    wanted = [bare(block.text) for block in content.blocks]
    for text in wanted:
        assert found.count(text) == wanted.count(text), text[:80]


@pytest.fixture(scope="session")
def photo_bytes() -> bytes:
    return jpeg()
