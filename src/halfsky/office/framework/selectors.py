"""The indicator framework as pages show it: an indicator's metadata, where it is used, and the list of all."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from halfsky.method.appraisal.gap import worse_of
from halfsky.method.wording import number
from halfsky.office.framework.measure import UNIT_FIELDS, Measure, measure_of
from halfsky.office.framework.models import Indicator, Track

PERIODS: dict[str, tuple[str, str]] = {
    "calendar": ("日历年度", "Calendar year"),
    "maternal_year": ("妇幼卫生年度（上年 10 月至本年 9 月）", "Maternal-health year, October to September"),
    "school_year": ("学年", "School year"),
    "term": ("届期，换届时变动", "Term of office"),
    "census": ("人口普查或 1% 抽样调查", "Census or one-per-cent survey"),
    "survey": ("专项调查", "Survey"),
}
BREAKDOWNS: dict[str, tuple[str, str]] = {
    "SEX": ("性别", "sex"), "URBANISATION": ("城乡", "urban and rural"), "AGE": ("年龄", "age"),
}
DIRECTIONS: dict[str, tuple[str, str]] = {
    "up": ("越高越好", "Higher is better"), "down": ("越低越好", "Lower is better"),
    "about": ("接近目标为好", "Close to the target is better"), "none": ("不分好坏", "Neither"),
}


@dataclass(frozen=True, slots=True)
class IndicatorCard:
    """An indicator's metadata in one language, and the way its figures are written."""

    code: str
    domain: str
    name: str
    definition: str
    numerator: str
    denominator: str
    direction: str
    period: str
    frequency: str
    carry: str
    breakdowns: str
    form: str
    comparability: str
    source_body: str
    small_count: bool
    measure: Measure


@dataclass(frozen=True, slots=True)
class Use:
    """A goal's track that an indicator serves."""

    domain_slug: str
    domain: str
    goal_no: int
    title: str
    kind: str
    track: str
    breakdown: str
    clause: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An indicator in the list, before its judgement is put beside it."""

    code: str
    domain: str
    form: str
    source: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Reference:
    """A published value of an upper level, with where it stands, and the office's own figure of the year beside it.

    ``own``, ``difference`` and ``worse`` are "" when the office has no figure of that year and group. ``copied``: a
    copy of the report was read, not the report itself.
    """

    area: str
    breakdown: str
    year: int
    value: str
    source: str
    copied: bool = False
    note: str = ""
    own: str = ""
    difference: str = ""
    worse: str = ""

    @property
    def sex(self) -> bool:
        """Whether the value is of one sex (the area's own words already say town or country)."""
        return self.breakdown.startswith("SEX")


def indicator_card(code: str, lang: str) -> IndicatorCard | None:
    """The metadata of an indicator, None when there is none of this code (one query)."""
    row = Indicator.objects.select_related("source_body").filter(code=code).first()
    if row is None:
        return None
    tail = "en" if lang == "en" else "zh"

    def said(name: str) -> str:
        return getattr(row, f"{name}_{tail}") or getattr(row, f"{name}_zh")

    def pick(pair: tuple[str, str]) -> str:
        return pair[1] if lang == "en" else pair[0]

    body = row.source_body
    every = ("每年", "Every year") if row.frequency == 1 else ("每 {n} 年", "Every {n} years")
    carry = ("不允许", "Not allowed") if not row.carry_years else ("最多沿用 {n} 年，并标明", "Up to {n} years, marked")
    return IndicatorCard(
        code=row.code, domain=row.domain, name=said("name"), definition=said("definition"),
        numerator=said("numerator"), denominator=said("denominator"),
        direction=pick(DIRECTIONS.get(row.direction, (row.direction, row.direction))),
        period=pick(PERIODS.get(row.period, (row.period, row.period))),
        frequency=pick(every).format(n=row.frequency), carry=pick(carry).format(n=row.carry_years),
        breakdowns=("、" if lang == "zh" else ", ").join(
            pick(BREAKDOWNS.get(part, (part, part))) for part in row.breakdowns.split()
        ),
        form=row.form, comparability=said("comparability"),
        source_body=(body.name_en or body.name_zh) if lang == "en" else (body.short_zh or body.name_zh),
        small_count=row.small_count, measure=measure_of(tuple(getattr(row, name) for name in UNIT_FIELDS), lang),
    )


def uses_of(code: str, plan: int, lang: str) -> list[Use]:
    """Which goals of a plan an indicator serves (one query)."""
    rows = Track.objects.select_related("goal__domain", "target").filter(
        indicator__code=code, goal__domain__plan_id=plan
    ).order_by("goal__domain__order", "goal__order", "order")
    return [
        Use(
            domain_slug=row.goal.domain.slug,
            domain=row.goal.domain.name_en if lang == "en" and row.goal.domain.name_en else row.goal.domain.name,
            goal_no=row.goal.no, title=row.title_en if lang == "en" and row.title_en else row.title_zh,
            kind=row.kind, track=row.code, breakdown=row.breakdown, clause=row.target.quote if row.target else "",
        )
        for row in rows
    ]


def listed(lang: str) -> list[Listed]:
    """Every indicator in the framework's order (one query)."""
    body = "source_body__name_en" if lang == "en" else "source_body__short_zh"
    return [
        Listed(code=row[0], domain=row[6], form=row[7], source=row[8] or row[9], measure=measure_of(row[:6], lang))
        for row in Indicator.objects.order_by("order").values_list(
            *UNIT_FIELDS, "domain", "form", body, "source_body__name_zh"
        )
    ]


@cache
def _national() -> tuple[dict[str, str], ...]:
    table = resources.files("halfsky.catalogue") / "national" / "values.csv"
    with table.open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))


def references_of(
    card: IndicatorCard, lang: str, own: Mapping[tuple[str, int], Decimal] | None = None, ours: str = ""
) -> list[Reference]:
    """Published values of upper levels for an indicator, newest first (from the catalogue, no query).

    ``own``: (breakdown, year) -> the office's figure, set beside the published one; ``ours`` names the office's area.
    A rare event of one year is not set beside anything.
    """
    found = []
    for row in _national():
        if row["indicator"] != card.code or not row["value"]:
            continue
        value, year = Decimal(row["value"]), int(row["year"])
        mine = None if card.small_count else (own or {}).get((row["breakdown"], year))
        found.append(Reference(
            area=row["scope_zh"], breakdown=row["breakdown"], year=year, value=card.measure.text(value),
            source=f"{row['publisher_zh']}，{row['report_zh']}" + (f"，{row['published']}" if row["published"] else ""),
            copied=row["read_from"] == "copy", note=row["note_zh"],
            own=card.measure.text(mine), difference=_apart(mine, value, card, lang),
            worse=_worse(mine, value, card, ours, row["scope_zh"]),
        ))
    return sorted(found, key=lambda row: (-row.year, row.breakdown))


def _apart(mine: Decimal | None, theirs: Decimal, card: IndicatorCard, lang: str) -> str:
    """How far the office's figure lies above or below, as both are printed."""
    if mine is None:
        return ""
    apart = number.rounded(mine, card.measure.decimals) - number.rounded(theirs, card.measure.decimals)
    if apart == 0:
        return "持平" if lang == "zh" else "equal"
    words = ("高{n}", "{n} higher") if apart > 0 else ("低{n}", "{n} lower")
    return words[lang == "en"].format(n=card.measure.difference(apart))


def _worse(mine: Decimal | None, theirs: Decimal, card: IndicatorCard, ours: str, scope: str) -> str:
    """Which side is worse off, by name; "" for neither."""
    if mine is None:
        return ""
    rounded = [number.rounded(one, card.measure.decimals) for one in (mine, theirs)]
    place = worse_of(rounded[0], rounded[1], card.measure.direction)
    return "" if place is None else (ours, scope)[place]
