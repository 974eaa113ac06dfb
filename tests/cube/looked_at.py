"""A release made for the outlook: one county among its siblings, each indicator with one thing to see."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from halfsky.cube.content import AreaRow, IndicatorRow, ObservationRow, ReleaseContent, TargetRow, TrackRow

CITY, COUNTIES = "140900000000", tuple(f"1409{n}000000" for n in range(21, 31))
HOME = COUNTIES[0]
GOAL = "health.goal.1"

STEADY = {year: 80 + year % 2 * 0.3 for year in range(2016, 2025)}
RISING = {year: 60 + 3.0 * (year - 2016) for year in range(2016, 2025)}
FALLING = {year: 90 - 2.0 * (year - 2016) + year % 2 * 0.4 for year in range(2016, 2025)}
JUMPED = {**STEADY, 2024: 60.0}
SHORT = {2023: 50.0, 2024: 51.0}
GAPPED = {2016: 50.0, 2017: 51.0, 2021: 52.0, 2022: 53.0, 2024: 53.0}

#: name -> (values, operator, target, kind)
SHARES = {
    "rising": (RISING, ">=", 85, "share"), "falling": (FALLING, ">=", 90, "share"), "steady": (STEADY, ">=", 70, "share"),
    "jumped": (JUMPED, ">=", 40, "share"), "short": (SHORT, ">=", 60, "share"), "gapped": (GAPPED, ">=", 60, "share"),
}  # fmt: skip


def release(*, areas=COUNTIES, year=2024, home=HOME, deaths=(0, 1, 0, 2, 1)) -> ReleaseContent:
    """Every county has the same shares; ``deaths`` are the home county's in 2020 to 2024, of 300 births a year."""
    indicators = [IndicatorRow(f"health.{n}", n, n, "percent", Decimal(100), 2, "up", kind=k) for n, (_, _, _, k) in SHARES.items()]
    indicators += [
        IndicatorRow("health.deaths", "死亡率", "deaths", "per_100k", Decimal(100000), 2, "down", kind="rate", small_count=True),
        IndicatorRow("health.term", "比例", "share", "percent", Decimal(100), 2, "up", kind="share", frequency=5, anchor_year=2021,
                     carry_years=4),
    ]  # fmt: skip
    rows = []
    for at, area in enumerate(areas):
        for name, (values, *_) in SHARES.items():
            rows += [ObservationRow(area, f"health.{name}", "", y, None, None, Decimal(str(v))) for y, v in values.items()]
        for n, y in enumerate(range(2020, 2025)):
            cases = deaths[n] if area == home else (at + n) % 7 // 5
            rows.append(ObservationRow(area, "health.deaths", "", y, Decimal(cases), Decimal(300), Decimal(cases * 1000) / 3))
        rows += [ObservationRow(area, "health.term", "", y, None, None, Decimal(v)) for y, v in ((2006, 20), (2011, 22), (2016, 23), (2021, 26))]
    rows += [ObservationRow(CITY, "health.deaths", "", y, Decimal(9), Decimal(30000), Decimal(30)) for y in range(2020, 2025)]
    asked = [(f"health.{n}", op, value, 2026) for n, (_, op, value, _) in SHARES.items()]
    asked += [("health.deaths", "<=", 12, 2026), ("health.term", ">=", 30, 2026)]
    targets = tuple(
        TargetRow(f"{GOAL}.target.{n}", "health", GOAL, code, "", op, Decimal(value), "percent", target_year)
        for n, (code, op, value, target_year) in enumerate(asked)
    )
    tracks = [
        TrackRow(f"{GOAL}.track.{n}", "health", GOAL, "quantitative", "甲", "a", t.code, t.indicator) for n, t in enumerate(targets)
    ]
    tracks += [
        TrackRow(f"{GOAL}.track.up", "health", GOAL, "directional", "升", "up", "", "health.rising", "", "up", "value"),
        TrackRow(f"{GOAL}.track.gap", "health", GOAL, "directional", "差距", "gap", "", "health.rising", "", "narrow", "gap:SEX"),
    ]
    framework = {
        "plan": {"base_year": 2020, "end_year": 2027},
        "domains": [{"slug": "health", "name_zh": "健康", "name_en": "health"}],
        "goals": [{"code": GOAL, "domain": "health", "no": 1}],
    }
    places = (AreaRow(CITY, "市", level="city"), *(AreaRow(a, a, level="county", parent=CITY, judged=True) for a in areas))
    return ReleaseContent(
        year, 1, home, "p", "", False, tuple(rows), tuple(indicators), targets, tuple(tracks), (), (), (), places, framework
    )


def changed(content: ReleaseContent, indicator: str, **by_year) -> ReleaseContent:
    """The release with some of the home county's figures replaced: year as ``y2024`` -> the fields to change."""
    rows = tuple(
        replace(o, **by_year[f"y{o.year}"]) if (o.area, o.indicator) == (content.area, indicator) and f"y{o.year}" in by_year else o
        for o in content.observations
    )
    return replace(content, observations=rows)
