"""Qualitative tracks: milestones that have come due, with evidence.

All due ones done is met. Otherwise the weight done, and half the weight done in part, makes expected at one half or
more of the weight due, and hard below. From the target year on only all done is met. Nothing reported on any due
milestone is no data. Source: the evaluation scheme's self-evaluation by evidence; a mechanism counts by its use.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from halfsky.method.appraisal.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone with the latest state reported up to the judged year: done, partial, none, or "" for none yet."""

    due_year: int
    weight: Decimal
    state: str = ""


def judge_milestones(steps: Iterable[Step], year: int, target_year: int) -> Judgement:
    """Judge the steps due by ``year``; ``target_year`` is the plan's last year."""
    due = [step for step in steps if step.due_year <= year]
    if not due:
        return Judgement("not_due", "no_milestone_due")
    if all(step.state == "" for step in due):
        return Judgement("no_data", "nothing_reported")
    if all(step.state == "done" for step in due):
        return Judgement("met", "milestones_done")
    if year >= target_year:
        return Judgement("not_met", "milestones_missed")
    whole, twice_done = weights(due)
    if twice_done >= whole:
        return Judgement("expected", "milestones_half")
    return Judgement("hard", "milestones_late")


def weights(due: Iterable[Step]) -> tuple[Decimal, Decimal]:
    """(weight due, twice the weight done): whole weights for done, half for partial."""
    whole = twice = Decimal(0)
    for step in due:
        whole += step.weight
        twice += step.weight * {"done": 2, "partial": 1}.get(step.state, 0)
    return whole, twice
