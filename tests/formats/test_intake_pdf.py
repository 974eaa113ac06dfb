"""PDF files: paragraphs joined over lines and pages, page furniture told apart, tables as rows."""

import io

import pytest
from pypdfium2 import PdfDocument

from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.pdf import read_pdf
from halfsky.formats.intake.refusal import IntakeRefused
from tests.hostile.parts import cyclic_pdf, locked_pdf, plan_text, scanned_pdf
from tests.specimens import converted

LIMITS = Limits()
NOISE = ("header", "footer", "page_number")


def read(data):
    warnings = []
    return read_pdf(data, LIMITS, warnings), dict(warnings)


def lines_of(text):
    return ["".join(line.split()) for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("size", ["16pt", "12pt"])
def test_paragraphs_broken_over_lines_and_pages_are_joined(size):
    source, warnings = read(converted.pdf(plan_text(), size=size))
    assert ["".join(block.text.split()) for block in source.blocks if block.kind not in NOISE] == lines_of(plan_text())
    assert set(warnings) == {"warn.page_furniture"}


@pytest.mark.parametrize(("layout", "warning"), [
    ({"columns": 2, "size": "11pt"}, "warn.columns"), ({"columns": 2, "size": "12pt", "indent": False}, "warn.columns"),
    ({"numbered": True}, "warn.line_numbers"), ({"columns": 2, "size": "10pt"}, "warn.columns"),
])
def test_columns_are_read_one_behind_the_other_and_line_numbers_left_out(layout, warning):
    source, warnings = read(converted.pdf(plan_text(), **layout))
    assert ["".join(block.text.split()) for block in source.blocks if block.kind not in NOISE] == lines_of(plan_text())
    assert set(warnings) == {"warn.page_furniture", warning}


def test_headers_footers_and_page_numbers_keep_their_words_under_their_own_kind():
    data = converted.pdf(plan_text())
    source, _ = read(data)
    pages = len(PdfDocument(data))
    kinds = [block.kind for block in source.blocks]
    assert kinds.count("header") == kinds.count("page_number") == pages
    assert {block.text for block in source.blocks if block.kind == "header"} == {"县人民政府文件"}


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (scanned_pdf, "pdf.scanned"), (locked_pdf, "file.password"), (cyclic_pdf, "pdf.damaged"),
        (lambda: b"%PDF-1.7 nothing", "pdf.damaged"),
        (lambda: b"%PDF-1.7\n1 0 obj << /Linearized 1 /L 999999 >> endobj\n%%EOF", "pdf.damaged"),
    ],
)
def test_what_cannot_be_read_is_refused(data, key):
    with pytest.raises(IntakeRefused) as refused:
        read(data())
    assert refused.value.key == key


def test_scans_among_pages_of_text_are_named():
    book = PdfDocument(converted.pdf(plan_text()))
    book.import_pages(PdfDocument(scanned_pdf(2)))
    stream = io.BytesIO()
    book.save(stream)
    _, warnings = read(stream.getvalue())
    last = len(book)
    assert warnings["warn.scanned_pages"] == {"pages": f"{last - 1}, {last}"}


def test_much_turned_text_is_said():
    _, warnings = read(converted.typeset("正文一段。\n#place(rotate(-90deg)[" + "横排附表" * 10 + "])"))
    assert warnings["warn.turned"] == {"pages": "1"}
