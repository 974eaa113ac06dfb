"""No text hurts on the way out: a text is a text, a number is a number, and both are read back equal."""

import csv
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from halfsky.formats.workbook import csv_text, guarded, volume, workbook

HARM = ["=1+1", "=HYPERLINK(\"http://evil.example\",\"x\")", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "|cmd' /C calc'!A0",
        "＝1+1", " =1+1", "http://evil.example", "<script>alert(1)</script>", "\u202e反转", "{{7*7}}", "a\x00b", "1e5", "00123",
        "2024-01-01", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", HARM)
def test_a_text_is_never_a_formula_in_a_workbook(text):
    data = workbook([text], [[text]])
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    for cell in (page["A1"], page["A2"]):
        assert cell.data_type == "s"
        assert cell.hyperlink is None
    kept = "".join(sign if sign.isprintable() or sign == "\t" else " " for sign in text)
    assert page["A2"].value.replace("\r", " ") == kept
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert all(b"<f>" not in parts.read(name) for name in parts.namelist())


@pytest.mark.parametrize("text", HARM)
def test_a_text_is_never_a_formula_in_a_csv(text):
    back = list(csv.reader(io.StringIO(csv_text(["名称"], [[text]]).removeprefix("\ufeff"), newline="")))
    cell = back[1][0]
    assert cell.removeprefix("'") == text
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "|", "＝"))


def test_numbers_stay_numbers_and_long_ones_are_not_rounded():
    data = workbook(["a", "b", "c", "d"], [[Decimal("-12.50"), 3, Decimal("12345678901234567.5"), None]])
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [cell.value for cell in page[2]] == [-12.5, 3, "12345678901234567.5", None]
    assert csv_text(["a"], [[Decimal("-12.50")]]).splitlines()[1] == "-12.50"


def test_ordinary_words_are_left_alone():
    assert guarded("岢岚县") == "岢岚县"


def test_a_volume_lists_its_tables_and_leads_to_each():
    tables = [("3-1", "=主要指标", [["指标", "2024"], ["=甲", "1,234.50"], ["乙", "…"]], "注：甲"), ("3-2", "别的", [["指标"], ["-5"]], "")]
    book = openpyxl.load_workbook(io.BytesIO(volume("统计资料", tables)))
    assert book.sheetnames == ["目录", "3-1", "3-2"]
    assert book["目录"]["A2"].hyperlink.location == "'3-1'!A1"
    sheet = book["3-1"]
    assert [cell.value for cell in sheet[4]] == ["=甲", 1234.5]
    assert sheet["A4"].data_type == "s" and sheet["B4"].number_format == "#,##0.00"
    assert sheet["B5"].value == "…" and sheet["A6"].value == "注：甲"
    assert book["3-2"]["A4"].value == -5
