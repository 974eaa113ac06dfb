"""The child's task on a table of figures: bytes -> sheets of text."""

import csv
import io
from typing import Any

from halfsky.formats.intake.container import checked
from halfsky.formats.intake.kind import extension_fits, kind_of, markup
from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.formats.intake.text import Warned, decode
from halfsky.formats.intake.workbook_cells import workbook_sheets


def table_task(data: bytes, suffix: str, limits: Limits) -> dict[str, Any]:
    """The sheets of a CSV or XLSX file: ``{"kind", "warnings", "sheets": [{"name", "rows", "first_row"}]}``."""
    kind = kind_of(data, suffix)
    warnings: Warned = []
    if kind in ("docx", "pdf"):
        raise IntakeRefused("file.document_not_table", kind=kind)
    if kind == "xlsx":
        with checked(data, limits, warnings) as package:
            sheets = workbook_sheets(data, package, limits)
    else:
        decoded = decode(data, limits)
        if markup(decoded.text):
            raise IntakeRefused("file.markup")
        warnings.extend(decoded.warnings)
        sheets = [{"name": "", "rows": csv_rows(decoded.text, limits), "first_row": 1}]
    if not extension_fits(kind, suffix):
        warnings.insert(0, ("warn.extension", {"extension": suffix, "kind": "csv" if kind == "text" else kind}))
    return {
        "kind": "csv" if kind == "text" else kind,
        "warnings": [list(warned) for warned in warnings],
        "sheets": sheets,
    }


def csv_rows(text: str, limits: Limits) -> list[list[str]]:
    """The rows of a CSV text, separated by comma, tab, semicolon or full-width comma: whichever the header has
    most of. Rows are padded to one width. Raises IntakeRefused ``table.too_many_cells``."""
    head = text.lstrip().split("\n", 1)[0]
    separator = max(",\t;，", key=head.count)
    rows: list[list[str]] = []
    width = cells = 0
    csv.field_size_limit(limits.line_characters)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(row)
            width = max(width, len(row))
            cells += max(1, len(row))
            if cells > limits.table_cells or width * len(rows) > 4 * limits.table_cells:
                raise _too_many(len(rows), width, limits)
    except csv.Error as error:
        raise IntakeRefused("file.line_too_long", line=len(rows) + 1, count="?", limit=limits.line_characters) from error
    return [row + [""] * (width - len(row)) for row in rows]


def _too_many(rows: int, columns: int, limits: Limits) -> IntakeRefused:
    return IntakeRefused("table.too_many_cells", sheet="CSV", rows=rows, columns=columns, limit=limits.table_cells)
