"""Figures from a CSV or XLSX table: typed rows, and a finding for each cell that cannot be taken as it is."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from halfsky.formats.intake.messages import DEFAULT_LANGUAGE, is_english
from halfsky.formats.intake.opening import read_table
from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.formats.intake.sheet import Sheet
from halfsky.formats.table_words import (
    COLUMNS,
    FINDINGS,
    MILD,
    NOTHING,
    REASON,
    REQUIRED,
    SEX,
    STATUS,
    TEMPLATE_ZH,
    URBANISATION,
)
from halfsky.method.breakdown import Breakdown, BreakdownError, parse

FIRST_YEAR, LAST_YEAR = 1949, 2100
WHOLE, PLACES = 12, 6
LONGEST_TEXT = 300
LONGEST_NAME = 100
HEADER_WITHIN = 10
MISSING = ("O", "L", "M")
_INDICATOR = re.compile(r"[a-z][a-z0-9_]{0,30}(\.[a-z0-9_]{1,60}){1,3}")
_AREA = re.compile(r"[0-9]{12}|[0-9]{6}")
_YEAR = re.compile(r"(\d{4})(?:\.0+|年|年度)?")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_AGE = re.compile(r"Y\d{1,3}T\d{1,3}|Y_GE\d{1,3}|Y_LE\d{1,3}|_T")
_AGE_SPAN = re.compile(r"(\d{1,3})\s?[-—–~～至到]\s?(\d{1,3})岁?")
_AGE_OVER = re.compile(r"(\d{1,3})岁?(?:及以上|以上|\+)")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a cell or row. row: as the spreadsheet counts; column: the header as written, "" for the
    whole row; key and params: of the catalogue `halfsky.formats.table_words.FINDINGS`."""

    row: int
    column: str
    key: str
    params: dict[str, Any]

    @property
    def blocking(self) -> bool:
        """Whether it keeps its row out (a finding) or not (a note)."""
        return self.key not in MILD

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The sentence for the user: number, what is wrong, how to mend it."""
        number, zh, en = FINDINGS[self.key]
        return f"{number} {(en if is_english(language) else zh).format_map(self.params)}"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure as written. Numbers are exact decimals, None when not given; breakdown is the canonical key ("" for
    the total); area a division code or "" when left empty; status and reason are codes, "" when not given. Whether
    indicator, area and body exist, and a value has what its indicator asks for, is not known here."""

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
    """rows: those that can be taken. findings: why others cannot, in the order of the sheet. count: how many rows
    stood there. notes: what was read all the same but should be looked at. warnings: said while opening the file."""

    rows: tuple[FigureRow, ...]
    findings: tuple[Finding, ...]
    count: int
    warnings: tuple[str, ...] = ()
    notes: tuple[Finding, ...] = ()
    sheet: str = ""

    @property
    def refused(self) -> tuple[int, ...]:
        """The numbers of the rows kept out."""
        return tuple(sorted({finding.row for finding in self.findings}))


def read_figures(path: Path, name: str | None = None) -> FigureTable:
    """Read the first sheet that has the header of a figures table. The file is opened in a child process.

    Raises IntakeRefused for a file that is no table, ``table.no_header`` when no sheet has the columns.
    """
    sheets = read_table(path, name)
    lacking: list[str] = []
    for sheet in sheets:
        found = _header(sheet)
        if found is not None:
            return figures_of(sheet)
        lacking = lacking or _lacking(sheet)
    raise IntakeRefused("table.no_header", name=name or path.name, columns="、".join(lacking or REQUIRED))


def figures_of(sheet: Sheet) -> FigureTable:
    """The figures of one sheet. Raises IntakeRefused ``table.no_header``."""
    found = _header(sheet)
    if found is None:
        raise IntakeRefused("table.no_header", name=sheet.name or "CSV", columns="、".join(_lacking(sheet)))
    at, columns, findings = found
    header = sheet.rows[at]
    rows: list[FigureRow] = []
    count = 0
    for offset, cells in enumerate(sheet.rows[at + 1:], at + 1):
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        reader = _Row(sheet.first_row + offset, columns, header, cells)
        row = reader.figure()
        findings += reader.findings
        if row is not None:
            rows.append(row)
    notes = tuple(finding for finding in findings if not finding.blocking)
    blocking = tuple(finding for finding in findings if finding.blocking)
    return FigureTable(tuple(rows), blocking, count, sheet.warnings, notes, sheet.name)


def plain(text: str) -> str:
    """Full-width digits and signs as half-width, white space and invisible signs off."""
    text = unicodedata.normalize("NFKC", text).replace("\u2212", "-")
    return "".join(sign for sign in text if sign.isprintable() and not sign.isspace() and sign != "\u200b")


def _known(name: str) -> str | None:
    name = re.sub(r"\(.*?\)", "", plain(name)).lower()
    return next((column for column, names in COLUMNS.items() if name in names), None)


def _header(sheet: Sheet) -> tuple[int, dict[str, int], list[Finding]] | None:
    """Where the header stands (a title may stand above it), which column is where, and what was said of it."""
    for at, cells in enumerate(sheet.rows[:HEADER_WITHIN]):
        columns: dict[str, int] = {}
        findings: list[Finding] = []
        for index, cell in enumerate(cells):
            known = _known(cell)
            said = {"text": cell[:40]}
            if known is None and cell.strip():
                findings.append(Finding(sheet.first_row + at, cell[:40], "column.unknown", said))
            elif known in columns:
                findings.append(Finding(sheet.first_row + at, cell[:40], "column.twice", said))
            elif known is not None:
                columns[known] = index
        if all(column in columns for column in REQUIRED):
            return at, columns, findings
    return None


def _lacking(sheet: Sheet) -> list[str]:
    best = max(({_known(cell) for cell in cells} for cells in sheet.rows[:HEADER_WITHIN]), key=len, default=set())
    return [f"{TEMPLATE_ZH[column]}（{column}）" for column in REQUIRED if column not in best]


class _Row:
    def __init__(self, number: int, columns: dict[str, int], header: Sequence[str], cells: Sequence[str]) -> None:
        self.number = number
        self.findings: list[Finding] = []
        self._columns = columns
        self._header = header
        self._cells = cells

    def say(self, column: str, key: str, /, **params: Any) -> None:
        shown = self._header[self._columns[column]].strip() if column in self._columns else column
        self.findings.append(Finding(self.number, shown, key, params))

    def cell(self, column: str) -> str:
        return self._cells[self._columns[column]] if column in self._columns else ""

    def figure(self) -> FigureRow | None:
        """The row's figure, None when a finding keeps it out."""
        indicator = self._indicator()
        area = self._area()
        year = self._year()
        breakdown = self._breakdown()
        numerator, denominator, value = (self._number(name) for name in ("numerator", "denominator", "value"))
        status = self._coded("status", STATUS)
        reason = self._coded("reason", REASON)
        source, note = self._words("source_body"), self._words("note")
        if status in MISSING and value is not None:
            self.say("status", "row.both", status=status)
        if any(finding.blocking for finding in self.findings):
            return None
        return FigureRow(self.number, indicator, area, breakdown, year, numerator, denominator, value,
                         status, reason, source, note)

    def _indicator(self) -> str:
        code = plain(self.cell("indicator"))
        if _INDICATOR.fullmatch(code):
            return code
        name = " ".join(self.cell("indicator").split())
        if not 0 < len(name) <= LONGEST_NAME:
            self.say("indicator", "cell.indicator")
        return name

    def _area(self) -> str:
        text = plain(self.cell("area")).removesuffix(".0")
        if text and not _AREA.fullmatch(text):
            self.say("area", "cell.area", text=self.cell("area")[:60])
        return text

    def _year(self) -> int:
        found = _YEAR.fullmatch(plain(self.cell("year")))
        year = int(found[1]) if found else 0
        if not FIRST_YEAR <= year <= LAST_YEAR:
            self.say("year", "cell.year", text=self.cell("year")[:60], first=FIRST_YEAR, last=LAST_YEAR)
        return year

    def _breakdown(self) -> str:
        text = plain(self.cell("breakdown"))
        parts = [text] if text and text not in ("_T", "合计", "总计") else []
        for dimension, column, words in (("SEX", "sex", SEX), ("URBANISATION", "urbanisation", URBANISATION)):
            code = self._coded(column, words)
            if code not in ("", "_T"):
                parts.append(f"{dimension}={code}")
        age = _age(plain(self.cell("age")))
        if age is None:
            self.say("age", "cell.breakdown", text=self.cell("age")[:60])
        elif age != "_T":
            parts.append(f"AGE={age}")
        try:
            found: Breakdown = parse(";".join(parts))
        except BreakdownError:
            self.say("breakdown", "cell.breakdown", text=";".join(parts)[:60])
            return ""
        return found.key

    def _number(self, column: str) -> Decimal | None:
        text = plain(self.cell(column))
        shown = self.cell(column).strip()[:60]
        if text.lower() in NOTHING:
            return None
        if text.startswith("#"):
            self.say(column, "cell.error", text=shown)
            return None
        percent = text.endswith("%")
        bare = text.removesuffix("%")
        if "," in bare:
            if not _THOUSANDS.fullmatch(bare):
                self.say(column, "cell.ambiguous_comma" if _NUMBER.fullmatch(bare.replace(",", "")) else "cell.number",
                         text=shown)
                return None
            bare = bare.replace(",", "")
        if not bare.isascii() or not _NUMBER.fullmatch(bare):
            self.say(column, "cell.number", text=shown)
            return None
        whole, _, places = bare.lstrip("+-").partition(".")
        if len(whole.lstrip("0")) > WHOLE or len(places.rstrip("0")) > PLACES:
            self.say(column, "cell.too_long", text=shown, whole=WHOLE, places=PLACES)
            return None
        if percent:
            self.say(column, "cell.percent", text=shown, value=bare)
        return Decimal(bare)

    def _coded(self, column: str, words: dict[str, str]) -> str:
        text = plain(self.cell(column))
        code = words.get(text) if text in words else words.get(text.lower())
        if code is None:
            self.say(column, "cell.code", text=self.cell(column)[:60], choices="、".join(_chinese(words)))
            return ""
        return code

    def _words(self, column: str) -> str:
        text = " ".join("".join(sign if sign.isprintable() else " " for sign in self.cell(column)).split())
        if len(text) > LONGEST_TEXT:
            self.say(column, "cell.long_text", count=len(text), limit=LONGEST_TEXT)
        return text


def _age(text: str) -> str | None:
    if text in ("", "合计", "总计", "_T"):
        return "_T"
    if _AGE.fullmatch(text):
        return text
    if found := _AGE_SPAN.fullmatch(text):
        return f"Y{int(found[1])}T{int(found[2])}"
    if found := _AGE_OVER.fullmatch(text):
        return f"Y_GE{int(found[1])}"
    return None


def _chinese(words: Iterable[str]) -> list[str]:
    return [word for word in words if word and not word.isascii()]
