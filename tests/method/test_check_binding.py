"""Every flaw in a target, a track or a milestone is found: each is planted in the shipped plan, which is clean."""

from dataclasses import replace
from decimal import Decimal

import pytest

from halfsky.formats.catalogue import load
from halfsky.method.check.binding import bindings, goals_of

CATALOGUE = load()
PLAN = CATALOGUE.plan("kelan-women-2021")
LIFE, EMPLOYED = "health.goal.1.target.1", "economy.goal.2.target.1"


def planted(part, code, **changes):
    rows = tuple(replace(row, **changes) if row.code == code else row for row in getattr(PLAN, part))
    assert rows != getattr(PLAN, part)
    return replace(PLAN, **{part: rows})


def keys(plan):
    return {(item.key, item.where) for item in bindings(CATALOGUE, plan)}


def track_of(kind, subject=None):
    return next(row for row in PLAN.tracks if row.kind == kind and subject in (None, row.subject)).code


def test_the_shipped_bindings_are_clean():
    assert keys(PLAN) == set()


def test_all_75_goals_are_named_in_the_plans_order():
    goals = goals_of(PLAN)
    assert len(goals) == 75
    assert (goals[0], goals[-1]) == ("health.goal.1", "law.goal.9")


@pytest.mark.parametrize(
    ("code", "changes", "key"),
    [
        (LIFE, {"indicator": "health.happiness"}, "unknown_indicator"),
        (LIFE, {"breakdown": "AGE=Y_GE60"}, "breakdown_not_asked"),
        (LIFE, {"breakdown": "SEX=W"}, "unknown_breakdown"),
        (LIFE, {"unit": "percent"}, "unit_differs"),
        (LIFE, {"value": None}, "value_missing"),
        (LIFE, {"operator": "=="}, "unknown_value"),
        (LIFE, {"operator": "<="}, "direction_conflict"),
        (LIFE, {"operator": "hold<="}, "direction_conflict"),
        (LIFE, {"year": 2030}, "year_outside"),
        (LIFE, {"goal_no": 11}, "unknown_goal"),
        (LIFE, {"goal_no": 2}, "bad_code"),
        (LIFE, {"note_en": ""}, "missing_text"),
        (LIFE, {"tolerance": Decimal(-1)}, "bad_number"),
        (LIFE, {"operator": "delta>="}, "base_missing"),
        (LIFE, {"operator": "ratio>=", "value": Decimal(2)}, "base_missing"),
        (LIFE, {"change": "often"}, "unknown_value"),
        (LIFE, {"basis": "yards"}, "unknown_value"),
        (LIFE, {"compare_indicator": "health.happiness"}, "unknown_indicator"),
        (EMPLOYED, {"tolerance": None}, "tolerance_missing"),
    ],
)
def test_a_flaw_planted_in_a_target_is_found(code, changes, key):
    assert (key, code) in keys(planted("targets", code, **changes))


def test_a_change_with_all_its_fields_is_no_finding():
    whole = {
        "change": "once",
        "basis": "percent",
        "base_year": 2020,
        "unit": "percent",
        "operator": "delta>=",
    }
    assert keys(planted("targets", LIFE, **whole)) == set()


VALUE = track_of("directional", "value")
GAP = track_of("directional", "gap:URBANISATION")
COMPARE = track_of("directional", "compare")
EXTERNAL = track_of("external")
QUALITATIVE = track_of("qualitative")
QUANTITATIVE = track_of("quantitative")


@pytest.mark.parametrize(
    ("code", "changes", "key"),
    [
        (VALUE, {"indicator": "health.happiness"}, "unknown_indicator"),
        (VALUE, {"direction": "down"}, "direction_conflict"),
        (VALUE, {"direction": "narrow"}, "subject_unfit"),
        (VALUE, {"subject": "mood"}, "unknown_value"),
        (VALUE, {"kind": "guess"}, "unknown_value"),
        (VALUE, {"title_en": ""}, "missing_text"),
        (VALUE, {"goal_no": 99}, "unknown_goal"),
        (GAP, {"subject": "gap:SEX"}, "breakdown_not_asked"),
        (GAP, {"direction": "up"}, "subject_unfit"),
        (COMPARE, {"compare_indicator": ""}, "compare_missing"),
        (COMPARE, {"compare_indicator": "decision.nobody"}, "unknown_indicator"),
        (EXTERNAL, {"indicator": ""}, "unknown_indicator"),
        (QUANTITATIVE, {"target": "health.goal.9.target.9"}, "unknown_target"),
        (QUANTITATIVE, {"breakdown": ""}, "track_differs"),
        (QUANTITATIVE, {"indicator": "health.caesarean"}, "track_differs"),
    ],
)
def test_a_flaw_planted_in_a_track_is_found(code, changes, key):
    assert (key, code) in keys(planted("tracks", code, **changes))


def test_a_goal_that_nothing_follows_is_found():
    plan = replace(PLAN, tracks=tuple(row for row in PLAN.tracks if row.goal != "education.goal.7"))
    assert keys(plan) == {
        ("goal_without_track", "education.goal.7"),
        ("target_without_track", "education.goal.7.target.1"),
    }


def test_a_qualitative_track_without_milestones_is_found():
    plan = replace(PLAN, milestones=tuple(row for row in PLAN.milestones if row.track != QUALITATIVE))
    assert keys(plan) == {("no_milestones", QUALITATIVE)}


STEP = PLAN.milestones[0].code


@pytest.mark.parametrize(
    ("changes", "key", "where"),
    [
        ({"weight": Decimal(5)}, "weights_unfit", PLAN.milestones[0].track),
        ({"weight": Decimal(-20)}, "bad_number", STEP),
        ({"due_year": 2019}, "year_outside", STEP),
        ({"evidence_en": ""}, "missing_text", STEP),
        ({"title_zh": ""}, "missing_text", STEP),
        ({"track": VALUE}, "unknown_track", STEP),
        ({"no": 9}, "bad_code", STEP),
    ],
)
def test_a_flaw_planted_in_a_milestone_is_found(changes, key, where):
    assert (key, where) in keys(planted("milestones", STEP, **changes))


@pytest.mark.parametrize("part", ["targets", "tracks", "milestones"])
def test_a_repeated_row_is_found(part):
    rows = getattr(PLAN, part)
    assert ("duplicate_code", rows[0].code) in keys(replace(PLAN, **{part: (*rows, rows[0])}))


def test_without_tracks_the_targets_alone_are_checked():
    assert keys(replace(PLAN, tracks=(), milestones=())) == set()
