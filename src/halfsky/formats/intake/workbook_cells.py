"""The cells of an XLSX file, as text. Formulas give the value that Excel stored; they are never computed."""

import datetime
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from halfsky.formats.intake.container import Package, attributes
from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.refusal import IntakeRefused

_REFERENCE = re.compile(r"^([A-Z]{1,3})([1-9][0-9]{0,6})$")


def workbook_sheets(data: bytes, package: Package, limits: Limits) -> list[dict[str, Any]]:
    """Every visible sheet with something in it: ``{"name", "rows", "first_row"}``; cells merged downwards
    hold their value in every row, as a person reads them. The extent of each sheet is measured before the workbook is opened: two cells in far
    corners would make the library ask for all the cells between. Raises IntakeRefused ``table.*``."""
    for name in sorted(package.names):
        if re.match(r"^xl/worksheets/[^/]+\.xml$", name):
            _check_extent(package, name, limits)
    from python_calamine import CalamineError

    try:
        sheets = list(_filled(data))
    except CalamineError as error:
        raise IntakeRefused("zip.damaged", part="xl/workbook.xml") from error
    if not sheets:
        raise IntakeRefused("table.no_sheet")
    return sheets


def _filled(data: bytes) -> Iterator[dict[str, Any]]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for meta in workbook.sheets_metadata:
        if meta.visible != SheetVisibleEnum.Visible:
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        rows = [[cell_text(value) for value in row] for row in sheet.to_python(skip_empty_area=True)]
        start = sheet.start or (0, 0)
        _fill_down(rows, sheet.merged_cell_ranges or [], start)
        if any(cell.strip() for row in rows for cell in row):
            yield {"name": meta.name, "rows": rows, "first_row": int(start[0]) + 1}


def _fill_down(rows: list[list[str]], merged: list[tuple[tuple[int, int], tuple[int, int]]], start: tuple[int, int]) -> None:
    """Put the value of cells merged over several rows into each of them: 女 merged over three years is said of all three.

    Only the first column of a merge is filled: a title merged over columns stays one cell.
    """
    left = sum(map(len, rows))  # merges do not overlap, so a sheet has no more cells to fill than it has cells
    for (top, first), (bottom, _last) in merged:
        column, above, below = first - start[1], top - start[0], min(bottom - start[0], len(rows) - 1)
        if above < 0 or below <= above or not 0 <= column < len(rows[above]) or below - above > left:
            continue
        left -= below - above
        for row in rows[above + 1:below + 1]:
            row[column] = row[column] or rows[above][column]


def cell_text(value: object) -> str:
    """A cell's value as exact text: 95.1 for the binary number 95.1, 2024 for 2024.0, ISO for dates."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def number_text(value: float) -> str:
    """A spreadsheet's number as people typed it: 15 significant digits, as Excel shows, no exponent."""
    if value != value or value in (float("inf"), float("-inf")):
        return "#NUM!"
    exact = Decimal(f"{value:.15g}")
    if exact == exact.to_integral_value():
        return f"{exact:.0f}" if abs(exact) < Decimal(10) ** 30 else f"{value!r}"
    text = f"{exact:f}"
    return text.rstrip("0") if "." in text else text


def _check_extent(package: Package, name: str, limits: Limits) -> None:
    top = left = bottom = right = cells = 0
    for event, element in package.events(name):
        if event != "end":
            continue
        if element.tag.endswith("}c"):
            cells += 1
            found = _REFERENCE.match(str(attributes(element).get("r", "")))
            if found:
                row, column = int(found[2]), _column(found[1])
                top, left = min(top or row, row), min(left or column, column)
                bottom, right = max(bottom, row), max(right, column)
        if element.tag.endswith(("}c", "}row")):
            element.clear()
    rows, columns = bottom - top + 1, right - left + 1
    if bottom and max(rows * columns, cells) > limits.table_cells:
        raise IntakeRefused(
            "table.too_many_cells", sheet=name.rpartition("/")[2], rows=rows, columns=columns,
            limit=limits.table_cells)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
