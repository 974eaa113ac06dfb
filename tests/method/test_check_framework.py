"""The framework as a whole: the shipped one is clean, and each planted flaw is found."""

from dataclasses import replace

import pytest

from halfsky.formats.catalogue import load
from halfsky.method.check.framework import check
from halfsky.method.check.framework_kinds import KINDS
from halfsky.method.indicator import Catalogue, PlanRows

CATALOGUE = load()
PLAN = CATALOGUE.plan("kelan-women-2021")


def keys(plan, catalogue=CATALOGUE):
    return {(item.key, item.where) for item in check(catalogue, plan)}


def without(part, code):
    return replace(PLAN, **{part: tuple(row for row in getattr(PLAN, part) if row.code != code)})


def test_the_shipped_framework_has_no_finding():
    assert check(CATALOGUE, PLAN) == ()


def test_it_has_the_plans_size():
    assert (len(PLAN.goals), len(PLAN.measures), len(PLAN.targets)) == (75, 92, 19)
    assert len({track.goal for track in PLAN.tracks}) == 75
    assert len(CATALOGUE.indicators) >= 120


def test_numeric_targets_stand_where_the_plan_has_them():
    domains = [target.domain for target in PLAN.targets]
    assert {slug: domains.count(slug) for slug in dict.fromkeys(domains)} == {
        "health": 5,
        "education": 5,
        "economy": 2,
        "decision": 3,
        "security": 2,
        "environment": 2,
    }


def test_an_empty_framework_names_each_missing_part():
    empty = PlanRows("p", "规划", "Plan", 2021, 2025, 2020)
    found = check(Catalogue(), empty)
    assert {item.key for item in found} == {"part_missing"}
    assert len(found) == 10


def test_a_goal_and_a_measure_nobody_leads_are_found():
    assert keys(without("allotments", "health.goal.2")) == {("not_allotted", "health.goal.2")}
    assert keys(without("allotments", "law.measure.13")) == {("not_allotted", "law.measure.13")}


def test_a_goal_allotted_twice_is_found():
    plan = replace(PLAN, allotments=(*PLAN.allotments, PLAN.allotments[0]))
    assert keys(plan) == {("allotted_twice", PLAN.allotments[0].code)}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"lead": ""}, "not_allotted"),
        ({"lead": "space_agency"}, "unknown_body"),
        ({"supporting": ("court", "space_agency")}, "unknown_body"),
        ({"deadline": "soon"}, "bad_deadline"),
        ({"deadline": "2031-01-01"}, "year_outside"),
        ({"status": "perhaps"}, "unknown_value"),
    ],
)
def test_a_flaw_planted_in_the_division_is_found(changes, key):
    first = replace(PLAN.allotments[0], **changes)
    plan = replace(PLAN, allotments=(first, *PLAN.allotments[1:]))
    assert keys(plan) == {(key, first.code)}


def test_an_allotment_of_a_goal_the_plan_has_not_is_found():
    extra = replace(PLAN.allotments[0], no=99)
    plan = replace(PLAN, allotments=(*PLAN.allotments, extra))
    assert keys(plan) == {("unknown_goal", extra.code)}


def test_a_missing_or_repeated_number_is_found():
    assert {key for key, _ in keys(without("goals", "family.goal.3"))} == {"count_differs"}
    twice = replace(PLAN, measures=(*PLAN.measures, PLAN.measures[0]))
    assert keys(twice) == {("duplicate_code", "health.measure.1")}


def test_a_goal_in_one_language_only_is_found():
    plan = replace(PLAN, goals=(replace(PLAN.goals[0], title_en=""), *PLAN.goals[1:]))
    assert keys(plan) == {("missing_text", "health.goal.1")}
    plan = replace(PLAN, measures=(replace(PLAN.measures[0], title_zh=""), *PLAN.measures[1:]))
    assert keys(plan) == {("missing_text", "health.measure.1")}


def test_findings_come_sorted_and_once():
    found = check(CATALOGUE, replace(PLAN, allotments=PLAN.allotments[:100]))
    assert list(found) == sorted(set(found))


def test_every_kind_of_finding_is_planted_in_a_test():
    from pathlib import Path

    here = Path(__file__).parent
    text = "".join(
        (here / f"test_check_{name}.py").read_text(encoding="utf-8")
        for name in ("framework", "definition", "binding")
    )
    assert [key for key in KINDS if f'"{key}"' not in text] == []
