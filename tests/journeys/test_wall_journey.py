"""From the wall and back in real browsers: the poster, the report that it hangs, an answer by its code, the next bulletin, the withdrawal.

Everybody but the editor has a screen of 320 pixels and no script. The reader has no account and gets no cookie.
"""

import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.journeys.browser import Phone, chromium
from tests.journeys.demo_pages import DemoText, sign_in, text_named
from tests.journeys.sheets import squeezed, text_of
from tests.journeys.stack import Stack
from tests.journeys.telltale import telling_parts, telltale_photo
from tests.services import wait_until

pytestmark = pytest.mark.browser

# Public, of a city with a steward, and none of those that the other modules look at.
MANUSCRIPT, CITY, STEWARD, MENTOR, EDITOR = "semarang-2-kipas", "semarang", "dewi", "ratna", "hendra"
ANSWER = "Kami menggantung termometer bekas dapur di tiang, lalu angkanya dicatat setiap istirahat."
DESK = "/cetak/meja/"


@dataclass
class Wall:
    """The people, each with a phone of her own, and what they came by on the way."""

    site: Stack
    story: DemoText
    steward: Phone
    mentor: Phone
    editor: Phone
    reader: Phone
    title: str = ""
    board: str = ""
    poster: bytes = b""
    photo: bytes = b""
    photo_path: str = ""
    bulletin: bytes = b""
    bulletin_path: str = ""

    def find_the_story(self) -> None:
        assert self.reader.go(f"/berita/{self.story.slug}/") == 200
        self.title = one_line(self.reader.page.inner_text("h1"))

    def download_in_two_taps(self) -> None:
        sign_in(self.steward, self.site, STEWARD)
        self.steward.go("/meja/")
        taps = 0
        if not self.steward.page.url.endswith(DESK):  # who has nothing else to do is there at once
            self.steward.press(f"main a[href='{DESK}']")
            taps += 1
        self.poster = fetched(self.steward, f"main li:has(h3 a[href$='/poster/{self.story.code}/']) a[href$='.pdf'] >> nth=0")
        assert taps + 1 <= 2

    def report_that_it_hangs(self) -> None:
        steward = self.steward
        steward.press(f"main h3 a[href$='/poster/{self.story.code}/']")
        steward.press("main a[href*='/lapor/?apa=']")
        steward.page.select_option("[name=board]", index=1)
        self.board = steward.page.text_content("[name=board] option:checked").strip()
        steward.fill(copies="2", readers="80 orang")
        steward.press("main form button.button")
        assert steward.page.locator("main [role=status]").count() == 1
        taken = self.site.folder / "papan.jpg"
        taken.write_bytes(telltale_photo({"legal_name": "Dewi Namarahasia", "phone": "0860 0000 2041"}))
        steward.page.set_input_files("[name=photo]", taken)
        steward.press("main form:has([name=photo]) button.button")
        self.photo_path = steward.page.get_attribute("main p > a[href$='/foto.jpg']", "href")
        self.photo = steward.context.request.get(self.photo_path).body()

    def answer_by_the_code(self) -> None:
        """As it is typed from the sheet; the form takes no answer within its first seconds."""
        reader = self.reader
        assert reader.go(f"/p/{self.story.code.upper()}/") == 200
        assert self.title == one_line(reader.page.inner_text("h1"))
        reader.press(f"main a[href='/p/{self.story.code}/jawab/']")
        reader.choose(question="1")
        reader.fill(words=ANSWER)
        wait_until(self._is_sent, "the answer is taken", pause=0.5)

    def _is_sent(self) -> bool:
        self.reader.press("main form button.button")
        return self.reader.page.url.endswith("/terima-kasih/")

    def accept_it(self) -> None:
        sign_in(self.mentor, self.site, MENTOR)
        self.mentor.go("/meja/")
        self.mentor.press("a[href='/tanggapan/'] >> nth=0")
        self.mentor.press(f"main li:has-text('{ANSWER}') button[value=accept]")
        assert self.mentor.page.locator("main [role=status]").count() == 1

    def put_the_bulletin_together(self) -> None:
        """This week's, from the proposal and the code on the poster; then the worker draws it."""
        steward = self.steward
        steward.go(DESK)
        steward.press("main a[href='/cetak/buletin/susun/']")
        steward.press("main ul.links a >> nth=0")
        steward.press("button[value=start]")
        if steward.page.locator("button[value=proposal]").count():
            steward.press("button[value=proposal]")
        steward.fill(kode=self.story.code.upper())
        steward.press("button[value=code]")
        steward.press("button[value=publish]")
        steward.press("main .notice a.button")
        self.bulletin_path = steward.page.url.split("?")[0]
        wait_until(self._is_drawn, "the bulletin is drawn", 60, pause=0.5)
        self.bulletin = fetched(steward, "main ul.links a[href$='.pdf'] >> nth=0")

    def _is_drawn(self) -> bool:
        self.steward.go(self.bulletin_path)
        return self.steward.page.locator("main ul.links a[href$='.pdf']").count() > 0

    def withdraw(self) -> None:
        sign_in(self.editor, self.site, EDITOR)
        self.editor.go(f"/redaksi/tulisan/withdraw/{self.story.pk}/")
        self.editor.fill(reason="Seorang penulis minta dilindungi.")
        self.editor.press("main form button.serious")
        assert self.editor.page.locator(".messages .success").count() == 1

    def answer_the_task(self) -> None:
        """Of this board: the demo has hung the same story on others."""
        task = f"main .notice a[href*='/tugas/turunkan-']:has-text('{self.title}')"
        wait_until(lambda: self.steward.go(DESK) == 200 and self.steward.page.locator(task).count() == 1, "the sheet has to come down")
        self.steward.press(task)
        board = self.steward.page.locator(f"main fieldset label:has-text('{self.board}')")
        board.locator("input").check()
        self.steward.choose(answer="done")
        self.steward.press("main form button.button")
        assert self.steward.page.locator("main [role=status]").count() == 1
        assert board.count() == 0


def fetched(phone: Phone, link: str) -> bytes:
    with phone.page.expect_download() as download:
        phone.page.click(link)
    return Path(download.value.path()).read_bytes()


def one_line(words: str) -> str:
    return " ".join(words.split())


@pytest.fixture(scope="module")
def wall(demo_site):
    """All that happens while the story is public."""
    with chromium() as browser:
        steward, mentor, reader = (Phone(browser, demo_site.address) for _ in range(3))
        editor = Phone(browser, demo_site.address, width=1280, javascript=True)
        wall = Wall(demo_site, text_named(demo_site, MANUSCRIPT), steward, mentor, editor, reader)
        wall.find_the_story()
        wall.download_in_two_taps()
        wall.report_that_it_hangs()
        wall.answer_by_the_code()
        wall.accept_it()
        wall.put_the_bulletin_together()
        yield wall


def test_the_steward_has_the_poster_in_two_taps(wall):
    assert len(PdfReader(io.BytesIO(wall.poster)).pages) == 1
    assert squeezed(wall.title) in text_of(io.BytesIO(wall.poster))


def test_the_photo_of_the_board_tells_no_place_and_is_for_stewards_only(wall):
    assert telling_parts(wall.photo) == []
    asked = wall.reader.context.request.get(wall.photo_path, max_redirects=0)
    assert asked.status in (302, 403)


def test_the_answer_stands_under_the_article_and_the_reader_has_no_cookie(wall):
    shows = lambda: wall.reader.go(f"/berita/{wall.story.slug}/") == 200 and ANSWER in one_line(wall.reader.words())  # noqa: E731
    wait_until(shows, "the article shows the answer")
    assert wall.reader.context.cookies() == []


def test_the_next_bulletin_prints_the_answer(wall):
    _stories, box = text_of(io.BytesIO(wall.bulletin)).split(squeezed("Jawaban pembaca"))
    assert squeezed(ANSWER) in box


def test_a_withdrawn_story_comes_off_the_site_the_sheets_and_the_wall(wall):
    wall.withdraw()
    reader = wall.reader
    gone = (f"/cetak/{wall.story.code}/", f"/cetak/{wall.story.code}/a3.pdf", f"/p/{wall.story.code}/", f"/p/{wall.story.code}/jawab/")
    wait_until(lambda: [reader.go(path) for path in gone] == [410] * 4, "the story and its posters are gone")
    assert "ditarik" in reader.words() and ANSWER not in one_line(reader.words())
    wall.answer_the_task()
    wait_until(lambda: reader.go(wall.bulletin_path) == 200 and wall.title not in one_line(reader.words()), "a bulletin without it")
    assert reader.context.cookies() == []
