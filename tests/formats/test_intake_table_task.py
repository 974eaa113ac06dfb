"""CSV texts to rows."""

import pytest

from halfsky.formats.intake.limits import Limits
from halfsky.formats.intake.refusal import IntakeRefused
from halfsky.formats.intake.table_task import csv_rows, table_task

LIMITS = Limits()


@pytest.mark.parametrize("text", ["指标,年份\na,1", "指标\t年份\na\t1", "指标;年份\na;1", "指标，年份\na，1"])
def test_the_separator_is_the_one_the_header_has(text):
    assert csv_rows(text, LIMITS) == [["指标", "年份"], ["a", "1"]]


def test_quotes_breaks_and_ragged_rows():
    assert csv_rows('a,"b\nc"\r\n1\r\n', LIMITS) == [["a", "b\nc"], ["1", ""]]


def test_a_csv_by_another_name_is_said():
    result = table_task("指标,年份".encode(), ".xlsx", LIMITS)
    assert result["warnings"] == [["warn.extension", {"extension": ".xlsx", "kind": "csv"}]]


@pytest.mark.parametrize(("text", "limits"), [("a,b\n" * 100, Limits(table_cells=150)), ("a\n" * 100 + "," * 90, Limits(table_cells=200))])
def test_cells_are_bounded(text, limits):
    with pytest.raises(IntakeRefused) as refused:
        csv_rows(text, limits)
    assert refused.value.key == "table.too_many_cells"
