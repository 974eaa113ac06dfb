"""Figures from CSV and XLSX: typed rows, and a finding for each bad cell with its row, its column and its remedy."""

import io
from decimal import Decimal

import openpyxl
import pytest

from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.formats.intake.sheet import Sheet
from halfsky.formats.table import figures_of, plain, read_figures

HEADER = ("指标", "地区", "分组", "年份", "分子", "分母", "数值", "状态", "原因", "来源单位", "备注")
GOOD = ("health.maternal_mortality", "140929000000", "", "2024", "", "", "12.50", "", "", "health_bureau", "")


def sheet(*rows, header=HEADER, first_row=1):
    return Sheet("数据", (header, *rows), first_row)


def changed(**cells):
    places = dict(zip(("indicator", "area", "breakdown", "year", "numerator", "denominator", "value", "status",
                       "reason", "source", "note"), range(11), strict=True))
    row = list(GOOD)
    for name, text in cells.items():
        row[places[name]] = text
    return tuple(row)


def test_a_row_is_read_exactly():
    table = figures_of(sheet(GOOD))
    row = table.rows[0]
    assert (row.row, row.indicator, row.year, row.value, row.status) == (2, GOOD[0], 2024, Decimal("12.50"), "")
    assert str(row.value) == "12.50"
    assert table.findings == table.notes == ()
    assert table.count == 1


def test_english_and_chinese_headers_are_the_same():
    english = ("indicator", "area", "breakdown", "year", "numerator", "denominator", "value", "status", "reason",
               "source_body", "note")
    assert figures_of(sheet(GOOD, header=english)).rows == figures_of(sheet(GOOD)).rows


def test_a_title_may_stand_above_the_header():
    table = figures_of(Sheet("数据", (("岢岚县妇女监测数据",) + ("",) * 10, HEADER, GOOD), 3))
    assert table.rows[0].row == 5


@pytest.mark.parametrize(
    ("text", "number"),
    [("１２.５", "12.5"), ("1,234", "1234"), ("１，２３４．５", "1234.5"), ("-3", "-3"), ("−3", "-3"), (" 95.1 ", "95.1"), (".5", "0.5")],
)
def test_numbers_as_people_type_them(text, number):
    assert figures_of(sheet(changed(value=text))).rows[0].value == Decimal(number)


def test_a_percent_sign_is_read_and_said():
    table = figures_of(sheet(changed(value="95%")))
    assert table.rows[0].value == 95
    assert [(note.key, note.column) for note in table.notes] == [("cell.percent", "数值")]
    assert table.refused == ()


@pytest.mark.parametrize(
    ("cells", "key", "column"),
    [
        ({"indicator": " "}, "cell.indicator", "指标"),
        ({"indicator": "长" * 101}, "cell.indicator", "指标"),
        ({"area": "14092900000"}, "cell.area", "地区"),
        ({"year": "24"}, "cell.year", "年份"),
        ({"year": "9999"}, "cell.year", "年份"),
        ({"value": "约12"}, "cell.number", "数值"),
        ({"value": "1e5"}, "cell.number", "数值"),
        ({"value": "12/10万"}, "cell.number", "数值"),
        ({"value": "1,2"}, "cell.ambiguous_comma", "数值"),
        ({"value": "#DIV/0!"}, "cell.error", "数值"),
        ({"value": "1" * 40}, "cell.too_long", "数值"),
        ({"value": "=1+1"}, "cell.number", "数值"),
        ({"breakdown": "SEX=X"}, "cell.breakdown", "分组"),
        ({"status": "Q"}, "cell.code", "状态"),
        ({"reason": "忘了"}, "cell.code", "原因"),
        ({"note": "长" * 301}, "cell.long_text", "备注"),
        ({"status": "O", "reason": "not_due"}, "row.both", "状态"),
    ],
)
def test_a_bad_cell_is_a_finding_and_keeps_its_row_out(cells, key, column):
    table = figures_of(sheet(GOOD, changed(**cells)))
    assert [(finding.row, finding.key, finding.column) for finding in table.findings] == [(3, key, column)]
    assert table.refused == (3,)
    assert len(table.rows) == 1
    for language in ("zh-hans", "en"):
        assert table.findings[0].text(language).startswith("F3")


def test_a_missing_figure_needs_a_status_and_a_reason():
    row = figures_of(sheet(changed(value="—", status="未上报", reason="未到期"))).rows[0]
    assert (row.value, row.status, row.reason) == (None, "O", "not_due")


def test_an_indicator_may_be_named_and_the_own_area_left_out():
    row = figures_of(sheet(changed(indicator="妇女人均预期寿命（岁）", area="", source="岢岚县卫生健康和体育局（县中医药局）"))).rows[0]
    assert (row.indicator, row.area) == ("妇女人均预期寿命（岁）", "")
    assert row.source_body == "岢岚县卫生健康和体育局（县中医药局）"


def test_one_breakdown_column_or_one_for_each_dimension():
    header = ("指标", "地区", "性别", "城乡", "年龄", "年份", "数值")
    row = ("health.screening", "140929000000", "女", "农村", "35—64岁", "2024年", "80")
    assert figures_of(sheet(row, header=header)).rows[0].breakdown == "SEX=F;URBANISATION=R;AGE=Y35T64"
    assert figures_of(sheet(changed(breakdown="URBANISATION=R; SEX=F"))).rows[0].breakdown == "SEX=F;URBANISATION=R"


def test_unknown_and_repeated_columns_are_said():
    table = figures_of(sheet((*GOOD, "x", "1"), header=(*HEADER, "颜色", "数值")))
    assert [note.key for note in table.notes] == ["column.unknown", "column.twice"]
    assert len(table.rows) == 1


def test_a_sheet_without_the_columns_is_refused_by_what_it_lacks():
    with pytest.raises(IntakeRefused) as refused:
        figures_of(sheet(("a", "2024"), header=("指标", "地区")))
    assert refused.value.key == "table.no_header"
    assert "年份" in refused.value.text()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_in_any_usual_encoding(tmp_path, encoding):
    text = ",".join(HEADER) + "\r\n" + ",".join(GOOD) + "\r\n"
    (tmp_path / "数据.csv").write_bytes(text.encode(encoding))
    assert read_figures(tmp_path / "数据.csv").rows == figures_of(sheet(GOOD)).rows


def test_a_workbook_with_numbers_formulas_and_merged_cells(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["岢岚县数据"])
    page.merge_cells("A1:K1")
    page.append(HEADER)
    page.append([GOOD[0], 140929000000, "", 2024, 3, 100, 95.1, None, None, "health_bureau", "=1+1"])
    stream = io.BytesIO()
    book.save(stream)
    (tmp_path / "数据.xlsx").write_bytes(stream.getvalue())
    row = read_figures(tmp_path / "数据.xlsx").rows[0]
    assert (row.row, row.area, row.year, str(row.value), row.numerator) == (3, "140929000000", 2024, "95.1", 3)
    assert row.note == ""


def test_plain_takes_full_width_to_half_width():
    assert plain("　１２．５％ ") == "12.5%"
