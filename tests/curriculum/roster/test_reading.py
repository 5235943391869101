"""A list in whatever encoding, with whatever separator, from whatever program; and files that are no list at all."""

import io
import zipfile
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from curriculum.roster.errors import FileRefused
from curriculum.roster.limits import ON_PAGE, Limits
from curriculum.roster.tables import read_table
from tests.curriculum.roster.lists import DINI, EKO, HEADER, csv_of, rezipped, row, saved, text_of, xlsx_of

ACCENTED = row(DINI, nama="Né’yng Ayu–Contoh", pabrik="PT “Rekaan”")
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]


def rows_in(data: bytes, limits: Limits = ON_PAGE) -> list[dict[str, str]]:
    return [one.cells for one in read_table(data, limits).rows]


def refusal_of(data: bytes, limits: Limits = ON_PAGE) -> str:
    with pytest.raises(FileRefused) as refusal:
        list(read_table(data, limits).rows)
    return str(refusal.value)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_usual_encoding_and_separator_gives_the_same_rows(encoding, separator, line_end):
    data = text_of(ACCENTED, EKO, separator=separator, line_end=line_end).encode(encoding)
    first, second = rows_in(data)
    assert (first["nama"], first["pabrik"], second["nama"]) == ("Né’yng Ayu–Contoh", "PT “Rekaan”", "Eko Rahasia")
    assert set(first) == {"nama", "jenis_kelamin", "serikat", "pabrik", "sektor", "kota", "telepon", "email", "angkatan"}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        *(("No. HP", "telepon"), ("Nomor WA", "telepon"), (" HP/WA ", "telepon"), ("No_Telepon", "telepon"), ("WHATSAPP", "telepon")),
        *(("L/P", "jenis_kelamin"), ("Jenis Kelamin (L/P)", "jenis_kelamin"), ("Nama Lengkap", "nama"), ("Perusahaan", "pabrik")),
        *(("e-mail", "email"), ("Kab./Kota", "kota"), ("Gelombang", "angkatan"), ("Serikat Pekerja", "serikat")),
    ],
)
def test_the_words_over_a_column_are_understood_as_people_write_them(header, field):
    other = ["kota"] if field == "nama" else ["nama"]
    assert read_table(csv_of(["x", "y"], header=[header, *other]), ON_PAGE).has(field)


def test_a_title_above_a_counting_column_and_a_line_for_excel_do_no_harm():
    data = b"sep=;\nDaftar peserta 2026;;;\n\nNo;Nama;Kota;HP\n1;Dini Rahasia;Semarang;0860 0000 3001\n"
    assert rows_in(data) == [{"nama": "Dini Rahasia", "kota": "Semarang", "telepon": "0860 0000 3001"}]


def test_commas_in_names_do_not_win_over_the_real_separator():
    data = csv_of(row(DINI, nama="Dini, S.H., M.H."), row(EKO, nama="Eko, a, b, c, d"), separator=";")
    assert [cells["nama"] for cells in rows_in(data)] == ["Dini, S.H., M.H.", "Eko, a, b, c, d"]


def test_a_cell_may_hold_quotes_separators_and_a_line_break():
    cells = row(DINI, nama='Dini "Ning"; S.H.', pabrik="PT Rekaan\nJaya")
    assert rows_in(csv_of(cells, separator=";"))[0]["pabrik"] == "PT Rekaan\nJaya"


def test_rows_that_are_too_short_too_long_or_swallowed_are_told_apart():
    many, few = ",".join([*EKO, "lebih"]), "Kurang,L"
    data = csv_of(DINI).decode() + f"{few}\n{many}\n" + ",".join([*EKO, "", ""]) + '\nFajar,"' + "Gita,L\n" * 9
    problems = [one.problem for one in read_table(data.encode(), ON_PAGE).rows]
    assert problems == ["", "few", "many", "", "quote"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00",
        b"PK\x03\x04 no zip",
        b"PK",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Excel",
        b"hanya satu baris tanpa kolom\n",
        "nama,kota\n".encode("utf-16-le")[:-1],
        b'nama,kota\n"' + b"a" * 200_000,
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(data):
    assert refusal_of(data).endswith(".")


def test_a_list_without_rows_with_a_column_twice_or_too_long_is_refused():
    assert "judul kolom" in refusal_of(csv_of())
    assert "telepon" in refusal_of(csv_of(["a", "b", "c"], header=["nama", "HP", "WA"]))
    assert "2 baris" in refusal_of(csv_of(DINI, EKO, DINI), Limits(100_000, 100_000, 2))
    assert "MB" in refusal_of(b"x" * 200, Limits(100, 100, 2))


# --- XLSX


def test_an_xlsx_gives_the_rows_that_people_see():
    numbers = xlsx_of([*DINI[:6], 86000003001, None, 1.0], [*EKO[:6], "0860-0000-3002", None, datetime(2026, 1, 2)])
    first, second = rows_in(numbers)
    assert (first["telepon"], first["angkatan"], first["email"]) == ("86000003001", "1", "")
    assert second["angkatan"] == "2026-01-02T00:00:00"


def test_formatted_space_below_a_list_is_no_row_but_a_gap_within_it_is():
    book = Workbook()
    for cells in (HEADER, DINI, [], EKO):
        book.active.append(cells)
    book.active.cell(row=150, column=1).value = " "
    assert len(rows_in(saved(book))) == 3


def test_the_sheet_with_the_words_over_its_columns_is_found_behind_others():
    book = Workbook()
    book.active.append(["Petunjuk"])
    sheet = book.create_sheet("Data")
    for cells in (HEADER, DINI):
        sheet.append(cells)
    assert rows_in(saved(book))[0]["nama"] == "Dini Rahasia"


def test_a_formula_is_never_computed_and_its_text_never_taken():
    assert rows_in(xlsx_of(row(DINI, nama='=HYPERLINK("http://contoh.example")')))[0]["nama"] == ""


def bomb() -> bytes:
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + b" " * (40 * 1024 * 1024)
    return rezipped(xlsx_of(DINI), xl__worksheets__sheet1_DOT_xml=sheet)


def many_parts() -> bytes:
    return rezipped(xlsx_of(DINI), **{f"xl__media__p{number}_DOT_bin": b"x" for number in range(400)})


def lying_about_its_size() -> bytes:
    """The directory says that a part holds ten bytes."""
    data = bytearray(rezipped(xlsx_of(DINI), xl__worksheets__sheet1_DOT_xml=b"<a>" + b"x" * 100_000))
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/worksheets/sheet1.xml"))
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    return bytes(data)


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>&b;</sheetData></worksheet>"""
REMOTE = b'<?xml version="1.0"?><!DOCTYPE w SYSTEM "http://127.0.0.1:1/x.dtd"><w/>'
FAR_ROW = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>nama</t></is></c><c r="B1" t="inlineStr"><is><t>kota</t></is></c></row>'
    b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    "make",
    [
        bomb,
        many_parts,
        lying_about_its_size,
        lambda: rezipped(xlsx_of(DINI), xl__vbaProject_DOT_bin=b"x"),
        lambda: rezipped(xlsx_of(DINI), xl__worksheets__sheet1_DOT_xml=ENTITIES),
        lambda: rezipped(xlsx_of(DINI), xl__worksheets__sheet1_DOT_xml=ENTITIES.decode().encode("utf-16")),
        lambda: rezipped(xlsx_of(DINI), xl__worksheets__sheet1_DOT_xml=REMOTE),
        lambda: rezipped(xlsx_of(DINI), xl__worksheets__sheet1_DOT_xml=FAR_ROW),
        lambda: rezipped(xlsx_of(DINI), xl__worksheets__sheet1_DOT_xml=b"<not xml"),
        lambda: rezipped(xlsx_of(DINI), xl__workbook_DOT_xml=b"<workbook/>"),
        lambda: xlsx_of(DINI)[:-60],
        lambda: xlsx_of(DINI)[:900],
    ],
)
def test_a_hostile_workbook_is_refused_and_costs_little(make):
    assert refusal_of(make())


def test_an_archive_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../etc/passwd", "x")
    assert refusal_of(out.getvalue())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_list_or_refused(data):
    try:
        list(read_table(b"nama,kota\n" + data, ON_PAGE).rows)
        list(read_table(data, ON_PAGE).rows)
    except FileRefused as refusal:
        assert str(refusal)
