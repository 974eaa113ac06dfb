"""A domain without headings of its own turns from goals to measures where its lines say so."""

import pytest

from halfsky.plandoc.lines import lines_of
from halfsky.plandoc.reading import read
from halfsky.plandoc.source import from_text
from halfsky.plandoc.turns import Turn, says_both, turn_of

GOALS = "1.孕产妇死亡率控制在12/10万以下。\n2.妇女健康水平明显提高。\n"


def turn(text: str, both: bool = False) -> Turn | None:
    return turn_of(text, list(enumerate(lines_of(from_text(text)))), both)


@pytest.mark.parametrize(("text", "both", "wanted"), [
    ("到2025年，覆盖率达到90%。\n1.完善服务。\n2.加强宣传。\n", False, Turn(1, by_paragraph=True)),
    (GOALS + "1.完善服务体系。\n2.加强宣传。\n", False, Turn(2)),
    (GOALS + "1.妇女健康。\n2.妇女营养。\n", False, None),
    (GOALS + "3.完善服务体系。加强网络建设。\n4.加大宣传力度。开展活动。\n", True, Turn(2)),
    (GOALS + "3.完善服务体系。加强网络建设。\n4.加大宣传力度。开展活动。\n", False, None),
    ("1.死亡率降到5‰。\n（1）完善服务。\n（2）加强宣传。\n2.水平提高。\n（1）强化监督。\n", True, Turn(style="digit_bracket")),
    ("1.死亡率降到5‰。\n（1）城市降到4‰。\n（2）农村降到6‰。\n", True, None),
    ("覆盖率达到90%。水平提高。\n完善服务体系，加强网络建设。\n加大宣传力度。\n", False, Turn(1, by_paragraph=True)),
    ("水平提高。\n完善服务体系。\n", False, None),
    ("", False, None),
])
def test_the_turn(text: str, both: bool, wanted: Turn | None) -> None:
    assert turn(text, both) == wanted


def test_headings_that_part_nothing() -> None:
    assert says_both("主要目标和策略措施")
    assert not says_both("主要目标")
    assert not says_both("妇女与健康")


HEAD = "云岚县妇女发展规划（2021—2025年）\n为促进妇女发展，制定本规划。\n一、总体要求\n坚持男女平等基本国策。\n二、发展领域\n"


@pytest.mark.parametrize(("lines", "goals", "measures"), [
    ("主要目标和策略措施：\n" + GOALS + "1.完善服务体系。加强网络建设。\n2.加大宣传力度。\n3.加强队伍建设。\n", 2, 3),
    (GOALS + "1.完善服务体系。加强网络建设。\n2.加大宣传力度。\n3.加强队伍建设。\n", 2, 3),
    ("主要目标和策略措施\n" + GOALS + "3.完善服务体系。加强网络建设。\n4.加大宣传力度。开展活动。\n", 2, 2),
    ("主要目标和策略措施\n1.死亡率降到5‰。\n（1）完善服务体系。\n（2）加大宣传力度。\n2.水平提高。\n（1）加强队伍建设。\n", 2, 3),
    ("到2025年，死亡率控制在5‰以下。水平明显提高。\n完善服务体系，加强网络建设。加大宣传力度。\n", 1, 1),
])
def test_domains_without_headings_of_their_own(lines: str, goals: int, measures: int) -> None:
    body = "".join(f"（{no}）{name}\n{lines}" for no, name in zip("一二三", ("妇女与健康", "妇女与教育", "妇女与经济"), strict=True))
    reading = read(from_text(HEAD + body + "三、组织实施\n（一）加强领导。抓好落实。\n"))
    assert [(len(domain.goals), len(domain.measures)) for domain in reading.domains] == [(goals, measures)] * 3
