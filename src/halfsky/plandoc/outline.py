"""The document as a row of nodes and a tree of domains, goals, measures and clauses.

Every node is one line (or the part of a line that was glued to another) together with the white space behind it, so
the spans of all nodes lie side by side and cover the document once. A goal that was broken over lines or pages is
several nodes with the same `no`; its later ones have `continues`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from halfsky.plandoc.domains import Head, is_tail, markers
from halfsky.plandoc.doubts import Doubt, doubt
from halfsky.plandoc.items import Item, Section
from halfsky.plandoc.layouts import heads
from halfsky.plandoc.lines import Line, looks_like_table_head
from halfsky.plandoc.marks import RANKS, is_indicators, named_kind
from halfsky.plandoc.turns import says_both, turn_of

ORGANISATION = re.compile(r"组织实施|组织保障|组织领导|保障措施|实施保障|规划实施|组织与实施|实施机制|保障机制|实施与评估")
_BOX = re.compile(r"\s*专栏\s?(?:\d|[一二三四五六七八九十]|:)")
MONITORING = re.compile(r"监测|评估")


@dataclass(frozen=True, slots=True)
class Node:
    """kind, span [start, end), line; level counts from 1; no and domain where the kind has them."""

    kind: str
    start: int
    end: int
    line: int
    level: int = 0
    no: int | None = None
    domain: int | None = None
    continues: bool = False


@dataclass(slots=True)
class Region:
    """A domain while it grows. indicators: what stands under a heading 主要指标 of its own. marked: a heading or a table's column says that these are its goals."""

    name: str
    line: int
    span: tuple[int, int]
    no: int
    marked: bool = True
    goals: list[Item] = field(default_factory=list)
    measures: list[Item] = field(default_factory=list)
    indicators: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """What the walk over the lines found. kinds[i] belongs to lines[i]."""

    nodes: list[Node]
    domains: list[Region]
    organisation: list[Item]
    monitoring: list[Item]
    doubts: list[Doubt]
    domain_of: dict[int, int]


def outline_of(lines: Sequence[Line], text: str, title_lines: frozenset[int], table_lines: frozenset[int]) -> Outline:
    """Walk over the lines once and say what each is."""
    found = [(i, kind) for i, kind in markers(lines) if i not in table_lines]
    return _Walk(lines, text, title_lines, table_lines, found).run()


class _Walk:
    def __init__(self, lines: Sequence[Line], text: str, title_lines: frozenset[int], table_lines: frozenset[int],
                 found: Sequence[tuple[int, str]]) -> None:
        self.lines, self.text = lines, text
        self.title_lines, self.table_lines = title_lines, table_lines
        self.heads = heads(lines, found, max(title_lines, default=-1))
        self.by_line: dict[int, Head] = {}
        for head in self.heads:
            for i in range(head.first, head.last + 1):
                self.by_line[i] = head
        self.marker = {head.goals: "goals" for head in self.heads if head.goals is not None}
        self.marker |= {head.measures: "measures" for head in self.heads if head.measures is not None}
        self.turns = {i: kind for i, kind in found if i not in self.marker and i not in self.by_line}
        self.again = {head.again: number for number, head in enumerate(self.heads) if head.again is not None}
        self.nodes: list[Node] = []
        self.out = Outline(self.nodes, [], [], [], [], {})
        self.mode = "front"
        self.at = -1
        self.turn: int | None = None
        self.subs = ""
        self.goal_section: Section | None = None
        self.section: Section | None = None
        self.closing_style = ""
        self.headed = False
        self.last_words: Line | None = None
        self.duty_kind = ""
        self.both_duties = False
        self.boxed: int | None = None

    def run(self) -> Outline:
        if not self.lines:
            return self.out
        for i, line in enumerate(self.lines):
            self._line(i, line)
            if not line.noise and i not in self.table_lines:
                self.last_words = line
        return self.out

    # -- one line ---------------------------------------------------------------------------------------------

    def _line(self, i: int, line: Line) -> None:
        if line.noise:
            self._node(i, line.noise)
        elif i in self.title_lines:
            self._node(i, "title")
        elif i in self.table_lines:
            self._node(i, "table_row")
            self._inside(i)
        elif i in self.by_line:
            self._open_domain(i)
        elif i in self.again:
            self._open_again(i)
        elif i in self.marker:
            self._open_section(i, self.marker[i])
        elif self.mode == "domain" and self._changes(i, line):
            self._in_domain(i, line)
        elif self.mode == "domain" and self._leaves(line):
            self.mode, self.section, self.closing_style = "tail", None, line.mark.style if line.mark else ""
            self._general(i, line)
        elif self.mode == "domain" and i in self.turns and self.section and (
                self.section.kind != self.turns[i].rstrip("s") or (self.section.kind == "goal" and self.section.own)):
            self._open_section(i, self.turns[i])
        elif self.mode == "domain":
            self._in_domain(i, line)
        else:
            self._general(i, line)

    def _node(self, i: int, kind: str, *, no: int | None = None, level: int = 0, continues: bool = False,
              part: tuple[int, int] | None = None) -> None:
        start, end = part or self._span(i)
        if end == self.lines[i].end:
            end = self.lines[i + 1].start if i + 1 < len(self.lines) else len(self.text)
        domain = self.at if self.mode == "domain" else None
        self.nodes.append(Node(kind, start, end, self.lines[i].line, level, no, domain, continues))

    def _inside(self, i: int) -> None:
        if self.mode == "domain":
            self.out.domain_of[i] = self.at

    def _span(self, i: int) -> tuple[int, int]:
        return self.lines[i].start, self.lines[i].end

    def _doubt(self, why: str, i: int = 0, what: str = "number", **params: object) -> None:
        self.out.doubts.append(doubt(what, why, self.lines[i].line, self._span(i), **params))

    # -- domains ----------------------------------------------------------------------------------------------

    def _open_domain(self, i: int) -> None:
        head = self.by_line[i]
        self.mode = "domain"
        if i == head.first:
            span = (self.lines[head.first].start, self.lines[head.last].end)
            marked = head.goals is not None or head.again is not None
            self.out.domains.append(Region(head.name, self.lines[i].line, span, head.no, marked))
            self.at = len(self.out.domains) - 1
            self.section = None
            if head.goals is None:
                self._start_items(*(("measure", self.out.domains[-1].measures) if head.tasks else ("goal", self.out.domains[-1].goals)))
            self.subs = ""
            self.turn = self._turn(head) if head.goals is None and head.measures is None and head.again is None else None
        self._node(i, "domain", level=2, no=head.no or None, continues=i > head.first)

    def _turn(self, head: Head) -> int | None:
        """Where a domain without headings turns to its measures; None when its numbered items are the goals, or when
        numbers below each goal are its measures, whose style is kept in `subs` then."""
        lines = [(j, line) for j, line in enumerate(self.lines[:head.last + 400]) if j > head.last and not line.noise and j not in self.table_lines]
        ahead = list(itertools.takewhile(lambda at: at[0] not in self.by_line and not self._ends(at[1]), lines))
        above = (line for line in reversed(self.lines[:head.first]) if line.mark is not None and line.is_short and line.mark.rank < head.rank)
        both = any(line is not None and says_both(line.body) for line in (ahead[0][1] if ahead else None, next(above, None)))
        turn = turn_of(self.text, ahead, both)
        if turn is None:
            return None
        self.subs = turn.style
        if turn.by_paragraph:
            self.section = Section("goal", self.out.domains[-1].goals, self._doubt, by_paragraph=True)
        return turn.line

    def _open_again(self, i: int) -> None:
        """The domain's second heading, below the part of the measures."""
        self.mode, self.at = "domain", self.again[i]
        self._node(i, "measures_heading", level=2)
        self._start_items("measure", self.out.domains[self.at].measures)

    def _open_section(self, i: int, kind: str) -> None:
        if not self.out.domains:
            self._general(i, self.lines[i])
            return
        region = self.out.domains[self.at]
        self._node(i, f"{kind}_heading", level=3)
        if kind == "goals":
            self._start_items("goal", region.goals)
        else:
            self._start_items("measure", region.measures)
        mark = self.lines[i].mark
        self.closing_style = mark.style if mark else ""

    def _start_items(self, kind: str, items: list[Item]) -> None:
        self.section = Section(kind, items, self._doubt, begun=len(items))
        self.closing_style, self.boxed = "", None
        if kind == "goal":
            self.goal_section = self.section

    def _changes(self, i: int, line: Line) -> bool:
        """Goals each with its own measures: 目标2： behind 措施：, 措施1： behind 目标1：, or the next goal's number behind the
        measures of the goal before it. The section that the line belongs to is open then."""
        section, kind = self.section, named_kind(line.words)
        if section is None or i in self.turns:
            return False
        region = self.out.domains[self.at]
        below = bool(self.subs) and line.mark is not None and line.mark.style == self.subs
        if (below or kind == "measures") and section.kind == "goal":
            self._start_items("measure", region.measures)
            return True
        goals = self.goal_section
        if section.kind != "measure" or goals is None or goals.items is not region.goals or line.mark is None:
            return False
        due = region.goals[-1].no + 1 if region.goals else 1
        counted = (bool(self.subs) or self._is_mixed()) and line.mark.no == due and line.mark.style == goals.style and line.mark.rank < section.rank
        if kind == "goals" or counted:
            self.section, self.closing_style = goals, ""
            return True
        return False

    def _is_mixed(self) -> bool:
        """True when the domain has more than one heading of measures."""
        first = self.heads[self.at].first
        end = self.heads[self.at + 1].first if self.at + 1 < len(self.heads) else len(self.lines)
        return any(first < i < end and kind == "measures" for i, kind in self.turns.items())

    def _leaves(self, line: Line) -> bool:
        head = self.heads[self.at]
        item_rank = self.section.rank if self.section else RANKS["digit_dot"]
        due = self.section.items[-1].no + 1 if self.section and self.section.own else 1
        other = line.mark is not None and line.mark.rank == item_rank and line.mark.no != due  # 3 组织实施 behind 措施5：
        if is_tail(line) and (line.mark is None or other or not (self.section and self.section.style) or line.mark.rank < item_rank):
            return line.mark is not None or line.finished is False
        if line.mark is None or line.mark.style == "bullet":
            return line.block.kind == "heading" and (line.block.level or 9) <= 1 and line.is_short
        if line.mark.rank >= item_rank or (line.mark.no == 1 and self.section is not None and self.section.style is None):
            return False  # the first item behind a marker
        if self._is_running_on(line):
            return False
        if head.rank:
            return line.mark.rank <= head.rank
        return line.mark.rank <= RANKS["han_bracket"] and line.is_short

    def _is_running_on(self, line: Line) -> bool:
        before = self.last_words
        return before is not None and not before.finished and not before.is_short and not line.is_short

    def _in_domain(self, i: int, line: Line) -> None:
        if i == self.turn:
            self._start_items("measure", self.out.domains[self.at].measures)
        if self.section is None:
            self._node(i, "intro")
            return
        if looks_like_table_head(line.words) and i + 1 in self.table_lines:
            self._node(i, "table_title")
            self._inside(i)
            return
        if self._is_boxed(line, self.section):
            self._node(i, "box")
            return
        mark = line.mark
        if is_indicators(line.body) and self.out.domains[self.at].goals and (mark is None or mark.style == self.closing_style):
            self._node(i, "section", level=3)
            self._start_items("indicator", self.out.domains[self.at].indicators)
            return
        if mark and self.closing_style and mark.style == self.closing_style and line.is_short and (
                self.section.style and mark.rank < self.section.rank):
            self._node(i, "section", level=3)
            self.section = None
            return
        self._item(i, line, self.section)

    def _is_boxed(self, line: Line, section: Section) -> bool:
        """专栏2 重点工程 opens a box inside a section; the section's next number, when it is not the box's next, closes it."""
        if _BOX.match(line.words) and line.is_short:
            self.boxed = 0
            return True
        if self.boxed is None:
            return False
        if line.mark is not None and line.mark.style == section.style:
            if line.mark.no == self.boxed + 1:
                self.boxed += 1
            elif section.items and line.mark.no == section.items[-1].no + 1:
                self.boxed = None
        return self.boxed is not None

    def _item(self, i: int, line: Line, section: Section) -> None:
        section.note = partial(self._doubt, i=i)
        if section.run_on:
            self._run_on(i, line, section)
            return
        starts = section.take(line, self.last_words, self._ahead(i))
        if section.run_on:
            del section.items[section.begun:]
            self._run_on(i, line, section)
        elif starts is None:
            self._node(i, "intro")
        else:
            self._node(i, section.kind, no=section.items[-1].no, level=4, continues=not starts)

    def _run_on(self, i: int, line: Line, section: Section) -> None:
        """Goals in one paragraph, parted by semicolons: a node each."""
        for start, end, starts in section.pieces(line, self.last_words):
            self._node(i, section.kind, no=section.items[-1].no, level=4, continues=not starts, part=(start, end))

    def _ahead(self, i: int) -> Iterator[Line]:
        """The lines of the section from line i on, noise and tables left out."""
        for j in range(i, len(self.lines)):
            line = self.lines[j]
            if j > i and (j in self.by_line or is_indicators(line.body) or j in self.marker or j in self.turns or j in self.again or self._ends(line)):
                return
            if not line.noise and j not in self.table_lines:
                yield line

    def _ends(self, line: Line) -> bool:
        head = self.heads[self.at] if self.mode == "domain" else None
        return is_tail(line) or bool(head and head.rank and line.mark and line.mark.rank <= head.rank)

    # -- before and behind the domains ------------------------------------------------------------------------

    def _general(self, i: int, line: Line) -> None:
        if self.duty_kind and self.section and self._is_duty_line(line):
            self._item(i, line, self.section)
            return
        if self._is_heading(line):
            self.headed = True
            level = 1 if not line.mark or line.mark.rank <= RANKS["han_comma"] else 2
            self._node(i, "part" if level == 1 else "section", level=level)
            self._open_duties(line)
        elif looks_like_table_head(line.words) and i + 1 in self.table_lines:
            self._node(i, "table_title")
        elif line.mark:
            self._node(i, "clause", no=line.mark.no)
        else:
            self._node(i, "paragraph" if self.headed else "preface")

    def _is_heading(self, line: Line) -> bool:
        if line.block.kind == "heading":
            return True
        if not line.is_short:
            return False
        if line.mark and line.mark.rank <= RANKS["han_bracket"]:
            return True
        return is_tail(line) and not line.finished

    def _open_duties(self, line: Line) -> None:
        if not self.out.domains:
            return
        self.both_duties = bool(ORGANISATION.search(line.body) and MONITORING.search(line.body))
        if ORGANISATION.search(line.body):
            self.duty_kind = "organisation"
        elif MONITORING.search(line.body) and is_tail(line):
            self.duty_kind = "monitoring"
        else:
            self.duty_kind = "" if line.mark is None or line.mark.rank <= RANKS["han_comma"] else self.duty_kind
            return
        self._start_items("duty", self.out.organisation if self.duty_kind == "organisation" else self.out.monitoring)
        self.closing_style = line.mark.style if line.mark else ""

    def _is_duty_line(self, line: Line) -> bool:
        if is_tail(line) and (self.both_duties or line.mark is None or line.mark.style == self.closing_style):
            return False
        if line.mark and self.closing_style and line.mark.rank <= RANKS[self.closing_style] and line.is_short:
            return False
        return not (line.block.kind == "heading" and is_tail(line) and not (self.section and self.section.style))


def domain_doubts(regions: Sequence[Region]) -> list[Doubt]:
    """What is unsure about the domains: numbers that jump, and what each lacks."""
    found: list[Doubt] = []
    numbers = [region.no for region in regions if region.no]
    if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        found.append(doubt("domain", "domain_number", regions[0].line, regions[0].span))
    for region in regions:
        for lacks, why in ((not region.marked, "no_goals_heading"), (not region.goals, "no_goals"),
                           (not region.measures, "no_measures")):
            if lacks:
                found.append(doubt("domain", why, region.line, region.span, name=region.name))
    return found
