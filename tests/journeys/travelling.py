"""The people of the browser journey and what each of them does on the pages: writer, mentor, editor, reader."""

import re
from base64 import b32decode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from django_otp.oath import totp

from tests.journeys.browser import Phone
from tests.journeys.stack import Stack
from tests.journeys.telltale import telltale_photo
from tests.services import wait_until

PIN = "918273"
NAMED, NAMELESS = "Bu Sumarnirahasia menunggu di gerbang.", "Seorang rekan menunggu di gerbang."
STANDFIRST = "Papan jam kerja digantung di pintu, semua orang dapat menghitung lemburnya."
EDITED = "Papan jam kerja kini digantung di pintu, semua orang dapat menghitung lemburnya sendiri."
PRAISE, WISH = "Kalimat pertama langsung menyebut kejadiannya.", "Bagaimana kamu tahu jam pulangnya?"
NOTE, PROPOSAL = "Jangan sebut nama rekanmu.", NAMELESS
QUESTIONS = ("Siapa yang mencatat jam kerjamu?", "Di mana catatan itu disimpan?", "Apa yang bisa dimulai minggu ini?")


@dataclass
class Published:
    """A text that has arrived, and all that was served to readers on the way."""

    writer: dict[str, str]
    title: str
    article: str = ""
    short: str = ""
    pdf: bytes = b""
    bodies: dict[str, bytes] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def secrets(self) -> list[str]:
        """What must be nowhere: her names, her number in all its forms, her workplace, her account, and what she took out again."""
        digits = self.writer["phone"].replace(" ", "")
        numbers = [self.writer["phone"], digits, f"62{digits[1:]}", digits[-8:]]
        names = [*self.writer["legal_name"].split(), self.writer["display_name"], self.writer["workplace"].split()[1]]
        return [*numbers, *names, self.writer["username"], "Sumarnirahasia"]


def travel(site: Stack, browser: Any, number: int, title: str) -> Published:
    text = Published(site.people["writers"][number], title)
    trainee, mentor, reader = (Phone(browser, site.address, javascript=number == 1) for _ in range(3))
    editor = Phone(browser, site.address, width=1280, javascript=True)
    come_with_a_card(trainee, text.writer)
    write(trainee, title)
    send_a_photo(trainee, text.writer, site.folder)
    send_in_spite_of_the_warning(trainee)
    come_with_a_pin(mentor, **site.people["mentor"])
    ask_for_a_change(mentor, title)
    revise(trainee, title)
    pass_on(mentor, title)
    change_and_approve(editor, site.people["editor"], title)
    with site.worker_at_rest():
        agree(trainee, title)
        text.article = read_everywhere(reader, title)
        wait_for_the_poster(reader)
    fetch_the_poster(reader, text)
    follow_the_sheet(reader, text, site.address)
    text.short = reader.page.url
    collect(reader, text, site)
    for phone in (trainee, mentor, editor, reader):
        phone.close()
    return text


# The writer


def come_with_a_card(trainee: Phone, writer: dict[str, str]) -> None:
    assert trainee.go(f"/masuk/kartu/{writer['code']}/") == 200
    trainee.press("main button.button")
    trainee.fill(pin=PIN, pin_again=PIN)
    trainee.press("main button.button")
    assert trainee.page.url.endswith("/tulis/")


def write(trainee: Phone, title: str) -> None:
    trainee.press("a[href='/tulis/baru/']")
    trainee.fill(title=title, what="Papan jam kerja digantung di pintu masuk sejak Senin.", who=NAMED, where="Ruang jahit pabrik garmen.")
    trainee.fill(day="16", month="11", year="2026", why="Jam pulang di slip sering tidak cocok.", how="Kami minta papan di tiap bagian.")
    trainee.page.select_option("[name=city]", label="Semarang")
    trainee.page.click("details summary")
    trainee.fill(standfirst=STANDFIRST, **{f"question_{n}": question for n, question in enumerate(QUESTIONS, start=1)})
    if trainee.javascript:
        look_at_another_window(trainee)
    trainee.press("button[value=save]")
    assert re.search(r"/tulis/[0-9a-f-]+/ubah/", trainee.page.url)
    assert trainee.page.input_value("[name=title]") == title
    assert len(re.findall(title, trainee.page.goto("/tulis/").text())) == 1
    trainee.page.go_back()


def look_at_another_window(trainee: Phone) -> None:
    """What she has typed is saved by itself then."""
    hide = "Object.defineProperty(document, 'visibilityState', {value: 'hidden'}); document.dispatchEvent(new Event('visibilitychange'))"
    trainee.page.evaluate(hide)
    trainee.page.wait_for_selector("#tersimpan:has-text('Tersimpan di server')")


def send_a_photo(trainee: Phone, writer: dict[str, str], folder: Path) -> None:
    path = folder / f"{writer['username']}.jpg"
    path.write_bytes(telltale_photo(writer))
    trainee.press("a[href$='/foto/']")
    trainee.page.set_input_files("[name=photo]", path)
    trainee.fill(alt="Papan tulis di samping pintu, tanpa orang.", caption="Papan jam kerja di pintu masuk.")
    trainee.press("main form:has([name=photo]) button.button")
    assert trainee.page.locator("main figure img").count() == 1


def send_in_spite_of_the_warning(trainee: Phone) -> None:
    trainee.press("main a[href$='/ubah/']")
    trainee.press("button[value=send]")
    assert "Bu Sumarnirahasia" in trainee.page.inner_text("main [role=alert]")
    trainee.press("main form button.button")
    assert trainee.page.locator("main [role=status]").count() >= 1


def revise(trainee: Phone, title: str) -> None:
    trainee.go("/tulis/")
    trainee.press(f"main a:has-text('{title}') >> nth=0")
    shown = trainee.words()
    assert all(words in shown for words in (PRAISE, WISH, NOTE, PROPOSAL))
    trainee.press("main a.button[href$='/ubah/']")
    body = trainee.page.input_value("[name=body]")
    assert NAMED in body
    trainee.fill(body=body.replace(NAMED, NAMELESS) + "\n\nSaya sendiri membaca papan itu setiap sore.")
    trainee.press("button[value=send]")
    assert trainee.page.locator("main [role=status]").count() >= 1


def agree(trainee: Phone, title: str) -> None:
    trainee.go("/tulis/")
    trainee.press(f"main a:has-text('{title}') >> nth=0")
    assert "sendiri" in trainee.page.inner_text("ins >> nth=0") or "kini" in trainee.page.inner_text("ins >> nth=0")
    trainee.press("button[value=agree]")
    assert trainee.page.locator("a[href^='/berita/'], a[href*='/berita/']").count() >= 1


# The mentor


def come_with_a_pin(mentor: Phone, phone: str, pin: str) -> None:
    mentor.go("/masuk/")
    mentor.fill(phone=phone, pin=pin)
    mentor.press("main form:has([name=pin]) button.button")
    assert "/masuk/" not in mentor.page.url


def take(mentor: Phone, title: str) -> None:
    mentor.go("/periksa/")
    mentor.press(f"li:has(a:has-text('{title}')) form button")
    assert re.search(r"/periksa/[0-9a-f-]+/", mentor.page.url)


def mark_everything(mentor: Phone) -> None:
    for name in ("w5h1", "source", "two_sides", "clarity", "safety", "photo"):
        mentor.choose(**{f"rubric_{name}": "yes"})


def ask_for_a_change(mentor: Phone, title: str) -> None:
    take(mentor, title)
    place = mentor.page.locator(f".para:has-text('{NAMED}')")
    place.locator("summary").click()
    place.locator("textarea >> nth=0").fill(NOTE)
    place.locator("textarea >> nth=1").fill(PROPOSAL)
    mark_everything(mentor)
    mentor.fill(praise=PRAISE, todo=WISH)
    mentor.choose(decision="reject")
    mentor.press("button[value=send]")
    assert mentor.page.url.split("?")[0].endswith("/periksa/")


def pass_on(mentor: Phone, title: str) -> None:
    take(mentor, title)
    assert mentor.page.locator("ins").count() >= 1
    mark_everything(mentor)
    mentor.choose(decision="approve")
    mentor.press("button[value=send]")
    assert mentor.page.url.split("?")[0].endswith("/periksa/")


# The editor


def change_and_approve(editor: Phone, account: dict[str, str], title: str) -> None:
    editor.go("/masuk/redaksi/")
    editor.fill(email=account["email"], password=account["password"])
    editor.press("main button.button")
    type_the_code(editor, account["secret"])
    editor.press(f"td a:has-text('{title}')")
    editor.press("a[href*='/claim/']")
    editor.press("main form button[type=submit]")
    editor.page.fill("#id_standfirst", EDITED)
    editor.page.click("footer .w-dropdown__toggle")
    editor.page.click("[data-workflow-action-name=approve]")
    lines = editor.page.locator(".modal input[type=checkbox]")
    lines.first.wait_for()
    assert lines.count() == 7
    for line in lines.all():
        line.check()
    editor.press(".modal form [type=submit]")
    assert editor.page.locator(".messages .success").count() == 1


def type_the_code(editor: Phone, secret: str) -> None:
    """Each code opens once: whoever signs in twice within half a minute waits for the next."""
    for drift in (0, 1):
        editor.fill(code=f"{totp(b32decode(secret), drift=drift):06d}")
        editor.press("main button.button")
        if "/redaksi/" in editor.page.url and "/masuk/" not in editor.page.url:
            return
    pytest.fail(f"the codes of the app were refused: {editor.words()[:400]}")


# The readers


def read_everywhere(reader: Phone, title: str) -> str:
    """Home, city, list and the article itself; returns its path."""
    for path in ("/", "/kota/semarang/", "/berita/"):
        wait_until(lambda path=path: reader.go(path) == 200 and title in reader.words(), f"{path} shows the article")
    reader.press(f"main a:has-text('{title}') >> nth=0")
    shown = reader.words()
    assert EDITED in shown and NAMELESS in shown and all(question in shown for question in QUESTIONS)
    return reader.page.url


def wait_for_the_poster(reader: Phone) -> None:
    """From the article to the page that says that the sheet is being made."""
    reader.press("a[href^='/cetak/']:not([href='/cetak/'])")
    assert reader.page.locator("main [role=status]").count() == 1
    assert reader.page.locator("main a[href$='.pdf']").count() == 0


def fetch_the_poster(reader: Phone, text: Published) -> None:
    """Nobody touches the page: it loads itself until the files are there."""
    first = reader.page.url
    link = reader.page.locator("main a[href$='a3.pdf']")
    link.first.wait_for(timeout=60_000)
    assert reader.page.url != first and "muat=" in reader.page.url
    with reader.page.expect_download() as download:
        link.first.click()
    text.pdf = Path(download.value.path()).read_bytes()
    assert text.pdf.startswith(b"%PDF-")


def follow_the_sheet(reader: Phone, text: Published, address: str) -> None:
    code = qr_of(text.pdf)
    assert re.fullmatch(rf"{re.escape(address)}/p/[0-9a-z]{{6}}/", code.lower()), code
    reader.page.goto(code)
    assert reader.page.url == text.article and text.title in reader.words()


def qr_of(pdf: bytes) -> str:
    """What a camera reads from the first page."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=1.5).to_pil().convert("L")
    found = [code.text for code in zxingcpp.read_barcodes(picture)]
    assert len(found) == 1, found
    return found[0]


def collect(reader: Phone, text: Published, site: Stack) -> None:
    """Fetch what readers can fetch of this article, with its headers; wait until every size of its photo is made."""
    article = reader.context.request.get(text.article)
    pictures = sorted(set(re.findall(r"/media/[^\s\"',]+", article.text())))
    assert pictures
    wait_until(lambda: all(reader.context.request.get(path).ok for path in pictures), "every size of the photo is served", 40)
    pages = [text.article, "/", "/berita/", "/kota/semarang/", "/cari/?q=papan", "/feed/", "/sitemap.xml", "/cetak/"]
    for path in [*pages, *pictures]:
        answer = reader.context.request.get(path)
        assert answer.ok, path
        text.bodies[path], text.headers[path] = answer.body(), str(answer.headers)
    text.headers |= {answer.url: str(answer.headers) for answer in reader.answers}
