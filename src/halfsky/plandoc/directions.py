"""Directions without a number: 逐步提高 (up), 持续下降 (down), 差距缩小 (narrow), 上升趋势减缓 (curb), 相适应 (match)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from halfsky.plandoc.clause import Clause, phrases


@dataclass(frozen=True, slots=True)
class DirectionRule:
    """name: the direction; words: pattern searched in a phrase; example: a phrase that must be read so."""

    name: str
    words: str
    example: str


#: Tried in order: the first that fits gives the phrase's direction.
RULES: Sequence[DirectionRule] = (
    DirectionRule("curb", r"(?:上升|增长|增加|增多|发展|蔓延|高发|上涨)(?:的)?(?:趋势|势头|幅度|速度|态势)[^。;]{0,10}?"
                  r"(?:减缓|控制|遏制|趋缓|放缓|扭转|缓解|下降|抑制|得到)|(?:减缓|遏制|控制|扭转|延缓)[^。;]{0,20}(?:上升|增长|增多|蔓延)"
                  r"(?:的)?(?:趋势|势头|态势)", "妇女抑郁症患病率上升趋势减缓"),
    DirectionRule("narrow", r"(?:差距|差异|鸿沟|差别)[^。;]{0,10}?(?:缩小|消除|减小|弥合|减少|降低)|(?:缩小|消除|弥合|减小)[^。;]{0,24}"
                  r"(?:差距|差异|鸿沟|差别)", "城乡差距逐步缩小"),
    DirectionRule("match", r"相适应|相匹配|相当|相一致|趋于平衡|趋向平衡|趋于均衡|同步(?:增长|提高|发展)|(?:不低于|不少于|达到|高于)[^\d%]{0,16}"
                  r"(?:平均水平|比例|总数|比重)", "女性比例与女职工比例相适应"),
    DirectionRule("hold", r"(?:保持|维持|稳定在|稳定于)(?:合理|适当|适度|均衡|稳定|平衡|相对|基本|较高|在合理)|保持稳定|基本稳定|保持[^。;]{0,8}比例"
                  r"|(?:处于|保持在|稳定在)[^\d。;]{0,8}(?:水平|区间|以上)", "女党员保持合理比例"),
    DirectionRule("down", r"下降|降低|减少|减轻|遏制|杜绝|降到最低|最大限度减|减小|有效控制|得到控制|减免|下调|压减|逐年减|零发生", "儿童溺水死亡率持续下降"),
    DirectionRule("up", r"提高|提升|增强|增加|增长|上升|改善|扩大|增多|壮大|延长|拓展|优化|提质|增进|更加|加强|健全|完善", "健康水平不断提高"),
)
_RULES = tuple((rule, re.compile(rule.words)) for rule in RULES)
#: Words that say something is put up or mended, not that a measured thing moves: left to the qualitative track.
_WEAK = re.compile(r"更加|加强|健全|完善|优化|拓展")
_STRONG_UP = re.compile(r"提高|提升|增强|增加|增长|上升|改善|扩大|增多|壮大|延长|增进")


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction of a goal; quote and span as for a target."""

    domain_index: int
    goal_no: int
    direction: str
    quote: str
    line: int
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class DirectionReading:
    """direction and the words [start, end) of the clause it stands in."""

    direction: str
    start: int
    end: int


def direction_of(words: str) -> str:
    """The direction a half-width phrase gives, "" for none."""
    for rule, pattern in _RULES:
        if pattern.search(words):
            if rule.name == "up" and not _STRONG_UP.search(words):
                return ""
            return rule.name
    return ""


def direction_readings(clause: Clause, taken: Iterable[tuple[int, int]]) -> list[DirectionReading]:
    """The directions of a clause, phrase by phrase; phrases inside `taken` already gave a target and are left out."""
    spans = list(taken)
    found = []
    for phrase in phrases(clause):
        if any(start <= phrase.start and phrase.end <= end for start, end in spans):
            continue
        direction = direction_of(clause.text[phrase.start:phrase.end])
        if direction:
            found.append(DirectionReading(direction, phrase.start, phrase.end))
    return found
