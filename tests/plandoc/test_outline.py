"""Outlines of many shapes: the counts of goals and measures are right in each."""

import pytest

from halfsky.plandoc.reading import read
from halfsky.plandoc.source import Piece, Source, compose, from_text

G = "1.健康水平提高，覆盖率达到90%。\n2.服务能力增强。\n"
M = "1.完善制度。\n2.加强宣传。\n3.强化监督。\n"
BARE = "1.水平提高。\n"
CHILDREN = "望川县儿童发展规划（2021-2025年）\n为促进儿童全面发展，根据《中国儿童发展纲要（2021—2030年）》，结合我县实际，制定本规划，请认真组织实施。\n"
WOMEN = CHILDREN.replace("儿童", "妇女")
TWO = [("儿童与健康", 2, 3), ("儿童与教育", 2, 3)]
END = "三、组织实施\n（一）加强领导。\n"


def _plain() -> Source:
    pieces = [Piece("望川县妇女发展规划（2021—2025年）", kind="heading", level=1),
              Piece("为促进妇女发展，保障妇女合法权益，推动男女平等基本国策深入落实，制定本规划，请认真组织实施。"),
              Piece("发展领域", kind="heading", level=1)]
    for name in ("妇女与健康", "妇女与教育"):
        pieces += [Piece(name, kind="heading", level=2), Piece("主要目标", kind="heading", level=3), Piece("水平提高。"),
                   Piece("覆盖率达到90%以上。"), Piece("策略措施", kind="heading", level=3), Piece("完善制度。加强服务。"),
                   Piece("加强宣传。"), Piece("强化监督。")]
    pieces += [Piece("组织实施", kind="heading", level=1), Piece("加强领导。"), Piece("落实经费。"),
               Piece("监测评估", kind="heading", level=1), Piece("做好监测。")]
    return compose(pieces, format="docx")


CASES: dict[str, tuple[str | Source, list[tuple[str, int, int]], str]] = {
    "markers with their text on one line": (
        CHILDREN + "（一）儿童与健康\n主要目标：1.健康水平提高，覆盖率达到90%。2.服务能力增强。\n策略措施：1.完善制度。2.加强宣传。\n"
        "（二）儿童与教育\n主要目标：1.入园率达到92%。\n策略措施：1.完善制度。\n三、组织实施\n1.加强领导。\n2.加强投入。\n",
        [("儿童与健康", 2, 2), ("儿童与教育", 1, 1)], "oo"),
    "words between heading and items": (
        CHILDREN + "（一）儿童与健康\n健康是儿童发展的基础，必须优先保障。\n主要目标\n到2025年，实现以下目标：\n" + G
        + "策略措施\n重点采取以下措施：\n" + M + "（二）儿童与教育\n主要目标\n" + G + "策略措施\n" + M + END, TWO, "o"),
    "chapter numbers on their own line": (
        CHILDREN + "第一章\n总体要求\n坚持儿童优先。\n第二章\n儿童与健康\n第一节 主要目标\n" + G + "第二节 策略措施\n" + M
        + "第三章\n儿童与教育\n第一节 主要目标\n" + G + "第二节 策略措施\n" + M + "第四章\n组织实施\n第一节 加强领导\n健全机制。\n",
        TWO, "o"),
    "lists inside a measure": (
        CHILDREN + "（一）儿童与健康\n主要目标：\n" + G + "策略措施：\n1.完善制度。包括：\n（1）健全体系；\n（2）加强监督。\n"
        "2.加强宣传。\n①进学校。\n②进社区。\n3.强化监督。\n（二）儿童与教育\n主要目标：\n" + G + "策略措施：\n" + M + END, TWO, "o"),
    "a list in the style of its items": (
        CHILDREN + "（一）儿童与健康\n主要目标：\n" + G + "策略措施：\n1.完善制度。\n2.加强宣传，包括：\n1.进学校。\n2.进社区。\n"
        "3.强化监督。\n（二）儿童与教育\n主要目标：\n" + G + "策略措施：\n" + M + END, TWO, "o"),
    "numbers with points": (
        CHILDREN + "2 发展领域\n2.1 儿童与健康\n2.1.1 主要目标\n（1）水平提高。\n（2）覆盖率达到90%。\n2.1.2 策略措施\n（1）完善。\n"
        "2.2 儿童与教育\n2.2.1 主要目标\n（1）水平提高。\n2.2.2 策略措施\n（1）完善。\n", [("儿童与健康", 2, 1), ("儿童与教育", 1, 1)], ""),
    "a third section": (
        CHILDREN + "（一）儿童与健康\n1.主要目标\n（1）水平提高。\n2.策略措施\n（1）完善。\n（2）加强。\n3.重点项目\n（1）母婴工程。建设10个。\n"
        "（二）儿童与教育\n1.主要目标\n（1）水平提高。\n2.策略措施\n（1）完善。\n" + END, [("儿童与健康", 1, 2), ("儿童与教育", 1, 1)], "o"),
    "responsible bodies behind measures": (
        CHILDREN + "（一）儿童与健康\n主要目标：\n" + G + "策略措施：\n1.完善制度。\n牵头单位：县卫健局\n2.加强宣传。\n责任单位：县卫健局\n"
        "3.强化监督。\n（二）儿童与教育\n主要目标：\n" + G + "策略措施：\n" + M + "三、保障措施\n（一）加强领导。\n（二）强化监测评估。\n", TWO, "oo"),
    "domains of other names": (
        WOMEN + "三、重点领域\n（一）健康优先行动\n主要目标：\n" + G + "主要措施：\n" + M + "（二）科教兴县巾帼行动\n主要目标：\n" + G
        + "主要措施：\n" + M + "四、保障机制\n（一）加强领导。\n", [("健康优先行动", 2, 3), ("科教兴县巾帼行动", 2, 3)], "o"),
    "no numbers in a word document": (_plain(), [("妇女与健康", 2, 3), ("妇女与教育", 2, 3)], "oom"),
    "organisation and monitoring in one part": (
        CHILDREN + "（一）儿童与健康\n主要目标：\n" + G + "策略措施：\n" + M + "（二）儿童与教育\n主要目标：\n" + G + "策略措施：\n" + M
        + "三、组织实施和监测评估\n（一）组织实施\n1.加强领导。\n2.落实责任。\n（二）监测评估\n1.年度监测。\n2.终期评估。\n", TWO, "oomm"),
    "marks of a markdown file": (
        "# " + CHILDREN + "### （一）儿童与健康\n**主要目标：**\n" + G + "**策略措施：**\n" + M + "### （二）儿童与教育\n**主要目标：**\n" + G
        + "**策略措施：**\n" + M + "## " + END, TWO, "o"),
    "items without full stops": (
        CHILDREN + "（一）儿童与健康\n主要目标\n1.水平提高\n2.覆盖率达到90%以上\n策略措施\n1.完善制度\n2.加强宣传\n3.监督\n（二）儿童与教育\n主要目标\n"
        "1.水平提高\n2.能力增强\n策略措施\n1.完善制度\n2.宣传\n3.监督\n三、组织实施\n（一）加强领导\n（二）落实经费\n", TWO, "oo"),
    "measures only behind a name": (
        CHILDREN + "（一）儿童与健康\n" + G + "策略措施：\n" + M + "（二）儿童与教育\n主要目标：\n" + G + "策略措施：\n" + M + END, TWO, "o"),
    "structural words below the heading": (
        CHILDREN + "一、儿童与健康\n主要目标和策略措施\n（一）主要目标\n" + G + "（二）策略措施\n" + M + "二、儿童与教育\n目标与措施\n（一）主要目标\n" + G
        + "（二）策略措施\n" + M + "三、组织实施\n（一）加强领导。\n", TWO, "o"),
    "goals of all domains in one part, measures in the next": (
        CHILDREN + "一、指导思想\n坚持儿童优先。\n二、主要目标\n（一）儿童与健康\n" + G + "（二）儿童与教育\n" + G + "三、策略措施\n（一）儿童与健康\n" + M
        + "（二）儿童与教育\n" + M + "四、组织实施\n（一）加强领导。\n", TWO, "o"),
    "goals in one paragraph": (
        CHILDREN + "（一）儿童与健康\n主要目标：健康水平提高；覆盖率达到\n90%；服务能力增强。\n策略措施：\n" + M + "（二）儿童与教育\n【目标】\n到2025年，入园率达到92%；"
        "巩固率达到98%；质量提高。\n【措施】\n" + M + END, [("儿童与健康", 3, 3), ("儿童与教育", 3, 3)], "o"),
    "articles": (
        CHILDREN + "第一章 总则\n第一条 制定本规划。\n第二章 儿童与健康\n第一节 主要目标\n第二条 水平提高。\n第三条 覆盖率达到90%。\n第二节 策略措施\n"
        "第四条 完善。\n第五条 加强。\n第六条 监督。\n第三章 儿童与教育\n第一节 主要目标\n第七条 水平提高。\n第八条 增强。\n第二节 策略措施\n第九条 完善。\n"
        "第十条 加强。\n第十一条 监督。\n第四章 组织实施\n第十二条 加强领导。\n", TWO, "o"),
    "numbers of four places": (
        CHILDREN + "2 发展领域\n2.1 儿童与健康\n2.1.1 主要目标\n2.1.1.1 水平提高。\n2.1.1.2 覆盖率达到90%。\n2.1.2 策略措施\n2.1.2.1 完善。\n2.1.2.2 加强。\n"
        "2.1.2.3 监督。\n2.2 儿童与教育\n2.2.1 主要目标\n2.2.1.1 水平提高。\n2.2.1.2 增强。\n2.2.2 策略措施\n2.2.2.1 完善。\n2.2.2.2 加强。\n2.2.2.3 监督。\n"
        "3 组织实施\n3.1 加强领导。\n", TWO, "o"),
    "Roman markers": (
        CHILDREN + "（一）儿童与健康\nⅠ．主要目标\n１、水平提高。\n２、增强。\nⅡ．策略措施\n１、完善。\n２、加强。\n３、监督。\n（二）儿童与教育\nⅠ．主要目标\n"
        "１、水平提高。\n２、增强。\nⅡ．策略措施\n１、完善。\n２、加强。\n３、监督。\n" + END, TWO, "o"),
    "a paragraph of figures in front of numbered deeds": (
        CHILDREN + "三、重点领域\n（一）健康促进行动\n到2025年，覆盖率达到90%，\n死亡率控制在4‰以下。\n1.完善制度。\n2.加强宣传。\n3.强化监督。\n（二）教育提升行动\n"
        "到2025年，入园率达到92%。\n1.加大投入。\n2.优化布局。\n" + END, [("健康促进行动", 1, 3), ("教育提升行动", 1, 2)], "o"),
    "lead-ins for markers": (
        CHILDREN + "一、儿童与健康\n到2025年，实现以下目标：\n" + G + "为此，采取以下措施：\n" + M + "二、儿童与教育\n到2025年，实现以下目标：\n" + G
        + "为此，采取以下措施：\n" + M + "三、组织实施\n（一）加强领导。\n", TWO, "o"),
    "boxes of projects between measures": (
        CHILDREN + "（一）儿童与健康\n主要目标：\n" + G + "策略措施：\n1.完善制度。\n2.加强宣传。\n专栏1  健康工程\n1.建设医院2所。\n2.筛查1000人。\n"
        "每年一次。\n3.强化监督。\n3.强化监督。\n（二）儿童与教育\n主要目标：\n" + G + "策略措施：\n" + M + "专栏2：教育工程\n（1）建设幼儿园。\n" + END, TWO, "o"),
    "markers that repeat the domain's name": (
        CHILDREN + "二、儿童与健康\n（一）儿童与健康的主要目标\n" + G + "（二）儿童与健康的策略措施\n" + M + "三、儿童与教育\n"
        "（一）儿童与教育的主要目标\n" + G + "（二）儿童与教育的策略措施\n" + M + "四、组织实施\n（一）加强领导。\n", TWO, "o"),
    "heading and marker in one": (
        CHILDREN + "（一）儿童与健康主要目标\n" + G + "儿童与健康策略措施\n" + M + "（二）儿童与教育主要目标\n" + G
        + "儿童与教育策略措施\n" + M + END, TWO, "o"),
    "letters": (
        CHILDREN + "（一）儿童与健康\nA.主要目标\n" + G + "B.策略措施\n" + M + "（二）儿童与教育\nA．主要目标\n" + G + "B．支持性措施\n" + M + END,
        TWO, "o"),
    "markers in corner brackets, counts behind names": (
        CHILDREN + "（一）儿童与健康（2项目标、3项措施）\n〖主要目标〗\n" + G + "〖策略措施〗\n" + M + "（二）儿童与教育（5条）\n〈主要目标〉\n" + G
        + "〈策略措施〉\n" + M + END, TWO, "o"),
    "circled items in one paragraph": (
        CHILDREN + "（一）儿童与健康\n主要目标：①覆盖率达到90%；②增强。\n策略措施：①完善；②宣传；③监督。\n（二）儿童与教育\n"
        "1.目标。①覆盖率达到90%；②增强。\n2.措施。①完善；②宣传；③监督。\n" + END, TWO, "o"),
    "tasks without goals": (
        CHILDREN + "一、总体要求\n（一）指导思想\n坚持。\n（二）发展目标\n水平全面提升。\n二、主要任务\n（一）健康促进\n1.完善服务。\n2.加强宣传，每年不少于2次。\n"
        "（二）教育提升\n1.推进公平。\n2.提升素质。\n3.健全机制。\n" + END, [("健康促进", 0, 2), ("教育提升", 0, 3)], "o"),
    "goals each with its own measures, named": (
        CHILDREN + "（一）儿童与健康\n目标1：覆盖率达到90%。\n主要措施：\n（1）完善。\n（2）宣传。\n目标2：增强。\n主要措施：\n（1）监督。\n"
        "（二）儿童与教育\n目标1：覆盖率达到90%。\n主要措施：\n（1）完善。\n目标2：增强。\n主要措施：\n（1）宣传。\n（2）监督。\n" + END, TWO, "o"),
    "goals and measures each with their name": (CHILDREN + "二、重点领域\n" + "".join(
        f"（{no}）儿童与{name}\n目标1：覆盖率达到90%。\n措施1：完善。\n目标2：增强。\n措施1：宣传。\n措施2：监督。\n"
        for no, name in (("一", "健康"), ("二", "教育"), ("三", "安全"))) + END, [*TWO, ("儿童与安全", 2, 3)], "o"),
    "goals each with its own measures, numbered": (
        CHILDREN + "（一）儿童与健康\n1.覆盖率达到90%。\n措施：\n（1）完善。\n（2）宣传。\n2.增强。\n措施：\n（1）监督。\n"
        "（二）儿童与教育\n1.覆盖率达到90%。\n措施：（1）完善。（2）宣传。\n2.增强。\n措施：（1）监督。\n" + END, TWO, "o"),
    "goals each with its own measures, both words": (
        CHILDREN + "（一）儿童与健康\n目标：覆盖率达到90%。\n措施：\n1.完善。\n2.宣传。\n目标：增强。\n措施：\n1.监督。\n"
        "（二）儿童与教育\n1.目标：覆盖率达到90%。\n措施：完善。\n2.目标：增强。\n措施：宣传。\n监督。\n" + END, TWO, "o"),
    "measures before goals": (
        CHILDREN + "二、重点领域\n（一）儿童与健康\n1.工作措施\n（1）完善。\n（2）宣传。\n（3）监督。\n2.发展目标\n（1）覆盖率达到90%。\n（2）增强。\n"
        "（二）儿童与教育\n1.工作措施\n（1）完善。\n（2）宣传。\n（3）监督。\n2.发展目标\n（1）覆盖率达到90%。\n（2）增强。\n" + END, TWO, "o"),
    "a domain a line": (
        CHILDREN + "（一）儿童与健康 主要目标 1.覆盖率达到90%。 2.增强。 策略措施 1.完善。 2.宣传。 3.监督。\n"
        "（二）儿童与教育主要目标：（1）覆盖率达到90%。（2）增强。策略措施：（1）完善。（2）宣传。（3）监督。\n" + END, TWO, "o"),
    "names alone": (
        CHILDREN + "（一）儿童与健康\n" + G + "（二）儿童与教育\n" + G + "（三）儿童与安全\n" + G + END,
        [("儿童与健康", 2, 0), ("儿童与教育", 2, 0), ("儿童与安全", 2, 0)], "o"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_counts_of_an_outline(name: str) -> None:
    text, wanted, duties = CASES[name]
    reading = read(text if isinstance(text, Source) else from_text(text))
    assert [(d.name, len(d.goals), len(d.measures)) for d in reading.domains] == wanted
    assert "".join(duty.kind[0] for duty in reading.duties) == duties


def test_a_missing_domain_is_a_doubt() -> None:
    text = CHILDREN + "（一）儿童与健康\n主要目标：\n" + G + "策略措施：\n" + M + "（三）儿童与教育\n主要目标：\n" + G + "策略措施：\n" + M + END
    assert "domain_number" in {doubt.why for doubt in read(from_text(text)).doubts}


def test_goals_in_one_paragraph_are_a_node_each() -> None:
    reading = read(from_text(CASES["goals in one paragraph"][0]))  # type: ignore[arg-type]
    goals = [(node.no, node.continues, reading.text[node.start:node.end].strip()) for node in reading.outline if node.kind == "goal"]
    assert goals[:4] == [(1, False, "健康水平提高；"), (2, False, "覆盖率达到"), (2, True, "90%；"), (3, False, "服务能力增强。")]
    assert [(t.domain_index, t.goal_no, f"{t.value}") for t in reading.targets] == [(0, 2, "90"), (1, 1, "92"), (1, 2, "98")]


def test_articles_that_count_on_are_no_doubt() -> None:
    reading = read(from_text(CASES["articles"][0]))  # type: ignore[arg-type]
    assert [goal.no for goal in reading.domains[1].goals] == [7, 8]
    assert not [doubt for doubt in reading.doubts if doubt.what == "number"]


@pytest.mark.parametrize("heads", [("1.发展目标", "2.主要指标", "3.策略措施"), ("发展目标：", "主要指标：", "策略措施：")])
def test_a_list_of_indicators_beside_the_goals_is_no_goals_but_gives_targets(heads: tuple[str, str, str]) -> None:
    text = CHILDREN + "".join(
        f"（{no}）儿童与{name}\n{heads[0]}\n（1）水平提高。\n（2）能力增强。\n{heads[1]}\n（1）覆盖率达到90%。\n（2）死亡率控制在5‰以下。\n"
        f"{heads[2]}\n（1）完善。\n" for no, name in (("一", "健康"), ("二", "教育"))) + END
    reading = read(from_text(text))
    assert [(d.name, len(d.goals), len(d.measures)) for d in reading.domains] == [("儿童与健康", 2, 1), ("儿童与教育", 2, 1)]
    assert [(t.domain_index, t.goal_no, t.operator, f"{t.value}") for t in reading.targets] == [
        (0, None, ">=", "90"), (0, None, "<=", "5"), (1, None, ">=", "90"), (1, None, "<=", "5")]
    assert [node.kind for node in reading.outline].count("indicator") == 4


def test_a_paragraph_in_front_of_a_list_of_indicators_is_the_goal() -> None:
    text = CHILDREN + "".join(
        f"（{no}）儿童与{name}\n【发展目标】\n水平不断提高。\n【主要指标】\n1.覆盖率达到90%。\n2.死亡率控制在5‰以下。\n【主要任务】\n1.完善。\n"
        for no, name in (("一", "健康"), ("二", "教育"))) + END
    reading = read(from_text(text))
    assert [(d.name, len(d.goals), len(d.measures)) for d in reading.domains] == [("儿童与健康", 1, 1), ("儿童与教育", 1, 1)]
    assert [t.goal_no for t in reading.targets] == [None] * 4


def test_the_first_item_behind_a_marker_does_not_leave_a_domain_without_a_number() -> None:
    text = WOMEN + "第二章 重点领域\n" + "".join(
        f"妇女与{name}\n◆目标任务\n（一）水平提高。\n（二）能力增强。\n◆工作措施\n（一）完善服务。\n" for name in ("健康", "教育", "法律"))
    assert [(len(d.goals), len(d.measures)) for d in read(from_text(text)).domains] == [(2, 1)] * 3


def test_a_last_part_numbered_like_the_items_ends_the_domain() -> None:
    text = WOMEN + "2 重点领域\n" + "".join(
        f"妇女与{name}\n【主要目标】\n目标1：水平提高。\n【策略措施】\n措施1：完善服务。\n" for name in ("健康", "教育", "法律")) + "3 组织实施\n加强领导。\n"
    assert [(len(d.goals), len(d.measures)) for d in read(from_text(text)).domains] == [(1, 1)] * 3


def test_goals_may_stand_under_two_headings() -> None:
    text = WOMEN + "二、发展领域\n" + "".join(
        f"（{no}）妇女与{name}\n主要目标\n1.水平提高。\n2.能力增强。\n具体目标\n1.死亡率控制在5‰以下。\n2.筛查率达到80%。\n策略措施\n1.完善服务。\n"
        for no, name in (("一", "健康"), ("二", "教育"))) + END
    reading = read(from_text(text))
    assert [([goal.no for goal in d.goals], len(d.measures)) for d in reading.domains] == [([1, 2, 1, 2], 1)] * 2
    assert [(t.goal_no, t.operator) for t in reading.targets] == [(1, "<="), (2, ">=")] * 2
