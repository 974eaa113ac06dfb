"""Which outlooks call for work, with what colour, reason and numbers."""

import pytest

from halfsky.cube import told_outlook
from halfsky.method.outlook.level import COLOURS
from halfsky.method.outlook.reason import KEYS
from tests.cube.looked_at import COUNTIES, HOME, SHARES, changed, release
from tests.cube.test_outlook import of, run


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    return run(release(), tmp_path_factory.mktemp("told"))


def warned(result, name):
    found = [w for w in result["warnings"] if (w["area"], w["indicator"]) == (HOME, f"health.{name}") and w["target"]]
    return found[0] if found else None


def test_both_lists_are_by_area_and_code(result):
    for name in ("outlooks", "warnings"):
        places = [(row["area"], row["code"]) for row in result[name]]
        assert places == sorted(places) and len(set(places)) == len(places)
    assert {r["area"] for r in result["outlooks"]} == set(COUNTIES)


def test_a_level_has_its_colour_and_what_is_on_track_has_none(result):
    for row in result["outlooks"]:
        mine = [w for w in result["warnings"] if (w["area"], w["code"]) == (row["area"], row["code"])]
        if row["model"] == "mixture" and row["level"] in COLOURS:
            assert [w["level"] for w in mine] == [COLOURS[row["level"]]]
        if row["level"] == "on_track" and not row["swing"] and row["model"] == "mixture":
            assert mine == []
    assert warned(result, "falling")["level"] == "red" and warned(result, "falling")["kind"] == "target"
    assert warned(result, "steady") is None


def test_a_swing_without_difficulty_is_blue(result):
    found = warned(result, "jumped")
    assert (found["kind"], found["level"], found["outlook_level"]) == ("volatility", "blue", "on_track")
    assert found["reason"]["key"] == "swing_down" and found["previous"] == ""
    params = found["reason"]["params"]
    assert params["value"] == 60 and params["low"] > 60 and params["high"] > params["low"]


def test_the_reason_is_what_drives_it(result):
    found = warned(result, "falling")["reason"]
    assert found["key"] == "moving_away" and found["key"] in KEYS
    assert found["params"]["pace_recent"] < 0 < found["params"]["pace_needed"]
    assert (found["params"]["value_year"], found["params"]["target_year"], found["params"]["reach"]) == (2024, 2026, 90)


def test_what_was_warned_of_last_year_says_so(result):
    assert warned(result, "falling")["previous"] == "red"


def test_a_rare_event_opens_a_case_review_when_there_was_a_case_and_none_when_there_was_none(result, tmp_path):
    found = warned(result, "deaths")
    assert found["kind"] == "case_review" and found["reason"]["key"] == "cases"
    assert found["reason"]["params"]["events"] == 4 and found["reason"]["params"]["from"] == 2020
    none = run(release(deaths=(0, 0, 0, 0, 0)), tmp_path)
    assert warned(none, "deaths") is None and of(none, "deaths")["counts"]["events"] == 0
    one = run(release(deaths=(0, 0, 0, 0, 1)), tmp_path)
    assert warned(one, "deaths")["kind"] == "case_review"


def test_a_figure_that_cannot_be_judged_still_warns_of_a_swing(tmp_path):
    values = {f"y{y}": {"status": "B"} for y in (2016,)}
    told = run(changed(release(), "health.short", **values), tmp_path)
    assert of(told, "short")["level"] == "cannot_judge" and warned(told, "short") is None


def test_with_many_areas_only_the_home_area_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(told_outlook, "TOLD_AREAS", 5)
    told = run(release(), tmp_path)
    assert {r["area"] for r in told["outlooks"]} == {HOME} == {w["area"] for w in told["warnings"]}
    assert len([r for r in told["outlooks"] if r["kind"] == "target"]) == len(SHARES) + 2
