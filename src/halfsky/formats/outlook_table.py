"""Yearly series and tasks of the outlook from CSV (plain or gzip), and predictions to CSV.

A series file has one value a row: ``series_id, unit_kind, year, value`` and, if one likes, ``source``. A task file has
one task a row: ``task_id, series (year:value;year:value), unit_kind, direction (up, down, about), target,
target_year`` and, for about, ``tolerance``. Other columns are passed over.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from halfsky.formats.whole import write_whole
from halfsky.method.errors import HalfskyError
from halfsky.method.outlook.cut import Table
from halfsky.method.outlook.judging import Judged, Series
from halfsky.method.outlook.priors import KINDS

MOST_BYTES = 150_000_000
MOST_ROWS = 2_000_000
MOST_YEARS = 400
"""Between the first and the last year of a file."""
LONGEST_CELL = 20_000
FIRST_YEAR, LAST_YEAR = 1000, 2999
DIRECTIONS = {"up": 1, "down": -1, "about": 0}
SERIES_COLUMNS = ("series_id", "unit_kind", "year", "value")
TASK_COLUMNS = ("task_id", "series", "unit_kind", "direction", "target", "target_year")
PREDICTION = ("task_id", "p_met", "q10", "q50", "q90")


class OutlookTableError(HalfskyError):
    """A file of series or tasks that cannot be taken as it is."""

    messages = {
        "none": ("找不到文件 {name}，请核对路径。", "There is no file {name}; check the path."),
        "folder": ("{name} 是文件夹，请给出 CSV 文件。", "{name} is a folder; give a CSV file."),
        "empty": ("{name} 是空文件，请给出带表头的 CSV。", "{name} is empty; give a CSV with a header."),
        "no_rows": ("{name} 只有表头没有数据，请补充数据行。", "{name} has a header and no rows; add rows."),
        "gzip": ("{name} 的压缩数据已损坏，请重新压缩或改用普通 CSV。", "{name} is damaged as gzip; compress it again or give a plain CSV."),
        "text": (
            "{name} 不是 UTF-8 或 GB18030 文本（第 {line} 行附近），请在表格软件里另存为“CSV UTF-8”。",
            "{name} is not text in UTF-8 (near line {line}); save it as CSV UTF-8.",
        ),
        "large": (
            "{name} 展开后超过 {most} MB，请分成几个文件。",
            "{name} unpacks to more than {most} MB; split it into several files.",
        ),
        "rows": ("{name} 超过 {most} 行，请分成几个文件。", "{name} has more than {most} rows; split it into several files."),
        "columns": (
            "{name} 的表头缺少列：{columns}。表头应含 {all}（逗号分隔）。",
            "The header of {name} lacks: {columns}. It must hold {all}, parted by commas.",
        ),
        "twice": ("{name} 的表头里“{column}”出现两次，请删去一列。", "The header of {name} has {column} twice; delete one."),
        "width": (
            "{name} 第 {line} 行有 {found} 列，表头有 {expected} 列，请核对逗号和引号。",
            "{name}, line {line}: {found} cells where the header has {expected}; check commas and quotes.",
        ),
        "csv": ("{name} 第 {line} 行的引号或换行有误（{why}），请核对。", "{name}, line {line}: quotes or breaks are wrong ({why})."),
        "blank": ("{name} 第 {line} 行“{column}”为空，请填写。", "{name}, line {line}, {column}: empty; fill it in."),
        "number": (
            "{name} 第 {line} 行“{column}”不是数字：“{text}”。请填不带单位和千分位的数字。",
            "{name}, line {line}, {column}: “{text}” is not a number; write digits without unit or thousands marks.",
        ),
        "year": (
            "{name} 第 {line} 行“{column}”不是四位年份：“{text}”。",
            "{name}, line {line}, {column}: “{text}” is not a year of four digits.",
        ),
        "span": (
            "{name} 的年份从 {first} 到 {last}，跨度过大，请核对年份。",
            "{name}: years from {first} to {last} lie too far apart; check them.",
        ),
        "kind": (
            "{name} 第 {line} 行“{column}”不认识：“{text}”。可用：share（0 至 100 的比重）、rate、level、count、other。",
            "{name}, line {line}, {column}: “{text}” is unknown; use share (0 to 100), rate, level, count or other.",
        ),
        "direction": (
            "{name} 第 {line} 行“{column}”不认识：“{text}”。可用：up（不低于）、down（不高于）、about（左右）。",
            "{name}, line {line}, {column}: “{text}” is unknown; use up (at least), down (at most) or about.",
        ),
        "kinds": (
            "{name} 第 {line} 行“{column}”与同一序列前面的行不同：“{text}”。同一序列应写同一种。",
            "{name}, line {line}, {column}: “{text}” differs from earlier rows of the series; write the same.",
        ),
        "point": (
            "{name} 第 {line} 行“{column}”里“{text}”不合格式，应写成 2019:12.3;2020:12.9。",
            "{name}, line {line}, {column}: “{text}” is not as it should be; write 2019:12.3;2020:12.9.",
        ),
        "repeated": (
            "{name} 第 {line} 行重复：{what} 已在前面出现，请删去一行。",
            "{name}, line {line}: {what} stood before; delete one of the rows.",
        ),
        "unwritable": (
            "写不了 {name}（{why}），请核对路径和权限。",
            "{name} cannot be written ({why}); check the path and the permissions.",
        ),
    }


@dataclass(frozen=True, slots=True)
class TaskFile:
    """The tasks of a file, in its order."""

    names: tuple[str, ...]
    series: Series


def read_series(path: Path) -> Table:
    """The yearly series in ``path``. A row without a value is passed over. OutlookTableError with line and column."""
    rows = _Rows(path, SERIES_COLUMNS, ("source",))
    found: dict[str, tuple[str, int, dict[int, float]]] = {}
    for cells in rows:
        name = rows.text(cells, "series_id")
        kind = rows.kind(cells)
        source = cells.get("source", "")
        year = rows.year(cells, "year")
        if name not in found:
            found[name] = (source, kind, {})
        known = found[name]
        if known[1] != kind:
            raise rows.error("kinds", "unit_kind", cells["unit_kind"])
        if known[0] != source:
            raise rows.error("kinds", "source", source)
        if year in known[2]:
            raise rows.error("repeated", what=f"{name} {year}")
        known[2][year] = rows.number(cells, "value") if cells["value"].strip() else math.nan
    names = tuple(sorted(found))
    if not names:
        raise OutlookTableError("no_rows", name=path.name)
    grid, first = _grid([found[name][2] for name in names], path)
    kinds = np.array([found[name][1] for name in names])
    return Table(names, tuple(found[name][0] for name in names), kinds, grid, first)


def read_tasks(path: Path) -> TaskFile:
    """The tasks in ``path``. OutlookTableError with line and column."""
    rows = _Rows(path, TASK_COLUMNS, ("tolerance",))
    names: list[str] = []
    points: list[dict[int, float]] = []
    columns: tuple[list[float], ...] = ([], [], [], [], [])
    seen: set[str] = set()
    for cells in rows:
        name = rows.text(cells, "task_id")
        if name in seen:
            raise rows.error("repeated", what=name)
        seen.add(name)
        names.append(name)
        points.append(rows.points(cells))
        slack = cells.get("tolerance", "").strip()
        values = (
            rows.kind(cells), rows.direction(cells), rows.number(cells, "target"), rows.year(cells, "target_year"),
            rows.number(cells, "tolerance") if slack else 0.0,
        )  # fmt: skip
        for column, value in zip(columns, values, strict=True):
            column.append(value)
    if not names:
        raise OutlookTableError("no_rows", name=path.name)
    grid, first = _grid(points, path)
    kind, sense, reach, year, tolerance = (np.array(column) for column in columns)
    series = Series(grid, first, kind.astype(int), sense.astype(int), reach, year.astype(int), slack=np.abs(tolerance))
    return TaskFile(tuple(names), series)


def write_predictions(path: Path, names: Sequence[str], judged: Judged) -> None:
    """``task_id, p_met, q10, q50, q90``, empty where a task is not judged; gzip when the name ends in .gz."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(PREDICTION)
    for name, p, values in zip(names, judged.p.tolist(), judged.quantiles.tolist(), strict=True):
        told = ["", "", "", ""] if math.isnan(p) else [f"{p:.6f}", *(f"{value:.10g}" for value in values)]
        write.writerow([name, *told])
    data = out.getvalue().encode()
    try:
        write_whole(path, gzip.compress(data, mtime=0) if path.name.endswith(".gz") else data, make_folder=False)
    except OSError as problem:
        raise OutlookTableError("unwritable", name=path, why=problem.strerror) from None


def _grid(points: list[dict[int, float]], path: Path) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.float64]], int]:
    first, last = min(min(p) for p in points), max(max(p) for p in points)
    if last - first >= MOST_YEARS:
        raise OutlookTableError("span", name=path.name, first=first, last=last)
    grid = np.full((last - first + 1, len(points)), np.nan)
    at = [year - first for p in points for year in p]
    column = [i for i, p in enumerate(points) for _ in p]
    grid[at, column] = [value for p in points for value in p.values()]
    return grid, first


class _Rows:
    """The rows of a CSV as cells by column, and errors that say where."""

    def __init__(self, path: Path, needed: Sequence[str], more: Sequence[str]) -> None:
        self.name = path.name
        self.line = 1
        text = _text(path)
        csv.field_size_limit(LONGEST_CELL)
        self._reader = csv.reader(io.StringIO(text, newline=""))
        header = [cell.strip() for cell in self._row() or ()]
        missing = [column for column in needed if column not in header]
        if missing:
            raise OutlookTableError("columns", name=self.name, columns=", ".join(missing), all=",".join(needed))
        wanted = (*needed, *more)
        for column in wanted:
            if header.count(column) > 1:
                raise OutlookTableError("twice", name=self.name, column=column)
        self._at = {column: header.index(column) for column in wanted if column in header}
        self._width = len(header)

    def __iter__(self) -> Iterator[dict[str, str]]:
        count = 0
        while (row := self._row()) is not None:
            if not row or not any(cell.strip() for cell in row):
                continue
            count += 1
            if count > MOST_ROWS:
                raise OutlookTableError("rows", name=self.name, most=MOST_ROWS)
            if len(row) != self._width:
                raise OutlookTableError("width", name=self.name, line=self.line, found=len(row), expected=self._width)
            yield {column: row[at] for column, at in self._at.items()}

    def _row(self) -> list[str] | None:
        self.line = self._reader.line_num + 1
        try:
            return next(self._reader, None)
        except csv.Error as problem:
            raise OutlookTableError("csv", name=self.name, line=self.line, why=problem) from None

    def error(self, key: str, column: str = "", text: str = "", **more: object) -> OutlookTableError:
        return OutlookTableError(key, name=self.name, line=self.line, column=column, text=text[:60], **more)

    def text(self, cells: dict[str, str], column: str) -> str:
        found = cells[column].strip()
        if not found:
            raise self.error("blank", column)
        return found

    def number(self, cells: dict[str, str], column: str) -> float:
        return self._number(self.text(cells, column), column)

    def _number(self, text: str, column: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value) or abs(value) > 1e15 or "_" in text:
            raise self.error("number", column, text)
        return value

    def year(self, cells: dict[str, str], column: str) -> int:
        return self._year(self.text(cells, column), column)

    def _year(self, text: str, column: str) -> int:
        year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise self.error("year", column, text)
        return year

    def kind(self, cells: dict[str, str]) -> int:
        text = self.text(cells, "unit_kind")
        if text not in KINDS:
            raise self.error("kind", "unit_kind", text)
        return KINDS.index(text)

    def direction(self, cells: dict[str, str]) -> int:
        text = self.text(cells, "direction")
        if text not in DIRECTIONS:
            raise self.error("direction", "direction", text)
        return DIRECTIONS[text]

    def points(self, cells: dict[str, str]) -> dict[int, float]:
        found: dict[int, float] = {}
        for part in self.text(cells, "series").split(";"):
            year, colon, value = part.strip().partition(":")
            if not colon:
                raise self.error("point", "series", part)
            at = self._year(year.strip(), "series")
            if at in found:
                raise self.error("repeated", what=f"{cells['task_id'].strip()} {at}")
            found[at] = self._number(value.strip(), "series")
        return found


def _text(path: Path) -> str:
    """The file's text, unpacked within MOST_BYTES."""
    if path.is_dir():
        raise OutlookTableError("folder", name=path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise OutlookTableError("none", name=path) from None
    if data[:2] == b"\x1f\x8b" and len(data) <= MOST_BYTES:
        data = _unpacked(data, path)
    if len(data) > MOST_BYTES:
        raise OutlookTableError("large", name=path.name, most=MOST_BYTES // 1_000_000)
    if not data.strip():
        raise OutlookTableError("empty", name=path.name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise OutlookTableError("text", name=path.name, line=line) from None
    if "\x00" in text:
        raise OutlookTableError("text", name=path.name, line=line)
    return text


def _unpacked(data: bytes, path: Path) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise OutlookTableError("gzip", name=path.name) from None
