"""Drawn tables: rows, merged cells, words over several lines."""

from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.pdf import read_pdf
from halfsky.formats.intake.pdf_glyphs import Page, Rule
from halfsky.formats.intake.pdf_tables import grids_of
from tests.specimens.converted import typeset

TABLE = """
#table(columns: (25mm, 60mm, 25mm, 30mm),
  [领域], [指标], [2020年], [2025年],
  table.cell(rowspan: 2)[健康], [孕产妇死亡率（1/10万）], [9.1], [12.5以内],
  [妇女乳腺癌筛查率（%），指适龄妇女中接受过一次以上乳腺癌筛查的人所占的比例], [60], [80以上],
  table.cell(colspan: 2)[合计], [2], [2])
"""


def test_a_drawn_table_gives_rows_with_merged_cells_in_their_first_place():
    source = read_pdf(typeset("专栏1\n" + TABLE + "\n表后的话。"), Limits(), [])
    assert [block.cells for block in source.blocks if block.kind == "table_row"] == [
        ("领域", "指标", "2020年", "2025年"),
        ("健康", "孕产妇死亡率（1/10万）", "9.1", "12.5以内"),
        ("", "妇女乳腺癌筛查率（%），指适龄妇女中接受过一次以上乳腺癌筛查的人所占的比例", "60", "80以上"),
        ("合计", "", "2", "2"),
    ]
    assert [block.text for block in source.blocks if block.kind == "paragraph"] == ["专栏1", "表后的话。"]


def test_a_table_without_lines_is_found_by_its_places():
    rows = "#table(stroke: none, columns: 3, column-gutter: 20mm, [指标], [基期], [目标], [甲], [1], [2], [乙], [3], [4])"
    source = read_pdf(typeset(rows), Limits(), [])
    assert [block.cells for block in source.blocks] == [("指标", "基期", "目标"), ("甲", "1", "2"), ("乙", "3", "4")]


def test_a_table_over_two_pages_is_one_table():
    rows = ", ".join(f"[指标{i}], [{i}]" for i in range(70))
    source = read_pdf(typeset(f"#table(columns: 2, {rows})"), Limits(), [])
    assert {block.table for block in source.blocks if block.kind == "table_row"} == {0}
    assert len([block for block in source.blocks if block.kind == "table_row"]) == 70


def test_too_many_lines_are_no_table():
    rules = tuple(Rule(i % 2 == 0, float(i), 0.0, 9.0) for i in range(5000))
    assert grids_of(Page(1, 100, 100, (), rules, 0, 0, frozenset())) == []


def test_a_table_with_open_sides_keeps_its_first_and_last_column():
    """As statistical tables are drawn: no upright line at the sides."""
    drawn = """#table(columns: (40mm, 30mm, 30mm), stroke: (x, y) => (top: 0.5pt, left: if x > 0 { 0.5pt } else { none }),
      [领域], [目标], [达标率], [健康], [10], [80.0%], [教育], [9], [66.7%], table.hline(stroke: 0.5pt))"""
    source = read_pdf(typeset(drawn), Limits(), [])
    assert [block.cells for block in source.blocks] == [("领域", "目标", "达标率"), ("健康", "10", "80.0%"), ("教育", "9", "66.7%")]


def test_the_last_row_of_a_page_needs_no_line_below_it():
    """A table broken over pages, whose lines are drawn above its rows."""
    rows = ", ".join(f"[指标{i}], [{i}], [{i}.5]" for i in range(90))
    source = read_pdf(typeset(f"#table(columns: 3, stroke: (x, y) => (top: 0.5pt, left: if x > 0 {{ 0.5pt }} else {{ none }}), {rows})"), Limits(), [])
    assert [block.cells for block in source.blocks if block.cells] == [(f"指标{i}", str(i), f"{i}.5") for i in range(90)]
