"""A programme played through in real browsers of 320 pixels without any script: from the list of thirty workers to the public check.

The trainer imports the list, prints cards, holds a workshop, types the signed sheet, gives and judges an assignment, issues certificates.
One worker comes with her printed card, answers the assignment and reads her progress. A stranger checks the certificate.
"""

import io
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from tests.journeys.browser import Phone, chromium
from tests.journeys.made_training import TRAINER
from tests.journeys.sheets import squeezed, text_of
from tests.journeys.stack import Stack, stack
from tests.journeys.travelling import PIN, come_with_a_pin
from tests.services import wait_until

pytestmark = pytest.mark.browser

CLASS, PEOPLE = "semarang-2026", 30
ANSWER = "Senin: foto rapat ranting.\nRabu: jadwal posko.\nJumat: ajakan diskusi di grup."
PRAISE = "Rapi dan bisa dijalankan."
QR_SCALE = 3  # eight codes on a sheet are small


@dataclass
class Course:
    """The people, each with a phone of her own, and what they came by on the way."""

    site: Stack
    trainer: Phone
    worker: Phone
    stranger: Phone
    pen_name: str = ""
    cards: bytes = b""
    codes: list[str] = field(default_factory=list)
    workshop: str = ""
    roll: bytes = b""
    certificates: bytes = b""
    number: str = ""

    def import_the_list(self) -> None:
        come_with_a_pin(self.trainer, **TRAINER)
        self.trainer.go("/pelatihan/")
        self.trainer.press("main a[href='/pelatihan/peserta/']")
        self.trainer.press("main a[href^='/pelatihan/peserta/impor/'] >> nth=0")
        path = self.site.folder / "daftar.csv"
        path.write_text(roster(PEOPLE), encoding="utf-8")
        self.trainer.page.set_input_files("[name=file]", path)
        self.trainer.press("main form button.button")
        assert f"{PEOPLE}" in self.trainer.page.inner_text("main table")
        self.trainer.press("main form button.button >> nth=0")
        assert self.trainer.page.locator("main a[href^='/pelatihan/kartu/lembar/']").count() == 1

    def print_the_cards(self) -> None:
        self.trainer.press("main a[href^='/pelatihan/kartu/lembar/']")
        self.cards = saved_file(self.trainer, "main form button.button >> nth=0")
        self.codes = qr_codes(self.cards)

    def come_with_a_card(self) -> None:
        """By the code that a camera reads from the first card."""
        assert self.worker.page.goto(self.codes[0]).status == 200
        self.worker.press("main button.button")
        self.pen_name = re.search(r"Peserta \d+", self.worker.words())[0]
        self.worker.fill(pin=PIN, pin_again=PIN)
        if self.worker.page.locator("[name=phone_is]").count():
            self.worker.page.locator("[name=phone_is]").first.check()
        self.worker.press("main button.button")
        assert "/masuk/" not in self.worker.page.url

    def hold_a_workshop(self) -> None:
        """Yesterday's, which was not planned in time: it happens."""
        day, trainer = date.today() - timedelta(days=1), self.trainer
        trainer.go(f"/pelatihan/jadwal/baru/{CLASS}/")
        trainer.fill(title="Apa itu berita", day_0=str(day.day), day_1=str(day.month), day_2=str(day.year))
        trainer.fill(starts="09.00", ends="12.00", venue="Aula serikat")
        trainer.page.locator("[name=lessons]").first.check()
        trainer.press("main form button.button")
        self.workshop = trainer.page.url.split("?")[0]

    def type_the_signed_sheet(self) -> None:
        trainer = self.trainer
        trainer.press("form[action$='/lembar/'] button")
        self.roll = shown_file(trainer, "main a[href$='/lembar.pdf'] >> nth=0")
        names = trainer.page.locator("main .rail ol >> nth=0").locator("li").all_inner_texts()
        assert len(names) == PEOPLE
        hers = names.index(self.pen_name) + 1
        first, second, third = [row for row in range(1, PEOPLE + 1) if row != hers][:3]
        trainer.fill(absent=f"{first} {second}", late=f"{third}=20")
        trainer.press("button[value=preview]")
        assert trainer.page.inner_text("main .sum") == str(PEOPLE - 3)
        trainer.press("button[value=confirm]")

    def give_an_assignment(self) -> None:
        trainer, due = self.trainer, date.today() + timedelta(days=7)
        trainer.go("/pelatihan/tugas/")
        trainer.press("main a.button")
        trainer.choose(kind="channel")
        trainer.fill(title="Jadwal unggahan seminggu", words="Tulis tujuh hari, satu baris sehari.")
        trainer.fill(due_on_0=str(due.day), due_on_1=str(due.month), due_on_2=str(due.year))
        trainer.press("main form button.button")
        assert f"{PEOPLE}" in trainer.words()

    def answer_it(self) -> None:
        self.worker.go("/pelatihan/")
        self.worker.press("main a[href='/pelatihan/tugas/']")
        self.worker.press("main h3 a")
        self.worker.fill(words=ANSWER)
        self.worker.press("main form button.button")
        assert self.worker.page.locator("main [role=status]").count() == 1

    def judge_it(self) -> None:
        self.trainer.go("/pelatihan/tugas/")
        self.trainer.press(f"main a:has-text('{self.pen_name}')")
        assert ANSWER.splitlines()[1] in self.trainer.words()
        self.trainer.fill(feedback=PRAISE)
        self.trainer.press("button[value=accept]")

    def issue_certificates(self) -> None:
        trainer = self.trainer
        trainer.go("/pelatihan/sertifikat/")
        trainer.press("main ul.links a")
        assert trainer.page.locator("main li", has_text=self.pen_name).count() == 1
        trainer.press("main form button.button")
        link = trainer.page.locator("main a[href$='/sertifikat.pdf']")
        link.first.wait_for(timeout=60_000)  # nobody touches the page: it loads itself until the file is there
        self.certificates = shown_file(trainer, "main a[href$='/sertifikat.pdf']")


def roster(count: int) -> str:
    """As a union office keeps it: semicolons, numbers in several writings. All invented."""
    where = "SBA Contoh;PT Rekaan;garmen;Semarang"
    rows = [f"Buruh Namarahasia {'ABCDEF'[n % 6]}{n:02};{'PL'[n % 2]};{where};0860-0000-{4000 + n};;1" for n in range(count)]
    return "\n".join(["nama;jenis kelamin;serikat;pabrik;sektor;kota;telepon;email;angkatan", *rows, ""])


def shown_file(phone: Phone, selector: str) -> bytes:
    """A file that the browser would show, behind a link."""
    answer = phone.context.request.get(phone.page.get_attribute(selector, "href"))
    assert answer.ok
    return answer.body()


def saved_file(phone: Phone, selector: str) -> bytes:
    """A file that the browser saves."""
    with phone.page.expect_download() as download:
        phone.page.click(selector)
    return Path(download.value.path()).read_bytes()


def qr_codes(pdf: bytes) -> list[str]:
    pictures = (page.render(scale=QR_SCALE).to_pil().convert("L") for page in pypdfium2.PdfDocument(pdf))
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Everything up to the file of certificates."""
    with stack(tmp_path_factory.mktemp("training"), LOG_LEVEL="INFO") as site, chromium() as browser:
        site.use_migrated_copy()
        site.manage("shell", "--verbosity", "0", "-c", "from tests.journeys.made_training import main; main()")
        site.address = site.serve()
        course = Course(site, *(Phone(browser, site.address) for _ in range(3)))
        course.import_the_list()
        course.print_the_cards()
        course.come_with_a_card()
        course.hold_a_workshop()
        course.type_the_signed_sheet()
        course.give_an_assignment()
        course.answer_it()
        course.judge_it()
        course.issue_certificates()
        yield course


def test_every_worker_of_the_list_has_a_card_of_her_own(course):
    assert len(PdfReader(io.BytesIO(course.cards)).pages) == 4
    assert len(set(course.codes)) == PEOPLE


def test_a_card_works_once(course):
    second = course.stranger
    second.page.goto(course.codes[0])
    second.press("main button.button")
    assert second.page.locator("[name=pin_again]").count() == 0


def test_the_sheet_holds_pen_names_and_the_list_all_thirty(course):
    words = text_of(io.BytesIO(course.roll))
    assert squeezed(course.pen_name) in words and "rahasia" not in words.lower()
    course.trainer.go(course.workshop)
    assert f"Hadir {PEOPLE - 3}" in course.trainer.words()


def test_she_reads_that_she_counts_as_trained(course):
    course.worker.go("/pelatihan/kemajuan/")
    assert "Kamu terhitung terlatih." in course.worker.words()


def test_anybody_can_check_her_certificate_and_learns_no_more_than_that_it_is_valid(course):
    words = text_of(io.BytesIO(course.certificates))
    assert squeezed(course.pen_name) in words
    course.worker.go("/pelatihan/sertifikat/saya/")
    number = course.worker.page.inner_text("main h3")
    assert squeezed(number) in words
    stranger = course.stranger
    stranger.context.clear_cookies()
    assert stranger.go("/sertifikat/") == 200
    stranger.fill(nomor=number.lower().replace("-", " "))
    stranger.press("main form button.button")
    shown = stranger.words()
    assert "Sertifikat ini berlaku" in shown and course.pen_name not in shown
    assert stranger.go("/sertifikat/abcde-fghjk/") == 404
    assert stranger.context.cookies() == []


def test_the_figures_of_the_class_name_nobody(course):
    course.trainer.go("/pelatihan/laporan/")
    shown = course.trainer.words()
    assert re.search(rf"\b{PEOPLE}\b", shown) and "Peserta 1" not in shown and course.pen_name not in shown


def test_the_pack_of_the_class_is_made_and_fetched(course):
    course.trainer.go(f"/pelatihan/paket/{CLASS}/")
    course.trainer.press("main form button.button")
    link = course.trainer.page.locator("main a[href$='/paket.zip']")
    wait_until(lambda: course.trainer.go(f"/pelatihan/paket/{CLASS}/") == 200 and link.count() == 1, "the pack is made", 60, pause=0.5)
    assert saved_file(course.trainer, "main a[href$='/paket.zip']").startswith(b"PK")


def test_no_log_holds_a_name_of_the_list_or_a_code(course):
    wait_until(course.site.log.exists, "the site has a log")
    log = course.site.log.read_text(encoding="utf-8", errors="replace")
    assert "Namarahasia" not in log and "0860" not in log
    assert not any(code.rstrip("/").rpartition("/")[2] in log for code in course.codes)
    assert "Traceback" not in log, log[-4000:]
