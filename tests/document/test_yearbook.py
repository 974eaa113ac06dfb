"""The yearbook: every figure bound, every table numbered and citable, the same tables as a workbook."""

from __future__ import annotations

from datetime import date

import pytest

from halfsky.document import block, docx, html, pdf, yearbook
from halfsky.document.block import Contents, Figure, Heading, Table
from halfsky.method.wording.piece import Text, plain
from tests.document import county


def volume(lang="zh", charts=False):
    return yearbook.yearbook(county.result(), county.framework(), county.figures(), lang, charts=charts)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_number_stands_outside_a_bound_field(lang):
    for pieces in block.sentences(volume(lang)):
        for piece in pieces:
            assert not (isinstance(piece, Text) and any(sign.isdigit() for sign in piece.text)), piece


def test_a_table_carries_the_number_of_its_heading_and_its_own():
    heading, seen = 0, set()
    for one in volume():
        if isinstance(one, Heading) and one.level == 1:
            heading += 1
            place = 0
        if isinstance(one, Table):
            place += 1
            assert one.label == f"{heading}-{place}"
            seen.add(one.label)
    assert len(seen) > 8


def test_parts_contents_and_charts():
    titles = [plain(one.text) for one in volume() if isinstance(one, Heading) and one.level == 1]
    assert titles == ["编者说明", "综合", "妇女与健康", "妇女与社会保障", "目标与责任分工", "指标解释", "指标索引"]
    assert sum(isinstance(one, Contents) for one in volume()) == 1
    assert sum(isinstance(one, Figure) for one in volume()) == 0
    assert sum(isinstance(one, Figure) for one in volume(charts=True)) >= 1


def test_the_three_documents_and_the_workbook_say_the_same():
    blocks, made = volume(), yearbook.meta(county.result(), county.framework(), "zh", date(2025, 4, 18))
    assert made.title == "示例县妇女监测统计资料（2024）" and made.demo
    assert pdf.render(blocks, made).startswith(b"%PDF")
    assert docx.render(blocks, made) == docx.render(volume(), made)
    page = html.page(blocks, made).decode()
    sheets = yearbook.sheets(blocks, "zh")
    for number, caption, rows, _ in sheets:
        assert f"表{number}　" in page
        assert len({len(row) for row in rows if len(row) > 1}) == 1, caption
    assert yearbook.file_name(county.result()) == "yearbook-2024"


def test_a_childrens_plan_has_its_own_title():
    framework = county.framework()
    framework["plan"]["title_zh"] = "示例县儿童发展“十四五”规划"
    assert yearbook.meta(county.result(), framework).title.startswith("示例县儿童监测统计资料")
