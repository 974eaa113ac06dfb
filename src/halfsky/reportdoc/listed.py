"""Parts listed with their shares of one whole: "62 项，其中已达到 48 项，占 77.4%；接近 9 项，占 14.5%；差距较大 5 项，占 8.1%".

The whole is known by the shares that are right: where two parts or more are the printed shares of one count that stands
before them, a third that is not is wrong, unless its words name a whole of their own or it is the share of another count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from halfsky.reportdoc.figure import RATES, Figure, meets, rounded, share
from halfsky.reportdoc.finding import Checked, Finding
from halfsky.reportdoc.sentence import Sentence

_TOLD = re.compile(r"[^，,。；;占（(\d]{0,14}[，,、]?\s*[（(]?\s*(?:所占比[例重]|占比)(?:为|是|达到?)?\s*|[^，,。；;占（(\d]{0,14}[，,、]?\s*[（(]?\s*占(?P<noun>[^，,。；;()（）]{0,16}?)(?:的|的比[例重]为?)?\s*")
_MOVED = re.compile(r"(?:增加|减少|增长|下降|降低|提高|上升|新增|净增|比|较(?!大|小|高|低|多|少|好|差|难|快|慢|为))[^，,。；]{0,8}$")
_NEAR = 3
"""A part this many sentences away from a right one belongs to another list."""


@dataclass(frozen=True, slots=True)
class Part:
    """A count with the share told right behind it; noun: the whole its words name, "" when none."""

    sentence: Sentence
    place: int
    count: Figure
    rate: Figure
    noun: str


def check_listed(sentences: Sequence[Sentence]) -> Checked:
    """Recompute the shares of every list whose whole the other shares confirm."""
    checked = Checked()
    for _, group in groupby(sentences, key=lambda s: s.paragraph):
        listed = list(group)
        _paragraph(checked, listed)
        _named(checked, listed)
    return checked


def _named(checked: Checked, sentences: Sequence[Sentence]) -> None:
    """在校生总数 58,426 人。…女生 27,358 人，占在校生总数的 46.8 %: the whole is the one count that bears the name."""
    for n, sentence in enumerate(sentences):
        for part in _parts(sentence, n):
            name = re.sub(r"^(?:全[县市省区州镇]|所有|全部)", "", part.noun)
            if len(name) < 4 or not name.endswith(("总数", "总人数", "总量")):
                continue
            ahead = [(s, f) for s in sentences[max(n - 3, 0) : n + 1] for f in s.figures if f.is_count and f.kind == part.count.kind and f is not part.count]
            wholes = [f for s, f in ahead if re.search(rf"(?:^|[^\u4e00-\u9fff]|有|共|全[县市省区州镇]){re.escape(name)}(?:为|达到?|共|：)?\s*$", s.before(f))]
            if len(wholes) != 1 or wholes[0].rough or wholes[0].value <= part.count.value:
                continue
            checked.claim(sentence)
            if not _fits(part, wholes[0]):
                _tell(checked, part, wholes[0])


def _leads(whole: Figure, at: int, counts: Sequence[tuple[int, Figure]], after: Sequence[Part], right: Part) -> bool:
    """常住人口 312.6 万人，0—14 岁 52.4 万人，占 16.8 %；15—59 岁…: one right share is enough when the whole opens the paragraph
    and the parts with their shares, nothing between, are about all of it."""
    ahead = [f for n, f in counts if (n, f.start) < (at, whole.start) and f.kind == whole.kind]
    parts = [p for p in after if abs(p.place - right.place) < _NEAR and not p.noun]
    if ahead or len(parts) < 2 or right.noun:
        return False
    last = max((p.place, p.count.start) for p in parts)
    whole_list = abs(sum(p.count.value for p in parts) - whole.value) * 25 <= whole.value
    inside = [f for n, f in counts if (at, whole.start) < (n, f.start) <= last and f.kind == whole.kind]
    return whole_list and len(inside) == len(parts)


def _tell(checked: Checked, part: Part, whole: Figure) -> None:
    value = part.count.value * RATES[part.rate.unit] / whole.value
    checked.findings.append(Finding("share", part.sentence.line, part.sentence.text, {
        "printed": part.rate.printed, "part": part.count.printed, "whole": whole.printed, "right": f"{rounded(value, part.rate.printed)}{part.rate.unit}",
    }))  # fmt: skip


def _paragraph(checked: Checked, sentences: Sequence[Sentence]) -> None:
    parts = [part for n, sentence in enumerate(sentences) for part in _parts(sentence, n)]
    counts = [(n, f) for n, s in enumerate(sentences) for f in s.figures if f.is_count and not f.rough]
    done: set[int] = set()
    for at, whole in counts:
        after = [p for p in parts if _follows(p, at, whole) and p.count.kind == whole.kind and p.count.value < whole.value]
        right = [p for p in after if _fits(p, whole)]
        if len(right) < 2 and not (right and _leads(whole, at, counts, after, right[0])):
            continue
        for part in right:
            checked.claim(part.sentence)
        for part in after:
            near = any(abs(part.place - one.place) < _NEAR for one in right)
            if part in right or id(part) in done or not near or part.noun not in {"", *(p.noun for p in right)}:
                continue
            before = [f for n, f in counts if f is not part.count and f.kind == part.count.kind and f.value > part.count.value and (n, f.start) < (part.place, part.count.start)]
            own = [f for f in part.sentence.figures if f in before and f is not whole and (part.place != at or f.start > whole.start) and not any(f is p.count for p in parts)]
            if own or any(_fits(part, f) for f in before) or _sum_is_over(after, right, part, whole):
                continue
            done.add(id(part))
            checked.claim(part.sentence)
            _tell(checked, part, whole)


def _parts(sentence: Sentence, place: int) -> list[Part]:
    found = []
    for count, rate in zip(sentence.figures, sentence.figures[1:], strict=False):
        told = _TOLD.fullmatch(sentence.text[count.end : rate.start])
        if told and count.is_count and rate.unit == "%" and not count.rough and not rate.rough and not _MOVED.search(sentence.before(count)):
            found.append(Part(sentence, place, count, rate, told["noun"] or ""))
    return found


def _follows(part: Part, at: int, whole: Figure) -> bool:
    return (part.place, part.count.start) > (at, whole.start)


def _fits(part: Part, whole: Figure) -> bool:
    return whole.low > 0 and meets(part.rate, *share(part.count, whole, RATES[part.rate.unit]))


def _sum_is_over(after: Sequence[Part], right: Sequence[Part], part: Part, whole: Figure) -> bool:
    """The parts with this one are more than the whole: it cannot be one of them."""
    return sum(p.count.value for p in right) + part.count.value > whole.high
