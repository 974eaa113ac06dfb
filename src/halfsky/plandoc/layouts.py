"""Where the domains are, layout by layout: by the markers of each, in two parts, by their names, below a part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from halfsky.plandoc.domains import DOMAIN_NAME, Head, by_markers, is_tail, named
from halfsky.plandoc.lines import Line
from halfsky.plandoc.marks import RANKS, heading_words, is_structural, part_of


def heads(lines: Sequence[Line], found: Sequence[tuple[int, str]], title: int = -1) -> list[Head]:
    """The domains' headings in order; found: the marker lines; title: its last line. The first layout that fits is taken."""
    return in_parts(lines) or by_markers(lines, found, title) or by_name(lines) or below_part(lines)


def in_parts(lines: Sequence[Line]) -> list[Head]:
    """二、主要目标 / （一）妇女与健康 … 三、策略措施 / （一）妇女与健康 …: the same headings below two parts."""
    parts = [(i, part_of(line.body)) for i, line in enumerate(lines) if line.mark and not line.noise and line.is_short]
    for at, kind in parts:
        if kind != "goals":
            continue
        style = lines[at].mark.style  # type: ignore[union-attr]
        later = next((j for j, other in parts if j > at and lines[j].mark.style == style), None)  # type: ignore[union-attr]
        if later is None or part_of(lines[later].body) != "measures":
            continue
        first, second = _below(lines, at, later), _below(lines, later, len(lines))
        shared = first.keys() & second.keys()
        if len(shared) >= 2 and 2 * len(shared) >= len(first):
            return [replace(named(lines, j, None, None), again=second.get(name)) for name, j in first.items()]
    return []


def _below(lines: Sequence[Line], part: int, end: int) -> dict[str, int]:
    """The short headings of the first style below a part's heading, by their words, until its like or a wider one."""
    found: dict[str, int] = {}
    style = ""
    for j in range(part + 1, end):
        line = lines[j]
        if line.noise or line.is_table_row or line.mark is None:
            continue
        if line.mark.rank <= lines[part].mark.rank:  # type: ignore[union-attr]
            break
        style = style or line.mark.style
        if line.mark.style == style and line.is_short:
            found.setdefault(heading_words(line.words), j)
    return found


def by_name(lines: Sequence[Line]) -> list[Head]:
    """No markers at all: numbered headings whose words are a domain's name, in their commonest style."""
    found = []
    for j, line in enumerate(lines):
        if line.noise or line.is_table_row or not line.is_short or line.mark is None:
            continue
        if line.mark.rank <= RANKS["digit_dot"] and re.match(r"妇女|儿童|女性", line.body.strip()) and (
                DOMAIN_NAME.fullmatch(line.body.strip().rstrip("。: "))):
            found.append(named(lines, j, None, None))
    usual = Counter(head.style for head in found).most_common(1)
    found = [head for head in found if usual and head.style == usual[0][0]]
    return found if len(found) >= 3 else []


def below_part(lines: Sequence[Line]) -> list[Head]:
    """No markers and no domain's name: the headings next below a part such as 三、重点任务, each with more than a line."""
    for i, line in enumerate(lines):
        if line.noise or line.mark is None or not line.is_short or not is_structural(line.body):
            continue
        places = [*_below(lines, i, len(lines)).values(), len(lines)]
        found = [named(lines, j, None, None) for j in places[:-1]]
        if len(found) >= 2 and all(after - j > 1 for j, after in pairwise(places)) and not any(
                is_tail(lines[j]) for j in places[:-1]):
            return found
    return []
