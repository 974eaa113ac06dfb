"""Where a domain without headings of its own turns from its goals to its measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from halfsky.plandoc.clause import clause_of
from halfsky.plandoc.layouts import DEED
from halfsky.plandoc.lines import Line
from halfsky.plandoc.marks import is_structural
from halfsky.plandoc.targets import readings

#: A deed under its title: 完善服务体系。加强网络建设…
_TITLED = re.compile(r"[^。;:,，]{4,30}[。:]\s*\S")


@dataclass(frozen=True, slots=True)
class Turn:
    """line: index of the first measure's line; by_paragraph: the goals in front of it are paragraphs; style: instead of a
    line, the style of the numbers below each goal that are its measures."""

    line: int | None = None
    by_paragraph: bool = False
    style: str = ""


def says_both(words: str) -> bool:
    """True for a heading such as 主要目标和策略措施, which parts nothing from nothing."""
    return is_structural(words) and "目标" in words and re.search(r"措施|举措|对策|任务|策略", words) is not None


def turn_of(text: str, ahead: Sequence[tuple[int, Line]], both: bool) -> Turn | None:
    """The turn in a domain's lines (index, line); both: a heading above says 主要目标和策略措施. None where there is none:
    the domain's numbered items are its goals then."""
    first = next((place for place, (_, line) in enumerate(ahead) if line.mark is not None), None)
    if first is None:
        return _between_paragraphs(text, ahead)
    style = ahead[first][1].mark.style  # type: ignore[union-attr]
    items = [(i, line) for i, line in ahead[first:] if line.mark is not None and line.mark.style == style]
    if first and not says_both(ahead[0][1].body) and _sets_figure(text, ahead[:first]) and _are_deeds([line for _, line in items]):
        return Turn(ahead[first][0], by_paragraph=True)
    again = next((at for at, (_, line) in enumerate(items) if at > 1 and line.mark.no == 1), None)  # type: ignore[union-attr]
    if again is not None and items[again - 1][1].mark.no > 1 and _are_deeds([line for _, line in items[again:]]):  # type: ignore[union-attr]
        return Turn(items[again][0])
    return _below_both(ahead, items) if both else None


def _below_both(ahead: Sequence[tuple[int, Line]], items: Sequence[tuple[int, Line]]) -> Turn | None:
    """Deeds numbered below each goal, or titled deeds behind the goals in the same row of numbers."""
    rank = items[0][1].mark.rank  # type: ignore[union-attr]
    below = [line for _, line in ahead if line.mark is not None and line.mark.rank > rank and line.mark.style != "bullet"]
    if len(below) > 1 and _are_deeds([line for line in below if line.mark.style == below[0].mark.style]):  # type: ignore[union-attr]
        return Turn(style=below[0].mark.style)  # type: ignore[union-attr]
    titled = [DEED.match(line.body) is not None and _TITLED.match(line.body.strip()) is not None for _, line in items]
    at = len(titled) - next((back for back, is_titled in enumerate(reversed(titled)) if not is_titled), len(titled))
    return Turn(items[at][0]) if 0 < at < len(titled) and not any(titled[:at]) else None


def _between_paragraphs(text: str, ahead: Sequence[tuple[int, Line]]) -> Turn | None:
    """No numbers at all: deeds to the end behind a paragraph that sets a figure."""
    whole = [(place, line) for place, (_, line) in enumerate(ahead) if place == 0 or ahead[place - 1][1].finished]
    at = next((back for back, (_, line) in enumerate(reversed(whole)) if DEED.match(line.body) is None), len(whole))
    if at in (0, len(whole)):
        return None
    place = whole[len(whole) - at][0]
    return Turn(ahead[place][0], by_paragraph=True) if _sets_figure(text, ahead[:place]) else None


def _are_deeds(lines: Sequence[Line]) -> bool:
    return bool(lines) and 3 * sum(DEED.match(line.body) is not None for line in lines) >= 2 * len(lines)


def _sets_figure(text: str, ahead: Sequence[tuple[int, Line]]) -> bool:
    return bool(readings(clause_of(text, [(line.start, line.end) for _, line in ahead]), None, None)[0])
