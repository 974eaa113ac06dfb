"""Domains are found in every layout."""

from halfsky.plandoc.domains import Head, markers
from halfsky.plandoc.layouts import below_part, by_name, heads, in_parts
from halfsky.plandoc.lines import lines_of
from halfsky.plandoc.source import from_text


def found(text: str) -> list[Head]:
    lines = lines_of(from_text(text))
    return heads(lines, markers(lines))


def test_the_same_headings_below_two_parts_are_one_domain_each() -> None:
    text = "二、主要目标\n（一）妇女与健康\n1.提高。\n（二）妇女与教育\n1.提高。\n三、策略措施\n（一）妇女与健康\n1.完善。\n（二）妇女与教育\n1.完善。\n四、组织实施\n"
    assert [(head.name, head.first, head.again) for head in found(text)] == [("妇女与健康", 1, 6), ("妇女与教育", 3, 8)]
    assert in_parts(lines_of(from_text(text.replace("策略措施", "完善体系")))) == []


def test_headings_that_are_domain_names_need_no_markers() -> None:
    text = "（一）妇女与健康\n1.提高。\n（二）妇女与教育\n1.提高。\n（三）妇女与环境\n1.提高。\n1.妇女与法律\n"
    assert [head.name for head in found(text)] == ["妇女与健康", "妇女与教育", "妇女与环境"]
    assert by_name(lines_of(from_text(text.replace("（三）妇女与环境", "（三）其他")))) == []


def test_headings_below_a_part_of_structural_words_are_domains() -> None:
    text = "一、总体要求\n坚持。\n二、重点任务\n（一）健康促进行动\n1.提高。\n（二）巾帼成才行动\n1.提高。\n三、组织实施\n"
    assert [head.name for head in found(text)] == ["健康促进行动", "巾帼成才行动"]
    assert below_part(lines_of(from_text("一、重点任务\n（一）提高水平\n（二）完善制度\n"))) == []
