"""The document as a row of nodes and a tree of domains, goals, measures and clauses.

Every node is one line (or the part of a line that was glued to another) together with the white space behind it, so
the spans of all nodes lie side by side and cover the document once. A goal that was broken over lines or pages is
several nodes with the same `no`; its later ones have `continues`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from halfsky.plandoc.domains import Head, heads, is_tail, markers
from halfsky.plandoc.doubts import Doubt, doubt
from halfsky.plandoc.lines import Line, looks_like_table_head
from halfsky.plandoc.marks import RANKS, tight_mark_of

ORGANISATION = re.compile(r"组织实施|组织保障|组织领导|保障措施|实施保障|规划实施|组织与实施|实施机制|保障机制|实施与评估")
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
class Item:
    """A goal, measure or duty while it grows: its number, and the spans of its words."""

    no: int
    line: int
    spans: list[tuple[int, int]]
    whole: tuple[int, int]


@dataclass(slots=True)
class Region:
    """A domain while it grows."""

    name: str
    line: int
    span: tuple[int, int]
    no: int
    goals: list[Item] = field(default_factory=list)
    measures: list[Item] = field(default_factory=list)


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
        self.heads = heads(lines, found)
        self.by_line: dict[int, Head] = {}
        for head in self.heads:
            for i in range(head.first, head.last + 1):
                self.by_line[i] = head
        self.marker = {head.goals: "goals" for head in self.heads if head.goals is not None}
        self.marker |= {head.measures: "measures" for head in self.heads if head.measures is not None}
        self.nodes: list[Node] = []
        self.out = Outline(self.nodes, [], [], [], [], {})
        self.mode = "front"
        self.items: list[Item] | None = None
        self.kind = ""
        self.style: str | None = None
        self.by_paragraph = False
        self.sub = 0
        self.closing_style = ""
        self.headed = False
        self.last_words: Line | None = None
        self.duty_kind = ""
        self.both_duties = False

    def run(self) -> Outline:
        if not self.lines:
            return self.out
        for i, line in enumerate(self.lines):
            self._line(i, line)
            if not line.noise and i not in self.table_lines:
                self.last_words = line
        self._check_domains()
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
        elif i in self.marker:
            self._open_section(i, self.marker[i])
        elif self.mode == "domain" and self._leaves(line):
            self.mode, self.items, self.closing_style = "tail", None, line.mark.style if line.mark else ""
            self._general(i, line)
        elif self.mode == "domain":
            self._in_domain(i, line)
        else:
            self._general(i, line)

    def _node(self, i: int, kind: str, *, no: int | None = None, level: int = 0, continues: bool = False) -> None:
        start = self.lines[i].start
        end = self.lines[i + 1].start if i + 1 < len(self.lines) else len(self.text)
        domain = len(self.out.domains) - 1 if self.mode == "domain" and self.out.domains else None
        self.nodes.append(Node(kind, start, end, self.lines[i].line, level, no, domain, continues))

    def _inside(self, i: int) -> None:
        if self.mode == "domain":
            self.out.domain_of[i] = len(self.out.domains) - 1

    def _span(self, i: int) -> tuple[int, int]:
        return self.lines[i].start, self.lines[i].end

    def _doubt(self, why: str, i: int, what: str = "number", **params: object) -> None:
        self.out.doubts.append(doubt(what, why, self.lines[i].line, self._span(i), **params))

    # -- domains ----------------------------------------------------------------------------------------------

    def _open_domain(self, i: int) -> None:
        head = self.by_line[i]
        self.mode = "domain"
        if i == head.first:
            span = (self.lines[head.first].start, self.lines[head.last].end)
            self.out.domains.append(Region(head.name, self.lines[i].line, span, head.no))
            self.items = None
            if head.goals is None:
                self._start_items("goal", self.out.domains[-1].goals)
        self._node(i, "domain", level=2, no=head.no or None, continues=i > head.first)

    def _open_section(self, i: int, kind: str) -> None:
        region = self.out.domains[-1] if self.out.domains else None
        if region is None:
            self._general(i, self.lines[i])
            return
        self._node(i, f"{kind}_heading", level=3)
        if kind == "goals":
            self._start_items("goal", region.goals)
        else:
            self._start_items("measure", region.measures)
        mark = self.lines[i].mark
        self.closing_style = mark.style if mark else ""

    def _start_items(self, kind: str, items: list[Item]) -> None:
        self.kind, self.items, self.style, self.sub, self.by_paragraph = kind, items, None, 0, False
        self.closing_style = ""

    def _leaves(self, line: Line) -> bool:
        head = self.heads[len(self.out.domains) - 1]
        if is_tail(line) and (line.mark is None or self.style is None or line.mark.rank < RANKS[self.style]):
            return line.mark is not None or line.finished is False
        if line.mark is None or line.mark.style == "bullet":
            return line.block.kind == "heading" and (line.block.level or 9) <= 1 and line.is_short
        item_rank = RANKS[self.style] if self.style else RANKS["digit_dot"]
        if line.mark.rank >= item_rank:
            return False
        if self._is_running_on(line):
            return False
        if head.rank:
            return line.mark.rank <= head.rank
        return line.mark.rank <= RANKS["han_bracket"] and line.is_short

    def _is_running_on(self, line: Line) -> bool:
        before = self.last_words
        return before is not None and not before.finished and not before.is_short and not line.is_short

    def _in_domain(self, i: int, line: Line) -> None:
        if self.items is None:
            self._intro(i, line)
            return
        if looks_like_table_head(line.words) and i + 1 in self.table_lines:
            self._node(i, "table_title")
            self._inside(i)
            return
        mark = line.mark
        if mark and self.closing_style and mark.style == self.closing_style and line.is_short and (
                self.style and mark.rank < RANKS[self.style]):
            self._node(i, "section", level=3)
            self.items = None
            return
        self._item(i, line, self.items, self.kind)

    def _intro(self, i: int, line: Line) -> None:
        self._node(i, "intro")

    # -- numbered items ---------------------------------------------------------------------------------------

    def _item(self, i: int, line: Line, items: list[Item], kind: str) -> None:
        if self.style is None and not self.by_paragraph:
            self._choose_style(i, line)
        line = self._with_due_mark(line, items)
        mark = line.mark
        if self.by_paragraph:
            starts = not items or self.last_words is None or self.last_words.finished
            self._add(i, line, items, kind, len(items) + 1, starts)
            return
        if mark is None or mark.style != self.style:
            if not items:
                self._node(i, "intro")
            else:
                self._add(i, line, items, kind, items[-1].no, starts=False)
            return
        if mark.style == "bullet":
            self._add(i, line, items, kind, len(items) + 1, starts=True)
            return
        last = items[-1].no if items else 0
        starts = self._is_new(i, line, last)
        self._add(i, line, items, kind, mark.no if starts else last, starts)

    def _choose_style(self, i: int, line: Line) -> None:
        """The style of the first numbered line; when none comes before the section ends, paragraphs count."""
        for j in range(i, min(len(self.lines), i + 400)):
            other = self.lines[j]
            if j > i and (j in self.by_line or j in self.marker or self._ends(other)):
                break
            if other.noise or j in self.table_lines:
                continue
            tight = tight_mark_of(other.words) if j == i and (other.mark is None or other.mark.style == "bullet") else None
            if tight is not None and tight.no == 1:
                self.style = tight.style
                return
            if other.mark is None:
                continue
            if other.mark.no in (0, 1) or j == i:
                self.style = other.mark.style
                if self.style == "bullet":
                    self._style_behind_bullets(j)
                return
        self.by_paragraph = True
        self._doubt("number_missing", i)

    def _with_due_mark(self, line: Line, items: Sequence[Item]) -> Line:
        """1.90%以上的… is item 1 when item 1 is due and the line before ends a sentence."""
        if (line.mark is not None and line.mark.style != "bullet") or self.style != "digit_dot":
            return line
        tight = tight_mark_of(line.words)
        due = (items[-1].no if items else 0) + 1
        before = self.last_words
        if tight is None or tight.no != due or not (before is None or not items or before.finished):
            return line
        return replace(line, mark=tight)

    def _style_behind_bullets(self, start: int) -> None:
        """A bullet first but numbers after it: the numbers count."""
        following = [line.mark for line in self.lines[start:start + 4] if line.mark]
        if len(following) > 1 and following[1].style != "bullet" and following[1].no == 2:
            self.style = following[1].style

    def _ends(self, line: Line) -> bool:
        head = self.heads[len(self.out.domains) - 1] if self.out.domains else None
        return is_tail(line) or bool(
            self.mode == "domain" and head and head.rank and line.mark and line.mark.rank <= head.rank)

    def _is_new(self, i: int, line: Line, last: int) -> bool:
        assert line.mark is not None
        no = line.mark.no
        before = self.last_words
        if no == last + 1:
            if self.sub and no == self.sub + 1 and before is not None and not before.finished:
                self.sub = no
                return False
            return True
        opened = before is not None and before.words.rstrip().endswith(":")
        if last and ((opened and no == 1) or (self.sub and no == self.sub + 1)):
            self.sub = no
            return False
        if before is not None and last and not before.finished:
            self._doubt("number_odd", i)
            return False
        if no == last:
            self._doubt("number_repeated", i, no=no)
        else:
            self._doubt("number_skipped" if no > last else "number_back", i, no=no, last=last)
        return True

    def _add(self, i: int, line: Line, items: list[Item], kind: str, no: int, starts: bool) -> None:
        if starts:
            self.sub = 0
            whole = self._span(i)
            items.append(Item(no, line.line, [(line.body_start, line.end)], whole))
        else:
            item = items[-1]
            item.spans.append(self._span(i))
            item.whole = (item.whole[0], line.end)
        self._node(i, kind, no=no, level=4, continues=not starts)

    # -- before and behind the domains ------------------------------------------------------------------------

    def _general(self, i: int, line: Line) -> None:
        behind = bool(self.out.domains)
        if behind and self.duty_kind and self._is_duty_line(line):
            items = self.out.organisation if self.duty_kind == "organisation" else self.out.monitoring
            self._item(i, line, items, "duty")
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
        return line.mark is None and is_tail(line) and not line.finished

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
        self._start_items("duty", [])
        self.closing_style = line.mark.style if line.mark else ""

    def _is_duty_line(self, line: Line) -> bool:
        if is_tail(line) and (self.both_duties or line.mark is None or line.mark.style == self.closing_style):
            return False
        if line.mark and self.closing_style and line.mark.rank <= RANKS[self.closing_style] and line.is_short:
            return False
        return not (line.block.kind == "heading" and is_tail(line) and self.style is None)

    def _check_domains(self) -> None:
        numbers = [region.no for region in self.out.domains if region.no]
        if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            self._doubt("domain_number", self.heads[0].first, "domain")
        for index, region in enumerate(self.out.domains):
            first = self.heads[index].first
            if self.heads[index].goals is None:
                self._doubt("no_goals_heading", first, "domain", name=region.name)
            if not region.goals:
                self._doubt("no_goals", first, "domain", name=region.name)
            if not region.measures:
                self._doubt("no_measures", first, "domain", name=region.name)
