"""What a run says of the outlook and of its warnings, kept; the warnings opened, moved and cleared by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone

from halfsky.method.outlook.level import CANNOT, colour
from halfsky.method.scheme import scheme_of
from halfsky.method.workday import term
from halfsky.office.monitoring.models import EarlyWarning, OutlookResult, Run, WarningEntry
from halfsky.office.monitoring.services.decimals import number
from halfsky.office.monitoring.states import OWED, shade, state_after, trend
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

Row = Mapping[str, Any]
FIGURES = ("reach", "p_met", "pace_needed", "pace_recent", "spread", "swing_low", "swing_high")
TEXTS = (
    "code", "goal", "domain", "target", "indicator", "breakdown", "kind", "sense", "model", "level", "previous_level", "why", "swing",
)
GONE = "not_followed"
"""The reason why a warning is cleared whose track is followed no more."""
AS_THEY_ARE = ("target_year", "first_year", "last_year", "counts")


def keep_outlooks(*, run: Run, result: Row, framework: Row, by: Actor, at: datetime) -> Counter[str]:
    """Keep the outlooks of a new run and move the warnings; gives how many are new, persisting, cleared and so on.

    Only the release's own area is work of this office. A run of an older release than the newest one that was run
    keeps its outlooks and moves nothing.
    """
    area = result["release"]["area"]
    outlooks = [row for row in result.get("outlooks") or () if row["area"] == area]
    slack = {row["code"]: row.get("tolerance") for row in result.get("tracks") or ()}
    OutlookResult.objects.bulk_create(_outlook(run, order, row, slack.get(row["code"])) for order, row in enumerate(outlooks))
    moved: Counter[str] = Counter()
    if outlooks and not _late(run):
        moved = _move(run, result, framework, area, outlooks, at)
        record(
            by=by, at=at, action="monitoring.warnings", about=f"release:{run.release.name}",
            facts={"run": run.result_hash, **dict(sorted(moved.items()))},
        )
    return moved


def _outlook(run: Run, order: int, row: Row, slack: object) -> OutlookResult:
    return OutlookResult(
        run=run, order=order, slack=number(slack) or 0, hold=bool(row.get("hold")), points=row.get("points") or 0, fan=row.get("fan") or [],
        carried_dropped=row.get("carried_dropped") or 0, years_missing=row.get("years_missing") or 0,
        **{name: row.get(name) or "" for name in TEXTS}, **{name: number(row.get(name)) for name in FIGURES},
        **{name: row.get(name) for name in AS_THEY_ARE},
    )


def _place(run: Run) -> tuple[int, int, datetime]:
    return run.release.year, run.release.number, run.ran_at


def _others(run: Run) -> list[Run]:
    """The earlier runs on the plan's own releases that kept outlooks."""
    found = Run.objects.select_related("release").filter(
        release__plan_id=run.release.plan_id, release__origin="", warning_entries__isnull=False
    ).exclude(pk=run.pk)
    return list(found.distinct())


def _late(run: Run) -> bool:
    """Whether a newer release was run before."""
    return any(_place(other) > _place(run) for other in _others(run))


def _move(run: Run, result: Row, framework: Row, area: str, outlooks: list[Row], at: datetime) -> Counter[str]:
    since = "run" if _others(run) else "year"
    plan = run.release.plan_id
    known = {row.code: row for row in EarlyWarning.objects.select_related("run").filter(plan_id=plan, area=area)}
    said = {row["code"]: row for row in result.get("warnings") or () if row["area"] == area}
    asked = term(timezone.localtime(at).date(), scheme_of(result.get("scheme")).answer_working_days)
    owners = {row["of"]: (row["lead"], " ".join(row["supporting"])) for row in framework.get("division") or ()}
    moved: Counter[str] = Counter()
    for row in [*outlooks, *_gone(known, outlooks)]:
        warned, old = said.get(row["code"]), known.get(row["code"])
        kind = str((warned or {}).get("kind") or (old.kind if old else "case_review" if row["model"] == "counts" else "target"))
        level = shade(kind, warned["level"]) if warned else _held(row, old)
        if since == "run":
            before = old.level if old else ""
        else:
            before = shade(kind, warned["previous"] if warned else colour(row["previous_level"], ""))
        how = trend(before, level)
        if not how or (not warned and row["level"] == CANNOT and not level):
            continue
        moved[how] += 1
        facts = _facts(row, kind, level, how, old, run) | {"run": run}
        if facts["state"] in OWED and _asked_now(how, old, run):
            facts |= {"asked_at": at, "due": asked.last, "due_announced": asked.announced}
        elif facts["state"] not in OWED and (old is None or facts["state"] != old.state):
            facts |= {"asked_at": None, "due": None}
        facts["owner"], facts["supporting"] = owners.get(row["goal"], ("", ""))
        if old is None:
            old = EarlyWarning.objects.create(
                plan_id=plan, code=row["code"], area=area, opened_at=at, opened_year=run.year, **facts
            )
        else:
            reopened = {"opened_at": at, "opened_year": run.year, "escalation": ""} if how == "new" else {}
            EarlyWarning.objects.filter(pk=old.pk).update(token=F("token") + 1, **facts, **reopened)
        WarningEntry.objects.create(
            warning=old, run=run, year=run.year, level=level, before=before, trend=how, since=since,
            outlook_level=row["level"], p_met=number(row["p_met"]),
            reason=warned["reason"]["key"] if warned else row["why"] or "", params=dict(warned["reason"]["params"]) if warned else {},
        )
    return moved


def _gone(known: Mapping[str, EarlyWarning], outlooks: list[Row]) -> list[Row]:
    """A row for each standing warning whose track the run no longer follows: it is cleared."""
    there = {row["code"] for row in outlooks}
    kept = ("code", "goal", "domain", "target", "indicator", "breakdown")
    nothing = {"level": "", "previous_level": "", "p_met": None, "why": GONE, "model": ""}
    return [
        {**{name: getattr(row, name) for name in kept}, **nothing}
        for code, row in known.items() if row.level and code not in there
    ]


def _held(row: Row, old: EarlyWarning | None) -> str:
    """The level of a track without a warning now: the old one stays when the data no longer let it be judged."""
    return old.level if old is not None and row["level"] == CANNOT else ""


def _facts(row: Row, kind: str, level: str, how: str, old: EarlyWarning | None, run: Run) -> dict[str, Any]:
    state = state_after(old.state if old else "", level, how, _new_year(old, run))
    return {
        **{name: row[name] or "" for name in ("goal", "domain", "target", "indicator", "breakdown")},
        "kind": kind, "level": level, "state": state,
    }


def _new_year(old: EarlyWarning | None, run: Run) -> bool:
    return old is not None and run.year > old.run.year


def _asked_now(how: str, old: EarlyWarning | None, run: Run) -> bool:
    """Whether the term for an answer begins with this run."""
    return old is None or old.state not in OWED or _new_year(old, run) or how == "escalated"
