"""Every file that leaves the layout, of every kind and format: sound, self-contained, the same in every process, and about nobody."""

import getpass
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import zlib
from datetime import date

import pypdf
import pypdfium2
import pytest

from printing.layout import Photo, render
from printing.layout.bulletin_content import BulletinArticle, BulletinContent
from printing.layout.client import PROJECT_ROOT
from printing.layout.correction import CorrectionStripContent
from printing.layout.edge_sheet import TestSheetContent as EdgeSheet
from tests.services import missing

from . import office_samples as office
from .conftest import article, assert_every_paragraph_once, blocks, jpeg, paragraphs

ODD = blocks("Kata \u0627\u0644\u0639\u0645\u0627\u0644 \U0001f4aa ńĝ ꦧꦸꦫꦸꦃ akhir.")


PHOTO = Photo(jpeg(), "Rapat.", "Tim")


def poster(**changes):
    return article(260, blocks=(*paragraphs(240), *ODD), lead_photo=PHOTO, **changes)


def bulletin(count: int) -> BulletinContent:
    articles = tuple(
        BulletinArticle(f"Rapat nomor {n} memilih jalur mediasi", paragraphs(60, seed=n), "Tiga putaran tanpa hasil.", "Siti R.")
        for n in range(count)
    )
    week = "Pekan 23–29 November 2026"
    return BulletinContent("Warta Buruh", articles, date(2026, 11, 29), 1, week, "Semarang", "#aa1e16")


FORMATS = {
    "a3": (poster, {"paper": "a3"}),
    "a3 hemat": (poster, {"paper": "a3", "mono": True}),
    "a2": (poster, {"paper": "a2"}),
    "a4": (poster, {"paper": "a4"}),
    "f4 hemat": (poster, {"paper": "f4", "mono": True}),
    "a4s": (poster, {"paper": "a4s"}),
    "f4s": (poster, {"paper": "f4s"}),
    "a3 on a4": (poster, {"paper": "a3", "sheet": "a4"}),
    "a2 on f4, wide edge": (poster, {"paper": "a2", "sheet": "f4", "edge_mm": 7.0}),
    "a3 short": (lambda: poster(short=True), {"paper": "a3"}),
    "bulletin a3": (lambda: bulletin(5), {"paper": "a3"}),
    "bulletin a2 on a4": (lambda: bulletin(8), {"paper": "a2", "sheet": "a4", "mono": True}),
    **{f"{kind} {paper}": (make, {"paper": paper}) for kind, make in office.ALL.items() for paper in ("a4", "f4")},
}


@pytest.fixture(scope="module")
def files():
    return {name: render(make(), **options) for name, (make, options) in FORMATS.items()}


each_format = pytest.mark.parametrize("name", FORMATS)


@each_format
def test_qpdf_has_nothing_to_say(files, name, tmp_path):
    if not shutil.which("qpdf"):
        missing("qpdf")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(files[name].pdf)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@each_format
def test_both_readers_open_it_and_count_the_same_pages(files, name):
    made = files[name]
    document = pypdfium2.PdfDocument(made.pdf)
    assert len(document) == len(pypdf.PdfReader(io.BytesIO(made.pdf)).pages) == made.page_count
    document.close()


@each_format
def test_every_font_is_an_embedded_subset_with_to_unicode(files, name):
    reader = pypdf.PdfReader(io.BytesIO(files[name].pdf))
    objects = [reader.get_object(number) for number in reader.xref[0]]
    fonts = [found for found in objects if isinstance(found, dict) and found.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        assert re.fullmatch(r"/[A-Z]{6}\+.+", font["/BaseFont"])
        if font["/Subtype"] == "/Type0":
            assert "/ToUnicode" in font
        else:
            assert "/FontFile2" in font["/FontDescriptor"].get_object()
    assert b"Helvetica" not in files[name].pdf


@each_format
def test_nothing_in_it_tells_who_made_it_or_where(files, name):
    """Searched in the plain bytes and in all streams; a name of three letters could stand there by chance."""
    pdf = files[name].pdf
    opened = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:
            opened.append(zlib.decompress(stream))
        except zlib.error:
            opened.append(stream)
    traces = {str(PROJECT_ROOT), os.getcwd(), getpass.getuser(), socket.gethostname(), os.path.expanduser("~"), "/tmp/", "site-packages"}  # noqa: S108
    for trace in traces:
        if len(trace) > 3:
            assert not any(trace.encode() in part for part in opened), trace


@pytest.mark.parametrize("name", ["a3", "a3 hemat", "a2", "a4", "f4 hemat", "a4s", "f4s"])
def test_every_paragraph_stands_in_its_text_once(files, name):
    content = article(blocks=paragraphs(240))
    assert_every_paragraph_once(content, files[name])


SCRIPT = """
import hashlib, sys
sys.path.insert(0, {root!r})
from tests.printing.layout.test_layout_files import FORMATS, ODD, article, render
if {others}:
    render(article(30, blocks=ODD, headline="Lain"))
names = list(FORMATS) if not {others} else list(reversed(FORMATS))
found = dict()
for name in names:
    make, options = FORMATS[name]
    found[name] = hashlib.sha256(render(make(), **options).pdf).hexdigest()
print(sorted(found.items()))
"""


def test_all_of_them_have_the_same_bytes_in_other_processes(tmp_path):
    """Neither hash seeds nor the day on which a build pretends to run nor what was drawn before make a difference."""
    running = []
    for seed, others in (("1", False), ("77", True)):
        script = SCRIPT.format(root=str(PROJECT_ROOT), others=others)
        environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": seed * 5, "TZ": f"UTC{len(seed)}"}
        running.append(subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, env=environment, stdout=subprocess.PIPE))
    answers = [process.communicate(timeout=120)[0] for process in running]
    assert answers[0] == answers[1] != b""


def test_files_grow_with_their_text_not_with_what_was_drawn_before():
    once = render(poster()).pdf
    for _ in range(3):
        render(article(600, blocks=ODD))
    assert render(poster()).pdf == once


def test_test_sheet_and_correction_strip_are_sound_too():
    strip = CorrectionStripContent("Warta Buruh", "Upah lembur", "Tertulis 12 orang.", "Yang benar 21 orang.", date(2026, 11, 24), 2)
    for content in (EdgeSheet(), strip):
        made = render(content, paper="a4")
        assert len(pypdf.PdfReader(io.BytesIO(made.pdf)).pages) == made.page_count
        assert b"Helvetica" not in made.pdf
