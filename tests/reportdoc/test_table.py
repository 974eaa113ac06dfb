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


def test_a_rate_may_be_of_those_that_could_be_judged() -> None:
    head = ("领域", "目标数", "已达标", "未达标", "未监测", "达标率（%）")
    checked = check_tables(table(head, ("健康", "10", "6", "3", "1", "66.7"), ("教育", "10", "4", "5", "1", "40.0"), ("经济", "9", "5", "4", "0", "58.0")))
    assert [(f.kind, f.params["row"], f.params["right"]) for f in checked.findings] == [("table_share", "经济", "55.6%")]


def test_a_change_between_two_years_is_computed_as_its_column_says() -> None:
    checked = check_tables(table(
        ("指标", "2023年", "2024年", "增减（百分点）", "增长（%）", "比2023年增减"),
        ("甲率(%)", "98.8", "99.1", "0.3", "", "0.3"), ("乙率(%)", "78.2", "76.9", "1.3", "", "-1.3"), ("丙率(%)", "78.2", "76.9", "↓1.3", "", "-1.7"),
        ("丁（人）", "52000", "52360", "", "0.7", "360"), ("戊（人）", "23000", "23561", "", "3.4", "—"),
    ))  # fmt: skip
    assert [(f.params["row"], f.params["right"], f.params["printed"]) for f in checked.findings] == [("乙率(%)", "-1.3", "1.3"), ("戊（人）", "2.4", "3.4")]
    assert checked.claims == 9


def test_a_table_that_goes_on_on_the_next_page_under_its_head_is_one() -> None:
    head = ("领域", "指标数", "达标")
    pieces = [Piece(kind="table_row", cells=row, table=0, page=1) for row in (head, ("健康", "10", "8"), ("教育", "9", "6"))]
    pieces += [Piece(text="注：按指标计。", page=1), Piece(kind="page_number", text="1", page=1)]
    pieces += [Piece(kind="table_row", cells=row, table=1, page=2) for row in (head, ("经济", "7", "5"), ("环境", "6", "5"), ("合计", "32", "25"))]
    (found,) = check_tables(compose(pieces, format="pdf")).findings
    assert (found.params["column"], found.params["right"]) == ("达标", "24")


def test_a_total_that_fits_no_column_is_of_rows_that_are_not_here() -> None:
    assert check_tables(table(("领域", "指标数", "达标"), ("经济", "7", "5"), ("环境", "6", "5"), ("合计", "32", "24"))).findings == []


def test_sums_of_decimals_allow_for_their_rounding() -> None:
    rows = (("城区", "12.4"), ("郊区", "9.8"), ("平山", "15.2"))
    assert check_tables(table(("县区", "就业人员（万人）"), *rows, ("全市", "37.4"), )).findings == []
    assert check_tables(table(("县区", "就业人员（万人）"), *rows, ("合计", "37.5"))).findings == []
    (found,) = check_tables(table(("县区", "就业人员（万人）"), *rows, ("合计", "38.4"))).findings
    assert found.params["right"] == "37.4"


def test_the_sex_ratio_is_males_for_100_females() -> None:
    (found,) = check_tables(table(("年份", "男", "女", "性别比"), ("2022年", "2140", "1980", "108.1"), ("2023年", "1998", "1862", "106.3"))).findings
    assert (found.params["row"], found.params["right"]) == ("2023年", "107.3")


def test_a_change_told_in_words() -> None:
    head = ("指标", "2023年", "2024年", "2024年比2023年")
    rows = (("新生儿访视率", "96.8%", "97.1%", "提高0.3个百分点"), ("剖宫产率", "37.6%", "38.1%", "降低0.5个百分点"))
    (found,) = check_tables(table(head, *rows)).findings
    assert (found.params["row"], found.params["right"]) == ("剖宫产率", "0.5")


def test_a_change_is_of_the_years_that_its_column_names() -> None:
    head = ("指标", "2020", "2023", "2024", "2024比2020")
    (found,) = check_tables(table(head, ("筛查率（%）", "71.4", "78.1", "80.3", "8.9"), ("毛入学率（%）", "91.0", "94.4", "95.6", "5.6"))).findings
    assert (found.params["row"], found.params["right"]) == ("毛入学率（%）", "4.6")


def test_a_row_of_the_whole_area_is_a_total_only_when_a_column_shows_it() -> None:
    rows = (("城区", "12", "5"), ("郊区", "9", "4"), ("平山", "15", "6"))
    assert check_tables(table(("县区", "机构", "床位"), *rows, ("全市", "40", "18"))).findings == []
    (found,) = check_tables(table(("县区", "机构", "床位"), *rows, ("全市", "36", "18"))).findings
    assert (found.params["column"], found.params["right"]) == ("床位", "15")


def test_rows_of_which_need_not_be_all_there_is() -> None:
    assert check_tables(table(("年份", "2022", "2023"), ("合计", "7403", "7500"), ("#女性", "2665", "2738"), ("#男性", "4738", "4702"))).findings == []
