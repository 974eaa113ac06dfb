"""Running the monitoring on a release and keeping what it gave."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import router, transaction

from halfsky.formats.whole import write_whole
from halfsky.method.errors import HalfskyError
from halfsky.office.monitoring.models import GoalResult, Run, Tally, TrackResult
from halfsky.office.monitoring.services.decimals import number
from halfsky.office.monitoring.services.warnings import keep_outlooks
from halfsky.office.release.models import Release
from halfsky.office.release.opened import home
from halfsky.office.release.shelf import framework_of, refuse_replaced, release_path
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record
from halfsky.version import VERSION


class RunRefused(HalfskyError):
    """There is nothing to run on."""

    messages = {
        "no_release": (
            "{year} 年还没有发布版。请先冻结：halfsky release freeze --year {year}。",
            "There is no release for {year}. Freeze one first: halfsky release freeze --year {year}.",
        ),
        "which_plan": (
            "{year} 年有不止一份规划的发布版（{genres}），请指明对哪一类监测：--genre women 或 --genre children。",
            "There are releases of more than one plan for {year} ({genres}); say which: --genre women or --genre children.",
        ),
        "foreign": (
            "发布版 {name} 是其他办公室的，不登记为本办公室的监测。请在它的页面上查看。",
            "Release {name} is another office's; it is not run among this office's own. Look at it on its page.",
        ),
        "damaged": (
            "发布版 {name} 与登记的摘要不符，不能使用。请从备份恢复 {path}。",
            "Release {name} does not match its recorded digest and cannot be used. Restore {path} from a backup.",
        ),
    }


COUNTS = (
    "met_early", "met", "expected", "hard", "not_met", "no_data", "not_due", "not_monitorable", "monitorable",
)


def result_path(result_hash: str) -> Path:
    """HALFSKY_HOME/runs/<hash>.json."""
    return home() / "runs" / f"{result_hash}.json"


def hindsight_path(result_hash: str) -> Path:
    """HALFSKY_HOME/hindsight/<hash>.json: what would have been said in past years on the run's release."""
    return home() / "hindsight" / f"{result_hash}.json"


def result_of(run: Run) -> dict[str, Any]:
    """The run's result, as its bytes were kept."""
    result: dict[str, Any] = json.loads(result_path(run.result_hash).read_text(encoding="utf-8"))
    return result


def run_for_year(*, year: int, by: Actor, at: datetime, genre: str = "") -> Run:
    """Run on the newest release of a year; the same release gives the same result and no second row.

    ``genre`` (women, children) says of which plan where releases of two were frozen.
    """
    found = Release.objects.filter(year=year, origin="", **({"plan__genre": genre} if genre else {}))
    release = found.select_related("plan").order_by("-number").first()
    if release is None:
        raise RunRefused("no_release", year=year)
    plans = dict(found.values_list("plan", "plan__genre"))
    if len(plans) > 1 and not genre:
        raise RunRefused("which_plan", genres="、".join(sorted(set(plans.values()))), year=year)
    return run_release(release=release, by=by, at=at)


def run_release(*, release: Release, by: Actor, at: datetime) -> Run:
    """Run on one release. Its bytes are kept whole; the tables hold the same rows for the pages."""
    from halfsky.cube.hindsight import look_back
    from halfsky.cube.run import dumps, monitor  # the engine is loaded only where it runs

    if release.origin:
        raise RunRefused("foreign", name=release.name)
    result = monitor(release_path(release), engine=settings.ENGINE)
    if result["release"]["hash"] != release.content_hash:
        raise RunRefused("damaged", name=release.name, path=release_path(release))
    refuse_replaced(release)
    data = dumps(result)
    data = data if isinstance(data, bytes) else data.encode()
    digest = hashlib.sha256(data).hexdigest()
    if not hindsight_path(digest).exists():
        write_whole(hindsight_path(digest), dumps(look_back(release_path(release))))
    known = Run.objects.filter(release=release, result_hash=digest).first()
    if known:
        return known
    write_whole(result_path(digest), data)
    return keep_result(release=release, result=result, digest=digest, framework=framework_of(release), by=by, at=at)


def keep_result(
    *, release: Release, result: Mapping[str, Any], digest: str, framework: Mapping[str, Any], by: Actor, at: datetime
) -> Run:
    """Keep the rows of a new run's ``result`` for the pages, and move the warnings by it; ``digest`` is that of its bytes."""
    with transaction.atomic(using=router.db_for_write(Run)):
        run = Run.objects.create(release=release, year=release.year, result_hash=digest, version=VERSION, ran_at=at)
        _tallies(run, result)
        before = {row["code"]: row["state"] for row in (result.get("previous") or {}).get("goals", ())}
        GoalResult.objects.bulk_create(
            GoalResult(
                run=run, code=row["code"], domain=row["domain"], order=order, state=row["state"],
                previous_state=row.get("previous_state") or before.get(row["code"], ""), partial=bool(row.get("partial")),
            )
            for order, row in enumerate(result["goals"])
        )
        pooled = {row["code"]: row["counts"] for row in result.get("outlooks") or () if row.get("counts")}
        TrackResult.objects.bulk_create(
            _track(run, order, row, pooled.get(row["code"]) or row.get("pooled")) for order, row in enumerate(result["tracks"])
        )
        record(
            by=by, at=at, action="monitoring.run", about=f"release:{release.name}",
            facts={"result": digest, "release": release.content_hash, "all": result["all"]},
        )
        keep_outlooks(run=run, result=result, framework=framework, by=by, at=at)
    return run


def _tallies(run: Run, result: Mapping[str, Any]) -> None:
    rows = []
    for year, part in ((run.year, result), (run.year - 1, result.get("previous") or {})):
        for slug, counts in [("", part.get("all") or {})] + [(d["slug"], d) for d in part.get("domains", ())]:
            for scope in ("goals", "indicators"):
                tally = counts.get(scope)
                if tally:
                    rows.append(Tally(
                        run=run, domain=slug, scope=scope, year=year, rate=number(tally.get("rate")),
                        **{name: tally.get(name) or 0 for name in COUNTS},
                    ))
    Tally.objects.bulk_create(rows)


def _track(run: Run, order: int, row: Mapping[str, Any], interval: Mapping[str, Any] | None) -> TrackResult:
    """``interval``: of a rare event's pooled rate, the outlook's where there is one, as everywhere on the pages."""
    reason = row.get("reason") or ""
    steps = row.get("milestones") or {}
    return TrackResult(
        run=run, code=row["code"], goal=row["goal"], order=order, kind=row["kind"],
        indicator=row.get("indicator") or "", breakdown=row.get("breakdown") or "", subject=row.get("subject") or "",
        direction=row.get("direction") or "", target=row.get("target") or "", operator=row.get("operator") or "",
        state=row["state"], reason=(reason.get("key", "") if isinstance(reason, Mapping) else str(reason))[:40],
        value=number(row.get("value")), value_year=row.get("year_of_value"), carried=bool(row.get("carried")),
        pooled=bool(row.get("pooled")), numerator=number(row.get("numerator")), denominator=number(row.get("denominator")),
        previous=number(row.get("previous")), base=number(row.get("base_value")), base_year=row.get("base_year"),
        target_value=number(row.get("target_value")), target_year=row.get("target_year"),
        pace=number(row.get("pace_expected")), gap=number(row.get("gap_to_target")), low=number((interval or {}).get("low_95")),
        high=number((interval or {}).get("high_95")), done=number(steps.get("done")), due=number(steps.get("due")),
    )
