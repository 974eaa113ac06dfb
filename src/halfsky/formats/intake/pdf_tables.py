"""Tables drawn with lines: the grid, its merged cells, and the words in each."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from halfsky.formats.intake.pdf_glyphs import Glyph, Page, Rule
from halfsky.formats.intake.pdf_lines import lines_of

NEAR = 3.0
MOST_RULES = 3_000
_NARROWEST, _LOWEST = 12.0, 8.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A drawn table on one page: rows of cell texts from the top down; a merged cell's words stand in its first
    row and column. top and bottom: its extent. used: the indexes of the signs inside it."""

    rows: tuple[tuple[str, ...], ...]
    top: float
    bottom: float
    used: frozenset[int]


def grids_of(page: Page) -> list[Grid]:
    """The tables of a page: groups of touching lines with at least two rows or columns and words in two cells."""
    if not 4 <= len(page.rules) <= MOST_RULES:
        return []
    found = (_grid(page, group) for group in _groups(page.rules))
    return sorted((grid for grid in found if grid is not None), key=lambda grid: -grid.top)


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Lines that touch, directly or through others."""
    parent = list(range(len(rules)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    level = [(index, rule) for index, rule in enumerate(rules) if not rule.upright]
    for index, rule in enumerate(rules):
        if rule.upright:
            for other, across in level:
                if (rule.low - NEAR <= across.at <= rule.high + NEAR
                        and across.low - NEAR <= rule.at <= across.high + NEAR):
                    parent[root(other)] = root(index)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), []).append(rule)
    return [group for group in groups.values() if len(group) >= 4]


def _places(values: list[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > NEAR:
            places.append(value)
    return places


def _grid(page: Page, rules: list[Rule]) -> Grid | None:
    xs = _places([rule.at for rule in rules if rule.upright])
    ys = _places([rule.at for rule in rules if not rule.upright])
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    upright = [rule for rule in rules if rule.upright]
    level = [rule for rule in rules if not rule.upright]
    xs, ys = _opened(xs, ys, level, _NARROWEST), _opened(ys, xs, upright, _LOWEST)
    rows, columns = len(ys) - 1, len(xs) - 1
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(rows):
        for column in range(columns):
            middle_y = (ys[rows - row - 1] + ys[rows - row]) / 2
            middle_x = (xs[column] + xs[column + 1]) / 2
            owner[row, column] = row, column
            if column and not _drawn(upright, xs[column], middle_y):
                owner[row, column] = owner[row, column - 1]
            elif row and not _drawn(level, ys[rows - row], middle_x):
                owner[row, column] = owner[row - 1, column]
    words: dict[tuple[int, int], list[Glyph]] = {}
    used: set[int] = set()
    for glyph in page.glyphs:
        x = (glyph.x0 + glyph.x1) / 2
        if xs[0] - NEAR < x < xs[-1] + NEAR and ys[0] - NEAR < glyph.middle < ys[-1] + NEAR:
            column = min(max(bisect_right(xs, x) - 1, 0), columns - 1)
            row = rows - 1 - min(max(bisect_right(ys, glyph.middle) - 1, 0), rows - 1)
            words.setdefault(owner[row, column], []).append(glyph)
            used.add(glyph.index)
    texts = {place: "".join(line.text for line in lines_of(page, glyphs)) for place, glyphs in words.items()}
    filled = sum(1 for text in texts.values() if text.strip())
    if filled < 2:
        return None
    table = tuple(tuple(texts.get((row, column), "") for column in range(columns)) for row in range(rows))
    return Grid(tuple(row for row in table if any(row)), ys[-1], ys[0], frozenset(used))


def _opened(places: list[float], across: list[float], rules: list[Rule], narrowest: float) -> list[float]:
    """The places of one direction with those at its ends that no line closes: most lines of the other direction reach there.

    Statistical tables are drawn open at their sides, and a table that goes on on the next page open below.
    """
    edges = []
    for end, beyond in ((min(rule.low for rule in rules), -1), (max(rule.high for rule in rules), 1)):
        outer = places[0] if beyond < 0 else places[-1]
        reaching = [at for at in across if any(abs(rule.at - at) <= NEAR and abs((rule.low if beyond < 0 else rule.high) - end) <= NEAR for rule in rules)]
        if (end - outer) * beyond > narrowest and 2 * len(reaching) > len(across):
            edges.append(end)
    return sorted([*places, *edges])


def _drawn(rules: list[Rule], at: float, through: float) -> bool:
    return any(abs(rule.at - at) <= NEAR and rule.low - 1 <= through <= rule.high + 1 for rule in rules)
