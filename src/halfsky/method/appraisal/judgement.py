"""The states of a judgement, and how a figure is judged against a target.

An interim year is judged against the final target: reached already (met early), or by the probability of the outlook
(expected, hard), and by the pace where the outlook cannot be judged or the scheme says so.
In and after the target year there is only met and not met. A target to be held is judged every year. Source: the
plan's wording of attainment (提前达标, 已达标, 预期达标, 达标困难, 未达标); no source fixes thresholds, so the pace
rule is configuration with a documented default (``progress``).
"""

from __future__ import annotations

from dataclasses import dataclass

from halfsky.method.appraisal.progress import PACE_PERCENT, on_pace, time_passed
from halfsky.method.observation import Standing
from halfsky.method.target import ABOUT_PERCENT, Target, meets

JUDGED = ("met_early", "met", "expected", "hard", "not_met")
"""From best to worst."""
UNJUDGED = ("no_data", "not_due", "not_monitorable")
"""In the order in which they name a whole of which no part is judged."""
STATES = (*JUDGED, *UNJUDGED)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A state and the key of the reason for it."""

    state: str
    reason: str


def judge_target(
    target: Target,
    direction: str,
    year: int,
    now: Standing,
    base: Standing | None,
    comparator: Standing | None = None,
    *,
    no_base: str = "no_base",
    kind: str = "",
    pace_percent: int = PACE_PERCENT,
    about_percent: int = ABOUT_PERCENT,
    p: float | None = None,
    watch: float = 0.5,
) -> Judgement:
    """Judge what stands for ``year`` against ``target``.

    ``direction`` and ``kind`` are the indicator's; the two percentages are the scheme's. ``base`` is what stands for the base year (None when there is no base year to
    compare with, for the reason ``no_base``); ``comparator`` the other indicator's standing of the same year.
    """
    if not target.assigned:
        return Judgement("not_due", "target_not_assigned")
    if now.value is None:
        return Judgement(now.missing, now.why)
    base_value = base.value if base is not None else None
    if target.reference == "compare" and (comparator is None or comparator.value is None):
        missing = comparator.missing if comparator is not None else "not_monitorable"
        return Judgement(missing, "no_comparator")
    if target.reference == "base" and base_value is None:
        return Judgement("no_data", no_base)
    given = comparator.value if target.reference == "compare" and comparator is not None else base_value
    reach = target.reach(given, kind)
    assert reach is not None
    sense = target.sense(direction)
    reached = meets(sense, now.value, reach, target.slack(reach, about_percent))
    if target.hold:
        return Judgement("met", "held") if reached else Judgement("not_met", "not_held")
    if reached:
        return Judgement("met_early", "reached_early") if year < target.year else Judgement("met", "reached")
    if year >= target.year:
        return Judgement("not_met", "missed")
    if p is not None:
        return Judgement("expected", "likely") if p >= watch else Judgement("hard", "unlikely")
    if base_value is None:
        return Judgement("hard", "no_base_for_pace")
    passed, span = time_passed(year, target.base_year, target.year)
    if on_pace(sense, base_value, now.value, reach, passed, span, pace_percent):
        return Judgement("expected", "on_pace")
    return Judgement("hard", "behind_pace")
