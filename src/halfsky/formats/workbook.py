"""Tables for people to download: XLSX and CSV in which a text is a text, whatever it begins with."""

import csv
import io
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import xlsxwriter

Cell = str | int | Decimal | None
#: A spreadsheet program takes a cell that begins so for a formula (OWASP, CSV injection).
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|")
#: Excel keeps 15 digits; a longer number is written as text.
EXACT_DIGITS = 15
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,9})?")
_LONGEST_CELL = 32_767
_LONGEST_NAME = 31


def workbook(header: Sequence[str], rows: Sequence[Sequence[Cell]], *, title: str = "数据") -> bytes:
    """An XLSX file of one sheet with a frozen, bold header. Numbers are numbers, all else is text: never a formula,
    a link or a date. ``title`` names the sheet."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(sheet_name(title))
        bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EFEFEF"})
        text = book.add_format({"num_format": "@"})
        for column, name in enumerate(header):
            sheet.write_string(0, column, cell_text(name), bold)
            sheet.set_column(column, column, max(10, min(40, 2 * len(name) + 4)))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if cell is None or cell == "":
                    continue
                if isinstance(cell, (int, Decimal)) and not isinstance(cell, bool) and exact(cell):
                    sheet.write_number(number, column, cell)
                else:
                    sheet.write_string(number, column, cell_text(str(cell)), text)
    return stream.getvalue()


def volume(title: str, tables: Sequence[tuple[str, str, Sequence[Sequence[str]], str]], *, contents: str = "目录") -> bytes:
    """An XLSX file of many tables: a sheet with the list of them, then a sheet for each.

    ``tables``: (number, caption, rows with the head first, note). A cell that reads as a number becomes one; marks
    such as … and — stay text. The list leads to each sheet, and each sheet back to the list.
    """
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "top": 2, "bg_color": "#F4F2F7", "align": "center", "text_wrap": True})
        bold, text = book.add_format({"bold": True, "font_size": 12}), book.add_format({"num_format": "@"})
        link, small = book.add_format({"font_color": "#5B3A9B", "underline": 1}), book.add_format({"font_size": 9})
        listed = book.add_worksheet(sheet_name(contents))
        listed.write_string(0, 0, cell_text(title), bold)
        listed.set_column(0, 0, 10)
        listed.set_column(1, 1, 70)
        for place, (number, caption, rows, note) in enumerate(tables, 1):
            name = sheet_name(number)
            listed.write_url(place, 0, f"internal:'{name}'!A1", link, number)
            listed.write_string(place, 1, cell_text(caption), text)
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 0, cell_text(f"{number}　{caption}"), bold)
            sheet.write_url(1, 0, f"internal:'{sheet_name(contents)}'!A{place + 1}", link, contents)
            sheet.set_column(0, 0, 34)
            sheet.set_column(1, 40, 12)
            for line, row in enumerate(rows, 2):
                for column, cell in enumerate(row):
                    _number_or_text(book, sheet, line, column, cell, head if line == 2 else text)
            sheet.freeze_panes(3, 1)
            if note:
                sheet.write_string(len(rows) + 2, 0, cell_text(note), small)
    return stream.getvalue()


def _number_or_text(book: Any, sheet: Any, line: int, column: int, cell: str, style: Any) -> None:
    plain = cell.replace(",", "")
    if line > 2 and _NUMBER.fullmatch(plain) and exact(Decimal(plain)):
        places = len(plain.partition(".")[2])
        known = book.__dict__.setdefault("_halfsky_formats", {})
        if places not in known:
            known[places] = book.add_format({"num_format": "#,##0" + ("." + "0" * places if places else "")})
        sheet.write_number(line, column, float(plain), known[places])
    elif cell:
        sheet.write_string(line, column, cell_text(cell), style)


def csv_text(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """The same as CSV with a byte order mark, so that Excel reads it as UTF-8. A text that a spreadsheet would take
    for a formula gets an apostrophe in front; numbers stay numbers."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([guarded(name) for name in header])
    for row in rows:
        writer.writerow([cell if isinstance(cell, (int, Decimal)) else guarded(cell or "") for cell in row])
    return "\ufeff" + stream.getvalue()


@lru_cache(maxsize=4096)
def guarded(text: str) -> str:
    """``text``, with an apostrophe in front where a spreadsheet would run it.

    >>> guarded("=1+1"), guarded("岢岚县")
    ("'=1+1", '岢岚县')
    """
    return "'" + text if text.lstrip(" \u3000").startswith(FORMULA_SIGNS) or text.startswith(FORMULA_SIGNS) else text


def exact(number: int | Decimal) -> bool:
    """Whether a spreadsheet keeps all digits of ``number``."""
    if isinstance(number, int) and -(10**EXACT_DIGITS) < number < 10**EXACT_DIGITS:
        return True
    value = Decimal(number)
    return value.is_finite() and len(value.normalize().as_tuple().digits) <= EXACT_DIGITS


def cell_text(text: str) -> str:
    """XML has no place for control signs; Excel holds no more than 32,767 characters a cell."""
    if text.isprintable() and len(text) <= _LONGEST_CELL:
        return text
    kept = "".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in text)
    return kept[:_LONGEST_CELL]


def sheet_name(title: str) -> str:
    """``title`` without the signs that a sheet's name may not have."""
    return "".join(sign for sign in title if sign.isprintable() and sign not in "[]:*?/\\'")[:_LONGEST_NAME] or "数据"
