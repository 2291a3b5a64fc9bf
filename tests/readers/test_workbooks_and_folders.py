"""Workbooks and Maildirs, built here: neither is a file one could read in a diff."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.model import Comment, CommentStatus, Problem
from triage.readers import ReadOptions, detect, read, read_folder

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRINGS = f"""<sst {NS}><si><t>Name</t></si><si><t>Message</t></si><si><t>Date</t></si>
<si><r><t>May I </t></r><r><t>fly?</t></r><rPh><t>no</t></rPh></si></sst>"""
STYLES = f"""<styleSheet {NS}><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yy"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/></cellXfs></styleSheet>"""
SHEET = f"""<worksheet {NS}><dimension ref="A1:B2"/><sheetData>
<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>
<c r="C2" t="s"><v>2</v></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><t>Ann</t></is></c><c r="B3" t="s"><v>3</v></c>
<c r="C3" s="1"><v>43874</v></c></row>
<row r="5"><c r="B5" t="str"><f>A1</f><v>And swim?</v></c><c r="C5" s="2"><v>43874.5</v></c></row>
<row r="6"><c r="A6" t="inlineStr"><is><t>No text</t></is></c></row>
</sheetData></worksheet>"""


def workbook(**parts: str) -> bytes:
    whole = {
        "xl/sharedStrings.xml": STRINGS,
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": SHEET,
    }
    whole.update({f"xl/{name.replace('__', '/')}.xml": text for name, text in parts.items()})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in whole.items():
            archive.writestr(name, text)
    return out.getvalue()


def outcomes(data: bytes) -> list[Comment | Problem]:
    return list(read(io.BytesIO(data), "in.xlsx", ReadOptions()))


def codes(data: bytes) -> list[str]:
    return [item.code for item in outcomes(data) if isinstance(item, Problem)]


def test_a_workbook_is_read_past_its_stated_dimension() -> None:
    first, second, short = outcomes(workbook())
    assert isinstance(first, Comment)
    assert (first.author, first.body, first.date) == ("Ann", "May I fly?", "2020-02-13")
    assert first.source.line == 3
    assert isinstance(second, Comment)
    assert (second.body, second.date) == ("And swim?", "2020-02-13T12:00:00")
    assert isinstance(short, Problem)
    assert (short.code, short.location.line) == ("ragged-row", 6)


def test_days_may_count_from_1904() -> None:
    first = outcomes(workbook(workbook=f'<workbook {NS}><workbookPr date1904="1"/></workbook>'))[0]
    assert isinstance(first, Comment)
    assert first.date == "2024-02-14"


def test_an_empty_first_sheet_is_passed_over() -> None:
    empty = f"<worksheet {NS}><sheetData/></worksheet>"
    found = outcomes(workbook(worksheets__sheet1=empty, worksheets__sheet2=SHEET))
    assert sum(isinstance(item, Comment) for item in found) == 2


def test_further_sheets_are_told() -> None:
    assert "more-sheets" in codes(workbook(worksheets__sheet2=SHEET))


def test_a_workbook_that_unpacks_to_too_much_is_refused_unopened() -> None:
    assert codes(workbook(worksheets__sheet1=" " * (11 << 20))) == ["too-large"]


def test_a_document_type_is_refused() -> None:
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaa">]>{SHEET}'
    assert codes(workbook(worksheets__sheet1=bomb)) == ["broken-workbook"]


def test_another_archive_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("letter.txt", "hello")
    found = detect(out.getvalue(), "letters.zip")
    assert isinstance(found, Problem)
    assert found.code == "unsupported"


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=30))
def test_a_damaged_workbook_raises_nothing(at: int, junk: bytes) -> None:
    data = workbook()
    assert outcomes(data[:at] + junk + data[at + len(junk) :])


def maildir(folder: Path, files: dict[str, bytes]) -> Path:
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def test_a_maildir_is_read_oldest_first_without_its_drafts(tmp_path: Path) -> None:
    mail = b"From: a%d@mail.org\nMessage-ID: <m%d@mail.org>\n\nMay I fly?\n"
    folder = maildir(
        tmp_path,
        {
            "cur/2.x:2,S": mail % (2, 2),
            "new/1.x": mail % (1, 1),
            "cur/3.x:2,ST": mail % (3, 3),
            "cur/4.x:2,DS": mail % (4, 4),
        },
    )
    found = [item for item in read_folder(folder, ReadOptions()) if isinstance(item, Comment)]
    assert [comment.id for comment in found] == ["m1@mail.org", "m2@mail.org", "m3@mail.org"]
    assert [comment.status for comment in found][2] is CommentStatus.TRASH
    assert found[0].source.file.endswith("new/1.x")


@pytest.mark.parametrize("folders", [[], ["cur"]])
def test_any_other_folder_is_refused(tmp_path: Path, folders: list[str]) -> None:
    for name in folders:
        (tmp_path / name).mkdir()
    (refused,) = read_folder(tmp_path, ReadOptions())
    assert isinstance(refused, Problem)
    assert refused.code == "unsupported"


def test_cells_without_a_header_cost_no_record() -> None:
    wide = SHEET.replace('</row>\n<row r="6">', '<c r="E5"><v>7</v></c></row><row r="6">')
    found = outcomes(workbook(worksheets__sheet1=wide))
    assert sum(isinstance(item, Comment) for item in found) == 2
    told = next(i for i in found if isinstance(i, Problem) and i.code == "no-header")
    assert told.location.line == 5


def test_sizes_that_lie_are_found_out() -> None:
    data = workbook(worksheets__sheet1=" " * (11 << 20))
    true = (11 << 20).to_bytes(4, "little")
    assert data.count(true) == 2  # in front of the part and in the directory
    assert codes(data.replace(true, (1000).to_bytes(4, "little"))) == ["broken-workbook"]


def test_a_formula_that_was_never_computed_is_no_blank() -> None:
    sheet = SHEET.replace("<f>A1</f><v>And swim?</v>", "<f>A1</f>")
    found = outcomes(workbook(worksheets__sheet1=sheet))
    assert [item.code for item in found if isinstance(item, Problem)] == ["lost-text", "ragged-row"]


@pytest.mark.parametrize("part", ["vbaProject", "workbook"])
def test_workbooks_with_macros_are_refused(part: str) -> None:
    out = io.BytesIO(workbook())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(f"xl/{part}.bin", b"x")
    assert codes(out.getvalue()) == ["unsupported"]


def test_an_open_document_is_named_as_such() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    found = detect(out.getvalue(), "a.ods")
    assert isinstance(found, Problem)
    assert "OpenDocument" in found.message
    assert found.hint == "save it as CSV UTF-8"


def test_a_word_document_is_named_as_such() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("word/document.xml", "")
    found = detect(out.getvalue(), "a.docx")
    assert isinstance(found, Problem)
    assert "Word" in found.message


@pytest.mark.parametrize(
    ("head", "said"), [(b"\xd0\xcf\x11\xe0\xa1\xb1", "Outlook message"), (b"{\\rtf1\\ansi", "RTF")]
)
def test_what_office_saves_is_refused_with_what_to_do(head: bytes, said: str) -> None:
    found = detect(head + b"\0" * 600, "a")
    assert isinstance(found, Problem)
    assert said in found.message
    assert "save" in found.hint


def test_text_kept_in_pieces_and_as_inline_html_stays_text() -> None:
    sheet = SHEET.replace("And swim?", "=cmd|' /C calc'!A0 &lt;b&gt;?")
    second = outcomes(workbook(worksheets__sheet1=sheet))[1]
    assert isinstance(second, Comment)
    assert second.body == "=cmd|' /C calc'!A0 <b>?"


@pytest.mark.parametrize("encoding", ["UTV-8", "shift_jis"])
def test_a_part_in_an_unknown_encoding_is_told(encoding: str) -> None:
    sheet = f'<?xml version="1.0" encoding="{encoding}"?>{SHEET}'
    assert codes(workbook(worksheets__sheet1=sheet)) == ["broken-workbook"]
