"""A made-up county as release content: deterministic, of any width, for tests and benchmarks."""

from __future__ import annotations

import random
from decimal import Decimal

from halfsky.cube.content import (
    AreaRow,
    BodyRow,
    IndicatorRow,
    MilestoneRow,
    MilestoneStateRow,
    ObservationRow,
    ReleaseContent,
    TargetRow,
    TrackRow,
)

AREA = "140929000000"
DOMAINS = ("health", "education", "economy", "decision", "security", "family", "environment", "law")
BREAKDOWNS = tuple(
    ";".join(part for part in (sex, place, age) if part)
    for age in ("", "AGE=Y35T45", "AGE=Y_GE60")
    for sex in ("", "SEX=F", "SEX=M")
    for place in ("", "URBANISATION=U", "URBANISATION=R")
)
OPERATORS = (">=", "<=", "~", "hold>=", "hold<=", "hold~", "delta>=", "delta<=", "ratio>=")


def framework(goals: int) -> dict:
    return {
        "plan": {
            "code": "kelan-women-2021",
            "title_zh": "岢岚县妇女发展规划",
            "title_en": "Women's development plan of Kelan",
            "start_year": 2021,
            "end_year": 2025,
            "base_year": 2020,
        },
        "domains": [{"slug": slug, "name_zh": slug, "name_en": slug} for slug in DOMAINS],
        "goals": [
            {"code": f"{d}.goal.{n}", "domain": d, "no": n, "title_zh": "目标", "title_en": "goal"}
            for d in DOMAINS
            for n in range(1, goals + 1)
        ],
    }


def county(
    *, indicators: int = 15, breakdowns: int = 23, years: range = range(2015, 2025), goals: int = 9, seed: int = 7
) -> ReleaseContent:
    """``indicators`` per domain: 8 x 15 x 23 x 10 is the county's 27,600 rows."""
    rng = random.Random(seed)
    frames, rows, targets, tracks, milestones, states = [], [], [], [], [], []
    for domain in DOMAINS:
        for n in range(indicators):
            code = f"{domain}.indicator_{n:02}"
            up = n % 3 != 1
            small = n == 5
            frames.append(
                IndicatorRow(
                    code, f"指标{n}", f"indicator {n}", "percent", Decimal(100), 2, "up" if up else "down",
                    frequency=5 if n == 7 else 1, carry_years=4 if n == 7 else 0, small_count=small,
                )
            )  # fmt: skip
            for breakdown in BREAKDOWNS[:breakdowns]:
                level, drift = rng.uniform(30, 80), rng.uniform(-0.5, 1.5) * (1 if up else -1)
                for year in years:
                    if n == 7 and year % 5:
                        continue
                    part = max(0, round(20 * (level + drift * (year - 2015) + rng.gauss(0, 0.4))))
                    part = part % 4 if small else part
                    value = Decimal(part) / 20
                    rows.append(
                        ObservationRow(
                            AREA, code, breakdown, year, Decimal(part), Decimal(2000), value,
                            source_body="health_bureau", signer="王芳",
                        )
                    )  # fmt: skip
        for goal in range(1, goals + 1):
            place = f"{domain}.goal.{goal}"
            code = f"{domain}.indicator_{goal % indicators:02}"
            targets.append(
                TargetRow(f"{place}.target.1", domain, place, code, "", OPERATORS[goal % 9],
                          Decimal(2) if goal % 9 == 8 else Decimal(60), "percent", 2025, change="once", basis="percent")
            )  # fmt: skip
            tracks += [
                TrackRow(f"{place}.track.1", domain, place, "quantitative", "指标达标", "target", f"{place}.target.1",
                         code),
                TrackRow(f"{place}.track.2", domain, place, "directional", "差距缩小", "narrower gap", "", code, "",
                         "narrow", "gap:SEX"),
                TrackRow(f"{place}.track.3", domain, place, "qualitative", "机制健全", "mechanism"),
            ]  # fmt: skip
            for no in (1, 2):
                milestones.append(
                    MilestoneRow(f"{place}.track.3.milestone.{no}", f"{place}.track.3", no, "印发", "issued", 2021 + no)
                )
                state = rng.choice(["done", "partial", "none"])
                states.append(MilestoneStateRow(f"{place}.track.3.milestone.{no}", AREA, 2023, state))
    return ReleaseContent(
        2024, 1, AREA, "kelan-women-2021", "2025-03-01T09:00:00+08:00", True,
        tuple(rows), tuple(frames), tuple(targets), tuple(tracks), tuple(milestones), tuple(states),
        (BodyRow("health_bureau", "县卫生健康局"),), (AreaRow(AREA, "岢岚县", "Kelan County", "county"),),
        framework(goals),
    )  # fmt: skip
