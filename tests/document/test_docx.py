from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn

from halfsky.document import annual, block, docx
from halfsky.document.block import (
    DEMO_MARK,
    Heading,
    Letterhead,
    Meta,
    PageBreak,
    Paragraph,
    Signature,
    Title,
)
from halfsky.method.wording.piece import sentence
from tests.document import county


@pytest.fixture(scope="module")
def raw():
    result, framework = county.result(), county.framework()
    blocks = annual.annual_report(result, framework, county.figures(), issued=date(2025, 4, 18))
    return docx.render(blocks, annual.meta(result, framework, "zh", date(2025, 4, 18)))


@pytest.fixture(scope="module")
def document(raw):
    return Document(io.BytesIO(raw))


def test_the_page_is_the_standards_page(document):
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156
    assert round(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm) == 225


def test_the_grid_holds_22_lines_and_28_characters(document):
    section = document.sections[0]
    grid = section._sectPr.find(qn("w:docGrid"))
    height = section.page_height.pt - section.top_margin.pt - section.bottom_margin.pt
    assert int(height * 20 / int(grid.get(qn("w:linePitch"))) + 0.01) == 22
    body = document.styles["Body Text"]
    spacing = int(body.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    width = section.page_width.pt - section.left_margin.pt - section.right_margin.pt
    assert int(width / (body.font.size.pt + spacing)) == 28


@pytest.mark.parametrize(
    ("style", "face", "size"),
    [
        ("Body Text", "仿宋_GB2312", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16),
    ],
)
def test_faces_and_sizes_are_the_standards(document, style, face, size):
    found = document.styles[style]
    assert found.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == face
    assert found.font.size.pt == size


def test_headings_are_real_styles_with_chinese_numbers(document):
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert heads[0] == "一、监测依据和数据来源"
    assert any(p.text.startswith("（一）") for p in document.paragraphs if p.style.name == "Heading 2")


def test_page_numbers_stand_between_dashes_right_and_left(document):
    section = document.sections[0]
    for footer in (section.footer, section.even_page_footer):
        xml = footer._element.xml
        assert "PAGE" in xml
        assert footer.paragraphs[0].text.replace(" ", "") == "—1—"
    assert document.settings.odd_and_even_pages_header_footer


def test_the_demo_mark_stands_on_every_page(document):
    section = document.sections[0]
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == DEMO_MARK["zh"]


def test_tables_repeat_their_head_and_pictures_have_alt_text(document):
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described
    assert all(described)
    pictures = [document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].blob for shape in document.inline_shapes]
    assert all(one.startswith(b"\x89PNG") for one in pictures)


def test_every_bound_field_can_be_found_by_its_style(document):
    runs = [r.text for p in document.paragraphs for r in p.runs if r.style.name == docx.FIELD_STYLE]
    assert "92.30%" in runs


def test_the_same_blocks_give_the_same_bytes(raw):
    result, framework = county.result(), county.framework()
    blocks = annual.annual_report(result, framework, county.figures(), issued=date(2025, 4, 18))
    assert docx.render(blocks, annual.meta(result, framework, "zh", date(2025, 4, 18))) == raw


def test_a_table_of_contents_is_a_field_that_is_filled_in_already():
    blocks = [block.Contents(2), *(block.Heading(level, sentence(words)) for level, words in ((1, "总体"), (2, "健康"), (1, "附录")))]
    found = Document(io.BytesIO(docx.render(blocks, Meta("题"))))
    xml = found.element.xml
    assert 'TOC \\o "1-2"' in xml
    entries = [one for one in found.paragraphs if one.style.name.startswith("TOC")]
    assert [one.text.rstrip("\t") for one in entries] == ["一、总体", "（一）健康", "二、附录"]
    for number in (1, 2, 3):
        assert f"PAGEREF _Toc{number:08d}" in xml and f'w:name="_Toc{number:08d}"' in xml
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"') == 4


def test_a_long_title_is_broken_into_even_lines_and_a_cover_stands_in_the_middle():
    long = Document(io.BytesIO(docx.render([Title((sentence("关于国有企业董事会监事会成员中女性比例的监测预警提示函"),))], Meta("题")))).paragraphs[0].paragraph_format
    assert long.left_indent == long.right_indent and 10 < long.left_indent.mm < 30
    short = Document(io.BytesIO(docx.render([Title((sentence("关于某事的函"),))], Meta("题")))).paragraphs[0].paragraph_format
    assert short.left_indent is None and short.space_before is None
    cover = Document(io.BytesIO(docx.render([Title((sentence("资料"),)), Letterhead((sentence("县"),)), PageBreak(), Heading(1, sentence("甲"))], Meta("题"))))
    assert cover.paragraphs[0].paragraph_format.space_before.mm > 50


def test_the_signature_takes_the_last_paragraph_along():
    blocks = [Paragraph(sentence("甲。")), Paragraph(sentence("乙。")), Signature((sentence("某县"),))]
    keeps = [one.paragraph_format.keep_with_next for one in Document(io.BytesIO(docx.render(blocks, Meta("题")))).paragraphs]
    assert keeps[:3] == [None, True, True]
