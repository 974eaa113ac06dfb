"""Looking back over a release: what would have been said then, on nothing that was known only later."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from halfsky.cube.hindsight import AHEAD, judged, look_back
from halfsky.cube.layout import write_release
from halfsky.formats.outlook_priors import fitted
from halfsky.method.outlook.hindsight import hindsight
from halfsky.method.outlook.judging import Series, judge
from halfsky.method.outlook.priors import KINDS
from tests.cube.looked_at import FALLING, HOME, RISING, release


def looked(content, folder):
    write_release(folder, content)
    return look_back(folder)


def of(told, name, **wanted):
    rows = [row for row in told["statements"] if row["indicator"] == f"health.{name}" and row["kind"] == "target"]
    return [row for row in rows if all(row[key] == value for key, value in wanted.items())]


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    return looked(release(), tmp_path_factory.mktemp("past") / "r")


def test_every_year_from_the_base_year_on_speaks_of_each_year_that_is_known(past):
    base = past["base_year"]
    assert {(row["origin"], row["result"]) for row in of(past, "rising")} == {
        (origin, origin + ahead) for origin in range(base, past["year"]) for ahead in AHEAD if origin + ahead <= past["year"]
    }
    assert {row["ahead"] for row in past["statements"]} <= set(AHEAD)


def test_what_rises_is_on_track_and_met_and_what_falls_is_warned_of_and_missed(past):
    assert {row["level"] for row in of(past, "rising")} <= {"on_track", "watch"} and all(row["met"] for row in of(past, "rising"))
    assert {row["level"] for row in of(past, "falling", ahead=2)} <= {"at_risk", "off_track"} and not any(row["met"] for row in of(past, "falling"))
    rates = hindsight(judged(past, 2))
    assert rates.found.count == rates.found.whole > 0


def test_the_mark_is_the_line_from_the_base_value_to_the_target(past):
    base, row = past["base_year"], of(past, "rising", result=2023)[0]
    assert row["mark"] == pytest.approx(RISING[base] + (85 - RISING[base]) * (2023 - base) / (2026 - base), abs=0.001)
    assert row["value"] == RISING[2023]


def test_the_probability_is_that_of_the_method_on_the_years_up_to_then(past):
    for row in of(past, "falling"):
        years = [year for year in FALLING if year <= row["origin"]]
        alone = Series(
            np.array([[FALLING[year]] for year in years]), years[0], np.array([KINDS.index("share")]), np.array([1]), np.array([row["mark"]]),
            np.array([row["result"]]),
        )
        assert row["p_met"] == pytest.approx(float(judge(alone, *fitted()).p[0]), abs=2e-4)


def test_figures_that_came_later_change_nothing_that_would_have_been_said(past, tmp_path):
    content = release()
    later = tuple(
        replace(row, value=row.value - Decimal(7)) if row.year == 2024 and row.value is not None and row.indicator == "health.steady" else row
        for row in content.observations
    )
    other = looked(replace(content, observations=later), tmp_path / "r")
    said = [[(row["origin"], row["result"], row["p_met"], row["level"]) for row in of(one, "steady")] for one in (past, other)]
    assert said[0] == said[1] and len(said[0]) > 3
    assert any(row["value"] != other_["value"] for row, other_ in zip(of(past, "steady"), of(other, "steady"), strict=True))


def test_a_carried_value_tells_nothing_of_what_came(tmp_path):
    content = release()
    carried = tuple(
        replace(row, status="I") if (row.year, row.indicator) == (2024, "health.rising") else row for row in content.observations
    )
    assert not of(looked(replace(content, observations=carried), tmp_path / "r"), "rising", result=2024)


def test_rare_events_and_terms_are_left_out_and_counted(past):
    assert past["left_out"]["rare"] == 1 and past["left_out"]["not_yearly"] == 1
    assert not of(past, "deaths") and not of(past, "term") and not of(past, "short")
    assert past["release"]["area"] == HOME
