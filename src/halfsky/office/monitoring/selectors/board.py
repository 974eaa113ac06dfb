"""The board of warnings: what the newest run says, how each stands, what is overdue, counts by level and domain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F

from halfsky.method.wording.warning import Scale, chance, sentence
from halfsky.office.framework.measure import Measure, measures
from halfsky.office.monitoring.models import OutlookResult, WarningEntry
from halfsky.office.monitoring.policies import sees
from halfsky.office.monitoring.selectors.overview import short_domain
from halfsky.office.monitoring.selectors.spark import Spark, spark
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.selectors.titles import title_of
from halfsky.office.monitoring.states import (
    DECIDED,
    LEVEL_WORDS,
    LEVELS,
    OWED,
    OWNERS,
    RAISED,
    TRENDS,
    state_words,
)
from halfsky.office.monitoring.words import pick
from halfsky.office.people.selectors import body_names
from halfsky.office.plan.models import Goal
from halfsky.office.release.models import Figure
from halfsky.office.trail.actor import Actor

SPARK_YEARS = 6
SHOWN = tuple(reversed(LEVELS))
"""Levels from worst to least."""
VIEWS = ("new", "persisting", "cleared", "mine", "owed", "overdue", "answered", "raised")
"""``mine``: what the reader's own body owes an answer to."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One warning on the board. ``late`` are the days its answer is overdue, ``left`` those that are left; -1: not owed.

    ``helps``: the reader's body supports the goal and another one answers.
    """

    pk: int
    title: str
    level: str
    trend: str
    trend_word: str
    state: str
    state_word: str
    domain: str
    domain_name: str
    goal_no: int
    owner: str
    owner_name: str
    reason: str
    chance: str
    due: str
    late: int
    left: int
    raised: bool
    decided: bool
    helps: bool
    spark: Spark | None
    spark_label: str
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class DomainCounts:
    """How many warnings of each level (worst first) a domain has."""

    slug: str
    name: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Board:
    """Every warning that the reader sees, worst first, cleared ones last; counts are of standing ones."""

    rows: tuple[BoardRow, ...]
    levels: tuple[tuple[str, int], ...]
    domains: tuple[DomainCounts, ...]
    owners: tuple[tuple[str, str, int], ...]
    views: Mapping[str, int]
    standing: int
    since: str
    unannounced: bool


def board(stand: Standing, by: Actor, lang: str, today: date) -> Board:
    """The board of the run ``stand`` as ``by`` sees it on the day ``today`` (six queries)."""
    entries = [
        entry for entry in WarningEntry.objects.filter(run_id=stand.run).select_related("warning") if sees(entry.warning, by)
    ]
    known, bodies = measures(lang), body_names(lang)
    goals = {goal.code: goal for goal in Goal.objects.select_related("domain").filter(domain__plan_id=stand.plan)}
    outlooks = {row["code"]: row for row in OutlookResult.objects.filter(run_id=stand.run).values("code", "fan", "reach", "kind", "sense", "model")}
    lines = _lines(stand, {entry.warning.indicator for entry in entries})
    rows = []
    for entry in entries:
        warning, goal = entry.warning, goals.get(entry.warning.goal)
        measure = known.get(warning.indicator)
        if measure is None or goal is None:
            continue
        looked = outlooks.get(warning.code, {})
        rows.append(_row(entry, measure, goal, looked, lines.get((warning.indicator, warning.breakdown), []), bodies, stand, by, lang, today))
    rows.sort(key=lambda row: (row.trend == "cleared", -LEVELS.index(row.level) if row.level else 0, -row.late, row.pk))
    return _counted(rows, goals.values(), entries, stand)


def _lines(stand: Standing, indicators: set[str]) -> dict[tuple[str, str], list[tuple[int, Decimal]]]:
    lines: dict[tuple[str, str], list[tuple[int, Decimal]]] = {}
    figures = Figure.objects.filter(
        release_id=stand.release, area=F("release__area"), indicator__in=indicators, value__isnull=False, year__gte=stand.year - SPARK_YEARS
    ).exclude(status="I")
    for indicator, breakdown, year, value in figures.order_by("year").values_list("indicator", "breakdown", "year", "value"):
        lines.setdefault((indicator, breakdown), []).append((year, value))
    return lines


def reason_of(entry: WarningEntry, measure: Measure, kind: str, sense: str, lang: str) -> str:
    """The reason of a warning in one sentence."""
    scale = Scale(measure.unit, measure.decimals, lang, direction=kind == "direction")
    return sentence(entry.reason, entry.params, scale, sense)


def _row(
    entry: WarningEntry, measure: Measure, goal: Goal, looked: Mapping[str, object], line: list[tuple[int, Decimal]],
    bodies: Mapping[str, str], stand: Standing, by: Actor, lang: str, today: date,
) -> BoardRow:
    warning = entry.warning
    current = warning.run_id == stand.run and not stand.opened
    owed = current and warning.due is not None and warning.state in OWED
    days = (today - warning.due).days if owed and warning.due else 0
    review = warning.kind == "case_review"
    drawn = None if review else spark(line, looked.get("fan") or [], looked.get("reach"))  # type: ignore[arg-type]
    name = goal.domain.name_en if lang == "en" and goal.domain.name_en else goal.domain.name
    tags = {entry.trend if entry.trend in ("new", "cleared") else "persisting", f"state-{warning.state}" if current else ""}
    tags |= {"owed"} if owed else set()
    leads = by.role in OWNERS and warning.owner == by.body
    tags |= {"mine"} if owed and leads else set()
    tags |= {"overdue"} if owed and days > 0 else set()
    tags |= {"answered"} if current and warning.state == "answered" else set()
    tags |= {"raised"} if current and warning.escalation == RAISED else set()
    title = title_of(measure, warning.breakdown, lang)
    return BoardRow(
        pk=warning.pk, title=title, level=entry.level, trend=entry.trend, trend_word=pick(TRENDS[entry.trend], lang),
        state=warning.state if current else "", state_word=pick(state_words(warning.kind, warning.state), lang) if current else "",
        domain=goal.domain.slug, domain_name=short_domain(name), goal_no=goal.no, owner=warning.owner,
        owner_name=bodies.get(warning.owner, warning.owner),
        reason=reason_of(entry, measure, str(looked.get("kind", "")), str(looked.get("sense", "")), lang) or pick(LEVEL_WORDS[""], lang),
        chance="" if review or not entry.level else chance(entry.p_met, lang), due=f"{warning.due:%Y-%m-%d}" if owed else "",
        late=max(days, 0) if owed else -1, left=max(-days, 0) if owed else -1,
        raised=current and warning.escalation == RAISED, decided=current and warning.escalation == DECIDED,
        helps=by.role in OWNERS and not leads, spark=drawn, spark_label=_spark_label(title, line, measure, lang) if drawn else "",
        tags=frozenset(tags - {""}),
    )


def _spark_label(title: str, line: list[tuple[int, Decimal]], measure: Measure, lang: str) -> str:
    words = ("{t}，{a} 年 {v} 至 {b} 年 {w}", "{t}: {v} in {a}, {w} in {b}")
    (first, before), (last, now) = line[0], line[-1]
    return pick(words, lang).format(t=title, a=first, b=last, v=measure.text(before), w=measure.text(now))


def _counted(rows: list[BoardRow], goals: Iterable[Goal], entries: list[WarningEntry], stand: Standing) -> Board:
    there = [row for row in rows if row.trend != "cleared"]
    names = {row.domain: row.domain_name for row in there}
    order = list(dict.fromkeys(goal.domain.slug for goal in goals))
    domains = tuple(
        DomainCounts(slug, names[slug], tuple(sum(row.domain == slug and row.level == level for row in there) for level in SHOWN),
                     sum(row.domain == slug for row in there))
        for slug in order if slug in names
    )
    owners = Counter((row.owner, row.owner_name) for row in there)
    return Board(
        rows=tuple(rows), levels=tuple((level, sum(row.level == level for row in there)) for level in SHOWN), domains=domains,
        owners=tuple((code, name, count) for (code, name), count in owners.most_common()),
        views={view: sum(view in row.tags for row in rows) for view in VIEWS}, standing=len(there),
        since=entries[0].since if entries else "",
        unannounced=any(not e.warning.due_announced and e.warning.due for e in entries if e.warning.run_id == stand.run),
    )
