"""A cell as exact text."""

import datetime

import pytest
from openpyxl import Workbook

from halfsky.formats.intake.opening import read_table
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


def rows_of(tmp_path, fill):
    book = Workbook()
    fill(book.active)
    book.save(tmp_path / "t.xlsx")
    return read_table(tmp_path / "t.xlsx")[0].rows


def test_cells_merged_downwards_hold_their_value_in_every_row(tmp_path):
    def fill(sheet):
        for row in (["监测数据", "", ""], ["指标", "性别", "年份"], ["筛查率", "女", 2022], ["", "", 2023], ["", "", 2024], ["", "", 2025]):
            sheet.append(row)
        for span in ("A1:C1", "A3:A6", "B3:B5"):
            sheet.merge_cells(span)

    assert rows_of(tmp_path, fill) == (
        ("监测数据", "", ""), ("指标", "性别", "年份"), ("筛查率", "女", "2022"), ("筛查率", "女", "2023"), ("筛查率", "女", "2024"), ("筛查率", "", "2025"),
    )


def test_a_table_that_starts_lower_right_and_a_merge_beyond_it_are_filled_where_they_are(tmp_path):
    def fill(sheet):
        sheet["C5"], sheet["D5"], sheet["D6"] = "女", 1, 2
        sheet.merge_cells("C5:C900000")

    assert rows_of(tmp_path, fill) == (("女", "1"), ("女", "2"))
