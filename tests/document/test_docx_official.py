from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn

from halfsky.document import annual, docx, official
from halfsky.document.official import Issue
from tests.document import county


@pytest.fixture(scope="module", params=["示例县", "某某特别漫长的名字自治县"])
def document(request):
    result, framework = county.result(), county.framework()
    blocks = annual.annual_report(result, framework, county.figures(), kind="midterm_evaluation", issued=date(2025, 4, 18))
    blocks = official.issued(blocks, Issue(3, date(2025, 4, 20), request.param))
    return Document(io.BytesIO(docx.render(blocks, annual.meta(result, framework, kind="midterm_evaluation"))))


def test_the_mark_stands_35_mm_below_the_edge_in_red_and_on_one_line_where_it_can(document):
    mark = document.paragraphs[0]
    assert mark.style.name == "Document Mark"
    assert round(mark.style.paragraph_format.space_before.mm) == 35
    assert str(mark.style.font.color.rgb) == "E60012"
    size, width = mark.runs[0].font.size.pt, 156 / 25.4 * 72
    assert 22 <= size <= 32
    assert len(mark.text) * size <= width * (1 if len(mark.text) < 20 else 2)


def test_the_number_is_centred_with_a_red_line_4_mm_below(document):
    number = document.paragraphs[1]
    assert number.text == "妇儿工委办〔2025〕3号"
    line = number.style.element.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert line.get(qn("w:color")) == "E60012"
    assert abs(int(line.get(qn("w:space"))) / 72 * 25.4 - 4) < 0.3


def test_annexes_are_named_two_characters_in_behind_an_empty_line(document):
    names = [one.style.name for one in document.paragraphs]
    at = names.index("Annex List")
    assert document.paragraphs[at].text.startswith("附件：1. ")
    assert document.paragraphs[at - 1].text == ""
    assert names[at + 1] == "Annex List Next"
    layout = document.paragraphs[at].style.paragraph_format
    assert layout.left_indent.pt + layout.first_line_indent.pt == 2 * 16


def test_the_foot_stands_at_the_lower_edge_between_lines_of_the_standards_width(document):
    box = document.element.body.find(f".//{qn('wp:anchor')}")
    vertical = box.find(qn("wp:positionV"))
    assert (vertical.get("relativeFrom"), vertical.find(qn("wp:align")).text) == ("margin", "bottom")
    rows = box.findall(f".//{qn('w:p')}")
    texts = ["".join(one.text or "" for one in row.iter(qn("w:t"))).strip() for row in rows]
    assert texts[0].startswith("抄送：")
    assert texts[1].endswith("2025年4月20日印发")
    widths = [{line.tag.split("}")[1]: int(line.get(qn("w:sz"))) / 8 / 72 * 25.4 for line in row.find(f".//{qn('w:pBdr')}")} for row in rows]
    assert abs(widths[0]["top"] - 0.35) < 0.01
    assert abs(widths[1]["bottom"] - 0.35) < 0.01
    assert 0.2 < widths[0]["bottom"] < 0.3
    assert "top" not in widths[1]
