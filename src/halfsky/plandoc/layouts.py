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

#: What is done, not what is reached: 加强妇幼健康服务体系建设.
DEED = re.compile(
    r"\s*(?:加强|加大|加快|加速|完善|建立|健全|推进|推动|实施|开展|落实|优化|深化|强化|促进|保障|发展|构建|改善|拓宽|支持|扶持|鼓励|提高|提升|扩大|做好|抓好|办好|培养|引导|营造"
    r"|规范|打造|创建|建设|巩固|丰富|预防|关注|关心|维护|严格|依法|坚持|充分|积极|大力|切实|进一步|全面|广泛|继续|着力|努力|不断)")
#: A part of this name holds domains or tasks; 总体要求 holds neither.
_HOLDS = re.compile(r"领域|目标|任务|措施|举措|策略|行动")


def heads(lines: Sequence[Line], found: Sequence[tuple[int, str]], title: int = -1) -> list[Head]:
    """The domains' headings in order; found: the marker lines; title: its last line. The first layout that fits is taken."""
    return in_parts(lines) or by_markers(lines, found, title) or _with_tasks(lines, by_name(lines) or below_part(lines))


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
        if line.noise or line.mark is None or not line.is_short or not is_structural(line.body) or not _HOLDS.search(line.body):
            continue
        places = [*_below(lines, i, len(lines)).values(), len(lines)]
        found = [named(lines, j, None, None) for j in places[:-1]]
        if len(found) >= 2 and all(after - j > 1 for j, after in pairwise(places)) and not any(
                is_tail(lines[j]) for j in places[:-1]):
            return found
    return []


def _with_tasks(lines: Sequence[Line], found: list[Head]) -> list[Head]:
    """Below 三、主要任务 numbered deeds are the domains' measures; the plan's figures stand in a table then, or nowhere."""
    if not found:
        return found
    above = (lines[i] for i in range(found[0].first - 1, -1, -1) if not lines[i].noise)
    part = next((line for line in above if line.mark is not None and line.is_short and line.mark.rank < found[0].rank), None)
    if part is None or part_of(part.body) != "measures":
        return found
    starts = {head.first for head in found}
    items = [line for i, line in enumerate(lines) if i > found[0].last and i not in starts and line.mark is not None
             and line.mark.rank > found[0].rank]
    deeds = sum(DEED.match(line.body) is not None for line in items)
    return [replace(head, tasks=True) for head in found] if items and 3 * deeds >= 2 * len(items) else found
