"""Every page of the demo, as each role sees it, against WCAG 2.2 AA: by axe, and by measuring what axe does not.

A page must have no violation in light and dark, fit into 240 and 320 pixels, have no target under 24 pixels, and say the same without
script as with it.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from tests.journeys.browser import Phone, axe_script, chromium
from tests.journeys.demo_pages import sign_in, texts_by_state, topic_slug

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = """async ([part, type, values]) => {
    const found = await axe.run(part || document, {runOnly: {type, values}, resultTypes: ["violations"]});
    return found.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(" | "));
}"""
PARTS = """() => {
    const colour = document.body.className, parts = [...document.querySelectorAll("main *")];
    return [...new Set(parts.map(e => colour + " " + e.tagName + "." + e.className))];
}"""
OVERFLOW = "() => document.scrollingElement.scrollWidth - innerWidth"
# A link counts as running text when words stand beside it in its own block.
TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
SMALL_TARGETS = """targets => [...document.querySelectorAll(targets)].filter(e => {
    const box = e.getBoundingClientRect(), label = e.closest("label");
    if (e.classList.contains("skip") || !box.width || (label && label.getBoundingClientRect().height >= 24)) return false;
    const beside = [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.textContent.replace(/[\\s·,()]/g, ""));
    return !(e.tagName === "A" && beside) && (box.width < 24 || box.height < 24);
}).map(e => "small: " + e.tagName + " " + e.innerText.slice(0, 40))"""


SEEN_IN_DARK: set[str] = set()
COMPARED: set[str] = set()


@dataclass
class Eyes:
    """One person's two browsers: with script, and without."""

    seen: Phone
    plain: Phone
    axe: str

    def look(self, path: str, status: int = 200) -> list[str]:
        """What is wrong with the page at this address."""
        found = [] if self.seen.go(path) == status else [f"answered otherwise than {status}"]
        return found + self.measure() + self._differing_words(path)

    def measure(self, besides: str = "") -> list[str]:
        """What is wrong with the page that is open in the browser with script."""
        page = self.seen.page
        page.evaluate(self.axe)
        found = page.evaluate(RUN_AXE, [None, "tag", RULES]) + page.evaluate(SMALL_TARGETS, TARGETS) + self._in_the_dark()
        found += self._overflow(240) + self._overflow(320)
        return [item for item in found if not besides or not item.startswith(besides)]

    def _in_the_dark(self) -> list[str]:
        """Contrast in dark mode, where the page holds a part that was not seen yet in this colour."""
        parts = set(self.seen.page.evaluate(PARTS))
        if parts <= SEEN_IN_DARK:
            return []
        SEEN_IN_DARK.update(parts)
        self.seen.page.emulate_media(color_scheme="dark")
        found = self.seen.page.evaluate(RUN_AXE, [None, "rule", ["color-contrast"]])
        self.seen.page.emulate_media(color_scheme="light")
        return [f"dark {item}" for item in found]

    def _overflow(self, width: int) -> list[str]:
        self.seen.page.set_viewport_size({"width": width, "height": 640})
        over = self.seen.page.evaluate(OVERFLOW)
        return [f"{over} pixels too wide at {width}"] if over > 0 else []

    def _differing_words(self, path: str) -> list[str]:
        """Each template once. On the page for free writing, script adds four buttons for the marks and nothing else."""
        kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)(?=[a-z]*\d)[0-9a-z]{6}(?=/)", "*", path)
        if kind in COMPARED:
            return []
        COMPARED.add(kind)
        self.plain.go(path)
        ours, plain = self.seen.words(), self.plain.words()
        adds_buttons = self.seen.page.locator("script[src$='marks.js']").count() and set(plain.splitlines()) <= set(ours.splitlines())
        return [] if len(ours) == len(plain) or adds_buttons else [f"{len(ours)} letters with script, {len(plain)} without"]

    def close(self) -> None:
        self.seen.close()
        self.plain.close()


@pytest.fixture(scope="module")
def browser(demo_site):
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def texts(demo_site):
    return texts_by_state(demo_site)


@pytest.fixture(scope="module")
def eyes_of(browser, demo_site):
    """Each person signs in once."""
    opened: dict[str, Eyes] = {}

    def eyes_of_person(key: str = "") -> Eyes:
        if key not in opened:
            eyes = opened[key] = Eyes(Phone(browser, demo_site.address, javascript=True), Phone(browser, demo_site.address), axe_script())
            if key:
                sign_in(eyes.seen, demo_site, key)
                eyes.plain.context.add_cookies(eyes.seen.context.cookies())
        return opened[key]

    yield eyes_of_person
    for eyes in opened.values():
        eyes.close()


def assert_good(eyes: Eyes, paths: list[str] | dict[str, int]) -> None:
    wanted = paths if isinstance(paths, dict) else dict.fromkeys(paths, 200)
    wrong = {path: found for path, status in wanted.items() if (found := eyes.look(path, status))}
    assert wrong == {}


def first_link(eyes: Eyes, page: str, kind: str) -> str:
    """Where the first link of that kind leads: these addresses are random."""
    eyes.seen.go(page)
    links = eyes.seen.page.locator(f"main a[href*='/cetak/meja/{kind}']")
    found = (link.get_attribute("href") for link in links.all())
    return next(href for href in found if kind.endswith("=") or not ("?" in href or href.endswith(kind)))


def assert_good_now(eyes: Eyes) -> None:
    """The page that a form has answered with."""
    assert eyes.measure() == [], eyes.seen.page.url


PUBLIC = ["/", "/berita/", "/berita/?halaman=2", "/kota/", "/kota/semarang/", "/cari/", "/cari/?q=upah", "/cari/?q=tidakadasatupun"]
PUBLIC += ["/tentang/", "/cara-memeriksa/", "/laporkan/", "/english/", "/p/", "/cetak/", "/cetak/?kota=jakarta", "/cetak/buletin/"]


HAK = ["/hak/", "/hak/pilih/diminta-tanda-tangan/", "/hak/pilih/alasan-phk/", "/hak/lembur-sebulan/", "/hak/jam-kerja/"]
HAK += ["/hak/slip/", "/hak/tawaran/", "/hak/tanya/", "/hak/data/", "/ikut-pelatihan/", "/sertifikat/"]


def test_calculators(eyes_of):
    eyes = eyes_of()
    assert_good(eyes, [*HAK, "/hak/sematan/upah-lembur/"])
    eyes.seen.go("/hak/upah-lembur/")
    eyes.seen.press("main form button.button")
    assert eyes.seen.page.locator("main .error").count() >= 3
    assert_good_now(eyes)
    eyes.seen.page.select_option("[name=region]", "karawang")
    eyes.seen.page.check("[name=week][value=tidak-tahu]")
    eyes.seen.page.check("[name=day_type][value=tidak-tahu]")
    eyes.seen.fill(date_day="20", date_month="11", date_year="2026", minutes_hours="9", basic="5.886.853")
    eyes.seen.press("main form button.button")
    assert " sampai Rp" in eyes.seen.page.locator("main").inner_text()
    assert_good_now(eyes)


def test_public_pages(eyes_of, demo_site, texts):
    corrected, withdrawn = texts["corrected"], texts["withdrawn"]
    fine = [*PUBLIC, f"/topik/{topic_slug(demo_site)}/"]
    fine += [f"/berita/{corrected.slug}/", f"/cetak/{corrected.code}/", f"/p/{corrected.code}/"]
    gone = {f"/berita/{withdrawn.slug}/": 410, f"/p/{withdrawn.code}/": 410, f"/cetak/{withdrawn.code}/": 410}
    missing = {"/tidak-ada/": 404, "/berita/tidak-ada/": 404, "/p/zzzzzz/": 404}
    assert_good(eyes_of(), dict.fromkeys(fine, 200) | gone | missing)


def test_the_door(eyes_of):
    eyes = eyes_of()
    assert_good(eyes, ["/masuk/", "/masuk/?keluar=1", "/masuk/kartu/", "/masuk/kartu/ABCDE-FGHJK/", "/masuk/redaksi/"])
    for path, form in (("/masuk/", "[name=pin]"), ("/masuk/kartu/", "[name=code]"), ("/masuk/redaksi/", "[name=password]")):
        eyes.seen.go(path)
        eyes.seen.press(f"main form:has({form}) button.button")
        assert eyes.seen.page.locator("main .error").count() >= 1
        assert_good_now(eyes)
    eyes.seen.go("/masuk/")
    eyes.seen.fill(phone="0860 0000 9999", pin="123456")
    eyes.seen.press("main form:has([name=pin]) button.button")
    assert_good_now(eyes)


STATES = ["draft", "parked", "needs_changes", "confirm", "published", "in_correction", "corrected", "set_aside"]
STATES += ["waiting", "being_read", "scheduled", "with_editors", "with_editors_claimed", "withdrawn"]


@pytest.mark.parametrize("state", STATES)
def test_a_text_in_each_state_before_its_writer(eyes_of, texts, state):
    her_list = ["/tulis/"] if state in ("draft", "needs_changes", "confirm") else []
    assert_good(eyes_of(texts[state].author), [*her_list, f"/tulis/{texts[state].id}/"])


def test_the_writing_desk(eyes_of, texts):
    draft, other = texts["draft"], texts["needs_changes"]
    eyes = eyes_of(draft.author)
    own = [f"/tulis/{draft.id}/{act}" for act in ("ubah/", "kirim/", "foto/", "hapus/", "versi/")]
    assert_good(eyes, dict.fromkeys(["/tulis/baru/", "/tulis/baru/?cara=bebas", *own, "/masuk/akun/", "/masuk/pin/"], 200))
    assert_good(eyes, {f"/tulis/{other.id}/": 404, "/periksa/": 403})
    eyes.seen.go("/tulis/baru/")
    eyes.seen.fill(what="Pak Rahmat dari PT Contoh Rekaan menelepon 0812 3456 7890.", day="31", month="2", year="2026")
    eyes.seen.press("button[value=send]")
    assert eyes.seen.page.locator("main [role=alert]").count() == 1
    assert_good_now(eyes)
    eyes.seen.go(f"/tulis/{draft.id}/foto/")
    eyes.seen.press("main form:has([name=photo]) button.button")
    assert_good_now(eyes)


def test_a_late_copy(eyes_of, texts):
    """The same text open in two windows: the second form that is sent is kept beside it."""
    eyes = eyes_of(texts["draft"].author)
    for window in (eyes.seen, eyes.plain):
        window.go(f"/tulis/{texts['draft'].id}/ubah/")
        window.fill(body=f"Harga seragam baru lima puluh ribu. {window is eyes.seen}")
    eyes.plain.press("button[value=save]")
    eyes.seen.press("button[value=save]")
    assert "/salinan/" in eyes.seen.page.url
    assert_good_now(eyes)
    eyes.seen.go(f"/tulis/{texts['draft'].id}/versi/")
    eyes.seen.press("main li a >> nth=0")
    assert eyes.seen.page.locator("main form button.button").count() == 1
    assert_good_now(eyes)


def test_the_programme_managers_pages(eyes_of, texts):
    """Classes, and an appeal that waits for her."""
    writer, manager = eyes_of(texts["set_aside"].author), eyes_of("rini")
    writer.seen.go(f"/tulis/{texts['set_aside'].id}/")
    writer.seen.fill(appeal="Dua rekan melihatnya juga.")
    writer.seen.press("form[action$='/banding/'] button")
    assert_good_now(writer)
    assert_good(manager, ["/meja/", "/cetak/meja/ringkasan/", "/pelatihan/kelas/", "/periksa/banding/"])
    assert "Dua rekan" in manager.seen.words()
    manager.seen.go("/pelatihan/kelas/")
    manager.seen.press("main ul.links a >> nth=0")
    assert_good_now(manager)


def test_the_mentors_desk(eyes_of, texts):
    mentor, read, seen = texts["being_read"].mentor, texts["being_read"], texts["confirm"]
    eyes = eyes_of(mentor)
    assert_good(eyes, ["/meja/", "/tulis/", "/periksa/", f"/periksa/{read.id}/", f"/periksa/{seen.id}/", "/pelatihan/kartu/"])
    assert_good(eyes, [f"/periksa/{texts[state].id}/" for state in ("corrected",)])
    eyes.seen.go(f"/periksa/{read.id}/")
    for line in ("w5h1", "source", "two_sides", "clarity", "safety", "photo"):
        eyes.seen.page.evaluate(f"document.querySelectorAll('[name=rubric_{line}]').forEach(e => e.checked = false)")
    eyes.seen.press("button[value=send]")
    assert eyes.seen.page.locator("main [role=alert]").count() >= 1
    assert_good_now(eyes)


def test_a_text_that_waits_for_a_mentor(eyes_of, texts):
    waiting = texts["waiting"]
    eyes = eyes_of(waiting.mentor)
    assert_good(eyes, ["/periksa/", f"/periksa/{waiting.id}/"])


def test_workshops(eyes_of):
    """The trainer's pages of a workshop ahead and of one that was held, a form with mistakes, and what the trainee sees."""
    trainer, trainee = eyes_of("tono"), eyes_of("wati")
    every = "/pelatihan/jadwal/?kelas=semarang-2026&bulan="
    held, ahead = workshop_with(trainer, every, "dijalankan"), workshop_with(trainer, every, "kursi")
    planning = [f"{ahead}{page}/" for page in ("ubah", "pindah", "batal", "hadir", "pindai")]
    assert_good(trainer, ["/pelatihan/jadwal/", "/pelatihan/jadwal/baru/semarang-2026/", ahead, held, f"{held}hadir/", *planning])
    trainer.seen.press("main form button.button")
    assert_good_now(trainer)
    trainer.seen.go(held)
    trainer.seen.press("form[action$='/lembar/'] button")
    assert_good_now(trainer)
    for rows in ("99", "1"):
        trainer.seen.fill(absent=rows)
        trainer.seen.press("button[value=preview]")
        assert_good_now(trainer)
    assert_good(trainee, ["/pelatihan/jadwal/", "/pelatihan/jadwal/kehadiranku/", ahead, held])


def workshop_with(eyes: Eyes, listing: str, words: str) -> str:
    """The first workshop of that class, from this month on backwards and forwards, whose line says so."""
    today = date.today()
    for days in (0, -15, 15):
        eyes.seen.go(f"{listing}{today + timedelta(days=days):%Y-%m}")
        links = eyes.seen.page.locator(f"main ul.links a[href*='/jadwal/']:has-text('{words}')")
        if links.count():
            return links.first.get_attribute("href")
    raise AssertionError(f"no workshop says “{words}”")


LESSON = "/pelatihan/pelajaran/aman-dan-taat-hukum/"


def test_lessons_and_the_trainers_notes(eyes_of, texts):
    """The longest one; as a trainee and as a trainer."""
    assert_good(eyes_of(texts["draft"].author), ["/pelatihan/", "/pelatihan/pelajaran/", LESSON])
    assert_good(eyes_of("tono"), ["/pelatihan/pelajaran/", LESSON, f"{LESSON}catatan/"])
    assert_good(eyes_of("dewi"), ["/pelatihan/"])


def test_assignments_progress_and_certificates(eyes_of):
    """As a trainer and as a trainee, with a form that is sent back; then the public check."""
    trainer, trainee, manager = eyes_of("tono"), eyes_of("wati"), eyes_of("rini")
    assert_good(trainer, [f"/pelatihan/{page}/" for page in ("tugas", "kemajuan", "kemajuan/kelas/semarang-2026", "sertifikat")])
    task = following(trainer, "/pelatihan/tugas/", "main h2:has-text('Semarang') ~ ul a:has-text('Jadwal unggahan')")
    assert_good(trainer, [task, f"{task}ubah/", f"{task}telepon/", "/pelatihan/tugas/kelas/semarang-2026/baru/"])
    trainer.seen.press("main form button.button")
    assert trainer.seen.page.locator("main .error").count() >= 2
    assert_good_now(trainer)
    answers = following(trainer, "/pelatihan/tugas/", "main ul.links a[href*='/jawaban/'] >> nth=0")
    assert_good(trainer, [answers])
    trainer.seen.press("button[value=revise]")
    assert_good_now(trainer)
    certificates = "/pelatihan/sertifikat/kelas/semarang-2026/"
    kinds = ("a[href*='/sertifikat/berkas/']", "a[href*='/sertifikat/nomor/']")
    batch, certificate = (following(trainer, certificates, f"main {kind} >> nth=0") for kind in kinds)
    assert_good(trainer, [certificates, batch, certificate])
    number = certificate.rstrip("/").rpartition("/")[2]
    her_page = following(trainee, "/pelatihan/kemajuan/", "")
    assert_good(trainee, ["/pelatihan/tugas/", task, her_page, "/pelatihan/sertifikat/saya/"])
    rule = following(manager, "/pelatihan/kemajuan/", "main a[href*='/kemajuan/aturan/'] >> nth=0")
    assert_good(manager, [rule])
    assert_good(eyes_of(), {"/sertifikat/": 200, f"/sertifikat/{number.lower()}/": 200, "/sertifikat/abcde-fghjk/": 404})


def following(eyes: Eyes, page: str, link: str) -> str:
    """Where that link leads, or whereto the page itself sends her."""
    eyes.seen.go(page)
    return eyes.seen.page.get_attribute(link, "href") if link else eyes.seen.page.url.removeprefix(eyes.seen.address)


def test_figures_and_the_workshop_pack(eyes_of):
    manager, trainer = eyes_of("rini"), eyes_of("tono")
    asked = "?dari_0=1&dari_1=8&dari_2=2026&sampai_0=31&sampai_1=12&sampai_2=2099"
    assert_good(
        manager, {"/pelatihan/": 200, "/pelatihan/laporan/": 200, f"/pelatihan/laporan/{asked}": 200, "/pelatihan/laporan/?dari_0=40": 400}
    )
    assert_good(trainer, ["/pelatihan/laporan/", "/pelatihan/paket/", "/pelatihan/paket/semarang-2026/"])


def test_account_cards_of_the_trainer(eyes_of):
    eyes = eyes_of("tono")
    assert_good(eyes, ["/meja/", "/pelatihan/", "/pelatihan/kartu/"])
    eyes.seen.go("/pelatihan/kartu/")
    eyes.seen.press("main ul.links a >> nth=0")
    assert_good_now(eyes)
    eyes.seen.press("main form button.button")
    assert eyes.seen.page.locator("main svg").count() == 1
    assert_good_now(eyes)


def test_the_desk_of_a_steward(eyes_of, texts):
    eyes, desk, code = eyes_of("dewi"), "/cetak/meja/", texts["corrected"].code
    linked = [first_link(eyes, desk, kind) for kind in ("tugas/", "lapor/", "buletin/")]
    linked += [first_link(eyes, f"{desk}papan/", kind) for kind in ("papan/", "tempat/")]
    own = [f"{desk}{page}" for page in ("", "papan/", "tepi/", f"poster/{code}/", f"kata/{code}/")]
    assert_good(eyes, ["/masuk/akun/", *own, *linked, first_link(eyes, desk, "lapor/?apa=")])


@pytest.mark.parametrize("key", ["maya", "rini", "agus"])
def test_what_staff_has_outside_the_admin(eyes_of, key):
    assert_good(eyes_of(key), ["/masuk/akun/", "/masuk/redaksi/sandi/"])


def test_our_own_parts_of_the_editors_page(eyes_of, texts):
    """The frame around them is Wagtail's."""
    eyes = eyes_of("hendra")
    eyes.seen.page.set_viewport_size({"width": 1280, "height": 800})
    text = texts["with_editors"]
    for path, part in ((f"edit/{text.pk}", ".desk"), (f"claim/{text.pk}", "main"), (f"life/{text.pk}", "main table")):
        assert eyes.seen.go(f"/redaksi/tulisan/{path}/") == 200
        eyes.seen.page.evaluate(eyes.axe)
        assert eyes.seen.page.evaluate(RUN_AXE, [part, "tag", RULES]) == [], path


def test_the_page_that_waits_for_a_poster(eyes_of, demo_site, texts):
    published = texts["published"]
    writer, reader = eyes_of(published.author), eyes_of()
    with demo_site.worker_at_rest():
        writer.seen.go(f"/tulis/{published.id}/")
        writer.seen.press("form[action$='/lepas-nama/'] button")
        reader.seen.go(f"/cetak/{published.code}/")
        assert reader.seen.page.locator("meta[http-equiv=refresh]").count() == 1
        # The page has no script to ask with, so it must load itself; it says so, and it holds nothing that could be lost.
        assert reader.measure(besides="meta-refresh") == []
