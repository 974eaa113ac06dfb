"""The engine and the method agree on every track, target, goal and domain of any release."""

import dataclasses
import os
import random
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from halfsky.cube.content import (
    AreaRow,
    IndicatorRow,
    MilestoneRow,
    MilestoneStateRow,
    ObservationRow,
    ReleaseContent,
    TargetRow,
    TrackRow,
)
from halfsky.cube.layout import write_release
from halfsky.cube.rules import RULES, state_of
from halfsky.cube.run import monitor
from halfsky.cube.tables import target_rule
from halfsky.cube.told import number
from halfsky.method.appraisal.progress import pace_needed
from halfsky.method.rounding import ratio, to_scaled
from halfsky.method.target import meets
from tests.cube.oracle import Oracle

SOAK = bool(os.environ.get("HALFSKY_SOAK"))

HOME, OTHER, TOWN = "140929000000", "140930000000", "140929100000"
KEYS = ("", "SEX=F", "SEX=M", "URBANISATION=U", "URBANISATION=R", "SEX=F;URBANISATION=R")
MISSING = [("O", "not_reported"), ("O", "not_due"), ("L", "hard_to_obtain"), ("L", "no_sex_split"),
           ("M", "not_applicable"), ("O", "not_surveyed")]  # fmt: skip


def any_release(seed: int) -> ReleaseContent:
    """A small release in which every rule may be met with: ties, breaks, gaps, zeroes, carried and pooled figures."""
    rng = random.Random(seed)
    year = rng.choice([2020, 2021, 2023, 2024, 2025, 2026])
    indicators = tuple(
        IndicatorRow(
            f"{rng.choice(['health', 'law'])}.i{n}", "甲", "a", "percent",
            rng.choice([Decimal(100), Decimal(100000), None]), rng.choice([0, 1, 2]),
            rng.choice(["up", "down", "about", "none"]), frequency=rng.choice([1, 1, 2, 5]),
            anchor_year=rng.choice([2020, 2021]), carry_years=rng.choice([0, 0, 1, 4]), small_count=rng.random() < 0.3,
            kind=rng.choice(["share", "rate", "other"]),
        )
        for n in range(5)
    )  # fmt: skip
    rows = tuple(
        observation(rng, area, i, key, y)
        for area in (HOME, OTHER, TOWN)
        for i in indicators
        for key in KEYS
        for y in range(year - 12, year + 2)
        if rng.random() < 0.75
    )
    targets, tracks, milestones, states = [], [], [], []
    goals = [{"code": f"{d}.goal.{n}", "domain": d, "no": n} for d in ("health", "law") for n in range(1, 7)]
    for goal in goals:
        for n in range(rng.choice([0, 1, 3, 4])):
            code = f"{goal['code']}.track.{n}"
            i, j = rng.choice(indicators), rng.choice(indicators)
            kind = rng.choice(["quantitative", "quantitative", "directional", "directional", "qualitative", "external",
                               "none"])  # fmt: skip
            target = ""
            if kind in ("quantitative", "external") and rng.random() < 0.95:
                target = f"{goal['code']}.target.{n}"
                targets.append(any_target(rng, target, goal, i.code, j.code))
            tracks.append(
                TrackRow(
                    code, goal["domain"], goal["code"], kind, "甲", "a", target,
                    i.code if kind != "directional" or rng.random() < 0.95 else "", rng.choice(KEYS),
                    rng.choice(["up", "down", "narrow", "curb", "hold", "match"]),
                    rng.choice(["", "value", "gap:SEX", "gap:URBANISATION", "compare"]),
                    j.code if rng.random() < 0.9 else "", rng.choice(KEYS),
                )
            )  # fmt: skip
            if kind == "qualitative":
                for no in range(rng.choice([0, 1, 3])):
                    name = f"{code}.milestone.{no}"
                    due = rng.choice([2021, 2023, 2025])
                    milestones.append(MilestoneRow(name, code, no, "甲", "a", due, Decimal(rng.choice(["1", "2", "0.5"]))))
                    for area in (HOME, OTHER):
                        for y in range(2020, 2027):
                            if rng.random() < 0.3:
                                told = rng.choice(["done", "done", "partial", "none"])
                                states.append(MilestoneStateRow(name, area, y, told))
    framework = {
        "plan": {"base_year": 2020, "end_year": 2025},
        "domains": [{"slug": d, "name_zh": d, "name_en": d} for d in ("health", "law")],
        "goals": goals,
        **({"scheme": {"pace_percent": rng.choice([60, 120]), "about_percent": 12}} if rng.random() < 0.5 else {}),
    }
    areas = (AreaRow(HOME, "甲"), AreaRow(OTHER, "乙", judged=True), AreaRow(TOWN, "丙"))
    return ReleaseContent(
        year, 1, HOME, "p", "", False, rows, indicators, tuple(targets), tuple(tracks), tuple(milestones),
        tuple(states), (), areas, framework,
    )  # fmt: skip


def observation(rng: random.Random, area: str, i: IndicatorRow, key: str, year: int) -> ObservationRow:
    numerator = denominator = None
    if rng.random() < 0.8:
        numerator, denominator = Decimal(rng.choice([0, 0, 1, 2, 7])), Decimal(rng.choice([0, 3, 90, 300]))
    if rng.random() < 0.15:
        status, reason = rng.choice(MISSING)
        return ObservationRow(area, i.code, key, year, numerator, denominator, None, status, reason)
    if rng.random() < 0.1:
        return ObservationRow(area, i.code, key, year, numerator, denominator, Decimal(rng.choice([0, 100])), "A")
    value = Decimal(rng.choice([0, 38, 39, 40, 41, 42])) + Decimal(rng.choice([0, 0, 4, 5, 49, 50])) / 100
    status = rng.choice("AAAAAPEIIB" if rng.random() < 0.2 else "AAAPEI")
    return ObservationRow(area, i.code, key, year, numerator, denominator, value, status)


def any_target(rng: random.Random, code: str, goal: dict, indicator: str, other: str) -> TargetRow:
    operator = rng.choice([">=", "<=", "~", "hold>=", "hold<=", "hold~", "delta>=", "delta<=", "ratio>="])
    value = Decimal(rng.choice(["2", "1.05"])) if operator == "ratio>=" else Decimal(rng.choice(["40", "41.5", "0", "5"]))
    compared = rng.random() < 0.15
    return TargetRow(
        code, goal["domain"], goal["code"], indicator if rng.random() < 0.95 else "", rng.choice(KEYS), operator,
        value if rng.random() < 0.9 else None, "percent", rng.choice([2020, 2024, 2025, 2030]),
        rng.choice([None, Decimal(1)]), rng.choice(["once", "yearly"]), rng.choice(["percent", "points"]),
        rng.choice([None, None, 2019, 2022]), other if compared else "", rng.choice(KEYS),
    )  # fmt: skip


@settings(max_examples=200 if SOAK else 16, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**31))
def test_engine_and_method_agree_on_any_release(seed):
    content = any_release(seed)
    with tempfile.TemporaryDirectory() as folder:
        write_release(Path(folder) / "r", content)
        result = monitor(Path(folder) / "r")
    oracle = Oracle(content)
    targets, tracks = {t.code: t for t in content.targets}, {t.code: t for t in content.tracks}
    assert len(result["targets"]) == 2 * len(targets)
    for row in result["targets"]:
        judged = oracle.target(targets[row["code"]], row["area"], content.year)
        assert (row["state"], row["reason"]["key"]) == (judged.state, judged.reason), targets[row["code"]]
        assert row["pace_needed"] == _pace_needed(row, targets[row["code"]], content)
    assert len(result["tracks"]) == 2 * len(tracks)
    for row in result["tracks"]:
        judged = oracle.track(tracks[row["code"]], row["area"], content.year)
        assert (row["state"], row["reason"]["key"]) == (judged.state, judged.reason), tracks[row["code"]]
    for area in (HOME, OTHER):
        goals = {g["code"]: (g["state"], g["partial"]) for g in result["goals"] if g["area"] == area}
        assert goals == oracle.goals(area, content.year)
    _same_counts(result, oracle.attainment(HOME, content.year))
    _same_counts(result["previous"], oracle.attainment(HOME, content.year - 1))
    other = next(area for area in result["areas"] if area["area"] == OTHER)
    _same_counts(other, oracle.attainment(OTHER, content.year))


def _pace_needed(row, target, content):
    """What the method says of the pace, from the row's own figures."""
    if row["value"] is None or row["reach"] is None or target.operator.startswith("hold"):
        return None
    value, reach, slack = (Decimal(repr(row[name])) for name in ("value", "reach", "tolerance"))
    direction = next(i.direction for i in content.indicators if i.code == target.indicator)
    sense = target_rule(target, 2020).sense(direction)
    if meets(sense, value, reach, slack):
        return None
    pace = pace_needed(value, reach, target.year - content.year)
    return None if pace is None else number(to_scaled(pace))


def _same_counts(told, expected):
    places = {"": told["all"], **{domain["slug"]: domain for domain in told["domains"]}}
    for slug, place in places.items():
        for what in ("goals", "indicators"):
            counts = expected[slug][what]
            want = {**dataclasses.asdict(counts), "monitorable": counts.monitorable}
            assert {key: place[what][key] for key in want} == want
            assert place[what]["rate"] == (None if counts.rate is None else float(counts.rate))


@settings(max_examples=100 if SOAK else 10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**31))
def test_what_stands_for_the_year_is_the_same_in_every_series(seed):
    content = any_release(seed)
    with tempfile.TemporaryDirectory() as folder:
        write_release(Path(folder) / "r", content)
        result = monitor(Path(folder) / "r")
    oracle = Oracle(content)
    for row in result["series"]:
        now = oracle.standing(row["area"], row["indicator"], row["breakdown"], content.year)
        told = (row["value"], row["year_of_value"], row["carried"], row["missing"], row["reason"], row["numerator"])
        assert told == (_num(now.value), now.year, now.carried, now.missing, now.why, _num(now.numerator))
        assert (row["pooled"] or {"years": 0})["years"] == now.pooled_years


def _num(value: Decimal | None) -> int | float | None:
    return None if value is None else number(to_scaled(value))


@pytest.fixture(scope="module")
def sql():
    import duckdb

    connection = duckdb.connect()
    for name, (given_, text) in RULES.items():
        connection.execute(f"create macro {name}({given_}) as ({text})")
    return connection


@settings(max_examples=150)
@given(n=st.integers(-(10**15), 10**15), d=st.integers(0, 10**12))
def test_half_up_division_is_the_methods(sql, n, d):
    found = sql.execute("select round_div(?::bigint, ?::bigint)", [n, d]).fetchone()[0]
    expected = ratio(Decimal(n), Decimal(d), 1, 0)
    assert found == (None if expected is None else int(expected))


@pytest.mark.parametrize("d", [1, 3, 2 * 10**18 - 1, 2 * 10**18, 2 * 10**18 + 1, 2**63 - 1])
@pytest.mark.parametrize("n", [-(2**63), -(2 * 10**18) - 1, -(2 * 10**18), 2 * 10**18, 2 * 10**18 + 1, 2**63 - 1, 10**30 + 5])
def test_half_up_division_is_the_same_on_either_side_of_what_64_bits_hold(sql, n, d):
    found = sql.execute("select round_div(?::hugeint, ?::bigint)", [n, d]).fetchone()[0]
    half = (abs(n) * 2 + d) // (2 * d)
    assert found == (half if n >= 0 else -half)


def test_a_state_follows_from_its_reason_and_where_the_comparator_is_missing_from_the_reason_for_that():
    assert (state_of("held"), state_of("likely"), state_of("not_reported")) == ("met", "expected", "no_data")
    assert state_of("no_comparator") == "not_monitorable"
    assert state_of("no_comparator", "period_not_come") == "not_due"
