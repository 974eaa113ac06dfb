"""Plans written as tables give goals, measures and their targets."""

from __future__ import annotations

import pytest

from halfsky.plandoc.lines import lines_of
from halfsky.plandoc.outline import Region
from halfsky.plandoc.reading import PlanReading, read
from halfsky.plandoc.source import Piece, Source, compose, from_text
from halfsky.plandoc.tabled import add_tabled
from halfsky.plandoc.tables import grids_of

FRONT = ("望川县妇女发展规划（2021—2025年）", "为推动妇女发展，保障妇女合法权益，依据上级规划，制定本规划，请认真组织实施。", "一、发展领域")


def rows(*cells: tuple[str, ...], table: int = 0) -> list[Piece]:
    return [Piece(kind="table_row", table=table, cells=row) for row in cells]


def word(*pieces: Piece) -> Source:
    return compose([*map(Piece, FRONT), *pieces, Piece("二、组织实施"), Piece("（一）加强领导。")], format="docx")


ONE = word(*rows(
    ("领域", "主要目标", "策略措施", "责任单位"),
    ("妇女与健康", "1.孕产妇死亡率控制在9/10万以内。\n2.筛查率达到80%，\n逐步提高。", "1.健全网络，覆盖率达到90%。", "卫健局"),
    ("妇女与教育", "1.毛入园率达到95%。", "1.加大投入。\n2.提高质量。", "教育局")))
TWO = word(
    Piece("表1 主要目标"), *rows(("领域", "序号", "主要目标"), ("妇女与健康", "1", "孕产妇死亡率控制在9/10万以内"), ("", "2", "筛查率达到80%"),
                             ("妇女与教育", "1", "毛入园率达到95%")),
    Piece("表2 策略措施"), *rows(("领域", "序号", "策略措施", "责任单位"), ("妇女与健康", "1", "健全网络", "卫健局"), ("妇女与教育", "1", "加大投入", "教育局"),
                             ("", "2", "提高质量", "教育局"), table=1))
EACH = word(
    Piece("（一）妇女与健康"), *rows(("序号", "主要目标"), ("1", "孕产妇死亡率控制在9/10万以内"), ("2", "筛查率达到80%")),
    *rows(("序号", "策略措施", "牵头单位"), ("1", "健全网络", "卫健局"), table=1),
    Piece("（二）妇女与教育"), *rows(("序号", "主要目标"), ("1", "毛入园率达到95%"), table=2),
    *rows(("序号", "策略措施", "牵头单位"), ("1", "加大投入", "教育局"), ("2", "提高质量", "教育局"), table=3))
PAGES = word(*rows(
    ("领域", "主要目标", "策略措施"), ("妇女与健康", "1.孕产妇死亡率控制在9/10万以内。2.筛查率", "1.健全网络。"), ("领域", "主要目标", "策略措施"),
    ("", "达到80%。", ""), ("妇女与教育", "1.毛入园率达到95%。", "1.加大投入。2.提高质量。")))
TYPED = from_text("\n".join([
    *FRONT, "领域 | 主要目标 | 策略措施", "--- | --- | ---", "妇女与健康 | 1.孕产妇死亡率控制在9/10万以内。2.筛查率达到80%。 | 1.健全网络。",
    "妇女与教育 | 1.毛入园率达到95%。 | 1.加大投入。2.提高质量。", "二、组织实施", "（一）加强领导。"]))


@pytest.mark.parametrize("source", [ONE, TWO, EACH, PAGES, TYPED], ids=["one", "two", "each", "pages", "typed"])
def test_a_plan_in_tables(source: Source) -> None:
    reading = read(source)
    assert [(d.name, len(d.goals), len(d.measures)) for d in reading.domains] == [("妇女与健康", 2, 1), ("妇女与教育", 1, 2)]
    assert [(t.domain_index, t.goal_no, t.operator, f"{t.value}") for t in reading.targets] == [
        (0, 1, "<=", "9"), (0, 2, ">=", "80"), (1, 1, ">=", "95")]
    for entry in (entry for domain in reading.domains for entry in (*domain.goals, *domain.measures)):
        assert reading.text[slice(*entry.span)].replace(" ", "").endswith(entry.text[-3:])
    assert not {"no_goals", "no_measures", "no_goals_heading"} & {doubt.why for doubt in reading.doubts}
    assert_covered(reading)


def assert_covered(reading: PlanReading) -> None:
    spans = sorted([(n.start, n.end) for n in reading.outline] + [u.span for u in reading.unplaced])
    assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])]


def test_a_table_that_repeats_the_prose_adds_nothing() -> None:
    prose = [Piece("（一）妇女与健康"), Piece("主要目标："), Piece("1.提高。"), Piece("策略措施："), Piece("1.完善。")]
    annex = rows(("领域", "主要目标", "策略措施"), ("妇女与健康", "1.提高。", "1.完善。"), ("妇女与教育", "1.提高。", "1.完善。"))
    assert [(d.name, len(d.goals), len(d.measures)) for d in read(word(*prose, *annex)).domains] == [("妇女与健康", 1, 1)]


def test_rows_without_a_domain_are_left_alone() -> None:
    lines = lines_of(compose(rows(("序号", "任务", "责任单位"), ("1", "完成筛查", "卫健局")), format="docx"))
    regions: list[Region] = []
    add_tabled(regions, grids_of(lines, 2021), lines, "")
    assert regions == []


@pytest.mark.parametrize("head", ["目标内容", "具体目标", "内容"])
def test_a_table_of_words_below_its_marker_holds_goals(head: str) -> None:
    table = [Piece("（一）妇女与健康"), Piece("主要目标"), *rows(
        ("序号", head, "责任单位"), ("1", "孕产妇死亡率控制在9/10万以内", "卫健局"), ("2", "健康素养明显提高。", "卫健局"))]
    reading = read(word(*table, Piece("主要措施"), Piece("1.健全网络。"), Piece("2.加大投入。")))
    (domain,) = reading.domains
    assert ([goal.no for goal in domain.goals], len(domain.measures)) == ([1, 2], 2)
    assert [(t.goal_no, t.operator, t.value) for t in reading.targets] == [(1, "<=", 9)]


def test_a_column_of_domains_that_are_named_women_and_children() -> None:
    body = [Piece(line) for line in (
        "（一）妇女发展", "主要目标", "1.促进妇女健康。", "主要措施", "1.健全网络。", "（二）儿童发展", "主要目标", "1.促进儿童健康。", "主要措施", "1.加大投入。")]
    table = rows(("类别", "指标", "2020年", "2025年", "属性"), ("妇女发展", "孕产妇死亡率（1/10万）", "0", "≤10", "约束性"),
                 ("儿童发展", "婴儿死亡率（‰）", "3", "≤5", "约束性"))
    found = read(word(*body, *table))
    assert [(t.domain_index, t.value) for t in found.targets] == [(0, 10), (1, 5)]


def test_a_table_whose_rows_are_named_goals_and_measures() -> None:
    pieces: list[Piece] = []
    for no, name in (("一", "妇女与健康"), ("二", "妇女与教育")):
        pieces += [Piece(f"（{no}）{name}"), *rows(
            ("主要目标", "1.提高妇女健康水平和素养，覆盖率达到90%。\n2.健康服务能力明显增强。"), ("策略措施", "1.完善服务体系，加强队伍建设和管理。"))]
    reading = read(word(*pieces, Piece("三、组织实施"), Piece("（一）加强领导。")))
    assert [(d.name, len(d.goals), len(d.measures)) for d in reading.domains] == [("妇女与健康", 2, 1), ("妇女与教育", 2, 1)]
    assert [(t.domain_index, t.goal_no, f"{t.value}") for t in reading.targets] == [(0, 1, "90"), (1, 1, "90")]
    table = rows(("妇女与健康", "主要目标", "1.提高妇女健康水平和素养，覆盖率达到90%。"), ("", "策略措施", "1.完善服务体系，加强队伍建设和管理。"),
                 ("妇女与教育", "主要目标", "1.提高妇女教育水平和素养，覆盖率达到95%。"), ("", "策略措施", "1.完善教育体系，加强队伍建设和管理。"))
    assert [(d.name, len(d.goals), len(d.measures)) for d in read(word(*table)).domains] == [("妇女与健康", 1, 1), ("妇女与教育", 1, 1)]
