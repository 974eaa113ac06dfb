"""A reading holds the plan, loses nothing and never raises."""

import json
import os
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from halfsky.plandoc.reading import PlanReading, fingerprint, read
from halfsky.plandoc.source import Piece, Source, compose, from_text
from tests.plandoc.specimens import Label, make, score

OWN = Path(__file__).parents[1] / "specimens" / "wangchuan-women-plan.txt"


def assert_nothing_is_lost(reading: PlanReading) -> None:
    spans = [(node.start, node.end) for node in reading.outline] + [piece.span for piece in reading.unplaced]
    at = 0
    for start, end in sorted(spans):
        assert start == at
        assert end > start
        at = end
    assert at == len(reading.text)


def labels(reading: PlanReading) -> list[Label]:
    return [(t.domain_index, t.goal_no, float(t.value), t.operator, t.unit, t.year or 0) for t in reading.targets]


def test_the_own_plan_is_read_whole() -> None:
    reading = read(from_text(OWN.read_text(encoding="utf-8")))
    assert reading.is_plan
    assert (reading.title, reading.region, reading.level) == ("望川县妇女发展规划（2021—2025年）", "望川县", "county")
    assert (reading.start_year, reading.end_year, reading.genre) == (2021, 2025, "women")
    assert reading.upper_plans == ("中国妇女发展纲要（2021—2030年）", "青岚省妇女发展规划（2021—2030年）")
    assert [(d.name, len(d.goals), len(d.measures)) for d in reading.domains] == [("妇女与健康", 3, 2), ("妇女与教育", 2, 1)]
    assert Counter(label[:4] for label in labels(reading)) == Counter([
        (0, 1, 79.5, ">="), (0, 2, 12.0, "<="), (0, 3, 90.0, ">="), (1, 1, 99.9, "hold>="), (1, 1, 99.9, "hold>="),
        (0, None, 4.5, "<="), (1, None, 95.0, ">="),
    ])
    assert [(d.goal_no, d.direction) for d in reading.directions] == [(1, "up"), (2, "narrow"), (2, "curb")]
    assert [(d.kind, d.no) for d in reading.duties] == [("organisation", 1), ("organisation", 2), ("monitoring", 1)]
    assert_nothing_is_lost(reading)


def test_a_goal_broken_by_a_page_number_is_one_goal() -> None:
    reading = read(from_text(OWN.read_text(encoding="utf-8")))
    goal = reading.domains[0].goals[2]
    assert goal.text == "90%以上的乡镇卫生院能够提供妇女保健服务。"
    assert [node.kind for node in reading.outline if node.start >= goal.span[0]][:3] == ["goal", "page_number", "goal"]


def test_the_json_has_the_documented_shape() -> None:
    reading = read(from_text(OWN.read_text(encoding="utf-8")))
    shape = json.loads(json.dumps(reading.to_dict(), ensure_ascii=False))
    assert {"title", "region", "level", "start_year", "end_year", "domains", "targets", "directions", "duties", "outline",
            "unplaced", "doubts", "genre", "upper_plans"} <= set(shape)
    target = shape["targets"][0]
    start, end = target["place"]["span"]
    assert reading.text[start:end] == target["quote"]
    assert target["place"]["line"] == reading.text.count("\n", 0, start) + 1
    assert (target["value"], shape["targets"][1]["value"]) == (79.5, 12)


@pytest.mark.parametrize("seed", range(54))
def test_plans_of_many_layouts(seed: int) -> None:
    plan = make(seed)
    reading = read(from_text(plan.text))
    assert [(d.name, len(d.goals), len(d.measures)) for d in reading.domains] == plan.domains
    hits, wanted, found = score(plan.targets, labels(reading))
    assert (hits, found) == (wanted, wanted)
    assert Counter(labels(reading)) == Counter(plan.targets)
    assert (reading.title, reading.region, reading.level, reading.genre) == (
        plan.title, plan.region, plan.level, plan.genre)
    assert Counter(duty.kind for duty in reading.duties) == {"organisation": plan.organisation,
                                                             "monitoring": plan.monitoring}
    assert_nothing_is_lost(reading)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_any_text_is_answered_and_kept(text: str) -> None:
    assert_nothing_is_lost(read(from_text(text)))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 200), st.lists(
    st.tuples(st.integers(0, 20_000), st.integers(0, 60), st.text(
        alphabet="一二三1234567890.、（）()：。，\n\t 主要目标策略措施达到%—|妇女与健康专栏指标", max_size=30)), max_size=12))
def test_a_mangled_plan_is_answered_and_kept(seed: int, cuts: list[tuple[int, int, str]]) -> None:
    text = make(seed).text
    for at, length, words in cuts:
        at %= len(text) + 1
        text = text[:at] + words + text[at + length:]
    reading = read(from_text(text))
    assert_nothing_is_lost(reading)
    json.dumps(reading.to_dict())


@pytest.mark.parametrize(("text", "why"), [
    ("", "empty"), (" \n\t\n", "empty"), ("hello world", "not_chinese"), ("妇女", "short"),
    ("红烧肉：五花肉五百克切块，焯水后加冰糖、生抽、老抽和料酒，小火慢炖一小时，最后大火收汁即可装盘，撒上葱花，香气扑鼻，软糯可口，肥而不腻，老少皆宜。", "other_subject"),
    ("望川县妇女发展规划监测评估报告\n" + "本年度妇女发展规划实施情况良好，各项指标进展顺利，部门协作不断加强，数据质量稳步提高。\n" * 3, "report"),
    ("望川县妇女发展规划\n" + "本规划由县人民政府制定，各部门应当认真组织实施，切实保障妇女合法权益，不断提高工作水平。\n" * 3, "no_domains"),
    ("妇女规划" * 300_000, "line_too_long"), ("妇女发展规划\n" * 200_000, "too_large"), ("妇女规划\n" * 50_000, "too_many_lines"),
    ("妇女规划" * 60_000 + "\n", "line_too_long"),
])
def test_what_is_no_plan_is_refused_with_its_reason(text: str, why: str) -> None:
    reading = read(from_text(text))
    assert (reading.is_plan, reading.verdict.why) == (False, why)
    assert reading.verdict.sentence("zh") != reading.verdict.sentence("en")
    assert not reading.targets
    assert_nothing_is_lost(reading)


@pytest.mark.parametrize("unit", ["1", "一", "，", "“", "（", "《", " 妇女 ", "95%", "2025年", "1—", "率和", "。1.", "百分之九十", "主要目标："])
def test_a_long_line_takes_linear_time(unit: str) -> None:
    def taken(length: int) -> float:
        text = make(0).text + unit * (length // len(unit)) + "\n"
        started = time.process_time()
        assert_nothing_is_lost(read(from_text(text)))
        return time.process_time() - started

    assert taken(100_000) < 9 * taken(25_000) + 1, "four times the length, not sixteen times the work"


def test_numbers_repeated_and_skipped_are_doubts() -> None:
    text = OWN.read_text(encoding="utf-8").replace("2.孕产妇", "1.孕产妇").replace("3.90%", "5.九成")
    reading = read(from_text(text))
    assert [goal.no for goal in reading.domains[0].goals] == [1, 1, 5]
    assert {"number_repeated", "number_skipped"} <= {doubt.why for doubt in reading.doubts}


def test_automatic_numbers_and_tables_of_a_word_document() -> None:
    pieces = [
        Piece("临湖区儿童发展规划（2021—2025年）", centered=True, size=22), Piece("结合我区实际，制定儿童发展规划，保障儿童权利，促进儿童全面发展。"),
        Piece("儿童与健康", kind="heading", level=2, number="（一）"), Piece("主要目标"),
        Piece("婴儿死亡率控制在4‰以下。", number="1."), Piece("健康水平不断提高。", number="2."), Piece("策略措施"),
        Piece("加强儿童保健服务。", number="1."), Piece("监测评估", kind="heading", level=1, number="三、"),
        Piece("按年监测。", number="（一）"),
        Piece(kind="table_row", table=0, cells=("领域", "指标", "单位", "2020年", "2025年")),
        Piece(kind="table_row", table=0, cells=("健康", "5岁以下儿童死亡率", "‰", "6", "5.5")),
    ]
    reading = read(compose(pieces, format="docx", warnings=("图片未读取",)))
    assert [(d.name, len(d.goals), len(d.measures)) for d in reading.domains] == [("儿童与健康", 2, 1)]
    assert [label[:4] for label in labels(reading)] == [(0, 1, 4.0, "<="), (0, None, 5.5, "<=")]
    assert "source" in {doubt.why for doubt in reading.doubts}
    assert_nothing_is_lost(reading)


def test_a_source_with_gaps_and_wrong_spans_is_still_answered() -> None:
    good = from_text(OWN.read_text(encoding="utf-8"))
    assert_nothing_is_lost(read(Source(good.text, good.blocks[3:])))
    assert_nothing_is_lost(read(Source(good.text, (*good.blocks, good.blocks[0]))))


def test_of_two_plans_in_one_file_the_first_is_read_and_the_second_named() -> None:
    second = "望川县儿童发展规划（2021—2025年）\n一、发展领域\n（一）儿童与健康\n主要目标：\n1.婴儿死亡率控制在5‰以内。\n策略措施：\n1.完善。\n"
    text = OWN.read_text(encoding="utf-8")
    alone, both = read(from_text(text)), read(from_text(text + second))
    assert [(d.name, len(d.goals)) for d in both.domains] == [(d.name, len(d.goals)) for d in alone.domains]
    assert both.outline[-1].kind == "other_plan"
    assert both.text[both.outline[-1].start:] == second
    assert [d.sentence() for d in both.doubts if d.why == "second_plan"] == [
        "文件中还有另一部规划“望川县儿童发展规划（2021—2025年）”，本次只读第一部；请把它另存为单独的文件再读".replace("（", "(").replace("）", ")")]
    assert_nothing_is_lost(both)


def test_the_fingerprint_is_of_the_structure() -> None:
    text = OWN.read_text(encoding="utf-8")
    same = text.replace("望川县", "临江县").replace("健康素养水平不断提高", "健康水平提升").replace("每年组织业务培训", "每年开展培训")
    other = text.replace("79.5岁", "79.6岁")
    one, two, three = (fingerprint(read(from_text(words))) for words in (text, same, other))
    assert one == two
    assert one != three


@pytest.mark.specimen
def test_the_county_plan_gives_its_counts() -> None:
    folder = Path(os.environ["HALFSKY_SPECIMENS"])
    reading = read(from_text((folder / "kelan-women-plan-2021-2025.txt").read_text(encoding="utf-8")))
    assert [len(d.goals) for d in reading.domains] == [10, 10, 9, 9, 9, 9, 10, 9]
    assert [len(d.measures) for d in reading.domains] == [13, 12, 13, 8, 11, 10, 12, 13]
    assert Counter(t.domain_index for t in reading.targets) == {0: 5, 1: 5, 2: 2, 3: 3, 4: 2, 6: 2}
    assert reading.unplaced == ()
    assert_nothing_is_lost(reading)


@pytest.mark.specimen
def test_the_childrens_plan_gives_its_labels() -> None:
    folder = Path(os.environ["HALFSKY_SPECIMENS"])
    gold = json.loads((folder / "qiyun-children-plan-2021-2025.gold.json").read_text(encoding="utf-8"))
    reading = read(from_text((folder / "qiyun-children-plan-2021-2025.txt").read_text(encoding="utf-8")))
    wanted = Counter((t["domain_index"], t["goal_no"], float(t["value"]), t["operator"], t["unit"], t["year"], t["quote"])
                     for t in gold["numeric_targets"])
    found = Counter((*label, t.quote) for label, t in zip(labels(reading), reading.targets, strict=True))
    assert found == wanted
    assert [(d.name, len(d.goals), len(d.measures)) for d in reading.domains] == [
        (d["name"], d["goals"], d["measures"]) for d in gold["domains"]]
    for label in gold["directional"]:
        assert any((d.domain_index, d.goal_no, d.direction) == (label["domain_index"], label["goal_no"], label["direction"])
                   and label["quote"] in d.quote for d in reading.directions), label
    kinds = Counter(duty.kind for duty in reading.duties)
    assert (kinds["organisation"], kinds["monitoring"]) == (gold["organisation_clauses"], gold["monitoring_clauses"])
