from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.cube.layout import write_release
from halfsky.cube.run import monitor
from halfsky.cube.told import number, tenths
from halfsky.method.appraisal.gap import gap
from halfsky.method.rounding import from_scaled
from tests.cube.county import county


@given(st.integers(-(10**14), 10**14))
def test_a_number_says_the_decimal_to_its_last_digit(scaled):
    assert Decimal(repr(number(scaled))) == from_scaled(scaled)


def test_what_is_not_known_is_null():
    assert number(None) is None and tenths(None) is None
    assert number(12_500_000) == 12.5 and number(3_000_000) == 3 and tenths(805) == 80.5


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    path = tmp_path_factory.mktemp("r") / "2024-1"
    write_release(path, county(indicators=6, breakdowns=8, goals=5))
    return monitor(path)


def test_gaps_are_the_methods(result):
    directions = {f"indicator_{n:02}": "down" if n % 3 == 1 else "up" for n in range(6)}
    assert {row["dimension"] for row in result["gaps"]} == {"SEX", "URBANISATION"}
    for row in result["gaps"]:
        if None in row["sides"].values():
            assert row["difference"] is row["parity"] is row["worse"] is row["change"] is None
            continue
        first, second = (Decimal(repr(value)) for value in row["sides"].values())
        found = gap(row["dimension"], first, second, directions[row["indicator"].partition(".")[2]])
        assert Decimal(repr(row["difference"])) == found.difference
        assert row["worse"] == found.worse
        assert row["parity"] == (None if found.parity is None else float(found.parity))


def test_a_change_for_the_better_follows_the_indicators_direction(result):
    for row in result["series"]:
        change = row["change_from_previous"]
        if change:
            up = int(row["indicator"][-2:]) % 3 != 1
            assert row["better"] is ((change > 0) == up)
        else:
            assert row["better"] is None


def test_pooled_figures_come_with_their_interval(result):
    pooled = [row for row in result["series"] if row["pooled"]]
    assert pooled
    for row in pooled:
        told = row["pooled"]
        assert told["low_95"] <= told["low_80"] <= row["value"] <= told["high_80"] <= told["high_95"]


def test_every_row_of_a_track_has_the_same_fields(result):
    assert len({frozenset(row) for row in result["tracks"]}) == 1
    assert len({frozenset(row) for row in result["targets"]}) == 1
