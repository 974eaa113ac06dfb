"""The outlook inside the run: the same as cell by cell, whatever the parts, with the right points."""

import random
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from halfsky.cube import outlook
from halfsky.cube.content import ObservationRow
from halfsky.cube.layout import write_release
from halfsky.cube.run import dumps, monitor
from halfsky.method.outlook.level import level
from tests.cube.looked_at import HOME, STEADY, changed, release
from tests.cube.oracle import Oracle
from tests.cube.test_rules import SOAK, any_release


def run(content, tmp_path, **more):
    with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
        write_release(Path(folder) / "r", content)
        return monitor(Path(folder) / "r", **more)


def of(result, name, area=HOME):
    found = [r for r in result["outlooks"] if (r["indicator"], r["kind"], r["area"]) == (f"health.{name}", "target", area)]
    assert len(found) == 1
    return found[0]


@settings(max_examples=100 if SOAK else 12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**31))
def test_probabilities_and_levels_are_those_of_the_method_cell_by_cell(seed):
    content = any_release(seed)
    result = run(content, None)
    oracle = Oracle(content)
    rows = [r for r in result["outlooks"] if r["kind"] == "target"]
    assert {(r["target"], r["area"]) for r in rows} == {
        (t.code, a.code) for t in content.targets if t.indicator for a in content.areas if a.judged or a.code == content.area
    }
    for row in rows:
        target = oracle.targets[row["target"]]
        p, before = (oracle.chance(target, row["area"], year) for year in (content.year, content.year - 1))
        assert row["p_met"] == p and (row["why"] == "") == (p is not None)
        if not oracle.indicators[target.indicator].small_count:
            assert row["previous_level"] == level(before, oracle.scheme)
            assert row["level"] == level(p, oracle.scheme, row["previous_level"])


def test_the_parts_it_is_worked_on_in_do_not_change_the_result(tmp_path, monkeypatch):
    write_release(tmp_path / "r", release())
    whole = dumps(monitor(tmp_path / "r"))
    monkeypatch.setattr(outlook, "SERIES_AT_ONCE", 1)
    assert dumps(monitor(tmp_path / "r")) == whole


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    return run(release(), tmp_path_factory.mktemp("looked"))


def test_what_is_steady_rising_or_falling_is_seen(result):
    assert of(result, "steady")["level"] == of(result, "rising")["level"] == "on_track"
    assert of(result, "falling")["level"] == "off_track"
    rising = of(result, "rising")
    assert rising["pace_recent"] == pytest.approx(3) and rising["pace_needed"] == pytest.approx(0.5)
    assert [step["year"] for step in rising["fan"]] == [2025, 2026]
    assert rising["fan"][-1]["q10"] < rising["fan"][-1]["q50"] < rising["fan"][-1]["q90"]
    assert rising["spread"] == pytest.approx((rising["fan"][-1]["q90"] - rising["fan"][-1]["q10"]) / 2, abs=1e-5)
    assert (rising["points"], rising["first_year"], rising["last_year"]) == (9, 2016, 2024)


def test_why_a_series_cannot_be_judged(result):
    assert of(result, "short")["why"] == "too_few_points" and of(result, "gapped")["why"] == "years_missing"
    assert of(result, "short")["level"] == "cannot_judge" and of(result, "short")["model"] == ""


def test_a_jump_is_a_swing_and_the_interval_is_told(result):
    jumped = of(result, "jumped")
    assert jumped["swing"] == "flag" and jumped["swing_low"] > 60 and of(result, "steady")["swing"] == ""


def test_a_direction_of_one_value_is_followed_to_its_base_value_and_a_gap_is_not(result):
    home = [r for r in result["outlooks"] if r["area"] == HOME and r["kind"] == "direction"]
    assert [r["code"] for r in home] == ["health.goal.1.track.up"]
    assert (home[0]["reach"], home[0]["target_year"], home[0]["sense"], home[0]["target"]) == (72, 2027, "at_least", "")


def test_a_term_is_followed_at_its_own_periods(result):
    term = of(result, "term")
    assert (term["points"], term["years_missing"], term["first_year"], term["last_year"]) == (4, 0, 2006, 2021)
    assert [step["year"] for step in term["fan"]] == [2026] and 0 < term["p_met"] < 1


def test_a_target_year_before_the_next_term_is_looked_at_one_term_ahead(tmp_path):
    content = release()
    targets = tuple(replace(t, year=2025) if t.indicator == "health.term" else t for t in content.targets)
    term = of(run(replace(content, targets=targets), tmp_path), "term")
    assert [step["year"] for step in term["fan"]] == [2025] and term["why"] == "" and 0 < term["p_met"] < 1


def test_carried_values_are_no_points_and_are_counted(tmp_path):
    carried = changed(release(), "health.steady", y2024={"status": "I"}, y2021={"status": "I"})
    told = of(run(carried, tmp_path), "steady")
    assert (told["points"], told["last_year"], told["carried_dropped"], told["years_missing"]) == (7, 2023, 2, 1)
    assert told["swing"] == "", "a year that only carries a value is no swing"


def test_a_break_starts_the_series_anew(tmp_path):
    broken = of(run(changed(release(), "health.steady", y2021={"status": "B"}), tmp_path), "steady")
    assert (broken["points"], broken["first_year"], broken["why"]) == (4, 2021, "")
    late = of(run(changed(release(), "health.steady", y2023={"status": "B"}), tmp_path), "steady")
    assert (late["why"] == "definition_broken" and late["previous_level"] != "cannot_judge") or late["points"] == 2


def test_the_year_before_knows_nothing_of_this_year(tmp_path, result):
    worse = changed(release(), "health.steady", y2024={"value": Decimal(30)})
    told = of(run(worse, tmp_path), "steady")
    assert told["level"] != "on_track" and told["previous_level"] == of(result, "steady")["previous_level"] == "on_track"
    assert len(STEADY) == 9


def test_the_target_year_itself_and_later_are_not_foretold(tmp_path):
    told = run(release(year=2026), tmp_path)
    assert {r["why"] for r in told["outlooks"] if r["area"] == HOME and r["target"] and r["last_year"] == 2026} <= {"target_year_past"}


def test_a_year_that_comes_in_at_the_median_raises_no_alarm_in_the_run(result, tmp_path):
    """Every share of the home county comes in at what the run of the year before held likeliest: no swing, no notice."""
    expected = {row["indicator"]: row["fan"][0]["q50"] for row in result["outlooks"] if row["area"] == HOME and row["kind"] == "target" and row["fan"] and row["indicator"] != "health.term"}
    content = release(year=2025)
    newest = tuple(
        ObservationRow(HOME, code, "", 2025, None, None, Decimal(str(round(value, 4)))) for code, value in expected.items()
    )
    later = run(replace(content, observations=(*content.observations, *newest)), tmp_path)
    rows = [row for row in later["outlooks"] if row["area"] == HOME and row["indicator"] in expected and row["kind"] == "target"]
    assert len(rows) >= 3 and all(row["last_year"] == 2025 and row["swing"] == "" for row in rows)
    assert not [row for row in later["warnings"] if row["kind"] == "volatility" and row["indicator"] in expected]
    far = tuple(replace(row, value=row.value * Decimal("0.6")) if row.indicator == "health.steady" else row for row in newest)
    jumped = run(replace(content, observations=(*content.observations, *far)), tmp_path)
    assert of(jumped, "steady")["swing"] == "flag"


@settings(max_examples=50 if SOAK else 5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([Decimal("0.01"), Decimal(7), Decimal(1000)]), st.integers(0, 10**6))
def test_the_unit_of_a_level_changes_no_judgement_level_nor_warning_of_the_run(factor, seed):
    content = release()
    picked = random.Random(seed)
    shaken = tuple(
        replace(row, value=round(row.value * Decimal(str(picked.uniform(0.9, 1.1))), 2)) if row.indicator == "health.steady" and row.year > 2021 else row
        for row in content.observations
    )
    levels_ = replace(
        content, observations=shaken,
        indicators=tuple(replace(i, unit="", kind="level") if i.code in ("health.steady", "health.falling", "health.rising") else i for i in content.indicators),
    )
    followed = {"health.steady", "health.falling", "health.rising"}
    scaled = replace(
        levels_,
        observations=tuple(replace(o, value=o.value * factor) if o.indicator in followed and o.value is not None else o for o in levels_.observations),
        targets=tuple(replace(t, value=t.value * factor) if t.indicator in followed else t for t in levels_.targets),
    )

    def told(content_):
        found = run(content_, None)
        return (
            [(row["code"], row["state"]) for row in found["tracks"]],
            [(row["code"], row["area"], row["level"], row["swing"], row["p_met"] and round(row["p_met"], 3)) for row in found["outlooks"]],
            [(row["code"], row["area"], row["level"], row["kind"]) for row in found["warnings"]],
        )

    assert told(levels_) == told(scaled)
