"""Lines to paragraphs: page furniture told apart, broken paragraphs joined, rows without drawn lines found."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from halfsky.formats.intake.pdf_lines import Line
from halfsky.formats.intake.pdf_notes import notes_at_foot
from halfsky.formats.intake.pdf_rows import cells_in, rows_at
from halfsky.formats.intake.pdf_tables import Grid
from halfsky.plandoc.source import Piece

_PAGE_NUMBER = re.compile(
    r"[—–\-·.\s]{0,6}\d{1,4}[—–\-·.\s]{0,6}|第\s?\d{1,4}\s?页(\s?[,，/]?\s?共\s?\d{1,4}\s?页)?|\d{1,4}\s?/\s?\d{1,4}"
    r"|[Pp]age\s?\d{1,4}(\s?of\s?\d{1,4})?")
_MARK = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]{1,4}[编章节条篇]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,3}[、.．](?!\d)|\d{1,2}\s?[)）]|[①-⑳⑴-⒛]|[•●■◆▪]|[-–*·]\s?(?=[（(\u4e00-\u9fff])"
    r"|(?:主要|发展|工作|具体)?目标[:：]?$|(?:策略|主要|重点|工作|策略和|策略与)措施[:：]?$)")
_CLOSED = re.compile(r"[。！？：；!?;:]['”’」』）)⁰¹²³⁴-⁹]*$")
#: A stock sentence that comes back at the top of a page is no running head.
_ITEM = re.compile(r"^\s*(?:\d{1,2}[、.．](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)])|。\s*$")
_LATIN = re.compile(r"[A-Za-z0-9]$")
_TOKEN = re.compile(r"[《“‘（(\[]{0,2}[A-Za-z0-9.,%‰/、，。；：~～—\-]{2,40}.?|[《“‘（(]{1,2}.")
_EDGE = 0.12


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page as lines and drawn tables."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...]


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float
    pitch: float
    size: float
    indented: bool


def pieces_of(pages: Sequence[PageLines]) -> list[Piece]:
    """The document's pieces in reading order. Headers, footers, notes at the foot and page numbers keep their words, as
    pieces of those kinds; one that stands inside a broken paragraph comes after it."""
    furniture = _furniture(pages)
    margins = _margins([line for page in pages for line in page.lines if id(line) not in furniture])
    writer = _Writer(margins)
    for page in pages:
        text = [line for line in page.lines if id(line) not in furniture]
        furniture |= {id(line): "footer" for line in notes_at_foot(text, margins.size)}
        writer.page(page, furniture)
    return writer.finished()


def _furniture(pages: Sequence[PageLines]) -> dict[int, str]:
    """id(line) -> kind, for lines at a page's edges that repeat or are its number."""
    kinds: dict[int, str] = {}
    edges: list[tuple[Line, str]] = []
    for page in pages:
        for lines, kind in ((page.lines[:2], "header"), (page.lines[:-3:-1], "footer")):
            words: set[str] = set()  # the title below a running head of the same words is no head
            for line in lines:
                if line.text.strip() in words:
                    continue
                words.add(line.text.strip())
                low = line.middle < _EDGE * page.height
                if (kind == "header" and line.middle > (1 - _EDGE) * page.height) or (kind == "footer" and low):
                    edges.append((line, kind))
    repeated = Counter((re.sub(r"\d+", "#", line.text), kind) for line, kind in edges)
    enough = 2 if len(pages) < 4 else max(3, len(pages) // 4)
    for line, kind in edges:
        if _PAGE_NUMBER.fullmatch(line.text.strip()):
            kinds[id(line)] = "page_number"
        elif repeated[re.sub(r"\d+", "#", line.text), kind] >= enough and not _ITEM.search(line.text):
            kinds[id(line)] = kind
    return kinds


def _margins(lines: Sequence[Line]) -> _Margins:
    if not lines:
        return _Margins(0, 0, 0, 10, False)
    size = Counter(round(line.size, 1) for line in lines).most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - size) < 0.15 * size] or list(lines)
    starts = Counter(round(line.x0 / 3) * 3 for line in body)
    left: float = min(start for start, count in starts.items() if count >= max(1, len(body) // 25))
    ends = sorted(line.x1 for line in body)
    right = ends[int(0.95 * (len(ends) - 1))]
    turned = sorted(  # few paragraphs go on: where they do, the margin is left of where most begin
        below.x0 for above, below in itertools.pairwise(lines)
        if above.page == below.page and above.x1 > right - 1.3 * size and 1.2 * size < left - below.x0 < 3.5 * size)
    left = turned[len(turned) // 2] if turned else left
    pitches = Counter(
        round(above.middle - below.middle) for above, below in itertools.pairwise(lines)
        if above.page == below.page and 0 < above.middle - below.middle < 4 * size
        and above.x1 > right - 1.3 * size and abs(above.size - size) < 0.15 * size)
    pitch = pitches.most_common(1)[0][0] if pitches else 1.5 * size
    indented = sum(1 for line in body if 1.2 * size < line.x0 - left < 3.5 * size)
    return _Margins(left, right, pitch, size, indented > 0.08 * len(body))


class _Writer:
    def __init__(self, margins: _Margins) -> None:
        self._margins = margins
        self._pieces: list[Piece] = []
        self._waiting: list[Piece] = []
        self._open: list[Line] = []
        self._text = ""
        self._tables = 0
        self._width = 0.0

    def page(self, page: PageLines, furniture: dict[int, str]) -> None:
        grids = list(page.grids)
        lines = list(page.lines)
        index = 0
        while index < len(lines) or grids:
            if grids and (index >= len(lines) or lines[index].middle < grids[0].top):
                self._grid(grids.pop(0), page.number)
                continue
            line = lines[index]
            kind = furniture.get(id(line))
            if kind:
                self._noise(line, kind)
                index += 1
                continue
            rows = rows_at(lines, index, furniture)
            if rows:
                self._close()
                self._emit(cells_in(rows), page.number)
                index += sum(map(len, rows))
                continue
            self._line(line, page)
            index += 1

    def finished(self) -> list[Piece]:
        self._close()
        return self._pieces

    def _noise(self, line: Line, kind: str) -> None:
        piece = Piece(line.text, kind, page=line.page, size=line.size)
        (self._waiting if self._open else self._pieces).append(piece)

    def _line(self, line: Line, page: PageLines) -> None:
        if self._open and self._continues(line):
            self._text += (" " if _LATIN.search(self._text) and line.text[:1].isascii() and line.text[:1].isalpha()
                           else "") + line.text
            self._open.append(line)
            return
        self._close()
        self._open, self._text = [line], line.text
        self._width = page.width

    def _close(self) -> None:
        if self._open:
            first = self._open[0]
            middle = (first.x0 + first.x1) / 2
            centered = (len(self._open) == 1 and first.x0 > self._margins.left + 2.5 * self._margins.size
                        and abs(middle - self._width / 2) < 1.2 * first.size)
            self._pieces.append(Piece(
                self._text, "paragraph", None, all(line.bold for line in self._open), centered,
                round(first.size, 1), page=first.page))
        self._pieces += self._waiting
        self._waiting, self._open, self._text = [], [], ""

    def _continues(self, line: Line) -> bool:
        """Whether ``line`` goes on with the open paragraph."""
        last, m = self._open[-1], self._margins
        if abs(line.size - last.size) > 0.12 * last.size:
            return False
        if line.page == last.page and last.middle - line.middle > 1.45 * m.pitch * max(1, line.size / m.size):
            return False
        em = max(line.size, 1.0) * 0.8
        short = m.right - last.x1
        full = short < max(1.6 * em, _unbroken(line) if not _CLOSED.search(self._text) else 0)
        closed = bool(_CLOSED.search(self._text))
        marked = bool(_MARK.match(line.text))
        indented = line.x0 - m.left > 1.2 * em
        if not full and (closed or short > 7 * em or (m.indented and indented)):
            return False
        if marked:
            return full and not closed and m.indented and not indented
        if m.indented and indented:
            hanging = len(self._open) > 1 and abs(line.x0 - last.x0) < 0.5 * em
            return not closed and (hanging or bool(_MARK.match(self._text)))
        return full or not closed

    def _grid(self, grid: Grid, page: int) -> None:
        self._close()
        self._emit([list(row) for row in grid.rows], page)

    def _emit(self, rows: list[list[str]], page: int) -> None:
        before = next((piece for piece in reversed(self._pieces)
                       if piece.kind not in ("header", "footer", "page_number")), None)
        goes_on = (before is not None and before.kind == "table_row" and before.page == page - 1
                   and len(before.cells) == len(rows[0]))
        if goes_on:
            self._tables -= 1
        for row in rows:
            self._pieces.append(Piece("", "table_row", cells=tuple(row), table=self._tables, page=page))
        self._tables += 1


def _unbroken(line: Line) -> float:
    """How wide the beginning of a line is that could not have been parted: numbers with the signs between them, which
    a line above with little room left to the next line."""
    token = _TOKEN.match(line.text)
    words = token[0] if token else ""
    return sum(0.55 if sign.isascii() else 1.0 for sign in words) * line.size
