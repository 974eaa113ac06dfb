"""Rules of a table's columns, taken from the rows that follow them."""

from __future__ import annotations

from halfsky.reportdoc.column import check_columns

HEAD = ("类别", "学校数（所）", "在校生（人）", "其中：女生（人）", "女生占比（%）")
ROWS = [
    (1, ("普通高中", "48", "94218", "47964", "50.9")),
    (2, ("中职", "29", "60325", "26423", "45.8")),
    (3, ("技工学校", "8", "11260", "3218", "28.6")),
    (4, ("合计", "85", "165803", "77605", "46.8")),
]


def test_the_share_that_breaks_the_column_is_told() -> None:
    found = check_columns(HEAD, ROWS, set()).findings
    assert [(f.line, f.params["right"]) for f in found] == [(2, "43.8%")]


def test_what_another_check_told_is_not_told_again() -> None:
    assert check_columns(HEAD, ROWS, {(2, HEAD[4])}).findings == []


def test_a_sum_that_breaks_the_rows_is_told() -> None:
    rows = [(1, ("甲", "30", "18", "12")), (2, ("乙", "20", "11", "9")), (3, ("丙", "25", "12", "14"))]
    assert [(f.line, f.params["right"]) for f in check_columns(("乡镇", "总人数", "男", "女"), rows, set()).findings] == [(3, "26")]


def test_columns_without_a_rule_are_left_alone() -> None:
    rows = [(1, ("甲", "30", "18", "33.0%")), (2, ("乙", "20", "11", "12.5%")), (3, ("丙", "25", "14", "56.0%"))]
    assert check_columns(("乡镇", "户数", "人数", "参保率"), rows, set()).findings == []


def test_a_total_of_three_columns_is_told() -> None:
    rows = [(1, ("甲", "68", "214", "1846", "2128")), (2, ("乙", "43", "176", "1392", "1621")), (3, ("丙", "37", "158", "1527", "1722"))]
    assert [(f.line, f.params["right"]) for f in check_columns(("地区", "孤儿", "无人抚养", "留守", "合计"), rows, set()).findings] == [(2, "1611")]


def test_goals_met_early_belong_to_the_rate_of_attainment_though_few_rows_have_them() -> None:
    head = ("领域", "提前达标", "已达标", "可监测", "达标率")
    rows = [(1, ("甲", "0", "6", "9", "66.67%")), (2, ("乙", "0", "4", "9", "44.44%")), (3, ("丙", "1", "4", "9", "55.56%")), (4, ("丁", "0", "6", "8", "75.00%"))]
    assert check_columns(head, rows, set()).findings == []


def test_a_row_that_follows_another_rule_is_left_alone() -> None:
    """Met early and met together are the part; most rows have none met early."""
    head = ("领域", "监测", "提前", "达标", "未达标", "达标率")
    rows = [(1, ("健康", "10", "0", "8", "2", "80.0%")), (2, ("教育", "9", "0", "6", "3", "66.7%")), (3, ("经济", "9", "1", "4", "4", "55.6%"))]
    assert check_columns(head, rows, set()).findings == []


def test_a_gap_is_the_difference_of_two_columns() -> None:
    from halfsky.plandoc.source import Piece, compose
    from halfsky.reportdoc.table import check_tables

    rows = [("指标", "全区", "城镇", "农村", "城乡差距（百分点）"), ("系统管理率（%）", "94.2", "95.6", "92.4", "3.2"), ("常见病筛查率（%）", "79.8", "83.1", "75.2", "6.9"),
            ("产后访视率（%）", "96.4", "97.0", "95.5", "1.5")]  # fmt: skip
    (found,) = check_tables(compose([Piece(kind="table_row", cells=row, table=0) for row in rows], format="docx")).findings
    assert (found.params["row"], found.params["right"]) == ("常见病筛查率（%）", "7.9")
