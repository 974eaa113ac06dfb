"""One judged track as a row of the plan: its figures, the bullet bar, the words beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from halfsky.method.appraisal.progress import pace_needed, share_of_time
from halfsky.method.wording import number
from halfsky.method.wording import outlook as outlook_words
from halfsky.method.wording.pace import pace_words
from halfsky.method.wording.warning import chance
from halfsky.office.framework.measure import Delta, Measure
from halfsky.office.monitoring.words import breakdown_word, kind_word, pick, reason_word, target_word

FIELDS = (
    "code", "goal", "order", "kind", "indicator", "breakdown", "subject", "direction", "operator", "state", "reason",
    "value", "value_year", "carried", "pooled", "numerator", "denominator", "previous", "base", "base_year",
    "target_value", "target_year", "pace", "gap", "low", "high", "done", "due",
)
TAGS = {"quantitative": "q", "directional": "d", "qualitative": "l", "external": "e", "none": "n"}


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bullet bar: positions as percentages of its width ("" where a mark is missing), and what it says in words."""

    bar_x: str
    bar_width: str
    base_x: str
    pace_x: str
    target_x: str
    left: str
    middle: str
    right: str
    label: str


@dataclass(frozen=True, slots=True)
class TrackRow:
    """One track as the plan page and the domain page show it. ``shape``: bullet, pair, cases, miles or none."""

    code: str
    title: str
    kind: str
    tag: str
    indicator: str
    breakdown: str
    state: str
    shape: str
    bullet: Bullet | None
    before: str
    now: str
    delta: Delta | None
    note: str
    reason: str
    target: str
    pace: str = ""
    likely: str = ""
    """The level of the outlook in words with its probability, beside what is not met yet or may not last."""
    unjudged: bool = False
    """There are figures, but they cannot be judged: the reason says why."""


def track_row(
    track: Mapping[str, Any], title: str, measure: Measure | None, lang: str, time: tuple[int, int, int] = (0, 0, 0),
    looked: tuple[str, Decimal | None] | None = None,
) -> TrackRow:
    """The row of a track from its result, its title and its indicator's measure.

    ``time``: the judged year, the year before the plan and the plan's last; without them nothing is said of the pace.
    ``looked``: the level of its outlook and the probability.
    """
    reason = reason_word(track["reason"], lang)
    gap = str(track["subject"]).startswith(("gap", "compare"))
    shape, bullet, before, now, delta = "none", None, "", "", None
    unjudged = track["state"] == "no_data" and track["value"] is not None and bool(reason)
    if track["kind"] == "qualitative":
        if track["due"] is not None:
            shape, now, before = "miles", _plain(track["done"]), _plain(track["due"])
    elif measure is not None and track["pooled"] and track["numerator"] is not None:
        shape, now = "cases", number.digits(track["numerator"], 0)
        before = number.digits(track["denominator"], 0) if track["denominator"] is not None else ""
    elif measure is not None and track["value"] is not None:
        write = measure.text if not gap else measure.difference if track["subject"] != "compare" else lambda off: _beside(off, measure, lang)
        now = write(track["value"])
        if track["target_value"] is not None and not str(track["operator"]).startswith(("delta", "ratio")):
            shape, bullet = "bullet", bullet_of(track, measure, lang)
        else:
            shape = "pair"
            if track["base"] is not None:
                before = write(track["base"])
                delta = None if unjudged else _delta(track, measure, gap)
    return TrackRow(
        code=track["code"], title=title, kind=kind_word(track["kind"], lang), tag=TAGS.get(track["kind"], "n"),
        indicator=track["indicator"], breakdown=breakdown_word(track["breakdown"], lang) if track["breakdown"] else "",
        state=track["state"], shape=shape, bullet=bullet, before=before, now=now, delta=delta,
        note=_note(track, measure, lang), reason=reason,
        target=target_word(track["operator"], track["target_value"], measure, lang) if measure else "",
        pace=_pace(track, measure, lang, *time), likely=_likely(track["state"], looked, lang), unjudged=unjudged,
    )


NOT_YET = ("expected", "hard", "not_met")


def _likely(state: str, looked: tuple[str, Decimal | None] | None, lang: str) -> str:
    if looked is None or looked[1] is None or not (state in NOT_YET or looked[0] in ("watch", "at_risk", "off_track")):
        return ""
    words = ("展望：{level}，达标概率 {p}", "outlook: {level}, probability {p}")
    return pick(words, lang).format(level=outlook_words.level(looked[0], lang), p=chance(looked[1], lang))


def _pace(track: Mapping[str, Any], measure: Measure | None, lang: str, year: int, start: int, end: int) -> str:
    """Beside what is not met yet: the share of the time that has passed, and the pace that its target needs."""
    ends, starts = track["target_year"] or end, track["base_year"] or start
    if track["state"] not in NOT_YET or not year or not ends:
        return ""
    share = share_of_time(year, starts, ends) if starts else None
    if measure is None:
        return pace_words(share, None, number.unit_of("bare"), 0, lang)
    if str(track["operator"]).startswith("hold"):
        next_year = _to_hold(track, measure, lang) if ends > year else ""
        return pick(("，", ", "), lang).join(part for part in (pace_words(share, None, measure.unit, 0, lang), next_year) if part)
    needed = _needed(track, ends - year)
    return pace_words(share, needed, measure.unit, measure.decimals, lang)


def _needed(track: Mapping[str, Any], years: int) -> Decimal | None:
    """Units a year that are still needed: to the target, or back to the base value where a direction went the wrong way.

    None where no figure tells it: pooled years of a rare event have no pace of a year.
    """
    if years <= 0 or track["pooled"] or track["value"] is None:
        return None
    if track["gap"] is not None and track["target_value"] is not None:
        falls = str(track["operator"]).endswith("<=") or (track["operator"] == "~" and track["value"] > track["target_value"])
        needed = pace_needed(Decimal(0), track["gap"], years)
        return -needed if needed is not None and falls else needed
    if track["kind"] != "directional" or track["base"] is None or track["reason"] != "worse":
        return None
    now, base = track["value"], track["base"]
    if str(track["subject"]).startswith("gap"):
        now, base = abs(now), abs(base)
    return pace_needed(now, base, years)


def _to_hold(track: Mapping[str, Any], measure: Measure, lang: str) -> str:
    """What the next year needs where a figure that is to hold fell short of what every year asks for."""
    if track["value"] is None or track["target_value"] is None or track["value"] == track["target_value"]:
        return ""
    up = track["value"] < track["target_value"]
    words = ("明年须提高{n}", "up by {n} needed next year") if up else ("明年须降低{n}", "down by {n} needed next year")
    return pick(words, lang).format(n=measure.difference(track["target_value"] - track["value"]))


def _beside(off: Decimal, measure: Measure, lang: str) -> str:
    """A figure beside the one it is compared with: `高 0.41个百分点`."""
    if number.rounded(off, measure.decimals) == 0:
        return pick(("持平", "level"), lang)
    return pick(("高 {n}", "{n} above") if off > 0 else ("低 {n}", "{n} below"), lang).format(n=measure.difference(off))


def _plain(value: Decimal | None) -> str:
    return "0" if value is None else f"{value.normalize():f}"


def _delta(track: Mapping[str, Any], measure: Measure, gap: bool) -> Delta | None:
    if not gap:
        return measure.delta(track["value"], track["base"])
    if track["subject"] == "compare":
        moved = track["value"] - track["base"]
        tone = "" if measure.direction not in ("up", "down") else "better" if (moved > 0) == (measure.direction == "up") else "worse"
        return Delta(measure.difference(moved), "up" if moved > 0 else "down", tone, 0.0) if moved else measure.delta(Decimal(0), Decimal(0))
    now, base = abs(track["value"]), abs(track["base"])
    if now == base:
        return measure.delta(Decimal(0), Decimal(0))
    return Delta(measure.difference(now - base), "up" if now > base else "down", "worse" if now > base else "better", 0.0)


def _note(track: Mapping[str, Any], measure: Measure | None, lang: str) -> str:
    parts = []
    if track["carried"] and track["value_year"]:
        parts.append(pick(("沿用 {year} 年数据", "carried from {year}"), lang).format(year=track["value_year"]))
    if track["pooled"] and measure is not None and track["value"] is not None:
        words = ("多年合并 {value}", "pooled {value}")
        if track["low"] is not None and track["high"] is not None:
            words = ("多年合并 {value}，95% 区间 {low} 至 {high}", "pooled {value}, 95 % interval {low} to {high}")
        target = target_word(track["operator"], track["target_value"], measure, lang)
        text = pick(words, lang).format(
            value=measure.text(track["value"]), low=measure.bare(track["low"]), high=measure.bare(track["high"])
        )
        parts.append(text + (pick(("，目标 {t}", ", target {t}"), lang).format(t=target) if target else ""))
    return pick(("；", "; "), lang).join(parts)


def bullet_of(track: Mapping[str, Any], measure: Measure, lang: str) -> Bullet:
    """The bullet bar of a track with a target: scaled so that base, value, pace and target fit with a margin."""
    value, target = float(track["value"]), float(track["target_value"])
    base = None if track["base"] is None else float(track["base"])
    pace = None if track["pace"] is None or base is None else float(track["pace"])
    marks = [mark for mark in (value, target, base, pace) if mark is not None]
    low, high = min(marks), max(marks)
    margin = (high - low) * 0.25 or abs(high) * 0.1 or 1.0
    low, high = low - margin, high + margin
    if min(marks) >= 0:
        low = max(low, 0.0)

    def place(mark: float | None) -> str:
        return "" if mark is None else f"{(mark - low) / (high - low) * 100:.1f}%"

    start = low if base is None else base
    left, right = sorted((start, value))
    width = max((right - left) / (high - low) * 100, 0.8)
    goal = target_word(track["operator"], track["target_value"], measure, lang)
    words = [pick(("基期 {v}", "base {v}"), lang).format(v=measure.text(track["base"]))] if base is not None else []
    words.append(pick(("现值 {v}", "now {v}"), lang).format(v=measure.text(track["value"])))
    words.append(pick(("目标 {v}", "target {v}"), lang).format(v=goal))
    if pace is not None:
        words.append(pick(("按进度应达 {v}", "pace {v}"), lang).format(v=measure.text(track["pace"])))
    return Bullet(
        bar_x=f"{(left - low) / (high - low) * 100:.1f}%", bar_width=f"{width:.1f}%", base_x=place(base),
        pace_x=place(pace), target_x=place(target), left=measure.bare(track["base"]), middle=measure.text(track["value"]),
        right=goal, label=pick(("，", ", "), lang).join(words),
    )
