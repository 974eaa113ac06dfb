"""Who answers for what: every goal and measure is allotted, and every body named exists."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

CATALOGUE = Path(__file__).parents[2] / "src/halfsky/catalogue"
PLAN = CATALOGUE / "plans/kelan-women-2021"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SHAPE = yaml.safe_load((PLAN / "plan.yaml").read_text(encoding="utf-8"))["shape"]["domains"]
BODIES = rows(CATALOGUE / "bodies/kelan.csv")
REGIONS = rows(CATALOGUE / "regions/kelan.csv")
DIVISION = rows(PLAN / "division.csv")


@pytest.mark.parametrize("kind", ["goals", "measures"])
def test_the_files_hold_what_the_plan_s_shape_says(kind: str) -> None:
    counts = Counter(row["domain"] for row in rows(PLAN / f"{kind}.csv"))
    assert list(counts.items()) == [(domain["slug"], domain[kind]) for domain in SHAPE]
    for row in rows(PLAN / f"{kind}.csv"):
        assert row["title_zh"] and row["title_en"]
        assert re.search(rf"\.(目标|策略){row['no']}$", row["clause"])


def test_the_plan_has_75_goals_and_92_measures() -> None:
    assert [domain["goals"] for domain in SHAPE] == [10, 10, 9, 9, 9, 9, 10, 9]
    assert [domain["measures"] for domain in SHAPE] == [13, 12, 13, 8, 11, 10, 12, 13]


@pytest.mark.parametrize("kind", ["goal", "measure"])
def test_every_goal_and_measure_is_allotted_once(kind: str) -> None:
    due = [(row["domain"], row["no"]) for row in rows(PLAN / f"{kind}s.csv")]
    assert [(row["domain"], row["no"]) for row in DIVISION if row["kind"] == kind] == due


def test_every_body_in_the_division_exists_and_none_is_named_twice() -> None:
    known = {row["code"] for row in BODIES}
    for row in DIVISION:
        named = [row["lead"], *row["supporting"].split()]
        assert set(named) <= known, row
        assert len(named) == len(set(named)), row
        assert row["supporting"], row


def test_the_division_stays_a_suggestion_until_the_county_confirms() -> None:
    assert {row["status"] for row in DIVISION} == {"suggested"}


def test_bodies_have_one_code_each_and_say_whether_they_were_verified() -> None:
    assert len({row["code"] for row in BODIES}) == len(BODIES)
    assert {row["verified"] for row in BODIES} == {"yes", "no"}
    assert all(row["source"] and row["name_zh"] and row["name_en"] and row["short_zh"] for row in BODIES)
    kinds = "government committee department mass_organisation court township city"
    assert {row["kind"] for row in BODIES} == set(kinds.split())


def test_both_states_of_the_townships_are_kept() -> None:
    def standing(day: str) -> list[str]:
        return [
            row["name_zh"]
            for row in REGIONS
            if row["level"] == "township"
            and not row["code"].endswith("400000")
            and (row["valid_from"] or "0") <= day <= (row["valid_to"] or "9")
        ]

    assert len(standing("2020-06-30")) == 12
    assert len(standing("2023-06-30")) == 10
    gone = set(standing("2020-06-30")) - set(standing("2023-06-30"))
    assert gone == {"神堂坪乡", "王家岔乡", "宋家沟乡"}
    assert set(standing("2023-06-30")) - set(standing("2020-06-30")) == {"宋家沟镇"}


def test_region_codes_are_twelve_digits_under_their_parent_and_cited() -> None:
    codes = {row["code"] for row in REGIONS}
    for row in REGIONS:
        assert re.fullmatch(r"\d{12}", row["code"])
        assert row["source"] and row["verified"] in {"yes", "no"}
        assert not row["parent"] or row["parent"] in codes
        assert not row["successor"] or row["successor"] in codes


def test_each_township_has_a_body() -> None:
    names = {row["short_zh"] for row in BODIES if row["kind"] == "township"}
    townships = {row["name_zh"] for row in REGIONS if row["code"][6:9] not in {"000", "400"}}
    assert townships - {"山西省", "忻州市", "岢岚县"} <= names
