"""The figures of a sentence as they are told: lists (分别为 1.6‰、2.3‰ 和 3.4‰) kept together, each with the words before it.

Every rule that works on one figure works on such a list, place by place: "分别为 A 和 B，分别比上年下降 a 个和 b 个千分点".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from halfsky.reportdoc.figure import Figure, decimals_of
from halfsky.reportdoc.sentence import Sentence

UP = "提高|上升|上涨|增加|增长|提升|升高|扩大|延长|升幅|增幅|增速|涨幅|新增|增多|增|多招|多收|多办|(?<![更很许不至诸])多"
DOWN = "下降|降低|减少|缩小|缩短|回落|下滑|降幅|减幅|减|少招|少收|少办|(?<![不至多减])少"
PERIOD = r"(?:第?[一二三四五六七八九十]{1,3}届|上一?年度?|去年|前一年|上届|前年|基期|\d{4}年|[“\"]?十[一二三四五]五[”\"]?期?)(?:同期|年?末|年?底|期末)?"
MOVED = re.compile(
    rf"(?P<against>同比|环比|(?:比|较|与)(?P<period>{PERIOD})(?:相比)?[，,]?)?(?:也|又|均|分别|进一步)*(?P<how>名义|净|累计|共)?"
    rf"(?P<verb>{UP}|{DOWN})(?:了|幅度?|率|为|达到?|约|近)*\s*$"
)
_LISTED = re.compile(r"\s*(?:[、和及与]|以及)\s*")
_NOMINAL = re.compile(r"实际|可比|不变价|扣除|生产总值|增加值|总产值|GDP")
"""Growth of these is told at constant prices: it does not follow from the amounts printed."""
_YEARLY = re.compile(r"年均|平均每年|每年平均|年平均")


@dataclass(frozen=True, slots=True)
class Told:
    """One figure or a list of figures of one kind; lead: the words between the figures before and these."""

    figures: tuple[Figure, ...]
    lead: str

    @property
    def start(self) -> int:
        return self.figures[0].start

    @property
    def end(self) -> int:
        return self.figures[-1].end

    @property
    def kind(self) -> str:
        return self.figures[0].kind

    @property
    def unit(self) -> str:
        return self.figures[0].unit

    @property
    def rough(self) -> bool:
        return any(figure.rough for figure in self.figures)

    @property
    def is_count(self) -> bool:
        return self.figures[0].is_count


def told(sentence: Sentence) -> list[Told]:
    """All figures but years and bare numbers, those that are listed together as one."""
    kept = _units_shared(sentence)
    groups: list[list[Figure]] = []
    for figure in kept:
        joined = groups and _LISTED.fullmatch(sentence.text[groups[-1][-1].end : figure.start])
        if joined and (_alike(groups[-1][-1], figure) or _each_its_own(sentence, groups[-1], figure)):
            groups[-1].append(figure)
        else:
            groups.append([figure])
    found, end = [], 0
    for group in groups:
        found.append(Told(_points(group), sentence.text[end : group[0].start]))
        end = group[-1].end
    return found


def _units_shared(sentence: Sentence) -> list[Figure]:
    """The figures that tell a value; 提升 4.2 和 3.6 个百分点: a bare number takes the unit of the one listed behind it."""
    kept: list[Figure] = []
    for figure, behind in zip_longest(sentence.figures, sentence.figures[1:]):
        if counts(figure):
            kept.append(figure)
        elif figure.kind == "bare" and "." in figure.printed and behind is not None and behind.kind in ("point", "rate") and _LISTED.fullmatch(
            sentence.text[figure.end : behind.start]
        ):
            half = Decimal(1) / (2 * Decimal(10) ** decimals_of(figure.printed))
            kept.append(replace(figure, low=figure.value - half, high=figure.value + half, kind=behind.kind, unit=behind.unit))
    return kept


def counts(figure: Figure) -> bool:
    """Whether a figure tells a value: no year of the calendar, no 两项, 三类, 十四届 (numbers in words that only count the words beside them)."""
    if figure.kind == "year":
        return "." in figure.printed
    return figure.kind != "bare" and not (figure.is_count and not figure.printed[:1].isdigit())


def _each_its_own(sentence: Sentence, group: Sequence[Figure], figure: Figure) -> bool:
    """较 2023 年分别增加 8 家和 260 个: what is counted differs, the list is one."""
    lead = sentence.before(group[0])
    return figure.is_count and all(f.is_count for f in group) and "分别" in lead and bool(MOVED.search(lead))


def _alike(one: Figure, other: Figure) -> bool:
    return one.kind == other.kind or (other.kind == "point" and one.unit == "个")


def _points(group: Sequence[Figure]) -> tuple[Figure, ...]:
    """下降 0.2 个、0.4 个和 0.5 个千分点: only the last one names the unit of all."""
    last = group[-1]
    if last.kind != "point":
        return tuple(group)
    return tuple(f if f.kind == "point" else _as_point(f, last) for f in group)


def _as_point(figure: Figure, last: Figure) -> Figure:
    half = Decimal(1) / (2 * Decimal(10) ** decimals_of(figure.printed))
    return replace(figure, low=figure.value - half, high=figure.value + half, kind="point", unit=last.unit)


def moved(one: Told) -> re.Match[str] | None:
    """How a change is told before its figure; None when it is no change, or one at constant prices or a year."""
    found = MOVED.search(one.lead)
    if found is None or _NOMINAL.search(one.lead) or _YEARLY.search(one.lead):
        return None
    return found


def at_constant_prices(words: str) -> bool:
    """Whether growth said of this does not follow from the amounts."""
    return bool(_NOMINAL.search(words))


def falls(verb: str) -> bool:
    """Whether the word of a change says that it fell."""
    return bool(re.fullmatch(DOWN, verb))


def same_period(one: str, other: str) -> bool:
    """Whether two words mean one earlier time: 上年 and 去年, 2020 年 and 2020 年末; 同比 ("") is last year."""
    return _period(one) == _period(other)


def _period(words: str) -> str:
    plain = re.sub(r"同期|年?末|年?底|期末|[“”\"期度年]", "", words)
    return "上" if plain in ("", "去", "上", "前一", "上一") else plain
