"""Long tables written row by row to CSV and XLSX: memory stays bounded, and a text is a text, whatever it begins with."""

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from halfsky.formats.whole import being_written
from halfsky.formats.workbook import Cell, cell_text, exact, guarded, sheet_name


def csv_file(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """A CSV with a byte order mark; numbers with all their digits and without an exponent, None as an empty cell.
    A text that a spreadsheet would take for a formula gets an apostrophe in front. Whole or not at all."""
    with being_written(path) as aside, aside.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([guarded(name) for name in header])
        for row in rows:
            writer.writerow([_plain(cell) for cell in row])


def xlsx_file(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str, created: str = "") -> None:
    """An XLSX of one sheet with a frozen, bold header and a filter; a row is on the disk before the next is taken.
    ``created`` (ISO 8601) is written as the file's date, so that the same rows give the same bytes."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with being_written(path) as aside, xlsxwriter.Workbook(aside, options) as book:
        made = datetime.fromisoformat(created).astimezone(UTC) if created else datetime(2000, 1, 1, tzinfo=UTC)
        book.set_properties({"created": made.replace(tzinfo=None)})
        sheet = book.add_worksheet(sheet_name(title))
        bold, text = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EFEFEF"}), book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(header):
            sheet.set_column(column, column, max(8, min(28, len(name) + 4)))
        for column, name in enumerate(header):
            sheet.write_string(0, column, cell_text(name), bold)
        last = 0
        for last, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if cell is None or cell == "":
                    continue
                if isinstance(cell, (int, Decimal)) and exact(cell):
                    sheet.write_number(last, column, cell)
                else:
                    sheet.write_string(last, column, cell_text(str(cell)), text)
        sheet.autofilter(0, 0, last, len(header) - 1)


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return str(cell) if isinstance(cell, int) else guarded(cell)
