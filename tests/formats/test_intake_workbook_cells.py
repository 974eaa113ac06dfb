"""A cell as exact text."""

import datetime

import pytest

from halfsky.formats.intake.workbook_cells import cell_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (95.1, "95.1"), (2024.0, "2024"), (0.1 + 0.2, "0.3"), (1e-5, "0.00001"), (140929000000.0, "140929000000"), (-12.50, "-12.5"),
        (1e16, "10000000000000000"), (float("nan"), "#NUM!"), (1e300, "1e+300"), ("甲 ", "甲 "), (True, "TRUE"), (3, "3"),
        (datetime.date(2024, 5, 1), "2024-05-01"), (datetime.datetime(2024, 5, 1), "2024-05-01"),
        (datetime.datetime(2024, 5, 1, 8, 30), "2024-05-01T08:30:00"),
    ],
)
def test_a_cell_is_written_exactly(value, text):
    assert cell_text(value) == text
