"""Tables are found, their columns named, and their rows lined up."""

import pytest

from halfsky.plandoc.lines import lines_of
from halfsky.plandoc.source import Piece, compose, from_text
from halfsky.plandoc.tables import Grid, cell_places, grids_of


def grids(text: str) -> list[Grid]:
    return grids_of(lines_of(from_text(text)), 2021)


@pytest.mark.parametrize("gap", ["\t", "   ", " | ", " "])
def test_a_typed_table(gap: str) -> None:
    rows = [("指标", "单位", "2020年", "2025年", "属性"), ("婴儿死亡率", "‰", "5", "≤4", "约束性"), ("毛入园率", "%", "90", "95", "预期性")]
    (grid,) = grids("专栏1 主要指标\n" + "\n".join(gap.join(row) for row in rows) + "\n以上指标由县统计局负责监测，并按年公布结果。\n")
    assert [role for role, _ in grid.columns] == ["indicator", "unit", "base", "target", "other"]
    assert [row.cells for row in grid.rows] == rows[1:]
    assert (grid.title, grid.has_targets) == (0, True)


def test_a_table_with_bars_and_rules() -> None:
    (grid,) = grids("| 指标 | 现状 | 目标 |\n|---|---|---|\n| 婴儿死亡率（‰） | 5 | 4 |\n")
    assert [row.cells for row in grid.rows] == [("婴儿死亡率(‰)", "5", "4")]


def test_short_rows_lack_their_first_cells() -> None:
    (grid,) = grids("领域\t指标\t单位\t2025年目标\n健康\t婴儿死亡率\t‰\t4\n死亡率\t‰\t5\n\n")
    assert grid.rows[1].cells == ("", "死亡率", "‰", "5")


def test_a_table_drawn_with_signs() -> None:
    (grid,) = grids("┌──┬──┬──┐\n│指标│现状│目标│\n├──┼──┼──┤\n│婴儿死亡率（‰）│5│4│\n└──┴──┴──┘\n")
    assert [row.cells for row in grid.rows] == [("婴儿死亡率(‰)", "5", "4")]


def test_a_column_of_goals_before_the_indicators_is_their_group_and_behind_them_the_target() -> None:
    (before,), (behind,) = grids("目标\t指标\t2025年\n健康\t死亡率\t4\n"), grids("序号\t指标\t现状\t目标\n1\t死亡率\t5\t4\n")
    assert [[role for role, _ in grid.columns] for grid in (before, behind)] == [
        ["domain", "indicator", "target"], ["number", "indicator", "base", "target"]]


def test_a_cut_indicator_is_joined() -> None:
    (grid,) = grids("序号 指标 单位 2020年 2025年\n1 适龄妇女 宫颈癌筛查率 % 60 70\n")
    assert grid.rows[0].cells == ("1", "适龄妇女宫颈癌筛查率", "%", "60", "70")


def test_a_group_line_stands_alone() -> None:
    (grid,) = grids("指标\t2020年\t2025年\n一、健康\n婴儿死亡率\t5\t4\n二、教育\n毛入园率\t90\t95\n")
    assert [row.cells[0] for row in grid.rows] == ["一、健康", "婴儿死亡率", "二、教育", "毛入园率"]


def test_two_header_rows_are_joined() -> None:
    rows = [("领域", "指标", "2020年基数", "目标值", ""), ("", "", "", "2023年", "2025年"), ("健康", "婴儿死亡率", "5", "4.5", "4")]
    source = compose([Piece("表1 指标"), *(Piece(kind="table_row", cells=row, table=0) for row in rows)], format="docx")
    (grid,) = grids_of(lines_of(source), 2021)
    assert grid.columns == (("domain", None), ("indicator", None), ("base", 2020), ("target", 2023), ("target", 2025))
    assert len(grid.rows) == 1


def test_without_the_plans_years_the_earliest_column_is_the_base() -> None:
    lines = lines_of(from_text("指标\t单位\t2020年\t2025年\n婴儿死亡率\t‰\t5\t4\n"))
    (grid,) = grids_of(lines, None)
    assert [role for role, _ in grid.columns] == ["indicator", "unit", "base", "target"]


def test_a_table_without_indicators_has_no_targets() -> None:
    source = compose([Piece(kind="table_row", cells=("部门", "职责"), table=0), Piece(kind="table_row", cells=("妇联", "协调"), table=0)],
                     format="docx")
    (grid,) = grids_of(lines_of(source), 2021)
    assert not grid.has_targets


def test_columns_of_goals_and_measures_hold_no_values() -> None:
    (grid,) = grids("领域\t主要目标\t策略措施\n妇女与健康\t1.提高。2.增强。\t1.完善。\n")
    assert [role for role, _ in grid.columns] == ["domain", "goals", "measures"]
    assert not grid.has_targets
    (grid,) = grids("领域\t主要目标\t2025年\n妇女与健康\t婴儿死亡率\t4‰\n")
    assert [role for role, _ in grid.columns] == ["domain", "indicator", "target"]


def test_where_a_cell_stands() -> None:
    given, typed = compose([Piece(kind="table_row", cells=("一", "", "二\n三"), table=0)], format="docx"), from_text("一 | 二 | 一\n")
    assert cell_places(lines_of(given)[0], ("一", "", "二三")) == [(0, 1), (2, 2), (3, 6)]
    assert cell_places(lines_of(given)[0], ("", "一", "", "二三")) == [(0, 0), (0, 1), (2, 2), (3, 6)]
    assert cell_places(lines_of(typed)[0], ("一", "二", "一")) == [(0, 1), (4, 5), (8, 9)]
    assert cell_places(lines_of(typed)[0], ("一", "三")) == []


@pytest.mark.parametrize("name", ["指标（单位）", "指标名称(单位)", "指标及单位", "主要指标/计量单位"])
def test_the_indicators_column_may_name_the_unit(name: str) -> None:
    (grid,) = grids(f"领域\t{name}\t2020年\t2025年目标\t2030年目标\n健康\t婴儿死亡率（‰）\t5\t4.5\t4\n")
    assert [role for role, _ in grid.columns] == ["domain", "indicator", "base", "target", "target"]


def test_single_tabs_keep_empty_cells() -> None:
    (grid,) = grids("指标\t单位\t2020年\t目标值\t\t属性\n\t\t\t2025年\t2030年\t\n婴儿死亡率\t‰\t5\t4.5\t4\t预期性\n巩固率\t%\t\t\t98\t预期性\n")
    assert [(role, year) for role, year in grid.columns if role == "target"] == [("target", 2025), ("target", 2030)]
    assert [row.cells for row in grid.rows] == [("婴儿死亡率", "‰", "5", "4.5", "4", "预期性"), ("巩固率", "%", "", "", "98", "预期性")]


@pytest.mark.parametrize("text", ["指标 单位 目标\n", "妇女的指标、单位和目标都很重要。\n其他\n", "指标\t单位\t2025年目标\n主要目标：\n"])
def test_what_is_no_table(text: str) -> None:
    assert grids(text) == []
