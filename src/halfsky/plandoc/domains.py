"""The heading in front of each 主要目标 / 策略措施 pair is a domain, whatever it is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from halfsky.plandoc.lines import Line
from halfsky.plandoc.marks import RANKS, is_structural, lead_in_of, marker_of, whole_plan_kind

_NAMES = (
    "健康|教育|经济|就业|决策|管理|社会保障|保障|家庭|环境|法律|安全|福利|法律保护|保护|社会参与|权益|参与|发展|科技|文化|卫生"
)
DOMAIN_NAME = re.compile(
    rf"(?:(?:妇女|儿童|女性|女童|未成年人|少年儿童)(?:与|和|及|·)?(?:[\u4e00-\u9fff]{{1,4}}(?:与|和|、)?)?(?:{_NAMES})"
    rf"(?:[和与、](?:{_NAMES}|[\u4e00-\u9fff]{{2,4}})){{0,2}}|(?:{_NAMES})(?:与(?:{_NAMES}))?)(?:建设)?(?:领域|发展领域)?")
TAIL = re.compile(
    r"(?:[\u4e00-\u9fff、]{0,6})(?:组织实施|组织保障|组织领导|保障措施|实施保障|规划实施|组织与实施|实施机制|保障机制|监测评估|监测与评估"
    r"|监测和评估|监测、评估|统计监测|附则|附件|实施与评估)(?:[\u4e00-\u9fff、]{0,8})")
_PLAIN_TAIL = re.compile(r"(?:附\s?件|附\s?录|附\s?则|抄送|主题词|名词解释)")
_REACH = 60
#: No plan has more headings of goals and measures than this.
_MOST = 400


@dataclass(frozen=True, slots=True)
class Head:
    """first: index of the heading line (of its number when that stands alone); last: of the line with the name.

    goals, measures: indices of the marker lines, None when the document has none for this domain. again: index of its
    second heading where the goals of all domains stand in one part and the measures in a later one.
    tasks: what stands below is done, not reached: a part 主要任务 without goals. rank, style: of the heading's mark; rank 0 when it has none.
    """

    first: int
    last: int
    name: str
    style: str
    no: int
    goals: int | None
    measures: int | None
    again: int | None = None
    tasks: bool = False

    @property
    def rank(self) -> int:
        return RANKS.get(self.style, 0)




def markers(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """All marker lines in order: (index, "goals" or "measures"). A plan without any may have lead-ins: 采取以下措施：."""
    found: list[tuple[int, str]] = []
    for kind_of in (marker_of, lead_in_of):
        for i, line in enumerate(lines):
            if not line.noise and not line.is_table_row and len(line.words) <= 60 and (kind := kind_of(line.body)):
                found.append((i, kind))
        if found:
            break
    return _with_repeated(lines, _with_beside(lines, found))[:_MOST]


def _with_repeated(lines: Sequence[Line], found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """总体目标 and 保障措施 are parts of the plan, but where they come again and again in front of and behind what is
    found, they are the domains' goals and measures."""
    marked = {i for i, _ in found}
    more: list[tuple[int, str]] = []
    for kind in ("goals", "measures"):
        same = [i for i, line in enumerate(lines) if i not in marked and not line.noise and not line.is_table_row
                and len(line.words) <= 20 and whole_plan_kind(line.body) == kind]
        others = sorted(i for i, other in found if other != kind)
        if len(same) < 2 or any(other == kind for _, other in found):
            continue
        split = [sum(i < j for i in others) for j in same]  # each behind (or in front of) a marker of its own
        if len(set(split)) == len(same) and (others or kind == "goals"):
            more.extend((i, kind) for i in same)
    return sorted([*found, *more]) if more else found


def _with_beside(lines: Sequence[Line], found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """1.发展目标 … 2.保障措施: the words of a plan's last part are a domain's measures where they stand beside its goals,
    numbered like them."""
    more: list[tuple[int, str]] = []
    for place, (i, kind) in enumerate(found):
        mark, following = lines[i].mark, found[place + 1] if place + 1 < len(found) else (len(lines), "goals")
        if kind != "goals" or mark is None or mark.style == "bullet" or following[1] == "measures":
            continue
        beside = next((
            j for j in range(i + 1, following[0])
            if not lines[j].noise and (own := lines[j].mark) is not None and own.style == mark.style and own.no == mark.no + 1
        ), None)  # fmt: skip
        if beside is not None and whole_plan_kind(lines[beside].body) == "measures":
            more.append((beside, "measures"))
    return sorted([*found, *more]) if more else found


def by_markers(lines: Sequence[Line], found: Sequence[tuple[int, str]], title: int = -1) -> list[Head]:
    """The domains' headings in order, each with its markers; none stands above the title's last line."""
    pairs = _pairs(lines, found)
    has_pair = any(goals is not None and measures is not None for goals, measures in pairs)
    known: list[Head] = []
    for goals, measures in pairs:
        anchor = min(i for i in (goals, measures) if i is not None)
        head = _head(lines, anchor, goals, measures, {i for i, _ in found} | {title})
        if head is not None and goals is not None and _beside(lines, head):
            head = replace(head, measures=None)  # 二、发展任务 behind 一、总体要求 / （二）主要目标 is a part of its own
        if head is not None:
            known.append(head)
    if has_pair:
        whole = [head for head in known if head.goals is not None and head.measures is not None]
        style = Counter(head.style for head in whole).most_common(1)
        usual = style[0][0] if style else ""
        start = min((head.first for head in whole), default=0)
        known = [head for head in known if head in whole or (
            head.style == usual and (head.first > start or DOMAIN_NAME.fullmatch(head.name)) and not TAIL.fullmatch(head.name))]
    elif found:
        named = [head for head in known if DOMAIN_NAME.fullmatch(head.name)]
        known = named or known
    return known


def _beside(lines: Sequence[Line], head: Head) -> bool:
    """True when the measures' heading is numbered like the head above the goals, so it stands beside it, not below."""
    mark = lines[head.measures].mark if head.measures is not None else None
    return mark is not None and mark.style != "bullet" and 0 < mark.rank <= head.rank


def _pairs(lines: Sequence[Line], found: Sequence[tuple[int, str]]) -> list[tuple[int | None, int | None]]:
    """Each domain's markers: the goals first, or the measures first where a domain's heading parts goals from the
    measures behind them more often than measures from the goals behind them."""
    parted = Counter(
        kind for (i, kind), (j, other) in pairwise(found) if kind != other and _has_head_between(lines, i, j))
    first, second = ("measures", "goals") if parted["goals"] > max(1, parted["measures"]) and parted["measures"] == 0 else ("goals", "measures")
    pairs: list[dict[str, int]] = []
    for i, kind in found:
        if kind == second and pairs and set(pairs[-1]) == {first}:
            pairs[-1][second] = i
        else:
            pairs.append({kind: i})
    return [(pair.get("goals"), pair.get("measures")) for pair in pairs]


def _has_head_between(lines: Sequence[Line], i: int, j: int) -> bool:
    """True when a heading that may name a domain stands between two markers: wider than they, or with a domain's name."""
    rank = min((mark.rank for mark in (lines[i].mark, lines[j].mark) if mark is not None), default=0)
    for line in lines[i + 1:j]:
        if line.noise or line.is_table_row or not line.is_short:
            continue
        if DOMAIN_NAME.fullmatch(line.body.strip().rstrip("。: ")):
            return True
        if rank and line.mark is not None and line.mark.rank < rank and line.mark.rank <= RANKS["han_bracket"] and not line.finished:
            return True
    return False


def _head(lines: Sequence[Line], anchor: int, goals: int | None, measures: int | None,
          taken: set[int]) -> Head | None:
    marker = lines[anchor].mark
    between = 0
    for j in range(anchor - 1, max(-1, anchor - _REACH), -1):
        line = lines[j]
        if line.noise or line.is_table_row:
            continue
        if j in taken:
            return None
        if is_structural(line.body):
            continue
        if _is_head(line, marker.rank if marker else 0, between == 0 and goals is not None):
            return named(lines, j, goals, measures)
        between += 1
    return None


def _is_head(line: Line, marker_rank: int, is_next: bool) -> bool:
    if not line.is_short or len(re.findall(r"[\u4e00-\u9fff]", line.body)) < 2:
        return False
    name = line.body.strip().rstrip("。: ")
    if line.mark and line.mark.style != "bullet":
        if marker_rank and line.mark.rank >= marker_rank:
            return False
        return line.mark.rank <= RANKS["han_bracket"] or (is_next and not line.finished) or DOMAIN_NAME.fullmatch(name) is not None
    if line.finished:
        return False
    looks = line.block.kind == "heading" or line.block.bold or line.block.centered
    return looks or DOMAIN_NAME.fullmatch(name) is not None or (is_next and len(name) <= 16)


_COUNTS = re.compile(r"\([^()]{0,12}\d{1,2}[项条个][^()]{0,16}\)$")


def named(lines: Sequence[Line], j: int, goals: int | None, measures: int | None) -> Head:
    """The head at line j, with the number that stands alone on the line above it."""
    line = lines[j]
    name = _COUNTS.sub("", re.sub(r"\s+", "", line.body).strip("。:*#"))
    first, mark = j, line.mark
    if mark is None and j > 0 and (above := lines[j - 1].mark) and not lines[j - 1].body.strip():
        first, mark = j - 1, above
    style = mark.style if mark else ""
    return Head(first, j, name, style, mark.no if mark else 0, goals, measures)


def is_tail(line: Line) -> bool:
    """True for the heading of a part behind the domains: 组织实施, 监测评估, 附件."""
    body = line.body.strip().rstrip("。: ")
    return line.is_short and (TAIL.fullmatch(body) is not None or (len(body) <= 12 and _PLAIN_TAIL.match(body) is not None))
