"""The leader's page: how many goals are met, which are not, what moved, what is left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from halfsky.method.wording import number
from halfsky.office.framework.measure import Delta, Measure, measures
from halfsky.office.monitoring.models import GoalResult, TrackResult
from halfsky.office.monitoring.selectors.alerts import Alerts, alerts
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.selectors.tallies import Count, Tallied, tallied
from halfsky.office.monitoring.words import LEFT_OUT, pick, reason_word, state_word, target_word
from halfsky.office.plan.models import Division, Goal
from halfsky.office.trail.actor import Actor

TRACK_FIELDS = (
    "goal", "code", "kind", "indicator", "breakdown", "subject", "operator", "state", "reason", "value", "previous",
    "target_value", "target_year", "pooled", "carried", "numerator", "denominator", "done", "due",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One goal in the matrix: number, state, and the sentence a screen reader hears."""

    no: int
    state: str
    label: str


@dataclass(frozen=True, slots=True)
class DomainRow:
    """One domain in the matrix with its rate and the change of the rate in points."""

    slug: str
    name: str
    cells: tuple[Cell, ...]
    rate: str
    attained: int
    monitorable: int
    moved: str
    moved_sign: str
    moved_tone: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """A track that is not met or hard to meet, and who leads its goal."""

    domain: str
    slug: str
    no: int
    title: str
    state: str
    facts: str
    lead: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator that changed much against last year."""

    code: str
    name: str
    domain: str
    no: int
    before: str
    now: str
    delta: Delta
    state: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One of the three kinds that leave the denominator, with its goals."""

    state: str
    count: int
    goals: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview shows, already written out."""

    all: Count
    before: Count
    indicators: Count
    rate_moved: str
    rate_sign: str
    domains: tuple[DomainRow, ...]
    troubles: tuple[Trouble, ...]
    trouble_count: int
    moved: tuple[Moved, ...]
    moved_count: int
    left_out: tuple[LeftOut, ...]
    pooled_note: str
    widest: int
    alerts: Alerts


def overview(stand: Standing, by: Actor, lang: str, today: date, troubles: int = 6, moved: int = 5) -> Overview:
    """The overview of a run as ``by`` sees it; at most so many troubles and changes are listed (six queries)."""
    assert stand.run is not None
    counts = tallied(stand.run, stand.year)
    known = measures(lang)
    goals = {goal.code: goal for goal in Goal.objects.select_related("domain").filter(domain__plan_id=stand.plan)}
    results = list(GoalResult.objects.filter(run_id=stand.run).values_list("code", "domain", "state"))
    tracks = list(TrackResult.objects.filter(run_id=stand.run).values(*TRACK_FIELDS))
    leads = dict(
        Division.objects.filter(plan_id=stand.plan, goal__isnull=False).values_list(
            "goal__code", "lead__name_en" if lang == "en" else "lead__short_zh"
        )
    )
    domains = _domains(results, goals, counts, lang)
    bad = _troubles(tracks, goals, known, leads, lang)
    changed = _changes(tracks, goals, known, lang)
    rate = counts.moved()
    return Overview(
        all=counts.of(), before=counts.of(year=stand.year - 1), indicators=counts.of(scope="indicators"),
        rate_moved="" if rate is None else number.digits(abs(rate), 1),
        rate_sign="" if rate is None else ("up" if rate > 0 else "down" if rate < 0 else "flat"),
        domains=domains, troubles=tuple(bad[:troubles]), trouble_count=len(bad),
        moved=tuple(changed[:moved]), moved_count=len(changed), left_out=_left_out(results, goals, lang),
        pooled_note=_pooled_note(tracks, known, lang), widest=max((len(row.cells) for row in domains), default=0),
        alerts=alerts(stand, by, known, leads, lang, today),
    )


def short_domain(name: str) -> str:
    """A domain's name without the words all of them share: `妇女与健康` is `健康`."""
    for start in ("妇女与", "儿童与", "妇女参与", "Women and the ", "Women and ", "Women in ", "Children and "):
        if name.startswith(start):
            rest = name[len(start):]
            return rest[:1].upper() + rest[1:]
    return name


def domain_name(goal: Goal, lang: str) -> str:
    """The name of a goal's domain."""
    return goal.domain.name_en if lang == "en" and goal.domain.name_en else goal.domain.name


def _domains(
    results: list[tuple[str, str, str]], goals: dict[str, Goal], counts: Tallied, lang: str
) -> tuple[DomainRow, ...]:
    cells: dict[str, list[Cell]] = {}
    names: dict[str, str] = {}
    join = "目标 {no}" if lang == "zh" else "goal {no}"
    for code, slug, state in results:
        goal = goals.get(code)
        if goal is None:
            continue
        names.setdefault(slug, domain_name(goal, lang))
        title = goal.title_en if lang == "en" and goal.title_en else goal.title_zh
        label = f"{join.format(no=goal.no)}，{title}：{state_word(state, lang)}"
        cells.setdefault(slug, []).append(Cell(goal.no, state, label))
    rows = []
    for slug, name in names.items():
        count, change = counts.of(slug), counts.moved(slug)
        sign = "" if change is None else ("up" if change > 0 else "down" if change < 0 else "flat")
        rows.append(DomainRow(
            slug=slug, name=name, cells=tuple(cells[slug]), rate=count.rate, attained=count.attained,
            monitorable=count.monitorable, moved="" if change is None else number.digits(abs(change), 1),
            moved_sign=sign, moved_tone={"up": "better", "down": "worse"}.get(sign, ""),
        ))
    return tuple(rows)


def track_facts(track: dict[str, object], measure: Measure | None, lang: str) -> str:
    """The figures behind a judgement in one line: value, target, reason."""
    reason = reason_word(str(track["reason"]), lang)
    comma = "，" if lang == "zh" else ", "
    if track["kind"] == "qualitative":
        return reason
    if measure is None or track["value"] is None:
        return reason
    gap = str(track["subject"]).startswith(("gap", "compare"))
    value = (measure.difference if gap else measure.text)(track["value"])  # type: ignore[arg-type]
    words = ("差距 {value}", "gap {value}") if gap else ("现值 {value}", "now {value}")
    parts = [pick(words, lang).format(value=value)]
    target = target_word(str(track["operator"]), track["target_value"], measure, lang)  # type: ignore[arg-type]
    if target:
        parts.append(("目标 {target}" if lang == "zh" else "target {target}").format(target=target))
    if reason:
        parts.append(reason)
    return comma.join(parts)


def _troubles(
    tracks: list[dict[str, object]], goals: dict[str, Goal], known: dict[str, Measure], leads: dict[str, str], lang: str
) -> list[Trouble]:
    rows = []
    for track in tracks:
        goal = goals.get(str(track["goal"]))
        if track["state"] not in ("not_met", "hard") or goal is None:
            continue
        measure = known.get(str(track["indicator"]))
        title = measure.name if measure else (goal.title_en if lang == "en" and goal.title_en else goal.title_zh)
        rows.append(Trouble(
            domain=short_domain(domain_name(goal, lang)), slug=goal.domain.slug, no=goal.no, title=title,
            state=str(track["state"]), facts=track_facts(track, measure, lang), lead=leads.get(goal.code, ""),
        ))
    return sorted(rows, key=lambda row: row.state != "not_met")


def _changes(
    tracks: list[dict[str, object]], goals: dict[str, Goal], known: dict[str, Measure], lang: str
) -> list[Moved]:
    rows: dict[str, Moved] = {}
    for track in tracks:
        code = str(track["indicator"])
        measure, goal = known.get(code), goals.get(str(track["goal"]))
        if measure is None or goal is None or track["pooled"] or track["carried"] or code in rows:
            continue
        if str(track["subject"]).startswith(("gap", "compare")):
            continue
        delta = measure.delta(track["value"], track["previous"])  # type: ignore[arg-type]
        if delta is None or delta.sign == "flat":
            continue
        rows[code] = Moved(
            code=code, name=measure.name, domain=short_domain(domain_name(goal, lang)), no=goal.no,
            before=measure.text(track["previous"]), now=measure.text(track["value"]),  # type: ignore[arg-type]
            delta=delta, state=str(track["state"]),
        )
    return sorted(rows.values(), key=lambda row: -row.delta.weight)


def _left_out(results: list[tuple[str, str, str]], goals: dict[str, Goal], lang: str) -> tuple[LeftOut, ...]:
    rows = []
    for state in LEFT_OUT:
        there = tuple(
            (short_domain(domain_name(goals[code], lang)), slug, goals[code].no)
            for code, slug, found in results
            if found == state and code in goals
        )
        rows.append(LeftOut(state, len(there), there))
    return tuple(rows)


def _pooled_note(tracks: list[dict[str, object]], known: dict[str, Measure], lang: str) -> str:
    for track in tracks:
        measure = known.get(str(track["indicator"]))
        if not (track["pooled"] and measure and track["numerator"] is not None and track["denominator"] is not None):
            continue
        cases, base = number.digits(track["numerator"], 0), number.digits(track["denominator"], 0)  # type: ignore[arg-type]
        words = (
            "{name}按多年合并报告：{cases} 例 / {base}，不按单年判断。" if lang == "zh"
            else "{name} is reported pooled over several years: {cases} cases in {base}; no single year is judged."
        )
        return words.format(name=measure.name, cases=cases, base=base)
    return ""
