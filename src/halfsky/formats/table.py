"""A table of figures (CSV or XLSX) as typed rows; every cell that cannot be used is a finding with its place.

The header may be in English or Chinese. Numbers are read as exact decimals from the text of the cell, in full-width
or half-width digits, with thousands commas or a per cent sign. Nothing is guessed: what is unclear is a finding.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from halfsky.formats.intake.opening import read_table
from halfsky.formats.intake.sheet import Sheet
from halfsky.method.breakdown import BreakdownError, parse

#: column -> headers that name it
HEADERS: Mapping[str, tuple[str, ...]] = {
    "indicator": ("indicator", "指标", "指标代码"),
    "area": ("area", "地区", "地区代码", "区划代码"),
    "breakdown": ("breakdown", "分组"),
    "sex": ("sex", "性别"),
    "urbanisation": ("urbanisation", "城乡"),
    "age": ("age", "年龄"),
    "year": ("year", "年份", "年度"),
    "numerator": ("numerator", "分子"),
    "denominator": ("denominator", "分母"),
    "value": ("value", "数值", "值"),
    "status": ("status", "状态"),
    "reason": ("reason", "原因", "缺数原因"),
    "source_body": ("source_body", "来源单位", "来源"),
    "note": ("note", "备注", "说明"),
}
REQUIRED = ("indicator", "year")
SEXES = {"": "_T", "_t": "_T", "合计": "_T", "f": "F", "女": "F", "女性": "F", "m": "M", "男": "M", "男性": "M"}
AREAS = {"": "_T", "_t": "_T", "合计": "_T", "u": "U", "城镇": "U", "城市": "U", "r": "R", "农村": "R", "乡村": "R"}

#: key -> (what is wrong and how to mend it, in Chinese; in English), with named placeholders
FINDINGS: Mapping[str, tuple[str, str]] = {
    "no_header": (
        "找不到表头。第一行应有“指标、年份、数值”等列名，可先下载模板。",
        "There is no header row. The first row should name columns such as indicator, year, value; use the template.",
    ),
    "no_column": ("缺少“{name}”列，请在表头补上。", "The column {name} is missing; add it to the header."),
    "column_twice": ("“{name}”列出现两次，请只留一列。", "The column {name} stands twice; keep one."),
    "not_a_number": ("“{text}”不是数，请只填数字，如 95 或 12.5。", "“{text}” is no number; write digits only, such as 95 or 12.5."),
    "too_large": ("“{text}”过大，请核对单位。", "“{text}” is too large; check the unit."),
    "not_a_year": ("“{text}”不是年份，请填 2024 这样的四位数。", "“{text}” is no year; write four digits such as 2024."),
    "empty": ("这一格不能空，请填写。", "This cell may not be empty."),
    "breakdown": ("{why}", "{why}"),
    "group": ("“{text}”不认识，请填：{known}。", "“{text}” is not known; write one of {known}."),
    "formula_error": ("单元格是错误值“{text}”，请先改正公式。", "The cell holds the error {text}; mend the formula first."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one cell: row as the sheet counts, column as its header names it."""

    row: int
    column: str
    key: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: str = "zh-hans") -> str:
        """The sentence for the user: what, and how to mend it."""
        zh, en = FINDINGS[self.key]
        return (en if lang.startswith("en") else zh).format(**self.params)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row that could be read. Numbers are exact decimals or None; ``breakdown`` is the canonical key."""

    row: int
    indicator: str
    area: str
    breakdown: str
    year: int
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    status: str
    reason: str
    source_body: str
    note: str


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The rows that could be read and what could not; ``count`` rows stood in the sheet."""

    rows: tuple[FigureRow, ...]
    findings: tuple[Finding, ...]
    count: int
    warnings: tuple[str, ...] = ()


def read_figures(path: Path, name: str | None = None) -> FigureTable:
    """Open a CSV or XLSX file in a child process and type its first sheet. Raises IntakeRefused."""
    sheets = read_table(path, name)
    filled = [sheet for sheet in sheets if any(any(cell.strip() for cell in row) for row in sheet.rows)]
    return typed(filled[0]) if filled else FigureTable((), (Finding(1, "", "no_header"),), 0)


def typed(sheet: Sheet) -> FigureTable:
    """Type the rows of one sheet."""
    findings: list[Finding] = []
    start, places, titles = _header(sheet, findings)
    if findings:
        return FigureTable((), tuple(findings), 0, sheet.warnings)
    rows: list[FigureRow] = []
    count = 0
    for offset, cells in enumerate(sheet.rows[start + 1:], start=start + 1):
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        reader = _Reader(sheet.first_row + offset, cells, places, titles)
        row = reader.figure()
        findings.extend(reader.findings)
        if row is not None:
            rows.append(row)
    return FigureTable(tuple(rows), tuple(findings), count, sheet.warnings)


def _header(sheet: Sheet, findings: list[Finding]) -> tuple[int, dict[str, int], dict[str, str]]:
    known = {title: column for column, titles in HEADERS.items() for title in titles}
    for offset, cells in enumerate(sheet.rows[:20]):
        places: dict[str, int] = {}
        titles: dict[str, str] = {}
        for place, cell in enumerate(cells):
            title = unicodedata.normalize("NFKC", cell).strip().lower()
            column = known.get(title)
            if column is None:
                continue
            if column in places:
                findings.append(Finding(sheet.first_row + offset, cell.strip(), "column_twice", {"name": cell.strip()}))
            places[column], titles[column] = place, cell.strip()
        if len(places) >= 2:
            findings.extend(
                Finding(sheet.first_row + offset, column, "no_column", {"name": f"{HEADERS[column][1]} ({column})"})
                for column in REQUIRED if column not in places
            )
            return offset, places, titles
    findings.append(Finding(sheet.first_row, "", "no_header"))
    return 0, {}, {}


class _Reader:
    """Types the cells of one row and gathers what is wrong with them."""

    def __init__(self, row: int, cells: Iterable[str], places: Mapping[str, int], titles: Mapping[str, str]) -> None:
        self.row, self.cells, self.places, self.titles = row, tuple(cells), places, titles
        self.findings: list[Finding] = []

    def text(self, column: str) -> str:
        place = self.places.get(column)
        if place is None or place >= len(self.cells):
            return ""
        return unicodedata.normalize("NFKC", self.cells[place]).strip()

    def wrong(self, column: str, key: str, **params: object) -> None:
        self.findings.append(Finding(self.row, self.titles.get(column, column), key, params))

    def number(self, column: str) -> Decimal | None:
        text = self.text(column)
        if text in {"", "—", "-", "…", "/"}:
            return None
        if text.startswith("#"):
            self.wrong(column, "formula_error", text=text)
            return None
        try:
            number = Decimal(text.replace(",", "").removesuffix("%").strip())
        except InvalidOperation:
            self.wrong(column, "not_a_number", text=text[:40])
            return None
        if not number.is_finite():
            self.wrong(column, "not_a_number", text=text[:40])
            return None
        if abs(number) >= Decimal(10) ** 12:
            self.wrong(column, "too_large", text=text[:40])
            return None
        return number

    def year(self) -> int:
        text = self.text("year").removesuffix("年").removesuffix(".0")
        if text.isascii() and text.isdigit() and len(text) == 4 and 1900 <= int(text) <= 2100:
            return int(text)
        self.wrong("year", "not_a_year" if text else "empty", text=text[:40])
        return 0

    def group(self, column: str, known: Mapping[str, str]) -> str:
        text = self.text(column)
        code = known.get(text.lower())
        if code is None:
            self.wrong(column, "group", text=text[:40], known="、".join(word for word in known if word))
            return "_T"
        return code

    def breakdown(self) -> str:
        text = self.text("breakdown")
        if text in {"", "_T", "合计"}:
            parts = {"SEX": self.group("sex", SEXES), "URBANISATION": self.group("urbanisation", AREAS),
                     "AGE": self.text("age") or "_T"}
            text = ";".join(f"{name}={code}" for name, code in parts.items() if code not in {"_T", "合计"})
        try:
            return parse(text).key
        except BreakdownError as error:
            self.wrong("breakdown", "breakdown", why=error.text())
            return ""

    def figure(self) -> FigureRow | None:
        indicator = self.text("indicator")
        if not indicator:
            self.wrong("indicator", "empty")
        row = FigureRow(
            row=self.row, indicator=indicator, area=self.text("area").removesuffix(".0"), breakdown=self.breakdown(),
            year=self.year(), numerator=self.number("numerator"), denominator=self.number("denominator"),
            value=self.number("value"), status=self.text("status").upper(), reason=self.text("reason"),
            source_body=self.text("source_body"), note=self.text("note")[:300],
        )
        return None if self.findings else row
