import csv
import dataclasses
import io
import re
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pandas
import pytest

from halfsky.cube.errors import ReleaseError
from halfsky.cube.layout import Lineage, write_release
from halfsky.cube.tidy import TidyRefused, write_tidy
from tests.cube.county import AREA, county


@pytest.fixture(scope="module")
def content():
    made = county(indicators=2, breakdowns=6, goals=2)
    rows = list(made.observations)
    rows[0] = dataclasses.replace(rows[0], note="=HYPERLINK(\"http://x\")", status="P")
    rows[1] = dataclasses.replace(rows[1], value=None, numerator=None, denominator=None, status="O", reason="not_reported")
    rows[2] = dataclasses.replace(rows[2], value=Decimal("12.345678"), numerator=Decimal("123456789012.345678"))
    return dataclasses.replace(made, observations=tuple(rows))


@pytest.fixture(scope="module")
def release(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("tidy") / "2024-1"
    write_release(folder, content, Lineage(signer={"body": "statistics_bureau", "body_name": "县统计局", "role": "statistician"}))
    return folder


@pytest.fixture(scope="module")
def table(release, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "a.csv"
    write_tidy(release, out)
    return list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline="")))


def test_every_figure_is_one_row_with_its_exact_digits(content, table):
    assert len(table) == len(content.observations)
    told = {(row["area"], row["indicator"], row["SEX"], row["URBANISATION"], row["AGE"], int(row["period"])): row for row in table}
    assert len(told) == len(table)
    for one in content.observations:
        parts = dict(part.split("=") for part in one.breakdown.split(";") if part)
        row = told[one.area, one.indicator, *(parts.get(name, "_T") for name in ("SEX", "URBANISATION", "AGE")), one.year]
        for name in ("value", "numerator", "denominator"):
            expected = getattr(one, name)
            assert (Decimal(row[name]) if row[name] else None) == expected
        assert (row["status"], row["reason"], row["source_body"], row["signer"]) == (one.status, one.reason, one.source_body, one.signer)


def test_codes_stand_with_their_labels(table):
    row = next(row for row in table if row["SEX"] == "F" and row["URBANISATION"] == "R")
    assert (row["sex_zh"], row["sex_en"], row["urbanisation_zh"]) == ("女", "Women", "农村")
    assert (row["area"], row["area_zh"], row["area_en"], row["domain"]) == (AREA, "岢岚县", "Kelan County", row["indicator"].split(".")[0])
    assert (row["unit"], row["unit_zh"], row["source_body_zh"]) == ("percent", "%", "县卫生健康局")
    assert (row["release"], row["demo"], row["released_by"], row["signer_role"]) == ("2024-1", "1", "县统计局", "statistician")
    assert {(row["status"], row["status_zh"]) for row in table} >= {("A", "正常"), ("P", "初步数")}
    missing = next(row for row in table if row["reason"])
    assert missing["value"] == "" and missing["reason_en"] == "Not yet reported"


def test_a_note_that_is_a_formula_is_a_text(release, table, tmp_path):
    assert next(row for row in table if row["note"])["note"] == "'=HYPERLINK(\"http://x\")"
    write_tidy(release, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    column = [cell.value for cell in sheet[1]].index("note")
    cell = next(row[column] for row in sheet.iter_rows(min_row=2) if row[column].value)
    assert cell.data_type == "s" and cell.value.startswith("=HYPERLINK")


def test_the_three_forms_say_the_same(release, table, tmp_path):
    for form in ("xlsx", "parquet"):
        assert write_tidy(release, tmp_path / f"a.{form}") == len(table)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True).active
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0]) == list(table[0]) and len(rows) == len(table) + 1
    frame = pandas.read_parquet(tmp_path / "a.parquet")
    assert list(frame.columns) == list(table[0]) and len(frame) == len(table)
    at = list(table[0]).index("value")
    for line, csv_row, value in zip(rows[1:], table, frame["value"], strict=True):
        exact = float(csv_row["value"]) if csv_row["value"] else None
        assert line[at] == exact and (exact is None if pandas.isna(value) else value == exact)
    assert frame["demo"].all() and str(frame["value"].dtype) == "float64" and str(frame["period"].dtype) == "int64"
    assert duckdb.sql(f"select count(*) from '{tmp_path}/a.parquet'").fetchall() == [(len(table),)]


def test_a_number_too_long_for_a_spreadsheet_is_a_text_there(release, table, tmp_path):
    write_tidy(release, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    column = [cell.value for cell in sheet[1]].index("numerator")
    assert "123456789012.345678" in {row[column].value for row in sheet.iter_rows(min_row=2)}
    assert "123456789012.345678" in {row["numerator"] for row in table}


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_the_same_release_gives_the_same_bytes(release, tmp_path, form):
    for name in ("a", "b"):
        write_tidy(release, tmp_path / f"{name}.{form}")
    assert (tmp_path / f"a.{form}").read_bytes() == (tmp_path / f"b.{form}").read_bytes()


@pytest.mark.parametrize("name", ["a.txt", "a", "a.csv.gz", ".csv"])
def test_another_kind_of_file_is_refused(release, tmp_path, name):
    with pytest.raises(TidyRefused) as refused:
        write_tidy(release, tmp_path / name)
    assert ".parquet" in refused.value.text() and list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_holds_are_refused_before_anything_is_written(release, tmp_path, monkeypatch):
    monkeypatch.setattr("halfsky.cube.tidy.MOST_SHEET_ROWS", 10)
    with pytest.raises(TidyRefused) as refused:
        write_tidy(release, tmp_path / "a.xlsx")
    assert refused.value.key == "too_many" and list(tmp_path.iterdir()) == []
    assert write_tidy(release, tmp_path / "a.csv") > 10


def test_a_damaged_release_is_not_exported(release, tmp_path, content):
    write_release(tmp_path / "r", content)
    (tmp_path / "r" / "framework.json").chmod(0o644)
    (tmp_path / "r" / "framework.json").write_bytes(b"{}")
    with pytest.raises(ReleaseError, match=r"framework\.json"):
        write_tidy(tmp_path / "r", tmp_path / "a.csv")
    assert not (tmp_path / "a.csv").exists()


def test_the_page_of_the_table_describes_every_column_in_order(table):
    page = (Path(__file__).parents[2] / "docs" / "method" / "tidy-table.md").read_text(encoding="utf-8")
    described = [name for line in page.splitlines() if line.startswith("| `") for name in re.findall(r"`([A-Za-z_]+)`", line.split("|")[1])]
    assert described == list(table[0])
