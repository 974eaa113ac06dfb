"""Cells become targets with the table's unit, year and domain."""

import pytest

from halfsky.plandoc.cells import cell_readings, domain_for, table_targets, topic_for
from halfsky.plandoc.lines import lines_of
from halfsky.plandoc.source import from_text
from halfsky.plandoc.tables import grids_of

NAMES = ("妇女与健康", "妇女与教育", "妇女与经济", "妇女参与决策和管理", "妇女与社会保障", "妇女与家庭建设", "妇女与环境", "妇女与法律")


@pytest.mark.parametrize(("cell", "indicator", "wanted"), [
    ("≥95", "覆盖率", [(">=", 95, "%")]), (">=95", "覆盖率", [(">=", 95, "%")]), ("95以上", "覆盖率", [(">=", 95, "%")]),
    ("＜12.5", "死亡率", [("<=", 12.5, "%")]), ("12.5以下", "死亡率", [("<=", 12.5, "%")]), ("≤5‰", "死亡率", [("<=", 5, "‰")]),
    ("[300]", "培训人数", [(">=", 300, "%")]), ("45左右", "比例", [("~", 45, "%")]), ("约45", "比例", [("~", 45, "%")]),
    ("4.5", "死亡率", [("<=", 4.5, "%")]), ("95", "覆盖率", [(">=", 95, "%")]), ("—", "覆盖率", []), ("逐步提高", "覆盖率", []),
    ("完成国家下达任务", "优良天数比例", []), ("8—10", "数量", [(">=", 8, "%"), ("<=", 10, "%")]),
    ("保持在92以上", "普及率", [("hold>=", 92, "%")]), ("保持在90—95", "普及率", [("hold>=", 90, "%"), ("hold<=", 95, "%")]),
    ("提高2个百分点", "比例", [("delta>=", 2, "个百分点")]), ("增加1倍", "数量", [("delta>=", 1, "倍")]), ("年均增长5%", "标准", [("delta>=", 5, "%")]), ("6", "低保标准年均增长率", [("delta>=", 6, "%")]),
    ("10", "儿童伤害死亡率下降幅度", [("delta<=", 10, "%")]), ("4", "人口自然增长率控制", [(">=", 4, "%")]),
    ("翻一番", "数量", [("ratio>=", 2, "")]), ("不低于98%", "处置率", [(">=", 98, "%")]), ("九成", "覆盖率", [(">=", 90, "%")]),
    ("95(预期值)", "覆盖率", [(">=", 95, "%")]), ("98±0.5", "巩固率", [(">=", 98, "%")]), ("年均提高1—2个百分点", "优良率", [("delta>=", 1, "个百分点"), ("delta>=", 2, "个百分点")]), ("依据国家统一部署并结合实际确定3", "覆盖率", []),
])
def test_a_cell(cell: str, indicator: str, wanted: list[tuple[str, float, str]]) -> None:
    found = cell_readings(cell, "%", indicator, 2021, 2025)
    assert [(r.operator, float(r.value), r.unit) for r in found] == wanted


def test_a_year_in_the_cell() -> None:
    assert [(float(r.value), r.year) for r in cell_readings("2023年80，2025年85", "%", "普及率", 2021, 2025)] == [
        (80, 2023), (85, 2025)]


@pytest.mark.parametrize(("words", "wanted"), [
    ("健康", 0), ("妇女与健康", 0), ("二、妇女与教育", 1), ("决策管理", 3), ("专栏2 妇女与环境主要指标", 6), ("社会保障", 4), ("主要指标", None), ("体育", None),
])
def test_the_domain_of_words(words: str, wanted: int | None) -> None:
    assert domain_for(words, NAMES) == wanted


@pytest.mark.parametrize(("indicator", "wanted"), [
    ("孕产妇死亡率", 0), ("高中阶段毛入学率", 1), ("村委会成员中女性比例", 3), ("农村自来水普及率", 6), ("某项水平", None), ("学前教育毛入园率", 1),
])
def test_the_topic_of_an_indicator(indicator: str, wanted: int | None) -> None:
    assert topic_for(indicator, NAMES) == wanted


@pytest.mark.parametrize(("indicator", "topic"), [
    ("3岁以下儿童系统管理率", "健康"), ("儿童用品质量监督抽查合格率", "安全"), ("家庭教育指导服务站点覆盖率", "家庭"), ("每千人口婴幼儿托位数", "福利"),
    ("学校大班额比例", "教育"), ("公共场所母婴设施配置率", "环境"), ("人身安全保护令发出率", "法律"), ("12岁儿童龋患率", "健康"), ("人口密度", ""),
])
def test_the_topic_of_an_indicator_of_a_childrens_plan(indicator: str, topic: str) -> None:
    names = ("儿童与健康", "儿童与安全", "儿童与教育", "儿童与福利", "儿童与家庭", "儿童与环境", "儿童与法律保护")
    place = topic_for(indicator, names)
    assert (names[place].removeprefix("儿童与")[:2] if place is not None else "") == topic


def read_table(text: str, domain_of: dict[int, int] | None = None) -> tuple[list[tuple[object, ...]], list[str]]:
    lines = lines_of(from_text(text))
    (grid,) = grids_of(lines, 2021)
    targets, doubts = table_targets(grid, lines, text, NAMES, domain_of or {}, 2021, 2025)
    return [(t.domain_index, t.goal_no, t.operator, float(t.value), t.unit, t.year) for t in targets], [d.why for d in doubts]


def test_domains_come_from_the_row_the_group_the_title_and_the_words() -> None:
    row = "领域\t指标\t单位\t2025年目标\n健康\t婴儿死亡率\t‰\t4\n\t5岁以下儿童死亡率\t‰\t5\n"
    assert [t[0] for t in read_table(row)[0]] == [0, 0]
    group = "指标\t单位\t2025年目标\n教育\n毛入园率\t%\t95\n健康\n婴儿死亡率\t‰\t4\n"
    assert [t[0] for t in read_table(group)[0]] == [1, 0]
    title = "妇女与环境指标\n指标\t单位\t2025年目标\n覆盖水平\t%\t95\n达标水平\t%\t4\n"
    assert [t[0] for t in read_table(title)[0]] == [6, 6]
    words = "指标\t单位\t2025年目标\n婴儿死亡率\t‰\t4\n某项水平\t个\t4\n"
    assert read_table(words) == ([(0, None, "<=", 4, "‰", 2025), (None, None, ">=", 4, "个", 2025)],
                                 ["table_no_domain", "table_domain_unknown"])


def test_the_unit_may_stand_behind_the_name() -> None:
    found, _ = read_table("指标\t2020年\t2025年\n孕产妇死亡率（1/10万）\t13\t12\n人均预期寿命(岁)\t78\t80\n人均提高(百分点)\t78\t提高2个百分点\n", {1: 0, 2: 0, 3: 0})
    more, _ = read_table("指标\t单位\t2025年\n儿科医师数（名/千名儿童）\t\t0.9\n托位数（个/千人）\t\t4.5\n")
    assert [t[4] for t in more] == ["名/千名儿童", "个/千人"]
    assert found == [(0, None, "<=", 12, "/10万", 2025), (0, None, ">=", 80, "岁", 2025), (0, None, "delta>=", 2, "个百分点", 2025)]


def test_a_cell_with_a_figure_that_is_no_value_is_a_doubt() -> None:
    assert read_table("领域\t指标\t单位\t2025年目标\n健康\t接种水平\t%\t按照国家第3号文件统一规定执行\n健康\t婴儿死亡率\t‰\t4\n")[1] == ["table_cell"]
