"""Pages set in two columns: where the gutter is, and the lines in reading order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from halfsky.formats.intake.pdf_glyphs import Glyph, Page
from halfsky.formats.intake.pdf_lines import Line, lines_of, rows_of

#: Words that run through the gutter have no gap there wider than this many signs.
_GAP = 0.35
#: Of a closing sign only the first half is drawn; it may hang over the column's edge.
_HALF = "，。；、：）》”"
#: Each column has at least so many rows, the right one this share of all; at most so many rows cross the gutter in the
#: document, and on a page that is read in columns; of the left column's rows this share runs up to the gutter, and on
#: average they fill so much of it.
_FEWEST = 8
_RIGHT = 0.3
_CROSS, _CROSS_PAGE = 0.25, 0.4
_FULL, _FILL = 0.2, 0.45
#: So many rows, taken evenly from the whole document, are looked at.
_MOST = 1_500


def gutter_of(pages: Sequence[tuple[Page, Sequence[Glyph]]]) -> float | None:
    """Where the gutter of a document in two columns is, in points from the left; None when it has one column.

    At a place in the middle third hardly any row runs through, many rows begin right of it, and most rows left of it end
    close to it. (In a table without lines the cells on the left do not.)
    """
    rows = [[glyph for glyph in row if not glyph.sign.isspace()] for _, glyphs in pages for row in rows_of(glyphs)]
    rows = [row for row in rows if row]
    rows = rows[::1 + len(rows) // _MOST]
    width = Counter(round(page.width) for page, _ in pages).most_common(1)[0][0] if pages else 0
    best: tuple[int, float] | None = None
    for place in range(width // 3, 2 * width // 3, 4):
        crossing = sum(_crosses(row, place) for row in rows)
        if crossing <= _CROSS * len(rows) and (best is None or crossing < best[0]) and _is_gutter(rows, place):
            best = crossing, place
    return None if best is None else float(best[1])


def _is_gutter(rows: Sequence[Sequence[Glyph]], place: float) -> bool:
    apart = [row for row in rows if not _crosses(row, place)]
    lefts = [max(glyph.x1 for glyph in row if glyph.x0 < place) for row in apart if row[0].x0 < place]
    rights = sum(row[-1].x0 >= place for row in apart)
    if len(lefts) < _FEWEST or rights < max(_FEWEST, _RIGHT * len(rows)):
        return False
    edge = sorted(lefts)[int(0.95 * (len(lefts) - 1))]
    em = sorted(row[0].size for row in apart)[len(apart) // 2]
    start = min(row[0].x0 for row in apart)
    full = sum(left > edge - 1.6 * em for left in lefts)
    fill = sum(left - start for left in lefts) / len(lefts) / (edge - start + 1)
    return place - edge < 3 * em and full >= _FULL * len(lefts) and fill >= _FILL and edge - start > 10 * em


def lines_in_columns(page: Page, glyphs: Sequence[Glyph], gutter: float) -> list[Line]:
    """The lines of a page in reading order: rows that cross the gutter part the page into bands; in each band the left
    column comes first. The right column's lines are given as if they stood in the left one, so that margins agree."""
    rows = rows_of(glyphs)
    crossing = [_crosses(row, gutter) for row in rows]
    if not rows or sum(crossing) > _CROSS_PAGE * len(rows) + 2:
        return lines_of(page, glyphs)
    left = min((glyph.x0 for row in rows for glyph in row if not glyph.sign.isspace()), default=0.0)
    rights = [glyph.x0 for row, across in zip(rows, crossing, strict=True) if not across
              for glyph in row if glyph.x0 > gutter and not glyph.sign.isspace()]
    shift = min(rights, default=left) - left
    lines: list[Line] = []
    band: list[Glyph] = []
    for row, across in zip(rows, crossing, strict=True):
        if not across:
            band += row
            continue
        lines += [*_band(page, band, gutter, shift), *lines_of(page, row)]
        band = []
    return [*lines, *_band(page, band, gutter, shift)]


def _band(page: Page, glyphs: Sequence[Glyph], gutter: float, shift: float) -> list[Line]:
    first = lines_of(page, (glyph for glyph in glyphs if glyph.x0 < gutter))
    second = lines_of(page, (glyph for glyph in glyphs if glyph.x0 >= gutter))
    return first + [replace(line, x0=line.x0 - shift, x1=line.x1 - shift, starts=tuple(x - shift for x in line.starts))
                    for line in second]


def _crosses(row: Sequence[Glyph], gutter: float) -> bool:
    """True when words run through the gutter."""
    seen = [glyph for glyph in row if not glyph.sign.isspace()]
    left = max((glyph.x1 - (glyph.sign in _HALF) * (glyph.x1 - glyph.x0) / 2 for glyph in seen if glyph.x0 < gutter), default=None)
    right = min((glyph.x0 for glyph in seen if glyph.x0 >= gutter), default=None)
    if left is None or right is None:
        return left is not None and left > gutter + 2
    return right - left < _GAP * max(glyph.size for glyph in seen)
