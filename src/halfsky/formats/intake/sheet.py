"""A sheet as it was found: text in cells."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a CSV or XLSX file.

    rows: the cells as text, white space kept; a number is written exactly (no exponent, no binary noise), a date
    as ISO 8601, an error value as Excel shows it (``#DIV/0!``). Ragged rows are padded with "".
    first_row: the number, as Excel counts, of the first row. kind: ``csv`` or ``xlsx``.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    first_row: int = 1
    kind: str = "csv"
    warnings: tuple[str, ...] = ()
