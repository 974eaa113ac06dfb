"""Pages set in two columns: where the gutter is, and the lines in reading order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from halfsky.formats.intake.pdf_glyphs import Glyph, Page
from halfsky.formats.intake.pdf_lines import CELL_GAP, Line, lines_of, rows_of

#: Words that run through the gutter have no gap there wider than this many signs.
_GAP = 0.35
_CLOSING, _OPENING = "，。；、：）》”】", "（《“【"
#: Each column has at least so many rows, the right one this share of all; at most so many rows cross the gutter in the
#: document, and on a page that is read in columns; of the left column's rows this share runs up to the gutter, and on
#: average they fill so much of it.
_FEWEST = 5
_RIGHT = 0.1
_CROSS, _CROSS_PAGE = 0.25, 0.4
_FULL, _FILL = 0.2, 0.45
#: So many rows, taken evenly from the whole document, are looked at.
_MOST = 1_500


@dataclass(frozen=True, slots=True)
class Gutter:
    """The empty strip between two columns: where the left one ends and the right one begins, in points."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    @property
    def width(self) -> float:
        return self.high - self.low


def gutter_of(pages: Sequence[tuple[Page, Sequence[Glyph]]]) -> Gutter | None:
    """The gutter of a document in two columns; None when it has one column.

    At a place in the middle third hardly any row runs through, many rows begin right of it, and most rows left of it end
    close to it. (In a table without lines the cells on the left do not.)
    """
    rows = [_seen(row) for _, glyphs in pages for row in rows_of(glyphs)]
    rows = [row for row in rows if row and not _is_table_row(row)]
    rows = rows[::1 + len(rows) // _MOST]
    width = Counter(round(page.width) for page, _ in pages).most_common(1)[0][0] if pages else 0
    through = {place: sum(_runs_through(row, place) for row in rows) for place in range(width // 3, 2 * width // 3, 4)}
    for place in sorted(through, key=lambda place: (through[place], abs(place - width / 2))):
        if through[place] <= _CROSS * len(rows) and (found := _gutter_at(rows, place)):
            return found
    return None


def _gutter_at(rows: Sequence[Sequence[Glyph]], place: float) -> Gutter | None:
    apart = [row for row in rows if not _runs_through(row, place)]
    lefts = [max(_end(glyph) for glyph in row if glyph.x0 < place) for row in apart if row[0].x0 < place]
    rights = [next(glyph.x0 for glyph in row if glyph.x0 >= place) for row in apart if row[-1].x0 >= place]
    if len(lefts) < _FEWEST or len(rights) < max(_FEWEST, _RIGHT * len(rows)):
        return None
    edge = sorted(lefts)[int(0.95 * (len(lefts) - 1))]
    start = min(row[0].x0 for row in apart)
    em = sorted(row[0].size for row in apart)[len(apart) // 2]
    full = sum(left > edge - 1.6 * em for left in lefts)
    fill = sum(left - start for left in lefts) / len(lefts) / (edge - start + 1)
    if place - edge < 5 * em and full >= _FULL * len(lefts) and fill >= _FILL and edge - start > 10 * em:
        usual = Counter(round(right / 2) * 2 for right in rights)
        return Gutter(edge, min(float(right) for right, count in usual.items() if 10 * count >= max(usual.values())))
    return None


def _is_table_row(row: Sequence[Glyph]) -> bool:
    """True for a row of four cells or more: no line of text in two columns has three wide gaps."""
    return sum(after.x0 - glyph.x1 > CELL_GAP * glyph.size for glyph, after in pairwise(row)) >= 3


def lines_in_columns(page: Page, glyphs: Sequence[Glyph], gutter: Gutter) -> list[Line]:
    """The lines of a page in reading order: rows that reach into the gutter part the page into bands; in each band the left
    column comes first. The right column's lines are given as if they stood in the left one, so that margins agree."""
    rows = rows_of(glyphs)
    low, high = gutter.middle - gutter.width / 5, gutter.middle + gutter.width / 5
    crossing = [any(_end(glyph) > low and _start(glyph) < high for glyph in _seen(row)) for row in rows]
    if not rows or sum(crossing) > _CROSS_PAGE * len(rows) + 2:
        return lines_of(page, glyphs)
    left = min((glyph.x0 for row, across in zip(rows, crossing, strict=True) for glyph in _seen(row) if not across), default=0.0)
    lines: list[Line] = []
    band: list[Glyph] = []
    for row, across in zip(rows, crossing, strict=True):
        if not across:
            band += row
            continue
        lines += [*_band(page, band, gutter, left), *lines_of(page, row)]
        band = []
    return [*lines, *_band(page, band, gutter, left)]


def _band(page: Page, glyphs: Sequence[Glyph], gutter: Gutter, left: float) -> list[Line]:
    shift = gutter.high - left
    first = lines_of(page, (glyph for glyph in glyphs if glyph.x0 < gutter.middle))
    second = lines_of(page, (glyph for glyph in glyphs if glyph.x0 >= gutter.middle))
    return first + [replace(line, x0=line.x0 - shift, x1=line.x1 - shift, starts=tuple(x - shift for x in line.starts))
                    for line in second]


def _seen(row: Sequence[Glyph]) -> list[Glyph]:
    return [glyph for glyph in row if not glyph.sign.isspace()]


def _end(glyph: Glyph) -> float:
    """Where a sign ends; of a closing sign only the first half is drawn, the other may hang over the column's edge."""
    return (glyph.x0 + glyph.x1) / 2 if glyph.sign in _CLOSING else glyph.x1


def _start(glyph: Glyph) -> float:
    """Where a sign begins; of an opening sign only the second half is drawn."""
    return (glyph.x0 + glyph.x1) / 2 if glyph.sign in _OPENING else glyph.x0


def _runs_through(seen: Sequence[Glyph], place: float) -> bool:
    """True when words run through a place without a gap."""
    left = max((_end(glyph) for glyph in seen if glyph.x0 < place), default=None)
    right = min((glyph.x0 for glyph in seen if glyph.x0 >= place), default=None)
    if left is None or right is None:
        return left is not None and left > place + 2
    return right - left < _GAP * max(glyph.size for glyph in seen)
