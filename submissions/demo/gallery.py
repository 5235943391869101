"""The pictures in pictures/: drawn by us as SVG, stored as JPEG, with a caption and a description each. Nobody real is on them."""

from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

FOLDER = Path(__file__).parent / "pictures"
CREDIT = "Gambar: Tim Warta Buruh"


@dataclass(frozen=True)
class Picture:
    name: str
    caption: str
    alt: str
    credit: str = CREDIT

    def upload(self) -> SimpleUploadedFile:
        """The file as a phone would send it."""
        return SimpleUploadedFile(f"{self.name}.jpg", (FOLDER / f"{self.name}.jpg").read_bytes(), content_type="image/jpeg")


def pictures() -> dict[str, Picture]:
    """By name, from captions.txt: `name: caption | description`."""
    return {picture.name: picture for picture in map(_read, (FOLDER / "captions.txt").read_text(encoding="utf-8").splitlines())}


def _read(line: str) -> Picture:
    name, _colon, words = line.partition(": ")
    caption, _bar, alt = words.partition(" | ")
    return Picture(name, caption, alt)
