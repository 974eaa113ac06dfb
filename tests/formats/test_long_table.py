import csv
import io
import tracemalloc
from decimal import Decimal

import openpyxl
import pytest

from halfsky.formats.long_table import csv_file, xlsx_file

HEADER = ["code", "名称", "value"]
ROWS = [
    ["a", "岢岚县", Decimal("12.345678")], ["b", "=1+1", 3], ["c", None, Decimal("1E+3")], ["d", "+86", None],
    ["e", "＝cmd|' /C calc'!A0", Decimal("0.000001")], ["f", "line\nbreak, \"quoted\"", -5],
]


def read_csv(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_a_csv_holds_every_digit_and_no_formula(tmp_path):
    csv_file(tmp_path / "a.csv", HEADER, ROWS)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_csv(tmp_path / "a.csv") == [
        HEADER, ["a", "岢岚县", "12.345678"], ["b", "'=1+1", "3"], ["c", "", "1000"], ["d", "'+86", ""],
        ["e", "'＝cmd|' /C calc'!A0", "0.000001"], ["f", "line\nbreak, \"quoted\"", "-5"],
    ]


def test_an_xlsx_holds_numbers_as_numbers_and_texts_as_texts(tmp_path):
    xlsx_file(tmp_path / "a.xlsx", HEADER, ROWS, title="2024-1")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet.title == "2024-1" and sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:C7"
    assert [cell.value for cell in sheet["C"]] == ["value", 12.345678, 3, 1000, None, 0.000001, -5]
    assert [(cell.value, cell.data_type) for cell in sheet["B"]][2] == ("=1+1", "s")


def test_the_same_rows_give_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        xlsx_file(tmp_path / f"{name}.xlsx", HEADER, ROWS, title="2024-1", created="2025-03-01T09:00:00+08:00")
        csv_file(tmp_path / f"{name}.csv", HEADER, iter(ROWS))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.parametrize("write", [csv_file, lambda path, header, rows: xlsx_file(path, header, rows, title="x")])
def test_rows_that_fail_halfway_leave_the_old_file(tmp_path, write):
    (tmp_path / "a").write_text("old")

    def failing():
        yield ROWS[0]
        raise RuntimeError("engine gone")

    with pytest.raises(RuntimeError, match="engine gone"):
        write(tmp_path / "a", HEADER, failing())
    assert [path.name for path in tmp_path.iterdir()] == ["a"] and (tmp_path / "a").read_text() == "old"


def test_a_long_table_is_never_all_in_memory(tmp_path):
    rows = ([str(n), "x" * 200, n] for n in range(40_000))
    tracemalloc.start()
    csv_file(tmp_path / "a.csv", HEADER, rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (tmp_path / "a.csv").stat().st_size > 8_000_000 > 4 * peak
