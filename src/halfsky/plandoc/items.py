"""The items of a section while its lines come in: which line begins a new goal, measure or duty, and with which number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from halfsky.plandoc.lines import Line
from halfsky.plandoc.marks import RANKS, spaced_mark_of, tight_mark_of

_RANGE = re.compile(r"\s*—{1,2}\s?\d")
_RESPONSIBLE = re.compile(r"\(?(?:牵头|责任|主责|主办|负责|配合|协办|实施)(?:单位|部门|机构)[:：][^。]*[)。]?")
"""（牵头单位：…；配合单位：…） below an item says who carries it out and belongs to it."""
_INNER = re.compile(r";(?=\s*\S)")


@dataclass(slots=True)
class Item:
    """A goal, measure or duty while it grows: its number, and the spans of its words."""

    no: int
    line: int
    spans: list[tuple[int, int]]
    whole: tuple[int, int]

    def add(self, span: tuple[int, int]) -> None:
        self.spans.append(span)
        self.whole = (self.whole[0], span[1])


@dataclass(slots=True)
class Section:
    """A section of items of one kind ("goal", "measure", "duty").

    style: the numbers' style, None until the first line came; by_paragraph: the items carry no numbers and each
    paragraph is one; run_on: they stand in one paragraph, parted by semicolons; begun: how many items an earlier section
    of the same kind left in the list; note(why, params): says a doubt.
    """

    kind: str
    items: list[Item]
    note: Callable[..., None]
    style: str | None = None
    by_paragraph: bool = False
    run_on: bool = False
    sub: int = 0
    begun: int = 0

    @property
    def rank(self) -> int:
        """The rank of the items' numbers; a plain number's until the style is known."""
        return RANKS[self.style or "digit_dot"]

    @property
    def own(self) -> bool:
        """True when the section has an item already."""
        return len(self.items) > self.begun

    def take(self, line: Line, before: Line | None, ahead: Iterable[Line]) -> bool | None:
        """Put a line into the section: True when it begins an item, False when it goes on with one, None for words in
        front of the first. before: the line before it; ahead: the section's lines from this one on."""
        if self.style is None and not self.by_paragraph:
            self._choose_style(line, ahead)
        line = self._with_due_mark(line, before)
        mark = line.mark
        if self.own and _RESPONSIBLE.fullmatch(line.words.strip()):
            return self._put(line, 0, False)
        if self.by_paragraph:
            return self._put(line, len(self.items) + 1, not self.own or before is None or before.finished)
        if mark is None or mark.style != self.style:
            return self._put(line, 0, False) if self.own else None
        if mark.style == "bullet":  # 0 / —6岁 is a range broken over two lines
            broken = self.own and before is not None and re.search(r"[\d%‰岁年]$", before.words) is not None and _RANGE.match(line.words) is not None
            return self._put(line, len(self.items) + 1, not broken)
        last = self.items[-1].no if self.own else 0
        return self._put(line, mark.no, self._is_new(mark.no, before, last))

    def _put(self, line: Line, no: int, starts: bool) -> bool:
        span = (line.start, line.end)
        if not starts:
            self.items[-1].add(span)
            return False
        self.sub = 0
        self.items.append(Item(no, line.line, [(line.body_start, line.end)], span))
        return True

    def pieces(self, line: Line, before: Line | None) -> Iterator[tuple[int, int, bool]]:
        """The parts of a run-on line, cut behind each semicolon: start, end, and whether an item begins there."""
        cuts = [line.start, *(line.start + found.end() - line.shown for found in _INNER.finditer(line.words)), line.end]
        starts = not self.own or before is None or before.finished
        for start, end in itertools.pairwise(cuts):
            if starts:
                self.items.append(Item(len(self.items) + 1, line.line, [(start, end)], (start, end)))
            else:
                self.items[-1].add((start, end))
            yield start, end, starts
            starts = True

    def _choose_style(self, line: Line, ahead: Iterable[Line]) -> None:
        """The style of the first numbered line; when none comes before the section ends, paragraphs count."""
        lines = list(itertools.islice(ahead, 400))
        for place, other in enumerate(lines):
            first = place == 0
            tight = tight_mark_of(other.words) if first and (other.mark is None or other.mark.style == "bullet") else None
            if tight is None and first and other.mark is None and self._counts_spaced(lines):
                tight = spaced_mark_of(other.words)
            if tight is not None and tight.no == 1:
                self.style = tight.style
                return
            if other.mark is not None and (other.mark.no in (0, 1) or first):
                self.style = other.mark.style
                if self.style == "bullet":
                    self._style_behind_bullets(lines[place:place + 4])
                return
        styles = [(other.mark.style, other.mark.no) for other in lines if other.mark is not None]
        counted = next((style for (style, no), after in itertools.pairwise(styles) if after == (style, no + 1)), None)
        if counted is not None:  # numbers that count on through the document: 4. 5. 6. behind a sentence
            self.style = counted
            return
        self.by_paragraph = True
        inner = sum(len(_INNER.findall(other.words)) for other in lines)
        joined = 1 if self.kind in ("goal", "measure") and len(lines) == 1 else 2
        self.run_on = inner >= joined and sum(other.words.rstrip().endswith("。") for other in lines) <= 1
        self.note("number_missing")

    @staticmethod
    def _counts_spaced(lines: Sequence[Line]) -> bool:
        """1 小学、初中… / 2 性别平等…: the second number says that the first is one."""
        marks = (spaced_mark_of(line.words) for line in lines)
        return [mark.no for mark in marks if mark is not None][:2] == [1, 2]

    def _style_behind_bullets(self, lines: Sequence[Line]) -> None:
        """A bullet first but numbers after it: the numbers count."""
        following = [line.mark for line in lines if line.mark]
        if len(following) > 1 and following[1].style != "bullet" and following[1].no == 2:
            self.style = following[1].style

    def _with_due_mark(self, line: Line, before: Line | None) -> Line:
        """1.90%以上的… is item 1 when item 1 is due and the line before ends a sentence."""
        if (line.mark is not None and line.mark.style != "bullet") or self.style != "digit_dot":
            return line
        tight = tight_mark_of(line.words) or spaced_mark_of(line.words)
        due = (self.items[-1].no if self.own else 0) + 1
        if tight is None or tight.no != due or not (before is None or not self.own or before.finished):
            return line
        return replace(line, mark=tight)

    def _is_new(self, no: int, before: Line | None, last: int) -> bool:
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
            self.note("number_odd")
            return False
        if no == last:
            self.note("number_repeated", no=no)
        elif last or self.style != "article":  # 第四条 may well be a section's first: articles count through the document
            self.note("number_skipped" if no > last else "number_back", no=no, last=last)
        return True


def items_of(lines: Sequence[Line]) -> list[Item]:
    """The items of a text that is a section of its own, such as a table's cell."""
    items: list[Item] = []
    section = Section("", items, lambda *_, **__: None)
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        if not section.run_on:
            section.take(line, before, lines[at:])
            if not section.run_on:
                continue
            items.clear()
        for _ in section.pieces(line, before):
            pass
    return items
