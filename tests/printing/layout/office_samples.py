"""Papers, cards, sheets to sign and certificates for the tests of the office sheets; names and words are ours."""

from datetime import date

import pypdfium2

from printing.layout import (
    AccountCardFace,
    CardSheetContent,
    Certificate,
    CertificatesContent,
    Column,
    DocumentBlock,
    DocumentContent,
    Photo,
    Rendered,
    RollContent,
)

from .conftest import QUESTIONS, SENTENCES, jpeg

DAY = date(2026, 11, 28)
NAMES = ("Aminah B.", "Asep R.", "Cahyo", "Dewi L.", "Eko P.", "Fitri", "Gunawan", "Haryati", "Iis S.", "Joko T.")
TEXT = " ".join(SENTENCES)
QR = "https://wartaburuh.example/hak/upah-lembur/"
TYPED = "wartaburuh.example/hak/upah-lembur"

ONE_OF_EACH = (
    DocumentBlock("facts", rows=(("Nama", "Siti Rahayu"), ("Hari lembur", "Jumat, 20 November 2026"))),
    DocumentBlock("heading", "Cara menghitungnya"),
    DocumentBlock("paragraph", f"{TEXT}\n\n{SENTENCES[0]}"),
    DocumentBlock(
        "steps",
        rows=(
            ("Upah sejam", "6.186.853 ÷ 173", "Rp 35.762", "PP 35/2021 Pasal 32 ayat (2)"),
            ("Jam pertama", "1 × 1,5 × 35.762", "Rp 53.643", "PP 35/2021 Pasal 31 ayat (1) huruf a"),
        ),
    ),
    DocumentBlock("sum", "Menurut aturan paling sedikit", amount="Rp 53.643"),
    DocumentBlock("notice", "Tanya serikat dulu.", ("Aturan mungkin berubah setelah 31 Oktober 2026.",)),
    DocumentBlock("heading", "Anggapan", level=2),
    DocumentBlock("list", "Yang kami anggap:", SENTENCES[:2]),
    DocumentBlock("numbered", items=SENTENCES[2:4]),
    DocumentBlock("checklist", "Kumpulkan:", QUESTIONS),
    DocumentBlock(
        "table", "Batas waktu", columns=(Column("Apa", 2), Column("Jumlah", 1, "right")), rows=(("Bipartit", "30 hari"), ("Catat",))
    ),
    DocumentBlock("svg_bars", "Tamat", rows=(("Karawang", "24", "24 dari 30"), ("Bekasi", "0", "0 dari 30"), ("Semarang", "18,5"))),
    DocumentBlock("picture", photo=Photo(jpeg(), "Rapat anggota.", "Tim Media")),
    DocumentBlock("small", "Dicek 24 November 2026."),
    DocumentBlock("lines", "Catatanmu", count=4),
    DocumentBlock(
        "letter", TEXT, ("Karawang, 24 November 2026", "", "Kepada Yth.", "Pimpinan"), (("Nomor", "–"), ("Perihal", "Upah lembur"))
    ),
    DocumentBlock("signatures", "Hormat saya,", ("Siti Rahayu\nBagian jahit", "", "Budi")),
    DocumentBlock("break"),
    DocumentBlock("paragraph", "Halaman terakhir."),
)


def document(blocks=ONE_OF_EACH, **changes) -> DocumentContent:
    values = {
        "title": "Lembar hitung upah lembur",
        "kicker": "Hak · Upah lembur",
        "standfirst": "Untuk tiga jam pada hari kerja.",
        "footer": "Tanyakan kepada pengurus serikat.",
        "qr": QR,
        "typed_address": TYPED,
        "issued_on": DAY,
    }
    return DocumentContent(blocks=tuple(blocks), **{**values, **changes})


def long_table(rows: int = 320) -> DocumentContent:
    columns = (Column("No.", 0.4, "right"), Column("Kabupaten", 2), Column("Upah", 1.2, "right"), Column("Dasar hukum", 2.4))
    cells = tuple((f"{n}", f"Kabupaten ke{n}x", f"Rp 5.{n:03d}.000", "Keputusan Gubernur Nomor 561.7/Kep.798") for n in range(1, rows + 1))
    return document((DocumentBlock("table", columns=columns, rows=cells),), title="Upah minimum")


def card(number: int, **changes) -> AccountCardFace:
    code = f"{number:05d}-4QXRT"
    values = {
        "name": NAMES[number % len(NAMES)],
        "place": ("Karawang", "Tangerang Selatan")[number % 2],
        "code": code,
        "address": f"https://wartaburuh.example/masuk/kartu/?k={code}",
        "expires_on": date(2026, 12, 24),
    }
    return AccountCardFace(**{**values, **changes})


def card_sheet(count: int = 10) -> CardSheetContent:
    return CardSheetContent(tuple(card(number) for number in range(1, count + 1)))


def roll(count: int = 30, blank: int = 0, **changes) -> RollContent:
    values = {
        "title": "Daftar hadir",
        "columns": (Column("Nama", 2.4), Column("Bagian", 1.3), Column("Tanda tangan", 2), Column("Ket.", 0.8)),
        "rows": tuple((NAMES[n % len(NAMES)], ("Jahit", "Potong")[n % 2]) for n in range(count)),
        "blank_rows": blank,
        "kicker": "Pelatihan 5 · Memotret dengan HP murah",
        "facts": (
            ("Hari", "Sabtu, 28 November 2026"),
            ("Pukul", "13.00–16.00 WIB"),
            ("Tempat", "Aula serikat, Klari"),
            ("Pelatih", "Tono"),
        ),
        "qr": "https://wartaburuh.example/pelatihan/hadir/128/",
        "typed_address": "wartaburuh.example/pelatihan/hadir/128",
        "footer": "T terlambat · P pulang awal · I izin",
        "issued_on": DAY,
    }
    return RollContent(**{**values, **changes})


def certificate(count: int = 1, **changes) -> Certificate:
    values = {
        "name": NAMES[count % len(NAMES)],
        "headline": "Sertifikat pelatihan jurnalis warga",
        "lines": ("telah menyelesaikan pelatihan menulis berita, angkatan Karawang 2026.", "Hadir 9 dari 10 pertemuan."),
        "number": f"WB-2026-{count:04d}",
        "qr": f"https://wartaburuh.example/periksa/{count:04d}K3MP4/",
        "typed_address": f"wartaburuh.example/periksa/{count:04d}K3MP4",
        "issued_on": "Karawang, 28 November 2026",
        "signers": (("Rini Wulandari", "Pengelola program"), ("Agus Santoso", "Ketua Serikat Pekerja Contoh")),
    }
    return Certificate(**{**values, **changes})


def certificates(count: int = 3) -> CertificatesContent:
    return CertificatesContent(tuple(certificate(number) for number in range(1, count + 1)))


ALL = {"document": document, "card_sheet": card_sheet, "roll": roll, "certificates": certificates}


def pages_of(made: Rendered) -> list[str]:
    """The text of each page; a hyphen at a line's end is left out."""
    document = pypdfium2.PdfDocument(made.pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\ufffe", "") for page in document]
    finally:
        document.close()
