"""What comes in through the photo door, and what is turned away with which advice."""

import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils import translation
from PIL import Image

from cms.photos import child, decode
from cms.photos.bare import check_bare
from cms.photos.door import SENTENCES, AdmittedPhoto, PhotoRefused, admit_photo
from tests.cms.photos import pictures
from tests.cms.photos.pictures import BLUE, GREEN, RED, WHITE, upload


def opened(admitted: AdmittedPhoto) -> Image.Image:
    picture = Image.open(BytesIO(admitted.jpeg))
    picture.load()
    return picture


def assert_colour(picture: Image.Image, place: tuple[int, int], wanted: tuple[int, int, int], room: int = 14) -> None:
    got = picture.getpixel(place)
    assert all(abs(a - b) <= room for a, b in zip(got, wanted, strict=True)), f"{got} is not {wanted}"


@pytest.mark.parametrize("case", pictures.REFUSED)
def test_hostile_file_is_refused_with_the_right_advice(case):
    make, name, code = pictures.REFUSED[case]
    with pytest.raises(PhotoRefused) as refusal:
        admit_photo(upload(make(), name))
    assert refusal.value.code == code
    assert str(refusal.value.message)


@pytest.mark.parametrize(
    ("make", "name"),
    [(pictures.talking_jpeg, "a.jpg"), (pictures.talking_png, "a.png"), (pictures.talking_webp, "a.webp")],
)
def test_nothing_but_pixels_comes_in(make, name):
    sent = make()
    assert pictures.CANARY in sent
    admitted = admit_photo(upload(sent, name))
    check_bare("a.jpg", admitted.jpeg)
    assert not [mark for mark in pictures.MARKS if mark in admitted.jpeg]
    picture = opened(admitted)
    assert not picture.getexif()
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert_colour(picture, (20, 40), RED)
    assert_colour(picture, (100, 40), BLUE)


def test_sizes_and_hash_are_those_of_the_new_picture():
    admitted = admit_photo(upload(pictures.talking_jpeg()))
    picture = opened(admitted)
    assert (admitted.width, admitted.height) == picture.size == (120, 80)
    assert len(admitted.sha256) == 64
    assert "progressive" not in picture.info


@pytest.mark.parametrize("orientation", [6, 8, 3, 5])
def test_photo_taken_sideways_is_upright(orientation):
    picture = opened(admit_photo(upload(pictures.talking_jpeg(orientation))))
    if orientation == 3:
        assert_colour(picture, (20, 40), BLUE)
        return
    assert picture.size == (80, 120)
    top_is_red = orientation in (6, 5)
    assert_colour(picture, (40, 20), RED if top_is_red else BLUE)
    assert_colour(picture, (40, 100), BLUE if top_is_red else RED)


def test_broken_exif_does_not_cost_the_photo():
    sent = pictures.talking_jpeg().replace(b"Exif\0\0MM", b"Exif\0\0XX").replace(b"Exif\0\0II", b"Exif\0\0XX")
    assert admit_photo(upload(sent)).width == 120


def test_cmyk_of_adobe_gets_its_true_colours():
    picture = opened(admit_photo(upload(pictures.cmyk_jpeg())))
    assert picture.mode == "RGB"
    assert_colour(picture, (20, 40), (255, 0, 0), 30)
    assert_colour(picture, (100, 40), (0, 0, 255), 30)


def test_cmyk_with_a_profile_of_another_kind_falls_back_to_the_plain_rule():
    picture = opened(admit_photo(upload(pictures.cmyk_jpeg(icc_profile=pictures.srgb_profile()))))
    assert_colour(picture, (20, 40), (255, 0, 0), 30)


def test_colours_go_through_the_profile_to_srgb():
    sent = pictures.saved(pictures.two_halves(), "PNG", icc_profile=pictures.swapped_profile())
    picture = opened(admit_photo(upload(sent, "a.png")))
    red, _green, blue = picture.getpixel((20, 40))
    assert blue > 150 > red


def test_16_bit_grey_is_scaled_and_not_clipped():
    picture = opened(admit_photo(upload(pictures.grey16_png(), "a.png")))
    for x, value in ((10, 0), (60, 128), (110, 255)):
        assert_colour(picture, (x, 20), (value, value, value), 6)


@pytest.mark.parametrize("make", [pictures.see_through_png, pictures.see_through_palette])
def test_what_is_see_through_becomes_white(make):
    picture = opened(admit_photo(upload(make(), "a.png")))
    assert_colour(picture, (20, 40), WHITE, 4)
    assert_colour(picture, (100, 40), GREEN)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_comes_in(mode):
    sent = pictures.saved(Image.new(mode, (40, 30)), "PNG")
    assert opened(admit_photo(upload(sent, "a.png"))).mode == "RGB"


def test_photo_of_two_lenses_is_one_photo():
    picture = opened(admit_photo(upload(pictures.two_lens_jpeg())))
    assert_colour(picture, (20, 40), RED)


def test_photo_of_50_megapixels_comes_in_at_2400():
    admitted = admit_photo(upload(pictures.big_jpeg()))
    assert (admitted.width, admitted.height) == (2400, 1807)
    assert_colour(opened(admitted), (100, 900), (200, 200, 200), 4)


def test_web_process_never_holds_the_open_picture():
    sent = upload(pictures.big_jpeg())
    tracemalloc.start()
    admit_photo(sent)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16 * 1024 * 1024


@pytest.mark.parametrize("name", ["blob", "FOTO.JPEG", "foto.jpe"])
def test_name_without_extension_or_in_capitals_is_fine(name):
    assert admit_photo(upload(pictures.talking_jpeg(), name)).width == 120


def test_what_follows_the_picture_is_left_behind():
    admitted = admit_photo(upload(pictures.talking_jpeg() + pictures.HTML + pictures.CANARY))
    assert b"script" not in admitted.jpeg


def test_upload_that_lies_on_disk_comes_in_too():
    with TemporaryUploadedFile("a.jpg", "image/jpeg", 0, None) as sent:
        sent.write(pictures.talking_jpeg())
        assert admit_photo(sent).width == 120


def test_every_decoder_code_has_its_sentence_in_indonesian():
    codes = {code for _make, _name, code in pictures.REFUSED.values()} | {"timeout", "busy", "broken"}
    assert codes <= set(SENTENCES)
    with translation.override("id"):
        assert not [code for code, sentence in SENTENCES.items() if "photo" in str(sentence) or "picture" in str(sentence)]


def program(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "decoder.py"
    path.write_text(text)
    return path


def decode_with(path: Path, wall_seconds: float = 20) -> str:
    """The code with which a decoder made for the test is refused."""
    with tempfile.TemporaryFile() as sent, pytest.raises(child.DecodingRefused) as refusal:
        sent.write(pictures.talking_jpeg())
        child.decode_in_child(sent, wall_seconds=wall_seconds, program=path)
    return str(refusal.value)


def test_decoder_that_hangs_is_ended_with_its_children(tmp_path):
    path = program(tmp_path, f"import os, time\nos.fork()\nopen({str(tmp_path)!r} + f'/{{os.getpid()}}.pid', 'w')\ntime.sleep(60)")
    started = time.monotonic()
    assert decode_with(path, wall_seconds=1.5) == "timeout"
    assert time.monotonic() - started < 10
    pids = [int(file.stem) for file in tmp_path.glob("*.pid")]
    assert len(pids) == 2
    while any(_runs(pid) for pid in pids):
        assert time.monotonic() - started < 10


def _runs(pid: int) -> bool:
    """A killed child of a killed parent may wait a moment for init; that is no longer running."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] not in ("Z", "X")
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("import os; os.abort()", "broken"),
        ("raise SystemExit(3)", "broken"),
        ("print('no JSON')", "broken"),
        ("print('{\"width\": 1}')", "broken"),
        ("print('[1]')", "broken"),
        ("print('{\"width\": Infinity}')", "broken"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "bomb"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "timeout"),
    ],
)
def test_decoder_that_dies_or_lies_is_a_refusal(tmp_path, text, code):
    assert decode_with(program(tmp_path, text)) == code


def test_words_of_a_taken_over_decoder_do_not_pass_as_a_photo(tmp_path, monkeypatch):
    lie = 'import sys\nsys.stdout.buffer.write(b\'{"width": 9, "height": 9, "format": "JPEG"}\\n<script>\')'
    path = program(tmp_path, lie)
    monkeypatch.setattr("cms.photos.door.decode_in_child", lambda sent: child.decode_in_child(sent, program=path))
    with pytest.raises(PhotoRefused) as refusal:
        admit_photo(upload(pictures.talking_jpeg()))
    assert refusal.value.code == "broken"


def test_too_many_photos_at_once_are_asked_to_wait(monkeypatch):
    monkeypatch.setattr(child, "WAIT_SECONDS", 0.05)
    for _place in range(child.AT_ONCE):
        assert child._places.acquire(timeout=5)
    try:
        with pytest.raises(PhotoRefused) as refusal:
            admit_photo(upload(pictures.talking_jpeg()))
    finally:
        for _place in range(child.AT_ONCE):
            child._places.release()
    assert refusal.value.code == "busy"


def test_decoder_knows_no_django_and_no_secret(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary-key")
    answer = tmp_path / "answer"
    path = program(
        tmp_path,
        f"import os, sys\nsys.argv = ['x']\nexec(compile(open({str(decode.__file__)!r}).read().split('if __name__')[0], 'd', 'exec'))\n"
        "rooms = [name for name in sys.modules if name.split('.')[0] in ('django', 'cms', 'wagtail')]\n"
        f"open({str(answer)!r}, 'w').write(repr(rooms) + repr(dict(os.environ)))",
    )
    decode_with(path)
    assert answer.read_text().startswith("[]")
    assert "canary-key" not in answer.read_text()


def test_decoder_has_its_limits():
    asked = "from cms.photos.decode import _limit, resource as r; _limit(); print(r.getrlimit(r.RLIMIT_AS)[1], r.getrlimit(r.RLIMIT_CPU))"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == f"{1024**3} (15, 16)"


def test_refused_upload_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(PhotoRefused):
        admit_photo(upload(pictures.HTML))
    admit_photo(upload(pictures.talking_jpeg()))
    assert not os.listdir(tmp_path)
