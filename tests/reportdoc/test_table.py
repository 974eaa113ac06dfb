"""Total rows and columns, women's shares and rates of attainment in tables."""

from __future__ import annotations

from halfsky.plandoc.source import Piece, Source, compose
from halfsky.reportdoc.table import check_tables


def table(*rows: tuple[str, ...]) -> Source:
    return compose([Piece(kind="table_row", cells=row, table=0) for row in rows], format="docx")


def test_a_right_table_is_left_alone() -> None:
    checked = check_tables(table(
        ("领域", "监测指标", "达标", "达标率（%）"), ("健康", "10", "8", "80.0"), ("教育", "9", "6", "66.7"), ("合计", "19", "14", "73.7"),
    ))  # fmt: skip
    assert (checked.claims, checked.findings) == (5, [])


def test_wrong_cells_are_named_by_row_and_column() -> None:
    found = check_tables(table(
        ("乡镇", "合计", "男", "女", "女性占比"), ("甲", "30", "18", "12", "40%"), ("乙", "20", "11", "10", "45%"), ("合计", "50", "29", "22", "44%"),
    )).findings  # fmt: skip
    told = {(f.kind, f.params.get("row", ""), f.params["column"]) for f in found}
    assert ("table_row_total", "乙", "合计") in told
    assert ("table_share", "乙", "女性占比") in told
    assert all(f.line in (3, 4) for f in found)


def test_missing_cells_and_averages_are_no_claim() -> None:
    checked = check_tables(table(("项目", "数值（%）"), ("甲", "90.1"), ("乙", "—"), ("合计", "91.0")))
    assert checked.claims == 0
