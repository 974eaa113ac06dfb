"""An invented nation: its areas, indicators, targets and tracks, as the content of a release without its figures.

Nothing in it exists. The division codes start with digits that no province has (GB/T 2260 begins at 11 and ends at
82, with gaps), every name says that it is made up, and the release is marked demo.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from halfsky.cube.content import (
    AreaRow,
    BodyRow,
    IndicatorRow,
    MilestoneRow,
    ObservationRow,
    ReleaseContent,
    TargetRow,
    TrackRow,
)

YEAR, BASE_YEAR, END_YEAR = 2024, 2020, 2025
YEARS = tuple(range(2015, YEAR + 1))
INDICATORS = 300
BREAKDOWNS = (
    "", "SEX=F", "SEX=F;URBANISATION=R", "SEX=F;URBANISATION=U", "SEX=M", "SEX=M;URBANISATION=R",
    "SEX=M;URBANISATION=U", "URBANISATION=R", "URBANISATION=U",
)  # fmt: skip
"""In the order of their keys, which is that of their numbers."""
ROWS_AN_AREA = INDICATORS * len(BREAKDOWNS) * len(YEARS)
DOMAINS = (
    ("health", "健康", "Health", 10), ("education", "教育", "Education", 10), ("economy", "经济", "Economy", 9),
    ("decision", "决策和管理", "Decision-making", 9), ("security", "社会保障", "Social security", 9),
    ("family", "家庭建设", "Family", 9), ("environment", "环境", "Environment", 10), ("law", "法律", "Law", 9),
)  # fmt: skip
"""Slug, names, number of goals: 75 in all, as in the plans of this decade."""
NATION = "000000000000"
PROVINCES = tuple(f"{n:02}" for n in (60, *range(66, 71), *range(72, 81), *range(83, 99)))
"""31 prefixes that no province has."""
ONE_CITY, ONE_PROVINCE = 20, 200
"""Up to so many counties lie in one city, in one province."""
COUNTIES_A_CITY = 10
PLAN = "invented-women-2021"


@dataclass(frozen=True, slots=True)
class Kind:
    """How the figures of an indicator come about."""

    kind: str
    scale: int | None
    unit: str
    decimals: int
    direction: str
    small: bool = False
    frequency: int = 1
    carry: int = 0
    copies: bool = False
    """Whether some of the years between are reported as copies of the last figure."""


def kind_of(n: int) -> Kind:
    """The kind of the n-th indicator of the nation; the pattern repeats every 25."""
    at, up = n % 25, "up" if n % 3 else "down"
    if at == 3:
        return Kind("rate", 100_000, "per_100k", 2, "down", small=True)
    if at in (7, 15, 21):
        return Kind("rate", 1_000, "per_1000", 2, up)
    if at in (5, 12, 18):
        return Kind("level", None, "years", 1, up)
    if at in (9, 23):
        return Kind("count", None, "count", 0, "up")
    if at == 11:
        return Kind("share", 100, "percent", 2, "up", frequency=5, carry=4)
    if at == 20:
        return Kind("share", 100, "percent", 2, "up", frequency=2, carry=1, copies=True)
    if at == 24:
        return Kind("share", 100, "percent", 2, "about")
    return Kind("share", 100, "percent", 2, up)


def codes(counties: int) -> list[tuple[str, str, str]]:
    """(county code, city code, province code) of each county, in the order of their codes."""
    provinces = 1 if counties <= ONE_PROVINCE else len(PROVINCES)
    found = []
    for p in range(provinces):
        count = counties // provinces + (p < counties % provinces)
        cities = 1 if counties <= ONE_CITY else -(-count // COUNTIES_A_CITY)
        for c in range(cities):
            for d in range(count // cities + (c < count % cities)):
                city = f"{PROVINCES[p]}{c + 1:02}"
                found.append((f"{city}{d + 1:02}000000", f"{city}00000000", f"{PROVINCES[p]}0000000000"))
    return found


def home_of(counties: int) -> str:
    """The area whose release it is: the county alone, or the city, the province or the nation above."""
    county, city, province = codes(counties)[0]
    if counties == 1:
        return county
    if counties <= ONE_CITY:
        return city
    return province if counties <= ONE_PROVINCE else NATION


def areas(counties: int) -> tuple[AreaRow, ...]:
    """Every county, judged, and the cities, provinces and the nation above up to the release's own area."""
    home, placed = home_of(counties), codes(counties)
    rows = []
    cities, provinces = sorted({city for _, city, _ in placed}), sorted({province for _, _, province in placed})
    if home == NATION:
        rows.append(AreaRow(NATION, "示例全国（虚构）", "Example nation (invented)", "nation"))
    if home in (NATION, *provinces):
        for n, code in enumerate(provinces, 1):
            parent = NATION if home == NATION else ""
            rows.append(AreaRow(code, f"示例{n}省（虚构）", f"Example province {n} (invented)", "province", parent))
        for code in cities:
            name = f"示例{code[:2]}省{int(code[2:4])}市（虚构）"
            rows.append(AreaRow(code, name, f"Example city {code[:4]} (invented)", "city", f"{code[:2]}0000000000"))
    elif counties > 1:
        rows.append(AreaRow(home, "示例市（虚构）", "Example city (invented)", "city"))
    for code, city, _ in placed:
        name = f"示例{code[:2]}省{int(code[2:4])}市{int(code[4:6])}县（虚构）"
        parent = city if counties > 1 else ""
        rows.append(AreaRow(code, name, f"Example county {code[:6]} (invented)", "county", parent, judged=True))
    return tuple(rows)


def nation(counties: int, created_at: str) -> ReleaseContent:
    """The release of ``counties`` invented counties, with one row of figures a breakdown so that each is numbered."""
    indicators, targets, tracks, milestones = [], [], [], []
    goals = [(slug, n) for slug, _, _, count in DOMAINS for n in range(1, count + 1)]
    for n in range(INDICATORS):
        goal = goals[n % len(goals)]
        indicators.append(_indicator(n, goal[0]))
        track, target = _followed(n, goal, indicators[-1])
        tracks.append(track)
        targets += [target] if target is not None else []
    for slug, n in goals:
        code = f"{slug}.goal.{n}"
        mechanism = f"{code}.track.9"
        tracks.append(TrackRow(mechanism, slug, code, "qualitative", "工作机制（虚构）", "Mechanism (invented)"))
        milestones += [
            MilestoneRow(f"{mechanism}.milestone.{no}", mechanism, no, "印发方案（虚构）", "Scheme issued (invented)", year)
            for no, year in ((1, 2022), (2, 2024))
        ]
    first = sorted(indicator.code for indicator in indicators)[0]
    listed = areas(counties)
    numbered = tuple(
        ObservationRow(listed[-1].code, first, key, YEAR, None, None, None, "O", "not_reported") for key in BREAKDOWNS
    )
    return ReleaseContent(
        YEAR, 1, home_of(counties), PLAN, created_at, True, numbered, tuple(indicators), tuple(targets), tuple(tracks),
        tuple(milestones), (), (BodyRow("invented_body", "示例部门（虚构）", "Example department (invented)"),), listed,
        _framework(goals),
    )  # fmt: skip


def _indicator(n: int, domain: str) -> IndicatorRow:
    kind = kind_of(n)
    return IndicatorRow(
        f"{domain}.invented_{n:03}", f"示例指标{n:03}（虚构）", f"Example indicator {n:03} (invented)", kind.unit,
        None if kind.scale is None else Decimal(kind.scale), kind.decimals, kind.direction, frequency=kind.frequency,
        anchor_year=2020, carry_years=kind.carry, breakdowns="SEX URBANISATION", kind=kind.kind, small_count=kind.small,
        source_body="invented_body",
    )  # fmt: skip


def _followed(n: int, goal: tuple[str, int], indicator: IndicatorRow) -> tuple[TrackRow, TargetRow | None]:
    """The track of an indicator: by a target, by a gap of its sides, or by its direction."""
    domain, no = goal
    place = f"{domain}.goal.{no}"
    code = f"{place}.track.{n // 75 + 1}"
    turn = n % 5
    if turn in (0, 2) or indicator.small_count:
        name = f"{place}.target.{n // 75 + 1}"
        target = _target(n, name, domain, place, indicator)
        return TrackRow(code, domain, place, "quantitative", "指标达标（虚构）", "Target (invented)", name, indicator.code), target
    subject, direction = "value", indicator.direction if indicator.direction in ("up", "down") else "hold"
    if turn == 1 and indicator.kind != "count":
        subject, direction = ("gap:SEX", "narrow") if n % 2 else ("gap:URBANISATION", "narrow")
    title = ("差距缩小（虚构）", "Narrower gap (invented)") if subject != "value" else ("变化方向（虚构）", "Direction (invented)")
    return TrackRow(code, domain, place, "directional", *title, "", indicator.code, "", direction, subject), None


def _target(n: int, code: str, domain: str, place: str, indicator: IndicatorRow) -> TargetRow:
    up = indicator.direction != "down"
    given: dict[str, Any] = {"change": "once", "basis": "percent"}
    if indicator.kind == "share" and indicator.direction == "about":
        operator, value = "~", Decimal(50)
    elif indicator.kind == "share" and n % 10 == 0:
        operator, value = (">=", Decimal(40 + n % 45)) if up else ("<=", Decimal(70 - n % 45))
    else:
        operator, value = ("delta>=" if up else "delta<="), Decimal(3 + n % 9)
    return TargetRow(code, domain, place, indicator.code, "", operator, value, indicator.unit, END_YEAR, None, **given)


def _framework(goals: list[tuple[str, int]]) -> dict[str, Any]:
    return {
        "plan": {
            "code": PLAN,
            "title_zh": "示例妇女发展规划（虚构）",
            "title_en": "Example women's development plan (invented)",
            "start_year": BASE_YEAR + 1,
            "end_year": END_YEAR,
            "base_year": BASE_YEAR,
        },
        "domains": [{"slug": slug, "name_zh": zh, "name_en": en} for slug, zh, en, _ in DOMAINS],
        "goals": [
            {"code": f"{slug}.goal.{n}", "domain": slug, "no": n, "title_zh": "示例目标（虚构）", "title_en": "Example goal (invented)"}
            for slug, n in goals
        ],
        "invented": True,
    }
