"""Word documents: counted numbers, headings, tables, and what lies beside the text."""

import io

import pytest
from docx import Document

from halfsky.formats.intake.docx import read_docx
from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.refusal import IntakeRefused
from tests.hostile.parts import W, docx, plan_text
from tests.specimens.converted import numbered_docx, typed_docx

LIMITS = Limits()


def read(data):
    warnings = []
    return read_docx(data, LIMITS, warnings), dict(warnings)


def lines_of(text):
    return ["".join(line.split()) for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("made", [typed_docx, numbered_docx])
def test_typed_and_automatic_numbers_give_the_text_as_printed(made):
    source, warnings = read(made(plan_text()))
    assert ["".join(block.shown.split()) for block in source.blocks] == lines_of(plan_text())
    assert warnings == {}


def test_a_heading_style_is_said():
    source, _ = read(numbered_docx(plan_text()))
    headings = [block for block in source.blocks if block.kind == "heading"]
    assert {block.level for block in headings} == {1, 2}
    assert any(block.number == "（一）" for block in headings)


def test_an_automatic_number_before_a_digit_does_not_run_into_it():
    source, _ = read(numbered_docx("规划\n1. 5岁以下儿童死亡率降到6‰以下。\n2. 其他。\n"))
    assert source.blocks[1].shown == "1. 5岁以下儿童死亡率降到6‰以下。"


def test_tracked_insertions_are_kept_and_deletions_left_out():
    raw = ("<w:p><w:r><w:t>达到</w:t></w:r><w:del><w:r><w:delText>80%</w:delText></w:r></w:del>"
           "<w:ins><w:r><w:t>90%</w:t></w:r></w:ins></w:p>")
    source, warnings = read(docx([], raw=raw))
    assert source.text == "达到90%"
    assert warnings["warn.deletions"] == {"count": 1}


def test_a_table_with_merged_cells():
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for row, texts in enumerate((("领域", "指标", "目标"), ("健康", "甲", "95"), ("", "乙", "96"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    stream = io.BytesIO()
    document.save(stream)
    source, _ = read(stream.getvalue())
    assert [block.cells for block in source.blocks] == [
        ("领域", "指标\n目标", ""), ("健康", "甲", "95"), ("", "乙", "96")]
    assert {block.table for block in source.blocks} == {0}


def test_a_table_of_one_cell_around_text_is_no_table():
    inside = "".join(f"<w:p><w:r><w:t>第{i}段</w:t></w:r></w:p>" for i in range(5))
    source, _ = read(docx([], raw=f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"))
    assert [block.kind for block in source.blocks] == ["paragraph"] * 5


def test_text_boxes_footnotes_and_hidden_text_are_said():
    raw = ("<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
           "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>")
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote></w:footnotes>'
    source, warnings = read(docx([], {"word/footnotes.xml": notes.encode()}, raw=raw))
    assert [(block.text, block.kind) for block in source.blocks] == [
        ("正文", "paragraph"), ("框内", "paragraph"), ("脚注", "footer")]
    assert set(warnings) == {"warn.textboxes", "warn.footnotes", "warn.hidden"}


def test_line_breaks_part_paragraphs_and_fields_show_their_result_only():
    raw = ("<w:p><w:r><w:t>一、甲</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>二、乙</w:t></w:r>"
           "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>")
    source, _ = read(docx([], raw=raw))
    assert [block.text for block in source.blocks] == ["一、甲", "二、乙"]


def test_a_table_of_contents_is_marked():
    raw = ('<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
           "<w:sdtContent><w:p><w:r><w:t>一、总体要求</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    source, _ = read(docx(["正文"], raw=raw))
    assert [block.kind for block in source.blocks] == ["paragraph", "toc"]


def test_a_document_without_words_is_blank():
    with pytest.raises(IntakeRefused) as refused:
        read(docx(["", " "]))
    assert refused.value.key == "file.blank"


def test_external_links_are_counted_and_never_opened():
    rels = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="x/attachedTemplate" Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>')
    _, warnings = read(docx(["规划"], {"word/_rels/document.xml.rels": rels.encode()}))
    assert warnings["warn.links"] == {"count": 1}
