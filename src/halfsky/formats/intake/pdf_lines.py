"""Signs to lines: a line is what stands at one height; a wide gap in it parts two cells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from halfsky.formats.intake.pdf_glyphs import Glyph, Page

CELL_GAP = 1.8
SPACE_GAP = 0.32
PART_GAP = 0.45
_WIDE = re.compile(r"(?<=[\u3001-\u303f\u4e00-\u9fff\uff00-\uff5e]) (?=[\u3001-\u303f\u4e00-\u9fff\uff00-\uff5e])")
_INNER = re.compile(r"(?<![A-Za-z]) | (?![A-Za-z])")
_PAIR = re.compile(r"[\u4e00-\u9fff](?= ?[\u4e00-\u9fff])")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Line:
    """cells: the words, parted at wide gaps; starts: the left edge of each cell. parts: the words parted at every gap
    that shows, as (words, left edge, right edge, whether a cell begins here)."""

    cells: tuple[str, ...]
    starts: tuple[float, ...]
    page: int
    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    bold: bool
    parts: tuple[tuple[str, float, float, bool], ...] = ()

    @property
    def text(self) -> str:
        return " ".join(self.cells)

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The signs that stand at one height, from the top of the page down and from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.middle, glyph.x0)):
        if rows and rows[-1][0].middle - glyph.middle < 0.4 * min(rows[-1][0].size, max(glyph.size, 6.0)):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda glyph: (glyph.x0, glyph.index)) for row in rows]


def lines_of(page: Page, glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of these signs, from the top of the page down."""
    lines = (_line(page, row) for row in rows_of(glyphs))
    return [line for line in lines if line is not None]


def _line(page: Page, row: list[Glyph]) -> Line | None:
    seen = [glyph for glyph in row if not glyph.sign.isspace()]
    if not seen:
        return None
    cells, starts, before = [""], [seen[0].x0], None
    parts: list[tuple[str, float, float, bool]] = []
    sizes = sorted(glyph.size for glyph in seen)
    middling = sizes[len(sizes) // 2]
    for glyph in row:
        if glyph.sign.isspace() and (before is None or glyph.x0 < before.x0):
            continue
        if before is not None:
            gap, size = glyph.x0 - before.x1, max(before.size, glyph.size, 1.0)
            if gap > CELL_GAP * size and not glyph.sign.isspace():
                cells.append("")
                starts.append(glyph.x0)
            elif gap > SPACE_GAP * size:
                cells[-1] += " "
            elif _doubled(before, glyph):
                continue
        sign = glyph.sign.translate(RAISED) if _is_raised(glyph, seen, middling) else glyph.sign
        cells[-1] += sign
        if not sign.isspace():
            _add_part(parts, sign, glyph, middling, not cells[-1][:-1].strip())
        before = glyph
    kept = [(_closed_up(re.sub(r"[ \u00a0]+", " ", cell).strip()), start) for cell, start in zip(cells, starts, strict=True)]
    kept = [(cell, start) for cell, start in kept if cell.strip("\u3000 ")]
    bold = sum(1 for glyph in seen if glyph.index in page.bold) > 0.8 * len(seen)
    return Line(
        tuple(cell for cell, _ in kept), tuple(start for _, start in kept), page.number, seen[0].x0,
        max(glyph.x1 for glyph in seen), min(glyph.y0 for glyph in seen), max(glyph.y1 for glyph in seen),
        middling, bold, tuple(parts))


def _add_part(parts: list[tuple[str, float, float, bool]], sign: str, glyph: Glyph, size: float, begins: bool) -> None:
    """Go on with the last part, or begin one behind a gap and where a cell begins."""
    if begins or not parts or glyph.x0 - parts[-1][2] > PART_GAP * size:
        parts.append((sign, glyph.x0, glyph.x1, begins))
    else:
        words, start, end, is_cell = parts[-1]
        parts[-1] = (words + sign, start, max(end, glyph.x1), is_cell)


def _closed_up(cell: str) -> str:
    """妇 女 与 健 康: words set wide lose the gaps between their signs; a gap here and there stays."""
    gaps = len(_WIDE.findall(cell))
    return _INNER.sub("", cell) if gaps >= 3 and gaps >= 0.6 * len(_PAIR.findall(cell)) else cell


def _is_raised(glyph: Glyph, seen: list[Glyph], size: float) -> bool:
    """A small digit whose foot stands clear above that of the line's other signs: the number of a note, or a power."""
    if not glyph.sign.isdigit() or glyph.size > 0.75 * size:
        return False
    foot = sorted(other.y0 for other in seen if other.size > 0.75 * size)
    return bool(foot) and glyph.y0 > foot[len(foot) // 2] + 0.15 * size


def _doubled(before: Glyph, glyph: Glyph) -> bool:
    """The same sign printed twice, a little shifted, to look bold."""
    return glyph.sign == before.sign and abs(glyph.x0 - before.x0) < 0.2 * glyph.size
