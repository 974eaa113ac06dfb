"""Gaps with their intervals, and areas beside the area above them."""

import dataclasses
from decimal import Decimal

import pytest

from halfsky.cube.content import AreaRow, ObservationRow
from halfsky.cube.layout import write_release
from halfsky.cube.run import monitor
from halfsky.cube.told_gap import number
from halfsky.method.appraisal.gap import interval_of_change, newcombe, worse_of
from tests.cube.county import AREA, county

TOWNS = ("140929100000", "140929101000")


@pytest.fixture(scope="module")
def content():
    found = county(indicators=6, breakdowns=6, goals=5)
    codes = [row.code for row in found.indicators if not row.small_count][:7]
    rows = tuple(
        ObservationRow(town, code, key, year, None, None, Decimal(40 + 5 * n))
        for n, town in enumerate(TOWNS) for code in codes for key in ("", "SEX=F") for year in (2023, 2024)
        if (n, code, year) != (1, codes[0], 2024)
    )  # fmt: skip
    rare = next(row.code for row in found.indicators if row.small_count)
    extra = (ObservationRow(TOWNS[0], rare, "", 2024, Decimal(1), Decimal(300), Decimal(333)),)
    areas = (*found.areas, *(AreaRow(town, "镇", "Town", "township", AREA) for town in TOWNS))
    return dataclasses.replace(found, areas=areas, observations=(*found.observations, *rows, *extra))


@pytest.fixture(scope="module")
def result(content, tmp_path_factory):
    path = tmp_path_factory.mktemp("r") / "2024-1"
    write_release(path, content)
    return monitor(path)


def test_a_gap_has_the_interval_of_its_counts_now_and_since_the_base_year(content, result):
    rows = {(o.indicator, o.breakdown, o.year): o for o in content.observations if o.area == AREA}
    keys = {"SEX": ("SEX=F", "SEX=M"), "URBANISATION": ("URBANISATION=U", "URBANISATION=R")}
    small = {row.code for row in content.indicators if row.small_count}
    checked = 0
    for gap in result["gaps"]:
        sides = [rows.get((gap["indicator"], key, 2024)) for key in keys[gap["dimension"]]]
        base = [rows.get((gap["indicator"], key, 2020)) for key in keys[gap["dimension"]]]
        if gap["indicator"] in small or None in sides:
            continue
        counts = [[(float(o.numerator), float(o.denominator)) for o in pair] for pair in (sides, base)]
        assert gap["difference_95"] == [round(limit * 100, 4) for limit in newcombe(*counts[0])]
        assert gap["change_95"] == [round(limit * 100, 4) for limit in interval_of_change(*counts[0], *counts[1])]
        assert gap["difference_95"][0] <= gap["difference"] <= gap["difference_95"][1]
        assert gap["change_95"][0] <= gap["change"] <= gap["change_95"][1]
        checked += 1
    assert checked > 20


def test_a_rare_events_gap_has_its_pooled_interval_and_no_interval_of_change(content, result):
    small = {row.code for row in content.indicators if row.small_count}
    rare = [gap for gap in result["gaps"] if gap["indicator"] in small and gap["difference"] is not None]
    assert rare and all(gap["difference_95"] and gap["change_95"] is None for gap in rare)


def test_without_counts_the_interval_is_not_known(content, tmp_path):
    bare = tuple(dataclasses.replace(o, numerator=None, denominator=None) for o in content.observations if o.area == AREA)
    write_release(tmp_path / "r", dataclasses.replace(content, observations=bare))
    gaps = [gap for gap in monitor(tmp_path / "r")["gaps"] if gap["difference"] is not None]
    assert gaps and all(gap["difference_95"] is None and gap["change_95"] is None for gap in gaps)


def test_a_township_stands_beside_its_county_and_the_worse_side_is_named(content, result):
    values = {(o.area, o.indicator): o.value for o in content.observations if o.year == 2024 and o.breakdown == ""}
    directions = {row.code: row.direction for row in content.indicators}
    small = {row.code for row in content.indicators if row.small_count}
    expected = {(town, code) for town, code in values if town in TOWNS and code not in small}
    assert {(row["area"], row["indicator"]) for row in result["area_gaps"]} == expected and len(expected) == 13
    for row in result["area_gaps"]:
        own, above = values[row["area"], row["indicator"]], values[AREA, row["indicator"]]
        assert (row["parent"], row["value"], row["difference"]) == (AREA, float(own), float(own - above))
        place = worse_of(own, above, directions[row["indicator"]])
        assert row["worse"] == ("" if place is None else ("area", "parent")[place])


def test_a_county_alone_has_nobody_above_it(tmp_path):
    write_release(tmp_path / "r", county(indicators=2, breakdowns=1, goals=1))
    assert monitor(tmp_path / "r")["area_gaps"] == []


def test_numbers_of_millionths():
    assert number(12_500_000) == 12.5 and number(3_000_000) == 3 and number(None) is None
