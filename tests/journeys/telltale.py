"""A photo that tells all about its taker, and the search for what somebody told us in confidence."""

import io
import zlib

from PIL import ExifTags, Image
from pypdf import PdfReader
from pypdf.generic import StreamObject


def telltale_photo(writer: dict[str, str]) -> bytes:
    """A JPEG that says where and by whom it was taken, in every place where phones write it."""
    name = writer["legal_name"]
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = exif[ExifTags.Base.Copyright] = name
    exif[ExifTags.Base.ImageDescription] = f"{name} {writer['phone']}"
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "HPRahasia", "Model-HPRahasia"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps.update({1: "S", 2: (6.0, 58.0, 0.0), 3: "E", 4: (110.0, 25.0, 12.0), 27: b"ASCII\0\0\0" + name.encode()})
    picture = Image.radial_gradient("L").resize((1600, 1200)).convert("RGB")
    kept = io.BytesIO()
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{name}</dc:creator></x:xmpmeta>".encode()
    picture.save(kept, "JPEG", quality=88, exif=exif, comment=name.encode(), xmp=xmp)
    assert b"Namarahasia" in kept.getvalue() and Image.open(kept).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    return kept.getvalue()


def telling_parts(picture: bytes) -> list[str]:
    """Metadata beside the picture itself."""
    with Image.open(io.BytesIO(picture)) as image:
        image.load()
        kept = [name for name in ("exif", "xmp", "comment", "photoshop", "Software", "Author") if image.info.get(name)]
        tags = [str(tag) for tag in image.getexif()]
    raw = [mark.decode() for mark in (b"Exif\0", b"http://ns.adobe.com", b"Namarahasia", b"HPRahasia") if mark in picture]
    return kept + tags + raw


def unpacked(reader: PdfReader) -> list[bytes]:
    streams = []
    for number in range(1, len(reader.xref_objStm) + sum(len(table) for table in reader.xref.values()) + 1):
        found = reader.get_object(number)
        if isinstance(found, StreamObject):
            streams.append(found._data)
            try:
                streams.append(found.get_data())
            except (NotImplementedError, zlib.error):
                continue
    assert streams
    return streams


def found_in(haystack: bytes, needles: list[str]) -> list[str]:
    """Those of the needles that are there, as UTF-8 or as PDFs write text, whatever the case."""
    lowered = haystack.lower()
    return [needle for needle in needles if any(needle.lower().encode(code) in lowered for code in ("utf-8", "utf-16-be"))]
