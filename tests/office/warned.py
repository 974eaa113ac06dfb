"""Hand-made outlooks and warnings of a run, in the shape of the run's result, for tests of the work on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from halfsky.office.monitoring.models import EarlyWarning, OutlookResult, Run, WarningAct, WarningEntry
from halfsky.office.monitoring.services.warnings import keep_outlooks
from halfsky.office.release.models import Release
from halfsky.office.release.shelf import framework_of
from tests.cast import MORNING, said

LEVELS = {"": "on_track", "blue": "on_track", "yellow": "watch", "orange": "at_risk", "red": "off_track"}
CHANCES = {"on_track": 0.9, "watch": 0.6, "at_risk": 0.3, "off_track": 0.04, "cannot_judge": None}
SCREENING, DEATHS = "health.goal.3.track.2", "health.goal.2.track.1"


@dataclass
class Told:
    """What a run says: the colour of each track now and the year before, by the same release."""

    now: dict[str, str]
    before: dict[str, str] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    working_days: int = 15


def place(code: str, area: str) -> dict[str, Any]:
    goal = code.split(".track")[0]
    small = code == DEATHS
    return {
        "code": code, "area": area, "goal": goal, "domain": goal.split(".")[0], "target": "",
        "indicator": "health.maternal_mortality" if small else "health.cervical_screening",
        "breakdown": "",
    }


def result_of(told: Told, area: str) -> dict[str, Any]:
    """A run's result with these outlooks and warnings and nothing else."""
    outlooks, warnings = [], []
    for code in sorted({*told.now, *told.before, *told.lost}):
        colour, was = told.now.get(code, ""), told.before.get(code, "")
        level = "cannot_judge" if code in told.lost else LEVELS[colour]
        small = code == DEATHS
        outlooks.append({
            **place(code, area), "kind": "target", "sense": "at_most" if small else "at_least", "reach": 12.5 if small else 65,
            "target_year": 2025, "hold": False, "model": "counts" if small else "mixture", "points": 5, "first_year": 2020,
            "last_year": 2024, "p_met": CHANCES[level], "level": level, "previous_level": LEVELS[was],
            "why": "years_missing" if code in told.lost else "", "pace_needed": None if small else 2.4,
            "pace_recent": None if small else -0.6, "spread": None if small else 3.1, "carried_dropped": 0, "years_missing": 0,
            "fan": [] if small else [{"year": 2025, "q10": 56.1, "q50": 59.2, "q90": 62.3}], "swing": "watch" if colour == "blue" else "",
            "swing_low": None, "swing_high": None,
            "counts": {"events": 2, "exposure": 2067, "from": 2020, "to": 2024, "low_80": 25.7, "high_80": 188, "low_95": 15.2,
                       "high_95": 270.4, "next_low": 0, "next_high": 2} if small else None,
        })  # fmt: skip
        if colour:
            kind = "case_review" if small else "volatility" if colour == "blue" else "target"
            params = {
                "value": 96.8 if small else 59.4, "value_year": 2024, "reach": 12.5 if small else 65, "target_year": 2025,
                "low": 25.7 if small else 56.1, "high": 188 if small else 62.3, "points": 5, "carried": 0,
            }
            if small:
                params |= {"events": 2, "from": 2020}
            else:
                params |= {"pace_recent": -0.6, "pace_needed": 5.6}
            warnings.append({
                **place(code, area), "kind": kind, "level": colour, "outlook_level": level, "previous": was,
                "p_met": CHANCES[level],
                "reason": {"key": "cases" if small else "swing_up" if colour == "blue" else "moving_away", "params": params},
            })  # fmt: skip
    return {
        "release": {"area": area}, "scheme": {"answer_working_days": told.working_days}, "outlooks": outlooks,
        "warnings": warnings,
    }


def nothing_warned() -> None:
    """Take away what the county's own run said."""
    for model in (WarningAct, WarningEntry, EarlyWarning, OutlookResult):
        model.objects.all().delete()


def ran(told: Told, *, year: int = 2024, number: int = 1, at: datetime = MORNING) -> Run:
    """A run on a release of this year and number that says so; the release stands in the tables alone."""
    first = Release.objects.order_by("pk").first()
    assert first is not None
    release = Release.objects.filter(year=year, number=number).first()
    if release is None:
        facts = {f.attname: getattr(first, f.attname) for f in Release._meta.concrete_fields if not f.primary_key}
        release = Release.objects.create(**{**facts, "year": year, "number": number, "name": f"{year}-{number}"})
    digest = f"{Run.objects.count():064d}"
    run = Run.objects.create(release=release, year=year, result_hash=digest, version="0", ran_at=at)
    keep_outlooks(run=run, result=result_of(told, release.area), framework=framework_of(first), **said("statistician", at=at))
    return run


def the_warning(code: str = SCREENING) -> EarlyWarning:
    return EarlyWarning.objects.get(code=code)
