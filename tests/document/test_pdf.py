from datetime import date

import pypdfium2
import pytest

from halfsky.document import annual, pdf
from halfsky.document.block import Column, Heading, Meta, PageBreak, Paragraph, Row, Signature, Table, Title
from halfsky.method.wording.piece import Field, sentence
from tests.document import county


@pytest.fixture(scope="module")
def raw():
    result, framework = county.result(), county.framework()
    blocks = annual.annual_report(result, framework, county.figures(), issued=date(2025, 4, 18))
    return pdf.render(blocks, annual.meta(result, framework, "zh", date(2025, 4, 18)))


def test_the_page_is_a4_and_the_headings_are_bookmarks(raw):
    document = pypdfium2.PdfDocument(raw)
    width, height = document[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
    assert "一、监测依据和数据来源" in [one.get_title() for one in document.get_toc()]


def test_only_the_packaged_fonts_are_embedded(raw):
    assert b"NotoSerifSC" in raw
    assert b"NotoSansSC" in raw


def test_english_has_a_latin_face_and_bold_headings():
    english = pdf.render([Heading(1, sentence("Basis")), Paragraph(sentence("Text 县."))], Meta("Title", "en"))
    assert b"LibertinusSerif-Bold" in english and b"LibertinusSerif-Regular" in english and b"NotoSerifSC" in english


def test_it_is_an_archive_pdf_with_tags(raw):
    assert b"/MarkInfo" in raw
    assert b"pdfaid:part" in raw


def test_the_demo_mark_stands_on_every_page(raw):
    document = pypdfium2.PdfDocument(raw)
    for page in document:
        assert "演示数据" in page.get_textpage().get_text_range()


def test_the_same_blocks_give_the_same_bytes(raw):
    result, framework = county.result(), county.framework()
    blocks = annual.annual_report(result, framework, county.figures(), issued=date(2025, 4, 18))
    assert pdf.render(blocks, annual.meta(result, framework, "zh", date(2025, 4, 18))) == raw


def test_the_pages_of_the_headings_are_known():
    blocks = [Heading(1, sentence("甲")), PageBreak(), Heading(1, sentence("乙")), Heading(2, sentence("丙"))]
    assert pdf.heading_pages(pdf.render(blocks, Meta("题"))) == [1, 2, 2]


def test_a_caption_stays_with_its_table_and_a_note_with_the_last_row():
    columns = (Column(sentence("甲")), Column(sentence("乙")))
    for before in range(0, 22, 3):
        for rows in (12, 30, 34):
            body = tuple(Row(((Field(f"k{at}", f"行{at}"),), sentence("值"))) for at in range(rows))
            blocks = [*(Paragraph(sentence("字")) for _ in range(before)), Table(sentence("表题在此"), columns, body, note=sentence("注：在此。"))]
            pages = [page.get_textpage().get_text_range().replace(" ", "") for page in pypdfium2.PdfDocument(pdf.render(blocks, Meta("题")))]
            captioned = next(text for text in pages if "表题在此" in text)
            noted = [text for text in pages if "注：在此" in text]
            assert "行0" in captioned and f"行{rows - 1}" in noted[-1] and all("行" in text for text in noted), (before, rows)


def test_a_signature_does_not_stand_on_a_page_of_its_own():
    for before in range(17, 24):
        blocks = [*(Paragraph(sentence("字")) for _ in range(before)), Paragraph(sentence("末段。")), Signature((sentence("某县"), sentence("某日")))]
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf.render(blocks, Meta("题")))]
        assert next(text for text in pages if "某县" in text).count("末段"), before


def test_the_lines_of_a_title_stand_close_together():
    page = pypdfium2.PdfDocument(pdf.render([Title((sentence("甲"), sentence("乙")))], Meta("题")))[0].get_textpage()
    tops = [page.get_charbox(page.get_text_range().index(sign))[3] for sign in "甲乙"]
    assert 22 < tops[0] - tops[1] < 42


def filled(page):
    """How much of the text's 225 mm a page takes, by its lowest letter above the page number."""
    text, height = page.get_textpage(), page.get_size()[1]
    foot = 35 / 25.4 * 72
    lows = [box[1] for at in range(text.count_chars()) if (box := text.get_charbox(at))[1] > foot and box[3] - box[1] > 1]
    return (height - 37 / 25.4 * 72 - min(lows)) / (225 / 25.4 * 72)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_table_leaves_more_than_a_third_of_a_page_white(lang):
    columns = (Column(sentence("甲")), Column(sentence("乙")))
    for rows in (3, 8, 9, 20):
        for before in range(1, 36 if lang == "en" else 23, 2):
            body = tuple(Row(((Field(f"k{at}", f"行{at}"),), sentence("值"))) for at in range(rows))
            blocks = [*(Paragraph(sentence("字")) for _ in range(before)), Table(sentence("表题"), columns, body, note=sentence("注：在此。")), Paragraph(sentence("末"))]
            document = pypdfium2.PdfDocument(pdf.render(blocks, Meta("题", lang)))
            assert all(filled(page) > 0.66 for page in list(document)[:-1]), (rows, before)


def test_the_last_rows_of_a_broken_table_and_its_note_stand_together_below_the_groups_name():
    columns = (Column(sentence("甲")), Column(sentence("乙")))
    group = Row((sentence("某组"),), "group")
    body = (group, *(Row(((Field(f"k{at}", f"行{at}"),), sentence("值"))) for at in range(40)))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf.render([Table(sentence("表题"), columns, body, note=sentence("注：在此。"))], Meta("题")))]
    assert len(pages) == 2 and all("某组" in text for text in pages)
    assert "行38" in pages[-1] and "行39" in pages[-1] and "注：在此" in pages[-1] and "注：在此" not in pages[0]
