"""Marks at the head of a line, markers and noise."""

import pytest

from halfsky.plandoc.marks import (
    domain_in_marker,
    has_columns,
    has_leader,
    heading_words,
    inline_marker,
    is_indicators,
    is_page_number,
    is_structural,
    is_toc_head,
    lead_in_of,
    mark_of,
    marker_of,
    named_kind,
    part_of,
    spaced_mark_of,
    tight_mark_of,
    whole_plan_kind,
)
from halfsky.plandoc.numerals import half_width


@pytest.mark.parametrize(("line", "style", "no"), [
    ("第一编 总则", "book", 1), ("第三章 妇女与教育", "chapter", 3), ("第十二节 措施", "section", 12), ("第二条 本规划", "article", 2), ("一、总体要求", "han_comma", 1),
    ("（十一）健康", "han_bracket", 11), ("(一)健康", "han_bracket", 1), ("㈢健康", "han_bracket", 3), ("1.完善", "digit_dot", 1), ("12．完善", "digit_dot", 12),
    ("3、完善", "digit_dot", 3), ("⒉完善", "digit_dot", 2), ("（1）完善", "digit_bracket", 1), ("⑴完善", "digit_bracket", 1), ("1）完善", "digit_half", 1),
    ("①完善", "circled", 1), ("- 1.完善", "digit_dot", 1), ("● 完善", "bullet", 0), ("1.2 主要目标", "digit_two", 2), ("3.1.2 策略措施", "digit_three", 2), ("2.5.1.1 到2025年达标", "digit_four", 1),
    ("3.1.2.11  完善", "digit_four", 11), ("Ⅱ．策略措施", "roman", 2), ("B．策略措施", "letter", 2), ("IV. 完善", "roman", 4), ("IX、完善", "roman", 9), ("2 发展领域", "digit_dot", 2), ("　　一、要求", "han_comma", 1),
])
def test_a_mark(line: str, style: str, no: int) -> None:
    mark = mark_of(half_width(line))
    assert mark is not None
    assert (mark.style, mark.no) == (style, no)


@pytest.mark.parametrize("line", ["完善制度", "2025年达到", "10.5%以上", "一、二、三产业融合", "一二三产业", "35名教师", "", "—", "3.1.2%", "I类地区"])
def test_no_mark(line: str) -> None:
    assert mark_of(half_width(line)) is None


def test_a_tight_mark_needs_a_caller_who_knows_what_is_due() -> None:
    assert mark_of("3.90%以上") is None
    tight = tight_mark_of("3.90%以上")
    assert tight is not None
    assert (tight.no, tight.length) == (3, 2)
    assert tight_mark_of("完善") is None


@pytest.mark.parametrize(("words", "wanted"), [
    ("主要目标：", "goals"), ("【主要目标】", "goals"), ("——主要目标", "goals"), ("目标任务", "goals"), ("2025年主要目标", "goals"), ("重点工作", "measures"), ("策略措施", "measures"), ("主要任务和措施：", "measures"),
    ("策略与措施", "measures"), ("总体目标", None), ("发展领域、主要目标和策略措施", None), ("保障措施", None), ("完善措施体系", None), ("", None),
])
def test_markers(words: str, wanted: str | None) -> None:
    assert marker_of(half_width(words)) == wanted


@pytest.mark.parametrize(("words", "wanted"), [
    ("目标与措施", True), ("主要目标和策略措施", True), ("发展领域、主要目标和策略措施", True), ("主要任务：", True), ("健康领域", False),
    ("妇女与健康", False), ("主要目标人群", False), ("", False),
])
def test_headings_of_structural_words_alone(words: str, wanted: bool) -> None:
    assert is_structural(half_width(words)) is wanted


@pytest.mark.parametrize(("words", "wanted"), [
    ("到2025年，实现以下目标：", "goals"), ("主要目标是：", "goals"), ("为实现上述目标，采取以下措施：", "measures"), ("重点做好以下工作：", "measures"),
    ("主要措施有：", "measures"), ("以下单位：", None), ("到2025年，达到以下目标", None), ("1.提高：", None),
])
def test_lead_ins(words: str, wanted: str | None) -> None:
    assert lead_in_of(half_width(words)) == wanted


def test_what_stands_below_a_structural_heading() -> None:
    assert part_of("发展领域和主要目标") == "goals"
    assert part_of("主要策略措施") == "measures"
    assert part_of("主要目标和策略措施") is None
    assert part_of("妇女与健康") is None


def test_a_number_with_white_space_for_its_dot() -> None:
    mark = spaced_mark_of("　3 35—64岁妇女")
    assert mark is not None
    assert (mark.style, mark.no, mark.length) == ("digit_dot", 3, 3)
    assert spaced_mark_of("35—64岁妇女") is None
    year = mark_of("1.2025年目标")
    assert year is not None
    assert (year.no, year.length) == (1, 2)


@pytest.mark.parametrize(("words", "wanted"), [("总体目标", "goals"), ("【保障措施】", "measures"), ("主要目标", None), ("总体发展目标", None)])
def test_headings_of_the_plan_as_a_whole(words: str, wanted: str | None) -> None:
    assert whole_plan_kind(half_width(words)) == wanted


@pytest.mark.parametrize("words", ["奋斗目标", "主要发展目标", "阶段性目标", "目标值", "重点目标任务"])
def test_other_words_for_goals(words: str) -> None:
    assert marker_of(words) == "goals"


def test_inline_markers() -> None:
    assert inline_marker("主要目标:1.提高") == ("goals", 5)
    assert inline_marker("策略措施:完善") == ("measures", 5)
    assert inline_marker("主要目标:") is None
    assert inline_marker("完善") is None
    assert inline_marker("目标。提高") == ("goals", 3)


def test_a_marker_that_says_its_domain() -> None:
    assert marker_of("儿童与健康的策略措施") == "measures"
    assert marker_of("主要目标 Main Objectives") == "goals"
    assert domain_in_marker("儿童与健康主要目标") == ("儿童与健康", 5)
    assert domain_in_marker("主要目标") is None


@pytest.mark.parametrize("line", ["- 3 -", "— 12 —", "第 3 页", "第3页 共20页", "3/20", "7", "Page 3 of 9"])
def test_page_numbers(line: str) -> None:
    assert is_page_number(half_width(line))


def test_a_number_with_its_dot_is_no_page_number() -> None:
    assert not is_page_number(half_width("3．"))


@pytest.mark.parametrize(("line", "wanted"), [
    ("健康\t婴儿死亡率\t4‰", True), ("| 健康 | 4‰ |", True), ("1\t婴儿死亡率\t4‰", True),
    ("\t1.\t妇女健康水平提高。", False), ("（一）\t妇女与健康", False), ("妇女\t与健康", False),
])
def test_columns(line: str, wanted: bool) -> None:
    assert has_columns(half_width(line)) is wanted


def test_contents_lines() -> None:
    assert is_toc_head("目  录")
    assert has_leader("妇女与健康 ......... 3")
    assert has_leader("妇女与健康……………… 12")
    assert not has_leader("妇女与健康。")
    assert heading_words("（一）妇女与健康。") == "妇女与健康"


@pytest.mark.parametrize(("line", "kind"), [
    ("目标1：提高。", "goals"), ("目标三", "goals"), ("目标2 3岁以下婴幼儿入托", "goals"), ("  主要目标二：提高。", "goals"), ("措施一：完善。", "measures"), ("任务1：完善。", None), ("1.目标", None),
])
def test_an_item_names_its_kind(line: str, kind: str | None) -> None:
    assert named_kind(half_width(line)) == kind


def test_a_heading_of_indicators() -> None:
    assert is_indicators(half_width("主要指标："))
    assert not is_indicators("主要目标")
    assert not is_indicators("主要指标全面完成")
