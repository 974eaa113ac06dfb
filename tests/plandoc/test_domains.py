"""The heading in front of a pair of markers is a domain."""

from halfsky.plandoc.domains import Head, by_markers, is_tail, markers
from halfsky.plandoc.lines import lines_of
from halfsky.plandoc.reading import read
from halfsky.plandoc.source import from_text


def found(text: str) -> list[Head]:
    lines = lines_of(from_text(text))
    return by_markers(lines, markers(lines))


def test_general_goals_open_no_domain() -> None:
    text = "一、总体要求\n（三）主要目标\n到2025年提高。\n二、妇女与健康\n（一）主要目标\n1.提高。\n（二）策略措施\n1.完善。\n"
    assert [(head.name, head.no, head.style) for head in found(text)] == [("妇女与健康", 2, "han_comma")]


def test_goals_without_measures_count_where_the_heading_fits() -> None:
    text = "（一）妇女与健康\n主要目标\n1.提高。\n策略措施\n1.完善。\n（二）妇女与教育\n主要目标\n1.提高。\n"
    assert [head.name for head in found(text)] == ["妇女与健康", "妇女与教育"]


def test_a_marker_without_a_heading_opens_nothing() -> None:
    assert found("主要目标\n1.提高。\n策略措施\n1.完善。\n") == []


def test_tails() -> None:
    lines = lines_of(from_text("四、监测评估\n附件1\n（一）妇女与健康\n"))
    assert [is_tail(line) for line in lines] == [True, True, False]


def test_a_part_beside_the_general_goals_is_no_heading_of_measures() -> None:
    lines = lines_of(from_text(
        "一、总体要求\n（二）主要目标\n到2025年更加健全。\n二、发展任务\n"
        "（一）儿童与健康\n发展目标\n1．死亡率下降。\n主要措施\n1．健全体系。\n"))
    assert [head.name for head in by_markers(lines, markers(lines))] == ["儿童与健康"]


def test_lead_ins_count_where_no_marker_stands() -> None:
    lines = lines_of(from_text("一、儿童与健康\n到2025年，实现以下目标：\n1.提高。\n为此，采取以下措施：\n1.完善。\n"))
    assert markers(lines) == [(1, "goals"), (3, "measures")]
    lines = lines_of(from_text("一、儿童与健康\n主要目标：\n到2025年，实现以下目标：\n1.提高。\n"))
    assert markers(lines) == [(1, "goals")]


def test_measures_may_stand_before_the_goals() -> None:
    text = "（{}）儿童与{}\n1.工作措施\n（1）完善。\n2.发展目标\n（1）提高。\n"
    lines = lines_of(from_text("".join(text.format(*one) for one in ("一健", "二教", "三法"))))
    assert [(head.name, head.goals, head.measures) for head in by_markers(lines, markers(lines))] == [
        ("儿童与健", 3, 1), ("儿童与教", 8, 6), ("儿童与法", 13, 11)]


def test_no_heading_stands_above_the_title() -> None:
    lines = lines_of(from_text("县人民政府文件\n望川县儿童发展规划\n一、工作目标\n到2025年提高。\n二、重点任务\n"))
    assert by_markers(lines, markers(lines), 1) == []


def test_support_measures_beside_numbered_goals_are_the_domains_measures() -> None:
    text = "\n".join((
        "某县妇女发展规划（2016—2020年）", "为推动妇女发展，依据上级规划，制定本规划。", "一、发展领域", "（一）妇女与健康", "1.发展目标", "（1）提高健康水平。",
        "2.保障措施", "（1）健全网络。", "（2）加大投入。", "（二）妇女与教育", "1.发展目标", "（1）提高教育水平。", "2.保障措施", "（1）加大投入。",
        "二、保障措施", "（一）加强领导。"))
    found = read(from_text(text))
    assert [(d.name, len(d.goals), len(d.measures)) for d in found.domains] == [("妇女与健康", 1, 2), ("妇女与教育", 1, 1)]


def test_headings_of_the_whole_plan_that_come_in_each_domain_are_its_markers() -> None:
    once = "一、总体要求\n总体目标\n全面提高。\n"
    text = once + "".join(f"（{no}）妇女与{name}\n奋斗目标\n1.提高。\n保障措施\n1.完善。\n" for no, name in (("一", "健康"), ("二", "教育"), ("三", "法律")))
    assert [(head.name, head.measures) for head in found(text)] == [("妇女与健康", 6), ("妇女与教育", 11), ("妇女与法律", 16)]
    text = text.replace("奋斗目标", "总体目标").replace(once, "").replace("保障措施", "工作举措")
    assert [(head.name, head.goals) for head in found(text)] == [("妇女与健康", 1), ("妇女与教育", 6), ("妇女与法律", 11)]
    assert found("一、总体要求\n总体目标\n全面提高。\n二、组织实施\n保障措施\n抓好落实。\n") == []
