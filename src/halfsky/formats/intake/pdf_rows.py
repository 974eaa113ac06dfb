"""Tables without drawn lines: rows of cells that begin at the same places, and the lines on which a cell goes on."""

from collections.abc import Sequence

from halfsky.formats.intake.pdf_lines import Line

#: A cell that goes on stands no further below than so many signs, and such a line fills less than half of the columns.
_BELOW = 2.2
_FEW_COLUMNS = 3


def rows_at(lines: Sequence[Line], index: int, furniture: dict[int, str]) -> list[list[Line]]:
    """The rows of a table that begins at a line, each with the lines its cells go on in; [] when there are not two rows."""
    rows: list[list[Line]] = []
    for line in lines[index:]:
        if id(line) in furniture:
            break
        if rows and _goes_on(rows, line):
            rows[-1].append(line)
        elif len(line.cells) >= 2 and (not rows or _aligned(rows[-1][0], line)):
            rows.append([line])
        else:
            break
    return rows if len(rows) >= 2 else []


def cells_in(rows: Sequence[Sequence[Line]]) -> list[list[str]]:
    """The cells of the rows, lined up with the columns of the widest."""
    columns = columns_of(rows)
    placed = []
    for row in rows:
        cells = [""] * len(columns)
        for line in row:
            for words, start in _parts(line, columns):
                cells[min(range(len(columns)), key=lambda at: abs(columns[at] - start))] += words
        placed.append(cells)
    return placed


def columns_of(rows: Sequence[Sequence[Line]]) -> tuple[float, ...]:
    """Where the cells of the row with most of them begin."""
    return max((row[0].starts for row in rows), key=len)


def _parts(line: Line, columns: Sequence[float]) -> list[tuple[str, float]]:
    """The cells of a line; one that runs into the next with a narrow gap is parted where that column begins."""
    parts: list[tuple[str, float]] = []
    for words, start, _, is_cell in line.parts:
        at_column = any(abs(start - column) < 0.6 * line.size for column in columns)
        if is_cell or at_column or not parts:
            parts.append((words, start))
        else:
            parts[-1] = (parts[-1][0] + words, parts[-1][1])
    return parts


def _goes_on(rows: Sequence[Sequence[Line]], line: Line) -> bool:
    columns, last = columns_of(rows), rows[-1][-1]
    if len(columns) < _FEW_COLUMNS or abs(line.size - last.size) > 0.05 * last.size or (
            last.middle - line.middle > _BELOW * last.size):
        return False
    parts = _parts(line, columns)
    ends = [*columns[1:], max(row[0].x1 for row in rows) + line.size]
    inside = all(
        any(column - line.size < start and end <= edge + 0.3 * line.size for column, edge in zip(columns, ends, strict=True))
        for (_, start), end in zip(parts, _ends(line, parts), strict=True))
    return inside and (len(parts) == 1 or 2 * len(parts) < len(columns))


def _ends(line: Line, parts: Sequence[tuple[str, float]]) -> list[float]:
    """Where each part ends: with the last sign before the next part begins."""
    following = [*[start for _, start in parts[1:]], float("inf")]
    return [max(end for _, start, end, _ in line.parts if start < limit) for limit in following]


def _aligned(above: Line, below: Line) -> bool:
    shared = sum(1 for start in below.starts if any(abs(start - other) < above.size for other in above.starts))
    return shared >= 2 or (shared >= 1 and len(above.cells) == len(below.cells))
