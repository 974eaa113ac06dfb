"""Tables of indicators (指标专栏): where they stand in the text, what each column is, and the targets in their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from halfsky.plandoc.lines import Line
from halfsky.plandoc.marks import marker_of
from halfsky.plandoc.numerals import half_width

_CUT = re.compile(r"\t+|\s{2,}|\s*\|\s*")
_RULE = re.compile(r"[\s|:—_=+\u2500-\u257f]+")
_INDICATOR = re.compile(r"(?:主要|监测|核心|具体|发展|统计)?(?:指标|目标)(?:名称|内容|项目)?|项目|内容|(?:主要)?指标.{0,6}")
_NOT_INDICATOR = re.compile(r"属性|类型|性质|单位|指标值|目标值")
_HEADER_WORD = re.compile(r"单位|目标|现状|基数|基期|属性|20\d\d|性质|预期|领域|类别|序号")
_ROLE = (
    ("number", re.compile(r"^(?:序号|编号|No\.?)$", re.IGNORECASE)),
    ("unit", re.compile(r"(?<!责任)(?<!牵头)(?<!配合)(?<!实施)单位(?!.*部门)(?!.*责任)")),
    ("other", re.compile(r"属性|性质|类型|责任|部门|牵头|来源|备注|说明|年均|增速|增长|累计|频率|周期")),
    ("domain", re.compile(r"^(?:领域|发展领域|类别|分类|方面|维度|一级指标|所属领域|专题|目标领域)$")),
)
_BASE = re.compile(r"基数|现状|基期|基准|基线|实际|完成|已达|当前|目前")
_GOAL = re.compile(r"目标|预期|规划值|标准值|要求")
#: 指标（单位）, 指标及单位: the indicator's column, whose unit stands in brackets behind its name.
_WITH_UNIT = re.compile(r"(?<=指标|名称|项目)(?:\(|及|、|/)(?:计量)?单位\)?$")
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: index of its line, its half-width cells lined up with the grid's columns."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: title line's index or None, columns as (role, year), rows behind the header, all line indices."""

    title: int | None
    columns: tuple[tuple[str, int | None], ...]
    rows: tuple[Row, ...]
    lines: frozenset[int]

    @property
    def has_targets(self) -> bool:
        roles = [role for role, _ in self.columns]
        return "indicator" in roles and "target" in roles


def cells_of(line: Line, by_space: bool = False, width: int = 0) -> tuple[str, ...]:
    """The cells of a line: given by the format, or cut at tabs, bars and wide gaps (at every gap when `by_space`). A line
    of exactly `width` cells between single tabs keeps its empty ones."""
    if line.block.cells:
        return tuple(re.sub(r"\s+", "", half_width(cell)) for cell in line.block.cells)
    if width and line.words.count("\t") == width - 1:
        return tuple(cell.strip() for cell in line.words.split("\t"))
    words = line.words.strip().strip("|").strip()
    if not words or _RULE.fullmatch(words):
        return ()
    return tuple(cell.strip() for cell in (words.split() if by_space else _CUT.split(words)))


def cell_places(line: Line, cells: Sequence[str]) -> list[tuple[int, int]]:
    """Where each cell of a row that is lined up with its columns stands in the document; [] when they do not line up."""
    places: list[tuple[int, int]] = []
    if line.block.cells:
        at = 0
        for cell in line.block.cells:
            found = line.block.text.find(cell.replace("\n", " "), at)
            found = at if found < 0 else found  # a cell with doubled quotation marks
            places.append((line.start + found, line.start + min(found + len(cell), len(line.block.text))))
            at = found + len(cell)
            at += line.block.text[at:at + 1] == "\t"
        missing = len(cells) - len(places)
        return [(line.start, line.start)] * missing + places if missing >= 0 else []
    at = 0
    for cell in cells:
        found = line.words.find(cell, at)
        if found < 0:
            return []
        places.append((line.start + found, line.start + found + len(cell)))
        at = found + len(cell)
    return places


def grids_of(lines: Sequence[Line], start_year: int | None) -> list[Grid]:
    """All tables of a document, in order."""
    grids: list[Grid] = []
    i = 0
    while i < len(lines):
        grid = None
        if not lines[i].noise:
            grid = _given(lines, i, start_year) if lines[i].is_table_row else _typed(lines, i, start_year)
        if grid is None:
            i += 1
            continue
        grids.append(grid)
        i = max(grid.lines) + 1
    return grids


def _given(lines: Sequence[Line], first: int, start_year: int | None) -> Grid:
    """A table that the format told us of."""
    last = first
    while last + 1 < len(lines) and (lines[last + 1].noise or (
            lines[last + 1].is_table_row and lines[last + 1].block.table == lines[first].block.table)):
        last += 1
    while lines[last].noise:
        last -= 1
    rows = [(i, cells_of(lines[i])) for i in range(first, last + 1) if not lines[i].noise]
    used = frozenset(i for i, _ in rows)
    for at in range(min(4, len(rows))):
        if is_header(rows[at][1]):
            return _grid(lines, rows, at, used, start_year)
    return _kinds_ahead(lines, rows, used) or Grid(_title(lines, first), (), (), used)


def _kinds_ahead(lines: Sequence[Line], rows: Sequence[tuple[int, tuple[str, ...]]], used: frozenset[int]) -> Grid | None:
    """主要目标 | 1.…2.… over 策略措施 | 1.…: a table whose rows, not columns, are named; words ahead of them are domains."""
    width = max((len(cells) for _, cells in rows), default=0)
    whole = [Row(i, (*[""] * (width - len(cells)), *cells)) for i, cells in rows if cells]
    for at in range(min(3, width - 1)):
        kinds = [marker_of(row.cells[at]) for row in whole if row.cells[at]]
        if kinds and all(kinds) and "goals" in kinds:
            roles = [*["domain"] * at, "kind", "items", *["other"] * (width - at - 2)]
            return Grid(_title(lines, rows[0][0]), tuple((role, None) for role in roles), tuple(whole), used)
    return None


def _typed(lines: Sequence[Line], first: int, start_year: int | None) -> Grid | None:
    """A table typed as text: a header line with three cells or more, then rows until prose begins."""
    if len(lines[first].words) > 200 or marker_of(lines[first].body):
        return None
    head = cells_of(lines[first])
    by_space = False
    if len(head) < 3 or not is_header(head):
        head = cells_of(lines[first], by_space=True)
        by_space = True
        if len(head) < 3 or not is_header(head) or "。" in lines[first].words:
            return None
    width = lines[first].words.count("\t") + 1
    if width > 2 and not by_space:
        head = cells_of(lines[first], width=width)
    rows = [(first, head)]
    for i in range(first + 1, min(len(lines), first + 400)):
        line = lines[i]
        if line.noise:
            continue
        parted = not by_space and re.search(r"[|\t]", line.words) is not None
        if line.is_table_row or marker_of(line.body) or (len(line.words) > 200 and not parted):
            break
        cells = cells_of(line, by_space, width if width > 2 else 0)
        if (by_space and len(cells) < 3) or (not by_space and len(cells) < 2):
            single = line.words.strip()
            if not single or (_RULE.fullmatch(single) and re.search(r"[|\u2500-\u257f]", single)):
                rows.append((i, ()))
                continue
            if not _is_group(lines, i, by_space):
                break
            cells = (single,)
        elif re.search(r"[。;]$", line.words.strip()) and line.mark:
            break
        rows.append((i, cells))
    if len(rows) < 2:
        return None
    return _grid(lines, rows, 0, frozenset(i for i, _ in rows), start_year)


def _is_group(lines: Sequence[Line], i: int, by_space: bool) -> bool:
    """A short line alone between rows names the group of the rows below it."""
    line = lines[i]
    if not line.is_short or len(line.words.strip()) > 20 or i + 1 >= len(lines):
        return False
    following = lines[i + 1]
    if following.noise or following.finished:
        return False
    return len(cells_of(following, by_space)) >= 3


def is_header(cells: Sequence[str]) -> bool:
    """True for the names of a table's columns: an indicator beside a unit, year or domain; or 主要目标 beside 策略措施."""
    names = [_column_name(cell) for cell in cells]
    if sum(1 for name in names if name) >= 2 and "measures" in map(marker_of, names) and all(len(name) <= 16 and not re.search(r"[。;\d]", name) for name in names):
        return True
    has_indicator = any(_INDICATOR.fullmatch(name) and not _NOT_INDICATOR.search(name) for name in names)
    others = sum(1 for name in names if len(name) <= 16 and _HEADER_WORD.search(name))
    return has_indicator and others >= 1 and not any(re.search(r"[。;]", name) for name in names)


def _column_name(cell: str) -> str:
    return _WITH_UNIT.sub("", re.sub(r"\s+", "", cell))


def _title(lines: Sequence[Line], first: int) -> int | None:
    for i in range(first - 1, max(-1, first - 4), -1):
        if lines[i].noise:
            continue
        words = lines[i].words.strip()
        if re.match(r"\(?单位[:(]", words):
            continue
        return i if len(words) <= 60 and re.search(r"专栏|表|指标|目标", words) and not lines[i].finished else None
    return None


def _grid(lines: Sequence[Line], rows: Sequence[tuple[int, tuple[str, ...]]], at: int, used: frozenset[int],
          start_year: int | None) -> Grid:
    header, below = list(rows[at][1]), at + 1
    if below < len(rows) and _goes_on(header, rows[below][1]):
        header = _joined(header, rows[below][1])
        below += 1
    columns = columns_of(header, start_year)
    width = len(columns)
    body = []
    for i, cells in rows[below:]:
        if not cells or (is_header(cells) and len(cells) >= 3):
            continue
        body.append(Row(i, _aligned(cells, width, columns)))
    return Grid(_title(lines, rows[0][0]), columns, tuple(body), used)


def _goes_on(header: Sequence[str], following: Sequence[str]) -> bool:
    """A second header row holds nothing but years and words such as 目标值 under a wide cell."""
    filled = [cell for cell in following if cell]
    if len(following) > len(header) or not filled:
        return False
    plain = re.compile(r"(?:(?:19|20)\d{2}年?)?(?:目标值?|现状值?|基数|基期值?|预期值?|实际值?)?\(?(?:预期)?\)?")
    shared = any(cell and cell == over for cell, over in zip(following, header, strict=False))
    return all(plain.fullmatch(cell) or cell in header for cell in filled) and (
        shared or any(_YEAR.search(cell) or _GOAL.search(cell) for cell in filled))


def _joined(header: Sequence[str], following: Sequence[str]) -> list[str]:
    joined, over = [], ""
    pad = len(header) - len(following)
    for i, cell in enumerate(header):
        over = cell or over
        under = following[i - pad] if i >= pad else ""
        joined.append(cell if not under or under == cell else over + under)
    return joined


def columns_of(header: Sequence[str], start_year: int | None) -> tuple[tuple[str, int | None], ...]:
    """Each column's role (number, domain, indicator, unit, base, target, goals, measures or other) and year."""
    columns: list[tuple[str, int | None]] = []
    seen = False
    for at, cell in enumerate(header):
        name = _column_name(cell)
        found = _YEAR.search(name)
        year = int(found[0]) if found else None
        role = next((role for role, pattern in _ROLE if pattern.search(name)), "")
        if not role and name in ("目标", "内容", "项目") and any("指标" in other for other in header[at + 1:]):
            role = "domain"
        if role == "other" and found and _GOAL.search(name):
            role = ""
        if not role and not seen and _INDICATOR.fullmatch(name) and not _NOT_INDICATOR.search(name) and not found:
            role, seen = "indicator", True
        if not role and (_BASE.search(name) or (year and start_year and year < start_year and not _GOAL.search(name))):
            role = "base"
        if not role and (_GOAL.search(name) or year):
            role = "target"
        columns.append((role or "other", year))
    if not {"target", "base"} & {role for role, _ in columns}:  # 主要目标 and 策略措施 hold goals and measures, not values
        columns = [(marker_of(cell) or _items(cell, role), None) for cell, (role, _) in zip(header, columns, strict=True)]
    if "indicator" in [role for role, _ in columns]:
        return _one_base(columns, start_year)
    return tuple(columns)


def _items(cell: str, role: str) -> str:
    """目标内容, 具体措施: the column of a table without figures that holds goals or measures."""
    if role != "indicator" and role != "other":
        return role
    if re.search(r"责任|部门|单位", cell):
        return role
    return "goals" if re.search(r"目标", cell) else "measures" if re.search(r"措施|任务", cell) else role


def _one_base(columns: Sequence[tuple[str, int | None]], start_year: int | None) -> tuple[tuple[str, int | None], ...]:
    """Without the plan's years the earliest of several year columns is the base."""
    named = sorted(year for role, year in columns if role == "target" and year)
    if start_year is None and len(set(named)) > 1 and not any(role == "base" for role, _ in columns):
        return tuple(("base", year) if role == "target" and year == named[0] else (role, year) for role, year in columns)
    return tuple(columns)


def _aligned(cells: Sequence[str], width: int, columns: Sequence[tuple[str, int | None]]) -> tuple[str, ...]:
    """Cells lined up with the columns: a row that is short lacks its first cells; one too long has a cut indicator."""
    if len(cells) == width:
        return tuple(cells)
    if len(cells) == 1:
        return (cells[0], *[""] * (width - 1))
    if len(cells) < width:
        return (*[""] * (width - len(cells)), *cells)
    at = next((i for i, (role, _) in enumerate(columns) if role == "indicator"), 0)
    over = len(cells) - width
    return (*cells[:at], "".join(cells[at:at + over + 1]), *cells[at + over + 1:])
