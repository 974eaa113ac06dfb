"""The townships' invented figures: the same bytes from the seed, and sums that are the county's."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from tools import demo_figures, demo_townships

DEMO = demo_figures.DEMO


def rows(name: str) -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TOLD = rows("township_figures.csv")
COUNTY = {(row["indicator"], row["year"]): row for name in ("figures.csv", "revisions.csv") for row in rows(name) if not row["breakdown"]}
UNITS = {row["code"]: int(row["scale"] or 0) for row in demo_figures.read(demo_figures.CATALOGUE / "codes/unit.csv")}
INDICATORS = {row["code"]: row for row in demo_figures.indicators()}


def test_the_seed_gives_the_same_bytes_and_every_row_is_marked(tmp_path: Path) -> None:
    demo_townships.write(tmp_path)
    assert (tmp_path / "township_figures.csv").read_bytes() == (DEMO / "township_figures.csv").read_bytes(), "run tools/demo_townships.py"
    assert all(row["note"].startswith("演示数据；") for row in TOLD)


@pytest.mark.parametrize("column", ["numerator", "denominator", "value"])
def test_the_townships_add_up_to_the_county(column: str) -> None:
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in TOLD:
        if row[column] and (column != "value" or not row["denominator"]):
            sums[row["indicator"], row["year"]] += Decimal(row[column])
    assert sums
    assert sums == {key: Decimal(COUNTY[key][column]) for key in sums}


def test_every_township_reports_every_register_each_year_and_none_that_was_dissolved() -> None:
    cells = {(row["area"], row["indicator"], row["year"]) for row in TOLD}
    places = {row["code"] for row in demo_figures.read(demo_figures.CATALOGUE / "regions/kelan.csv") if row["level"] == "township" and not row["valid_to"]}
    told = {row["code"] for row in demo_townships.townships()}
    assert told <= places and len(told) == 10
    assert cells == {(area, one["indicator"], str(year)) for area in told for one in demo_townships.registers() for year in demo_townships.YEARS}


def test_a_share_is_its_numerator_over_its_denominator_and_stays_within_its_bounds() -> None:
    for row in TOLD:
        if row["denominator"]:
            assert 0 <= int(row["numerator"]) <= int(row["denominator"])
            exact = Decimal(row["numerator"]) * UNITS[INDICATORS[row["indicator"]]["unit"]] / Decimal(row["denominator"])
            assert Decimal(row["value"]) == demo_figures.half_up(exact, int(INDICATORS[row["indicator"]]["decimals"]))


def test_the_townships_are_apart_where_work_differs_and_alike_where_all_is_done() -> None:
    toilets = {Decimal(row["value"]) for row in TOLD if row["indicator"] == "environment.rural_sanitary_toilets" and row["year"] == "2024"}
    assert max(toilets) - min(toilets) > 10
    assert {row["value"] for row in TOLD if row["indicator"] == "environment.womens_homes" and row["year"] == "2024"} == {"100.00"}


def test_parts_fit_into_their_places() -> None:
    assert demo_townships.shared(10, [1, 1, 2]) == [3, 2, 5]
    assert demo_townships.shared(9, [5, 5], [4, 8]) == [4, 5]
    assert demo_townships.at_rates(15, [10, 10], [0.9, 0.6]) == [9, 6]
    assert demo_townships.at_rates(20, [10, 10], [0.9, 0.1]) == [10, 10]
