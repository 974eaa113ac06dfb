"""The composite index and what moved the attainment rate, as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from halfsky.method.wording import number
from halfsky.method.wording.decomposition import kind_word, push_words, summary_words
from halfsky.office.framework.measure import Measure, measures
from halfsky.office.monitoring.selectors.kept import kept as kept_of
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.words import breakdown_word, pick, state_word
from halfsky.office.plan.models import Domain, Goal

HOW_WORDS: dict[str, tuple[str, str]] = {
    "way": ("从基期到目标走过的路程", "way made from the base to the target"),
    "ratio": ("实现程度", "degree of attainment"),
    "range": ("在最低与最高之间", "between the least and the greatest"),
}
WHY_NONE: dict[str, tuple[str, str]] = {
    "no_target": (
        "规划在这个领域没有数值目标，按“对照目标值”不计分，也不占总指数的权重",
        "the plan has no numeric target here, so nothing is scored against a target, and the domain has no weight in the whole",
    ),
    "no_side": ("没有分得出好坏的指标，不计分，也不占总指数的权重", "no indicator here has a better side, so nothing is scored, and the domain has no weight in the whole"),
    "no_figure": ("有 {n} 个可计分的指标，但都没有数，不计分，也不占总指数的权重", "none of the {n} indicators has a figure, so nothing is scored, and the domain has no weight in the whole"),
}
METHOD_WORDS: dict[str, tuple[str, str]] = {
    "target": ("对照目标值", "against the target"),
    "minmax": ("在最低与最高之间", "between the least and the greatest"),
}


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One line of the index: a domain, an indicator or an area. Texts are "" where there is nothing to say."""

    slug: str
    name: str
    code: str
    note: str
    value: str
    bar: str
    previous: str
    moved: str
    moved_sign: str
    weight: str
    contribution: str
    lost: str
    scored: str
    span: str


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One goal or indicator that moved the rate."""

    name: str
    slug: str
    goal_no: int
    code: str
    before: str
    now: str
    kind: str
    push: str
    tone: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved the attainment rate of goals or of indicators: the sentence, then one by one, the strongest first."""

    scope: str
    sentence: str
    rows: tuple[MovedRow, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The composite index of the newest run. ``value`` "" when nothing could be scored."""

    value: str
    moved: str
    moved_sign: str
    span: str
    scored: int
    of: int
    percent: int
    method: str
    scheme: int
    domains: tuple[IndexRow, ...]
    indicators: tuple[IndexRow, ...]
    areas: tuple[IndexRow, ...]


def index_view(stand: Standing, lang: str, slug: str = "") -> IndexView | None:
    """The index of a run, or of one domain of it; None before a run or for one that has no index (two queries)."""
    kept = kept_of(stand.result_hash) if stand.run is not None else {}
    index = kept.get("index")
    if not index:
        return None
    names = {
        d.slug: d.name_en if lang == "en" and d.name_en else d.name for d in Domain.objects.filter(plan_id=stand.plan)
    }
    known = measures(lang)
    whole = next((row for row in index["domains"] if row["slug"] == slug), None) if slug else index["overall"]
    if whole is None:
        return None
    moved, sign = _moved(whole["change"])
    rows = [row for row in index["indicators"] if slug in ("", row["domain"])]
    of_one = "_to_domain" if slug else ""
    return IndexView(
        value=_two(whole["value"]), moved=moved, moved_sign=sign, span=_span(whole), scored=whole["scored"], of=whole["of"],
        percent=index["sensitivity_percent"], method=pick(METHOD_WORDS[index["method"]], lang),
        scheme=kept["scheme"]["version"],
        domains=() if slug else tuple(_domain(row, names, index["method"], lang) for row in index["domains"]),
        indicators=tuple(sorted(
            (_indicator(row, names, known, of_one, lang) for row in rows), key=lambda one: -float(one.lost or -1)
        )),
        areas=tuple(_area(row) for row in index["areas"] if row["rank"]) if not slug else (),
    )


def moved_view(stand: Standing, lang: str, slug: str = "") -> tuple[Moved, ...]:
    """What moved the rates of goals and of indicators since last year, in all or in one domain (two queries)."""
    kept = kept_of(stand.result_hash) if stand.run is not None else {}
    pieces = kept.get("decomposition")
    if pieces is None:
        return ()
    goals = {goal.code: goal for goal in Goal.objects.select_related("domain").filter(domain__plan_id=stand.plan)}
    known = measures(lang)
    found = []
    for scope in ("goals", "indicators"):
        rows = [row for row in pieces if (row["scope"], row["domain"]) == (scope, slug)]
        rates = [_rate(part, slug, scope) for part in (kept["previous"], kept)]
        told = [(row["kind"], Decimal(str(row["points"]))) for row in rows]
        sentence = summary_words(scope, rates[0], rates[1], told, lang)
        if sentence:
            rows.sort(key=lambda row: (-abs(row["points"]), row["code"]))
            found.append(Moved(scope, sentence, tuple(_piece(row, goals, known, lang) for row in rows)))
    return tuple(found)


def _rate(part: Mapping[str, Any], slug: str, scope: str) -> Decimal | None:
    counts = part["all"] if not slug else next((row for row in part["domains"] if row["slug"] == slug), None)
    rate = counts[scope]["rate"] if counts else None
    return None if rate is None else Decimal(str(rate))


def _piece(row: Mapping[str, Any], goals: Mapping[str, Goal], known: Mapping[str, Measure], lang: str) -> MovedRow:
    goal, measure, points = goals.get(row["code"]), known.get(row["code"]), Decimal(str(row["points"]))
    name = measure.name if measure else row["code"]
    if goal is not None:
        name = goal.title_en if lang == "en" and goal.title_en else goal.title_zh
    return MovedRow(
        name=name, slug=goal.domain.slug if goal else "", goal_no=goal.no if goal else 0,
        code=row["code"] if measure else "", before=state_word(row["before"], lang), now=state_word(row["now"], lang),
        kind=kind_word(row["kind"], lang), push=push_words(points, lang),
        tone="better" if points > 0 else "worse" if points < 0 else "",
    )


def _why_none(row: Mapping[str, Any], method: str, lang: str) -> str:
    """Why a domain has no index; "" when it has one."""
    if row["value"] is not None:
        return ""
    key = "no_figure" if row["of"] else "no_target" if method == "target" else "no_side"
    return pick(WHY_NONE[key], lang).format(n=row["of"])


def _domain(row: Mapping[str, Any], names: Mapping[str, str], method: str, lang: str) -> IndexRow:
    moved, sign = _moved(row["change"])
    return IndexRow(
        slug=row["slug"], name=names.get(row["slug"], row["slug"]), code="", note=_why_none(row, method, lang), value=_two(row["value"]),
        bar=_bar(row["value"]), previous=_two(row["previous"]), moved=moved, moved_sign=sign, weight=f"{row['weight']:g}",
        contribution=_two(row["contribution"]), lost=_lost(row["share"], row["contribution"]),
        scored=f"{row['scored']}/{row['of']}", span=_span(row),
    )


def _indicator(
    row: Mapping[str, Any], names: Mapping[str, str], known: Mapping[str, Measure], of_one: str, lang: str
) -> IndexRow:
    measure = known.get(row["indicator"])
    change = None if row["score"] is None or row["previous"] is None else row["score"] - row["previous"]
    moved, sign = _moved(change)
    got, most = row[f"contribution{of_one}"], row["share_of_domain" if of_one else "share"]
    note = pick(HOW_WORDS[row["method"]], lang)
    if row["method"] == "range" and measure is not None and row["low"] is not None:
        span = (measure.text(Decimal(str(row["low"]))), measure.text(Decimal(str(row["high"]))))
        note += pick(("（{a} 至 {b}）", " ({a} to {b})"), lang).format(a=span[0], b=span[1])
    if row["breakdown"]:
        note = breakdown_word(row["breakdown"], lang) + pick(("，", ", "), lang) + note
    return IndexRow(
        slug=row["domain"], name=measure.name if measure else row["indicator"], code=row["indicator"], note=note,
        value=_two(row["score"]), bar=_bar(row["score"]), previous=_two(row["previous"]), moved=moved, moved_sign=sign,
        weight=f"{row['weight']:g}", contribution=_two(got), lost=_lost(most, got), scored=names.get(row["domain"], row["domain"]),
        span="",
    )


def _area(row: Mapping[str, Any]) -> IndexRow:
    span = f"{row['rank_best']}–{row['rank_worst']}" if row["rank_best"] != row["rank_worst"] else ""
    return IndexRow(
        slug="", name=row["area"], code="", note="", value=_two(row["value"]), bar=_bar(row["value"]), previous="",
        moved="", moved_sign="", weight="", contribution=str(row["rank"]), lost="", scored="", span=span,
    )


def _two(value: float | None) -> str:
    return "" if value is None else number.digits(Decimal(str(value)), 2)


def _bar(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}%"


def _lost(most: float | None, got: float | None) -> str:
    return "" if most is None or got is None else number.digits(Decimal(str(most)) - Decimal(str(got)), 2)


def _span(row: Mapping[str, Any]) -> str:
    if row["low"] is None or row["low"] == row["high"]:
        return ""
    return f"{_two(row['low'])}–{_two(row['high'])}"


def _moved(change: float | None) -> tuple[str, str]:
    """The change as a text without its sign, and its sign: up, down, flat or ""."""
    if change is None:
        return "", ""
    amount = number.digits(abs(Decimal(str(change))), 2)
    return amount, "up" if change > 0 else "down" if change < 0 else "flat"
