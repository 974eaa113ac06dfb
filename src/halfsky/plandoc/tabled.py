"""Plans written as tables: columns 领域, 主要目标 and 策略措施, with numbered items in a cell or one item a row.

Such a table is read for goals (or measures) only where the prose gave none, so an annex that repeats them changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from halfsky.plandoc.items import Item, items_of
from halfsky.plandoc.lines import Line, lines_of, looks_like_table_head
from halfsky.plandoc.marks import RANKS, heading_words, is_structural, mark_of, marker_of
from halfsky.plandoc.numerals import half_width
from halfsky.plandoc.outline import Region
from halfsky.plandoc.source import from_text
from halfsky.plandoc.tables import Grid, Row, cell_places


@dataclass(slots=True)
class _Heading:
    """The domain a row belongs to: its words, line and span."""

    name: str
    line: int
    span: tuple[int, int]


def add_tabled(regions: list[Region], grids: Sequence[Grid], lines: Sequence[Line], text: str) -> None:
    """Put the goals and measures of tables into the domains, which are made where the prose has none."""
    wanted = {kind for kind in ("goals", "measures") if not any(getattr(region, kind) for region in regions)}
    made = not any(region.goals or region.measures for region in regions)
    added = False
    for found in grids:
        grid = _named_above(_kinds_by_row(found), lines)
        kinds = {"goals", "measures"} if "kind" in [role for role, _ in grid.columns] else {role for role, _ in grid.columns}
        kinds &= wanted
        if not kinds or grid.has_targets:
            continue
        for heading, kind, row, place in _cells(grid, lines, kinds):
            region = next((one for one in regions if one.name == heading.name), None)
            if region is None and made:
                region = Region(heading.name, heading.line, heading.span, len(regions) + 1)
                regions.append(region)
            if region is not None:
                _fill(getattr(region, kind), grid, row, lines[row.line], place, text)
                region.marked = True
                added = True
    if added:
        regions[:] = [region for region in regions if region.goals or region.measures]


def _cells(grid: Grid, lines: Sequence[Line], kinds: set[str]) -> Iterator[tuple[_Heading, str, Row, tuple[int, int]]]:
    """Each cell of a goals' or measures' column with the domain it belongs to and its place in the document."""
    roles = [role for role, _ in grid.columns]
    heading = _above(grid, lines)
    said = None
    for row in grid.rows:
        line = lines[row.line]
        places = cell_places(line, row.cells)
        if not places:
            continue
        filled = [cell for cell in row.cells if cell]
        own = next((i for i, role in enumerate(roles) if role == "domain" and row.cells[i]), None)
        if len(filled) == 1 and len(filled[0]) <= 20 and not own and "domain" not in roles:
            own = row.cells.index(filled[0])
        if own is not None:
            heading = _Heading(heading_words(row.cells[own]), line.line, places[own])
            if len(filled) == 1:
                continue
        if heading is None:
            continue
        said = (marker_of(row.cells[roles.index("kind")]) or said) if "kind" in roles else None
        for i, role in enumerate(roles):
            kind = said if role == "items" else role
            if kind in kinds and row.cells[i]:
                yield heading, kind, row, places[i]


def _kind_column(grid: Grid) -> int | None:
    """The column whose every cell is 主要目标 or 策略措施, and both do occur."""
    for i in range(len(grid.columns)):
        kinds = {marker_of(row.cells[i]) for row in grid.rows if len([cell for cell in row.cells if cell]) > 1}
        if kinds == {"goals", "measures"}:
            return i
    return None


def _kinds_by_row(grid: Grid) -> Grid:
    """领域 | 类别 | 序号 | 内容: each row says whether it holds a goal or a measure; its words stand in the column with the most."""
    at = _kind_column(grid)
    if at is None or "kind" in [role for role, _ in grid.columns]:
        return grid
    widths = [sum(len(row.cells[i]) for row in grid.rows) if i != at else -1 for i in range(len(grid.columns))]
    items = widths.index(max(widths))
    roles = {at: "kind", items: "items"}
    return replace(grid, columns=tuple((roles.get(i, role), year) for i, (role, year) in enumerate(grid.columns)))


def _named_above(grid: Grid, lines: Sequence[Line]) -> Grid:
    """A table of 内容 with nothing but words, right under the line 主要目标 or 策略措施, holds what that line says."""
    roles = [role for role, _ in grid.columns]
    if "indicator" not in roles or {"target", "base", "goals", "measures"} & set(roles):
        return grid
    before = next((lines[i] for i in range(min(grid.lines) - 1, -1, -1) if not lines[i].noise), None)
    kind = marker_of(half_width(before.body)) if before is not None and before.is_short else None
    if kind not in ("goals", "measures"):
        return grid
    return replace(grid, columns=tuple((kind if role == "indicator" else role, year) for role, year in grid.columns))


def _above(grid: Grid, lines: Sequence[Line]) -> _Heading | None:
    """The numbered heading that the table stands under, for a table without a column of domains."""
    for i in range(min(grid.lines) - 1, max(-1, min(grid.lines) - 60), -1):
        line = lines[i]
        if line.noise or line.is_table_row or not line.is_short or (
                line.block.kind != "heading" and (line.mark is None or line.mark.rank > RANKS["digit_dot"])):
            continue
        if not is_structural(line.body) and not looks_like_table_head(line.words):
            return _Heading(heading_words(line.words), line.line, (line.start, line.end))
    return None


def _fill(items: list[Item], grid: Grid, row: Row, line: Line, place: tuple[int, int], text: str) -> None:
    """Add a cell's items: by their own numbers, else one item numbered by its row; an unfinished item goes on."""
    start, end = place
    raw = text[start:end]
    if line.block.cells:  # as the format gave it, with its line breaks
        raw = next((cell for cell in line.block.cells if cell.replace("\n", " ") == raw), raw)
    found = items_of([one for one in lines_of(from_text(raw)) if not one.noise])
    numbered = mark_of(half_width(raw)) is not None
    if items and not numbered and len(found) == 1 and not re.search(r"[。;；]\s*$", text[slice(*items[-1].spans[-1])]) \
            and "domain" in [role for role, _ in grid.columns] and not _number(grid, row) and not _domain(grid, row):
        items[-1].add(place)
        return
    for item in found:
        no = item.no if numbered or len(found) > 1 else _number(grid, row) or len(items) + 1
        spans = [(a + start, b + start) for a, b in item.spans]
        items.append(Item(no, line.line, spans, (item.whole[0] + start, item.whole[1] + start)))


def _number(grid: Grid, row: Row) -> int:
    cells = [cell for (role, _), cell in zip(grid.columns, row.cells, strict=True) if role == "number"]
    found = re.fullmatch(r"\(?(\d{1,3})[.)、]?", cells[0]) if cells else None
    return int(found[1]) if found else 0


def _domain(grid: Grid, row: Row) -> str:
    return next((cell for (role, _), cell in zip(grid.columns, row.cells, strict=True) if role == "domain"), "")
