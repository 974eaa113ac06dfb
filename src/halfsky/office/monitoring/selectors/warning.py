"""One warning in full: why it stands, the figures behind it, what the runs said, what people did, what the reader may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils import timezone

from halfsky.method.wording import number
from halfsky.method.wording import outlook as outlook_words
from halfsky.method.wording.warning import Scale, chance
from halfsky.office.framework.measure import UNIT_FIELDS, Measure, measure_of, measures
from halfsky.office.framework.models import Track
from halfsky.office.monitoring.models import EarlyWarning, OutlookResult, WarningAct, WarningEntry
from halfsky.office.monitoring.policies import may, sees
from halfsky.office.monitoring.selectors.board import reason_of
from halfsky.office.monitoring.selectors.fan import FanView, fan_view
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.selectors.titles import title_of
from halfsky.office.monitoring.states import MOVES, OWED, TRENDS, state_words
from halfsky.office.monitoring.words import pick, target_word
from halfsky.office.people.selectors import body_names
from halfsky.office.plan.models import Goal
from halfsky.office.release.models import Figure
from halfsky.office.trail.actor import Actor

FAN_YEARS = 10
SENSE_OPERATORS = {"at_least": ">=", "at_most": "<=", "about": "~"}


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What one run said: the release, the day, level, trend, probability and reason."""

    release: str
    year: int
    day: str
    level: str
    trend_word: str
    chance: str
    reason: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act in the thread."""

    act: str
    words: str
    name: str
    body: str
    at: str
    late: bool
    comment: str
    cause: str
    action: str
    remedy_on: str
    held_on: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Counts:
    """A rare event's counts: events, exposure, years, pooled rate with its 80 and 95 % intervals, next year's count."""

    events: str
    exposure: str
    years: str
    pooled: str
    unit: str
    inner: str
    outer: str
    following: str


@dataclass(frozen=True, slots=True)
class WarningView:
    """Everything the page of a warning shows. ``current``: nothing newer was said of it than the reader may see."""

    pk: int
    token: int
    title: str
    track: str
    indicator: str
    kind: str
    level: str
    trend: str
    trend_word: str
    state: str
    state_word: str
    escalation: str
    current: bool
    reason: str
    chance: str
    likely: str
    domain: str
    domain_name: str
    goal_no: int
    goal_title: str
    value: str
    value_year: int
    target: str
    target_year: int
    pace_needed: str
    pace_recent: str
    data: tuple[str, ...]
    swing: str
    counts: Counts | None
    fan: FanView | None
    owner: str
    owner_name: str
    supporting: tuple[str, ...]
    opened: str
    asked: str
    due: str
    late: int
    announced: bool
    entries: tuple[EntryRow, ...]
    acts: tuple[ActRow, ...]
    may: tuple[str, ...]


def warning_view(stand: Standing, pk: int, by: Actor, lang: str, today: date) -> WarningView | None:
    """The warning ``pk`` as ``by`` sees it; None when there is none that this person may see (six queries)."""
    every = list(
        WarningEntry.objects.filter(warning_id=pk, warning__plan_id=stand.plan).select_related("warning", "run__release")
    )
    if not every or stand.run is None or not sees(every[0].warning, by):
        return None
    row = every[0].warning
    entries = [entry for entry in every if entry.run_id <= stand.run]
    place = _place(row, lang)
    if not entries or place is None:
        return None
    measure = place.measure
    newest, current = entries[-1], len(entries) == len(every) and not stand.opened
    looked = OutlookResult.objects.filter(run_id=newest.run_id, code=row.code).first()
    bodies = body_names(lang)
    owed = current and row.due is not None and row.state in OWED
    return WarningView(
        pk=row.pk, token=row.token, title=title_of(measure, row.breakdown, lang), track=place.track,
        indicator=row.indicator, kind=row.kind, level=newest.level, trend=newest.trend, trend_word=pick(TRENDS[newest.trend], lang),
        state=row.state if current else "", state_word=pick(state_words(row.kind, row.state), lang) if current else "",
        escalation=row.escalation if current else "", current=current, **_why(newest, looked, measure, lang),
        domain=row.domain, domain_name=place.domain_name, goal_no=place.goal_no, goal_title=place.goal_title,
        **_evidence(newest, looked, measure, row, lang), owner=row.owner, owner_name=bodies.get(row.owner, row.owner),
        supporting=tuple(bodies.get(code, code) for code in row.supporting.split()),
        opened=f"{timezone.localtime(row.opened_at):%Y-%m-%d}", asked=f"{timezone.localtime(row.asked_at):%Y-%m-%d}" if owed and row.asked_at else "",
        due=f"{row.due:%Y-%m-%d}" if owed else "", late=max((today - row.due).days, 0) if owed and row.due else 0,
        announced=row.due_announced, entries=tuple(_entry(entry, measure, looked, lang) for entry in reversed(entries)),
        acts=_acts(row, stand.run, bodies, lang), may=tuple(act for act in MOVES if may(row, act, by)) if current else (),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a warning belongs, in words, and how its figures are written."""

    measure: Measure
    domain_name: str
    goal_no: int
    goal_title: str
    track: str


def _place(row: EarlyWarning, lang: str) -> _Place | None:
    """By its track (one query), else by its goal and indicator when the plan follows it no more."""
    names = ("goal__domain__name", "goal__domain__name_en", "goal__no", "goal__title_zh", "goal__title_en", "title_zh", "title_en")
    found = Track.objects.filter(goal__domain__plan_id=row.plan_id, code=row.code, indicator__isnull=False).values_list(
        *names, *(f"indicator__{name}" for name in UNIT_FIELDS)
    ).first()
    if found is None:
        goal = Goal.objects.select_related("domain").filter(domain__plan_id=row.plan_id, code=row.goal).first()
        measure = measures(lang).get(row.indicator)
        if goal is None or measure is None:
            return None
        domain, title = (goal.domain.name, goal.domain.name_en), (goal.title_zh, goal.title_en)
        return _Place(measure, _in(domain, lang), goal.no, _in(title, lang), "")
    domain_zh, domain_en, no, goal_zh, goal_en, track_zh, track_en, *unit = found
    return _Place(
        measure_of(tuple(unit), lang), _in((domain_zh, domain_en), lang), no, _in((goal_zh, goal_en), lang), _in((track_zh, track_en), lang),
    )


def _in(names: tuple[str, str], lang: str) -> str:
    return names[1] if lang == "en" and names[1] else names[0]


def _scale(measure: Measure, kind: str, lang: str) -> Scale:
    return Scale(measure.unit, measure.decimals, lang, direction=kind == "direction")


def _why(newest: WarningEntry, looked: OutlookResult | None, measure: Measure, lang: str) -> dict[str, Any]:
    kind, sense = (looked.kind, looked.sense) if looked else ("target", "")
    review = looked is not None and looked.model == "counts"
    return {
        "reason": reason_of(newest, measure, kind, sense, lang),
        "chance": "" if review else chance(newest.p_met, lang),
        "likely": outlook_words.level(newest.outlook_level, lang) if newest.outlook_level else "",
    }


def _evidence(newest: WarningEntry, looked: OutlookResult | None, measure: Measure, row: EarlyWarning, lang: str) -> dict[str, Any]:
    known = newest.params
    value = Decimal(str(known["value"])) if "value" in known else None
    found: dict[str, Any] = {
        "value": measure.text(value), "value_year": known.get("value_year") or 0, "target": "", "target_year": 0, "pace_needed": "",
        "pace_recent": "", "data": (), "swing": "", "counts": None, "fan": None,
    }
    if looked is None:
        return found
    scale = _scale(measure, looked.kind, lang)
    target = aim_of(looked, measure, lang)
    figures = list(
        Figure.objects.filter(
            release_id=newest.run.release_id, area=F("release__area"), indicator=looked.indicator, breakdown=looked.breakdown, value__isnull=False,
            year__lte=newest.year, year__gt=newest.year - FAN_YEARS,
        ).order_by("year").values_list("year", "value", "status", "version")
    )
    own = [(year, value) for year, value, status, _ in figures if status != "I"]
    found |= {
        "target": target, "target_year": looked.target_year or 0,
        "pace_needed": scale.step(looked.pace_needed) if looked.pace_needed is not None else "",
        "pace_recent": scale.step(looked.pace_recent) if looked.pace_recent is not None else "",
        "data": data_of(looked, [version for *_, version in figures], lang),
    }
    if newest.run_id and looked.swing and looked.swing_low is not None and looked.swing_high is not None:
        found["swing"] = pick(("{l} 至 {h}", "{l} to {h}"), lang).format(l=measure.text(looked.swing_low), h=measure.text(looked.swing_high))
    if looked.model == "counts":
        found["counts"] = counts_of(looked.counts, value, measure, lang)
    else:
        found["fan"] = fan_view(own, looked.fan, looked.reach, target, measure, lang)
    return found


def aim_of(looked: OutlookResult, measure: Measure, lang: str) -> str:
    """What is asked for as a badge: `≥65%`, or for a direction `高于基期 57.4%`."""
    if looked.reach is None:
        return ""
    if looked.kind == "direction":
        words = {"at_least": ("高于基期 {v}", "above {v}"), "at_most": ("低于基期 {v}", "below {v}")}.get(looked.sense, ("{v} 左右", "about {v}"))
        return pick(words, lang).format(v=measure.text(looked.reach))
    operator = ("hold" if looked.hold else "") + SENSE_OPERATORS.get(looked.sense, ">=")
    return target_word(operator, looked.reach, measure, lang)


def data_of(looked: OutlookResult, versions: list[int], lang: str) -> tuple[str, ...]:
    revised = sum(version > 1 for version in versions)
    parts = [
        (looked.points, ("用 {a} 至 {b} 年的 {n} 个年度数据", "{n} yearly figures of {a} to {b}")),
        (looked.years_missing, ("中间缺 {n} 年", "{n} years missing inside")),
        (looked.carried_dropped, ("沿用上期的 {n} 个数不作依据", "{n} carried figures not used")),
        (revised, ("其中 {n} 个经过修订，用最新数", "{n} of them revised, the newest used")),
    ]
    return tuple(
        pick(words, lang).format(n=count, a=looked.first_year, b=looked.last_year) for count, words in parts if count
    )


def counts_of(counts: Mapping[str, Any] | None, value: Decimal | None, measure: Measure, lang: str) -> Counts | None:
    if not counts:
        return None

    def between(low: str, high: str) -> str:
        return pick(("{l} 至 {h}", "{l} to {h}"), lang).format(
            l=measure.bare(Decimal(str(counts[low]))), h=measure.bare(Decimal(str(counts[high])))
        )

    return Counts(
        events=number.digits(Decimal(str(counts["events"])), 0), exposure=number.digits(Decimal(str(counts["exposure"])), 0),
        years=pick(("{a} 至 {b} 年", "{a} to {b}"), lang).format(a=counts["from"], b=counts["to"]), pooled=measure.bare(value),
        unit=measure.unit_text,
        inner=between("low_80", "high_80"), outer=between("low_95", "high_95"),
        following=pick(("{l} 至 {h} 例", "{l} to {h} cases"), lang).format(l=counts["next_low"], h=counts["next_high"]),
    )


def _entry(entry: WarningEntry, measure: Measure, looked: OutlookResult | None, lang: str) -> EntryRow:
    kind, sense = (looked.kind, looked.sense) if looked else ("target", "")
    review = looked is not None and looked.model == "counts"
    return EntryRow(
        entry.run.release.name, entry.year, f"{timezone.localtime(entry.run.ran_at):%Y-%m-%d}", entry.level,
        pick(TRENDS[entry.trend], lang), "" if review else chance(entry.p_met, lang), reason_of(entry, measure, kind, sense, lang),
    )


def _acts(row: EarlyWarning, run: int, bodies: Mapping[str, str], lang: str) -> tuple[ActRow, ...]:
    at = 1 if lang == "en" else 0
    return tuple(
        ActRow(
            act=act.act, words=(MOVES[act.act].zh, MOVES[act.act].en)[at], name=act.name, body=bodies.get(act.body, act.body),
            at=f"{timezone.localtime(act.at):%Y-%m-%d %H:%M}", late=act.late, comment=act.comment, cause=act.cause, action=act.action,
            remedy_on=f"{act.remedy_on:%Y-%m-%d}" if act.remedy_on else "", held_on=f"{act.held_on:%Y-%m-%d}" if act.held_on else "",
            held_by=act.held_by,
        )
        for act in WarningAct.objects.filter(warning=row, run_id__lte=run)
    )
