"""From blocks to lines: cut what was glued, and set aside page numbers, running heads and the table of contents."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from halfsky.plandoc.marks import (
    RANKS,
    Mark,
    domain_in_marker,
    has_columns,
    has_leader,
    heading_words,
    inline_marker,
    is_page_number,
    is_structural,
    is_toc_head,
    mark_of,
    marker_of,
    tight_mark_of,
    whole_plan_kind,
)
from halfsky.plandoc.numerals import half_width
from halfsky.plandoc.source import Block, Source

#: After a sentence end: a marker with its colon, or a numbered item, that an extractor glued to the line before.
_GLUED = re.compile(
    r"(?<=[。;!?])\s{0,4}(?=(?:主要目标|策略措施)\s?:|\[(?:主要|发展|具体)?目标\]|\[(?:策略|主要|重点)?措施\]|\d{1,2}\s?[.、](?!\d)\S|\(\d{1,2}\)\S|[①-⑳]\s?\S"
    r"|\d{1,2}(?:\.\d{1,2}){2,3}\s|(?:[到为][^。;:]{2,30}(?:目标|措施|工作|任务)|目标|措施):$)")
#: The same for an item that begins with a figure (8.0—6个月…), which counts only when its number is the one due.
_GLUED_TIGHT = re.compile(r"(?<=[。;!?])\s{0,4}(?:(\d{1,2})[.、](?=\d)|(\d{1,2})\s?[.、](?!\d)\S)")
_HEAD_GLUED = re.compile(r"(?<=[^\s—*•·●◎■◆◇○□▪▲※★☆])\s{1,8}(?=(?:主要目标|策略措施)\s?:?\s*$)")
#: The raised number of a note (主要目标¹), not the power of a unit (m²).
_RAISED = re.compile(r"(?<![A-Za-z])[⁰¹²³⁴-⁹]")
#: A line longer than this with a marker inside has lost its line breaks: it is cut at its white space.
_LOST_BREAKS = 600
_MARKER_INSIDE = re.compile(r"[\s、.)](?:主要|发展|具体)?目标\s?[:\s]|[\s、.)](?:策略|主要|重点|工作)?(?:和|与)?措施\s?[:\s]")
_GAP = re.compile(
    r"(?<=[\u4e00-\u9fff。;:!?)\]”》])\s+(?=[\u4e00-\u9fff]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}\s?[.、](?!\d)|[—•●◆■]{1,2}\s?[\u4e00-\u9fff])")
#: The same without any white space: a marker in front of item 1, and the numbers that only headings have.
_MARKER_TIGHT = re.compile(
    r"(?<![和与及、])(?:\d[.、]|\([\d一二三四]\))?(?:(?:主要|发展|具体)目标|(?:策略|主要|重点|工作)(?:和|与)?措施)[:。]?(?=1[.、]|\(1\)|①)")
_HEADING_TIGHT = re.compile(
    r"(?<=[。;!?)])(?=(?:第[一二三四五六七八九十]{1,3}[章节部]|[一二三四五六七八九十]{1,3}、))|(?=(?<![第\s])\([一二三四五六七八九十]{1,3}\))")
_GOALS_AT_1 = re.compile(r"(?:主要|发展|具体)?目标\s?[:。]?\s?(?:1[.、]|\(1\)|①)")
_MEASURES_AT_1 = re.compile(r"(?:措施|举措)\s?[:。]?\s?(?:1[.、]|\(1\)|①)")
_TITLE_TIGHT = re.compile(r"\s{0,8}[^,，。;]{2,40}(?:规划|纲要)\s{0,3}\(\d{4}\s?年?—\d{4}\s?年?\)")
#: A marker that a lost line break cut in two, and a page number between two words.
_MARKER_BROKEN = re.compile(r"(?:主\s?要\s?目\s?标|策\s?略\s?措\s?施)(\s?:\s*)?")
_PAGE_INSIDE = re.compile(r"(?<=\s)—\s?\d{1,3}\s?—(?=\s)")
_TABLE_HEAD = re.compile(r"(?:专栏|表)\s?[\d零一二三四五六七八九十]{0,3}(?:[\s:、.]|$)|.{0,30}(?:指标|目标)(?:表|一览表|体系)?$")
_SENTENCE = re.compile(r"[。;，,:!?]")
_FINISHED = re.compile(r"(?:[。;:!?…]|(?<!\d)\.)[”\"』」)\]]{0,2}$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the document, or a part of one.

    start, end: its span in the document; words: half-width, with the automatic number in front; mark: what it begins
    with; shown: how many of `words` are an automatic number, which is not in the document's text; noise: "" or the
    kind of node it is ("page_number", "header", "footer", "toc").
    """

    start: int
    end: int
    line: int
    words: str
    mark: Mark | None
    block: Block
    shown: int = 0
    noise: str = ""

    @property
    def body(self) -> str:
        """The words behind the mark."""
        return self.words[self.mark.length:] if self.mark else self.words

    @property
    def body_start(self) -> int:
        """Where the words behind the mark begin in the document."""
        if self.mark is None:
            return self.start
        return min(self.end, self.start + max(0, self.mark.length - self.shown))

    @property
    def finished(self) -> bool:
        """True when the line ends a sentence."""
        return _FINISHED.search(self.words[-4:].rstrip()) is not None

    @property
    def is_short(self) -> bool:
        """True for the looks of a heading: at most 32 characters and no punctuation but at the end."""
        body = self.body.strip().rstrip("。:. ")
        return 0 < len(body) <= 32 and _SENTENCE.search(body) is None

    @property
    def is_table_row(self) -> bool:
        return self.block.kind == "table_row"


def lines_of(source: Source) -> list[Line]:
    """All lines of a source in order, noise marked."""
    lines: list[Line] = []
    reached = 0
    for block in source.blocks:
        if block.start < reached or block.end > len(source.text):
            continue
        reached = block.end
        lines.extend(_cut(block))
    lines = _markers_parted(_numbers_joined(lines, source.text))
    noise = _noise(lines)
    return [
        line if not noise.get(i) else Line(
            line.start, line.end, line.line, line.words, line.mark, line.block, line.shown, noise[i])
        for i, line in enumerate(lines)
    ]


def _cut(block: Block) -> list[Line]:
    words = half_width(block.text)
    if block.kind == "table_row" or has_columns(words):
        return [Line(block.start, block.end, block.line, words, None, block)]
    words = _plain(words)
    cuts = [found.end() for found in _GLUED.finditer(words)] + [found.end() for found in _HEAD_GLUED.finditer(words)]
    lost = len(words) > _LOST_BREAKS or ((goals := _GOALS_AT_1.search(words)) is not None and _MEASURES_AT_1.search(words, goals.end()) is not None)
    if lost and _MARKER_INSIDE.search(words):
        markers = list(_MARKER_BROKEN.finditer(words))
        broken = {place for found in markers for place in range(found.start() + 1, found.end())}
        cuts.extend(found.end() for found in markers if found[1])
        cuts.extend(found.end() for found in _GAP.finditer(words) if found.end() not in broken)
        cuts.extend(place for found in _PAGE_INSIDE.finditer(words) for place in found.span())
        cuts.extend(found.end() for found in _TITLE_TIGHT.finditer(words, 0, 80) if found.start() == 0)
    if lost and (together := list(_MARKER_TIGHT.finditer(words))):
        cuts.extend(place for found in together for place in found.span())
        cuts.extend(found.start() for found in _HEADING_TIGHT.finditer(words))
        cuts.extend(found.end() for found in _TITLE_TIGHT.finditer(words, 0, 80) if found.start() == 0)
    for start in [0, *cuts]:
        part = words[start:start + 80]
        mark = mark_of(part)
        behind = mark.length if mark else len(part) - len(part.lstrip())
        if inline := inline_marker(part[behind:]):
            cuts.append(start + behind + inline[1])
    bounds = [0, *sorted({cut for cut in cuts if 0 < cut < len(words)}), len(words)]
    due = {start + cut for start, end in itertools.pairwise(bounds) for cut in _tight_cuts(words[start:end])}
    bounds = [0, *sorted({*bounds[1:-1], *due}), len(words)]
    lines = []
    for start, end in itertools.pairwise(bounds):
        shown = len(block.number) if start == 0 else 0
        part = half_width(block.number) + words[start:end] if start == 0 else words[start:end]
        at = block.line + block.text.count("\n", 0, start)
        lines.append(Line(block.start + start, block.start + end, at, part, mark_of(part), block, shown))
    return lines


def _plain(words: str) -> str:
    """Signs of bold type, raised numbers of notes and line ends become white space, place by place."""
    return _RAISED.sub(" ", words.replace("**", "  ").replace("\n", " ").replace("\r", " "))


def _numbers_joined(lines: Sequence[Line], text: str) -> list[Line]:
    """A number alone on its line, as pages from the web have it, belongs to the words on the next."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is None or before.mark is None or before.mark.style == "bullet" or before.body.strip() or (
                before.is_table_row or line.is_table_row or line.mark is not None or line.block.kind != before.block.kind):
            joined.append(line)
            continue
        words = before.words[:before.shown] + _plain(half_width(text[before.start:line.end]))
        mark = mark_of(words) or replace(before.mark, length=len(words) - len(line.words.lstrip()))
        joined[-1] = Line(before.start, line.end, before.line, words, mark, line.block, before.shown)
    return joined


def _markers_parted(lines: Sequence[Line]) -> list[Line]:
    """（一）儿童与健康主要目标 is a heading and its marker, where no heading above says the name."""
    parted: list[Line] = []
    for line in lines:
        found = domain_in_marker(line.body) if line.mark and line.mark.rank <= RANKS["han_bracket"] else None
        above = {heading_words(other.words) for other in parted[-4:]}
        if found is None or marker_of(line.body) != "goals" or found[0] in above:
            parted.append(line)
            continue
        at = len(line.words) - len(line.body) + found[1]
        cut = line.start + at - line.shown
        parted.append(Line(line.start, cut, line.line, line.words[:at], line.mark, line.block, line.shown))
        parted.append(Line(cut, line.end, line.line, line.words[at:], None, line.block))
    return parted


def _tight_cuts(words: str) -> list[int]:
    """Where items that begin with a figure start, each one behind the item before it in the same paragraph."""
    cuts: list[int] = []
    opening = mark_of(words[:40]) or tight_mark_of(words[:40])
    if opening is None and (inline := inline_marker(words[:80])):
        opening = mark_of(words[inline[1]:inline[1] + 40])
    last = opening.no if opening is not None and opening.style == "digit_dot" else 0
    for found in _GLUED_TIGHT.finditer(words):
        no = int(found[1] or found[2])
        if found[1] and last and no == last + 1:
            cuts.append(found.start(1))
        if found[2] or no == last + 1:
            last = no
    return cuts


def _noise(lines: Sequence[Line]) -> dict[int, str]:
    noise: dict[int, str] = {}
    for i, line in enumerate(lines):
        if line.block.kind in ("header", "footer", "page_number", "toc"):
            noise[i] = line.block.kind
        elif not line.is_table_row and is_page_number(line.words):
            noise[i] = "page_number"
    _running_heads(lines, noise)
    _contents(lines, noise)
    return noise


def _running_heads(lines: Sequence[Line], noise: dict[int, str]) -> None:
    """A short line without punctuation that comes back three times or more is a running head or foot."""
    seen: Counter[str] = Counter()
    keys: dict[int, str] = {}
    for i, line in enumerate(lines):
        if i in noise or line.is_table_row or len(line.words) > 60 or line.mark:
            continue
        words = line.words.strip()
        if _SENTENCE.search(words) or "  " in words or "\t" in words or "|" in words or marker_of(words) or is_structural(words) or whole_plan_kind(words) or tight_mark_of(words):
            continue
        key = re.sub(r"[\d\s—·.]+", "", words)
        if len(key) >= 4:
            keys[i] = key
            seen[key] += 1
    first: set[str] = set()
    for i, key in keys.items():
        if seen[key] >= 3:
            if key in first or not re.search(r"规划|纲要|方案", key):
                noise[i] = "header"
            first.add(key)


def _contents(lines: Sequence[Line], noise: dict[int, str]) -> None:
    last: dict[str, int] = {}
    for i, line in enumerate(lines):
        if i not in noise and len(line.words) <= 90:
            last[_contents_key(line)] = i
    for i, line in enumerate(lines):
        if i not in noise and not line.is_table_row and has_leader(line.words) and not line.finished:
            noise[i] = "toc"
    head = next((i for i, line in enumerate(lines[:120]) if is_toc_head(line.words)), None)
    if head is None:
        return
    noise[head] = "toc"
    listed: set[str] = set()
    for i in range(head + 1, min(len(lines), head + 400)):
        if i in noise:
            continue
        key = _contents_key(lines[i])
        is_marker = marker_of(lines[i].body) is not None
        if len(lines[i].words) > 90 or (key in listed and not is_marker) or last.get(key, 0) <= i:
            break
        noise[i] = "toc"
        listed.add(key)


def _contents_key(line: Line) -> str:
    return re.sub(r"[.…·‥—_\s]*\(?\d{0,4}\)?$", "", heading_words(line.words))


def looks_like_table_head(words: str) -> bool:
    """True for 专栏1 主要指标 and the like."""
    return len(words) <= 60 and _TABLE_HEAD.match(words.strip()) is not None
