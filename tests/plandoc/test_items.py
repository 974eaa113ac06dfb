"""Lines become items: which begins one, which goes on."""

from __future__ import annotations

import pytest

from halfsky.plandoc.items import Item, Section, items_of
from halfsky.plandoc.lines import lines_of
from halfsky.plandoc.source import from_text


def taken(text: str) -> tuple[list[int], list[bool | None], list[str]]:
    lines = lines_of(from_text(text))
    doubts: list[str] = []
    items: list[Item] = []
    section = Section("goal", items, lambda why, **_: doubts.append(why))
    answers = [section.take(line, lines[i - 1] if i else None, lines[i:]) for i, line in enumerate(lines)]
    return [item.no for item in items], answers, doubts


@pytest.mark.parametrize(("text", "numbers", "answers", "doubts"), [
    ("以下目标。\n1.提高。\n2.增强。\n", [1, 2], [None, True, True], []),
    ("1.提高\n并增强。\n2.改善。\n", [1, 2], [True, False, True], []),
    ("1.提高：\n（1）城市。\n2.增强。\n", [1, 2], [True, False, True], []),
    ("1.提高。\n3.增强。\n", [1, 3], [True, True], ["number_skipped"]),
    ("第四条 提高。\n第五条 增强。\n", [4, 5], [True, True], []),
    ("实现以下目标。\n4.提高。\n5.增强。\n", [4, 5], [None, True, True], ["number_skipped"]),
    ("提高。\n增强。\n", [1, 2], [True, True], ["number_missing"]),
    ("措施1：提高。\n（牵头单位：县教育局；配合单位：县公安局）\n措施2：增强。\n", [1, 2], [True, False, True], []),
    ("目标一：提高。\n目标二：增强。\n", [1, 2], [True, True], []),
    ("●提高；\n●增强。\n", [1, 2], [True, True], []),
    ("●提高；\n●0\n—6岁入托率提高。\n—增强。\n", [1, 2, 3], [True, True, False, True], []),
    ("1.90%以上的村达标。\n2.增强。\n", [1, 2], [True, True], []),
    ("1 小学、初中入学率提高。\n2 性别平等深入人心。\n3 90%以上的村达标，\n4 个乡镇建成中心。\n", [1, 2, 3], [True, True, True, False], []),
])
def test_lines_taken(text: str, numbers: list[int], answers: list[bool | None], doubts: list[str]) -> None:
    assert taken(text) == (numbers, answers, doubts)


def test_one_paragraph_of_semicolons_is_cut() -> None:
    (line,) = lines_of(from_text("水平提高；覆盖率达到90%；能力增强。"))
    items: list[Item] = []
    section = Section("goal", items, lambda why, **_: None)
    section.take(line, None, [line])
    assert section.run_on
    items.clear()
    assert list(section.pieces(line, None)) == [(0, 5, True), (5, 14, True), (14, 19, True)]
    assert [item.no for item in items] == [1, 2, 3]


@pytest.mark.parametrize(("kind", "text", "run_on"), [
    ("goal", "死亡率降到5‰；水平提高。", True), ("measure", "完善服务；加强宣传。", True), ("duty", "加强领导；落实经费。", False),
    ("goal", "死亡率降到5‰；水平提高。\n能力增强。", False), ("", "死亡率降到5‰；水平提高。", False),
])
def test_one_semicolon_parts_two_items_that_stand_alone(kind: str, text: str, run_on: bool) -> None:
    lines = lines_of(from_text(text))
    section = Section(kind, [], lambda why, **_: None)
    section.take(lines[0], None, lines)
    assert section.run_on is run_on


def test_a_section_goes_on_in_a_list_begun_before() -> None:
    lines = lines_of(from_text("（1）完善。\n（2）宣传。\n"))
    items: list[Item] = []
    for _ in range(2):
        section = Section("measure", items, lambda why, **_: None, begun=len(items))
        assert not section.own
        assert [section.take(line, None, lines[at:]) for at, line in enumerate(lines)] == [True, True]
        assert section.own
    assert [item.no for item in items] == [1, 2, 1, 2]


def test_the_rank_of_a_section_is_its_numbers() -> None:
    assert Section("goal", [], lambda why, **_: None).rank < Section("goal", [], lambda why, **_: None, "circled").rank


def test_the_items_of_a_cell() -> None:
    for text, wanted in (("1.提高。2.增强。", [1, 2]), ("提高", [1]), ("死亡率降到5‰；提高。", [1]), ("提高；增强；改善。", [1, 2, 3]), ("", [])):
        assert [item.no for item in items_of(lines_of(from_text(text)))] == wanted
