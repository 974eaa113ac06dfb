"""Title, region, level, years, genre and upper-level plans."""

import pytest

from halfsky.plandoc.front import front_of, second_plan, years_of
from halfsky.plandoc.lines import lines_of
from halfsky.plandoc.source import from_text


def front(text: str):  # type: ignore[no-untyped-def]
    return front_of(lines_of(from_text(text)), text, None)


@pytest.mark.parametrize(("words", "wanted"), [
    ("(2021—2025年)", (2021, 2025)), ("“十三五”", (2016, 2020)), ("十五五规划", (2026, 2030)), ("2011年至2020年", (2011, 2020)),
    ("二〇二一—二〇三〇年", (2021, 2030)), ("妇女发展规划", (None, None)),
])
def test_the_years_of_a_title(words: str, wanted: tuple[int | None, int | None]) -> None:
    assert years_of(words) == wanted


def test_a_title_on_several_lines() -> None:
    found = front("望川县\n妇女发展规划\n（2021—2025年）\n为促进妇女发展，制定本规划。\n")
    assert (found.title, found.lines) == ("望川县妇女发展规划（2021—2025年）", frozenset({0, 1, 2}))


def test_a_notice_in_front_of_the_plan() -> None:
    text = "望川县人民政府关于印发望川县妇女发展规划的通知\n各乡镇人民政府：\n现印发给你们。\n望川县妇女发展规划\n（2021—2025年）\n一、总则\n"
    assert front(text).title == "望川县妇女发展规划（2021—2025年）"
    assert front("望川县人民政府关于印发《望川县妇女发展规划（2021—2025年）》的通知\n一、总则\n").title == "望川县妇女发展规划（2021—2025年）"
    assert front("望川县人民政府关于印发望川县妇女发展规划的通知\n一、总则\n").title == "望川县妇女发展规划"
    assert front("各乡镇：\n现将《望川县儿童发展规划》印发给你们，请遵照执行。\n").title == "望川县儿童发展规划"


def test_a_scheme_that_carries_out_another_plan_has_its_own_name() -> None:
    found = front("太白县实施《中国儿童发展纲要（2021—2030年）》方案\n一、总则\n")
    assert (found.title, found.region) == ("太白县实施《中国儿童发展纲要（2021—2030年）》方案", "太白县")


def test_years_and_region_from_the_text() -> None:
    found = front("妇女发展规划\n望川县人民政府制定本规划，规划期为2021—2025年。\n")
    assert (found.region, found.level, found.start_year, found.end_year) == ("望川县", "county", 2021, 2025)
    assert front("妇女发展规划\n到2030年水平提高。\n").end_year == 2030
    assert front("妇女发展规划\n2019—2021年是关键期，到了新阶段。\n").start_year == 2019


def test_genre_by_title_then_by_text() -> None:
    assert front("望川县妇女儿童发展规划\n妇女妇女儿童\n").genre == "women"
    assert front("望川县妇女儿童发展规划\n妇女儿童儿童\n").both_genres
    assert front("发展规划\n无\n").genre == ""


def test_upper_plans_are_other_regions_plans() -> None:
    text = "望川县妇女发展规划\n依据《妇女权益保障法》《中国妇女发展纲要（2021—2030年）》《望川县“十三五”妇女发展规划》制定。\n"
    assert front(text).upper_plans == ("中国妇女发展纲要（2021—2030年）",)


def test_date_and_sender_above_the_title_are_left_out() -> None:
    words = "国务院\n2021年9月8日\n中国儿童发展纲要（2021—2030年）\n前言\n"
    front = front_of(lines_of(from_text(words)), words, None)
    assert (front.title, front.level) == ("中国儿童发展纲要（2021—2030年）", "nation")


def test_what_a_web_page_puts_above_the_title_is_left_out() -> None:
    found = front("首页 > 政务公开 > 规划计划 > 正文\n西坪县儿童发展规划（2021-2030年）\n发布时间：2022-08-15 10:23\n一、总则\n")
    assert (found.title, found.region) == ("西坪县儿童发展规划（2021-2030年）", "西坪县")


def test_a_title_in_title_marks() -> None:
    found = front("《望川县妇女发展规划（2021—2025年）》\n依据《中国妇女发展纲要（2021—2030年）》制定。\n")
    assert (found.title, found.region) == ("望川县妇女发展规划（2021—2025年）", "望川县")


def test_a_title_parted_behind_the_region_is_joined() -> None:
    assert front("望川县\n妇女发展规划\n一、总则\n").title == "望川县妇女发展规划"


@pytest.mark.parametrize(("words", "level"), [
    ("云浦市儿童发展规划（2021—2025年）\n云浦市系宁川市代管的县级市。\n", "county"),
    ("云浦市儿童发展规划（2021—2025年）\n依据《宁川市儿童发展规划（2021—2030年）》制定。\n", "county"),
    ("锦川市儿童发展规划（2021—2025年）\n辖3县，代管1个县级市。\n", "city"),
])
def test_a_city_of_county_level(words: str, level: str) -> None:
    found = front(words)
    assert (found.level, found.level_guessed) == (level, False)


def test_a_city_that_says_nothing_of_its_level_is_a_guess() -> None:
    found = front("锦川市儿童发展规划（2021—2025年）\n为促进儿童发展，制定本规划。\n")
    assert (found.level, found.level_guessed) == ("city", True)


def test_a_second_plan_begins_at_a_title_of_the_other_genre_with_goals_below() -> None:
    text = "沙坪县妇女发展规划\n一、妇女与健康\n主要目标：\n1.提高。\n沙坪县儿童发展规划\n（2021—2025年）\n一、儿童与健康\n主要目标：\n1.提高。\n"
    lines = lines_of(from_text(text))
    assert second_plan(lines, front_of(lines, text, 1), 1, frozenset()) == 4
    for other in ("沙坪县妇女发展规划", "沙坪县儿童发展规划任务分工表", "附：儿童发展规划", "儿童发展规划"):
        lines = lines_of(from_text(text.replace("沙坪县儿童发展规划", other)))
        assert second_plan(lines, front_of(lines, text, 1), 1, frozenset()) is None
