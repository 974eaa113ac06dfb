"""Opening one area of another office's release: judged as if it were alone, its rows laid where the pages read them."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pyarrow.parquet as pq
from django.apps import apps
from django.db import connections, transaction

from halfsky.cube import layout
from halfsky.formats.whole import write_whole
from halfsky.method.errors import HalfskyError
from halfsky.method.rounding import from_scaled
from halfsky.office.framework.models import Indicator, Track
from halfsky.office.monitoring.models import EarlyWarning
from halfsky.office.monitoring.services.run import hindsight_path, keep_result, result_path
from halfsky.office.people.models import Body, Office
from halfsky.office.plan.models import (
    Division,
    Domain,
    Goal,
    Measure,
    Milestone,
    MilestoneState,
    Plan,
    Target,
)
from halfsky.office.release.models import Figure, Release
from halfsky.office.release.opened import (
    ALIAS,
    folder_for,
    is_opened,
    looked_at_now,
    making,
    opened_folder,
    throw_away_old,
)
from halfsky.office.release.shelf import refuse_replaced, release_path
from halfsky.office.trail.actor import Actor

Row = Mapping[str, Any]
BOOKS = ("trail", "people", "files", "decision", "plan", "framework", "collection", "release", "monitoring", "publishing")
TEXTS = (
    "code", "domain", "name_zh", "name_en", "definition_zh", "definition_en", "numerator_zh", "numerator_en", "denominator_zh",
    "denominator_en", "unit", "decimals", "direction", "period", "frequency", "carry_years", "anchor_year", "breakdowns", "kind",
    "small_count", "form", "comparability_zh", "comparability_en",
)


class OpenRefused(HalfskyError):
    """An area that cannot be opened."""

    messages = {
        "unknown": (
            "发布版 {name} 中没有可以打开的地区 {area}，请核对 12 位区划代码。",
            "The release {name} has no area {area} that can be opened; check its code of 12 digits.",
        ),
        "own": ("{name} 是本办公室的发布版，直接查看即可。", "{name} is a release of this office; look at it as it is."),
    }


def open_area(*, release: Release, area: str, by: Actor, at: datetime) -> Path:
    """Open ``area`` of a foreign ``release`` and give the folder where it lies; one that is opened already stays.

    Its figures, those above it and its siblings' rare events are read, nothing else of the release. OpenRefused when
    there is no such area, ReleaseError when the release is not the one that was registered.
    """
    if not release.origin:
        raise OpenRefused("own", name=release.name)
    folder = folder_for(release.manifest_hash, area)
    if is_opened(folder):
        looked_at_now(folder)
        return folder
    from halfsky.cube.hindsight import look_back
    from halfsky.cube.pick import PickRefused, pick
    from halfsky.cube.run import dumps, monitor  # the engine is loaded only where it runs

    refuse_replaced(release)
    opened_folder().mkdir(parents=True, exist_ok=True)
    throw_away_old()
    aside = opened_folder() / f"{layout.PARTIAL}{secrets.token_hex(4)}"
    aside.mkdir()
    try:
        source = release_path(release)
        if area != release.area:
            try:
                pick(source, area, aside / "release", proved=True)
            except PickRefused:
                raise OpenRefused("unknown", name=release.name, area=area) from None
            source = aside / "release"
        result = monitor(source)
        result = {**result, **{name: [row for row in result.get(name) or () if row.get("area", area) == area]
                               for name in ("goals", "tracks", "targets", "gaps", "outlooks", "warnings", "series")}}
        data = dumps(result)
        digest = hashlib.sha256(data).hexdigest()
        with making(aside):
            write_whole(result_path(digest), data)
            write_whole(hindsight_path(digest), dumps(look_back(source)))
            _lay(source, release, area, result, digest, by, at)
        shutil.rmtree(aside / "release", ignore_errors=True)
        layout.remove(folder)
        aside.rename(folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return folder


def _lay(source: Path, release: Release, area: str, result: dict[str, Any], digest: str, by: Actor, at: datetime) -> None:
    connection = connections[ALIAS]
    with connection.schema_editor() as editor:
        for book in BOOKS:
            for model in apps.get_app_config(book).get_models():
                editor.create_model(model)
    framework = json.loads((source / layout.FRAMEWORK).read_bytes())
    with connection.constraint_checks_disabled(), transaction.atomic(using=ALIAS):
        plan = _plan(framework, at)
        own = next(row for row in _rows(source, "codes/area") if row["code"] == area)
        Office.objects.create(region=area, region_name=own["name_zh"], demo=release.demo, created_at=at)
        _clauses(source, framework, plan, area, by, at)
        row = Release.objects.create(
            name=release.name, year=release.year, number=release.number, area=area, plan=plan, content_hash=release.content_hash,
            manifest_hash=release.manifest_hash, rows=release.rows, demo=release.demo, frozen_at=release.frozen_at,
            frozen_by=release.signer_body or release.origin_name, reason=release.reason, key_id=release.key_id,
        )
        _figures(source, row, own["ix"])
        keep_result(release=row, result=result, digest=digest, framework=framework, by=by, at=at)
        EarlyWarning.objects.update(asked_at=None, due=None)


def _rows(source: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(source / f"{name}.parquet").to_pylist()
    return found


def _plan(framework: Row, at: datetime) -> Plan:
    facts = framework["plan"]
    return Plan.objects.create(
        code=facts["code"], title=facts["title_zh"], genre="women", level="county", start_year=facts["start_year"],
        end_year=facts["end_year"], base_year=facts["base_year"], status="adopted", source_id=0, text_id=0, read_at=at, adopted_at=at,
    )


def _clauses(source: Path, framework: Row, plan: Plan, area: str, by: Actor, at: datetime) -> None:
    """Bodies, domains, goals, measures, division, indicators, targets, tracks and milestones, as they are frozen."""
    bodies = {row["code"]: Body(**row) for row in _rows(source, "codes/body")}
    for code in {row["source_body"] for row in _rows(source, "codes/indicator")} - bodies.keys():
        bodies[code] = Body(code=code, name_zh=code or "—", kind="")
    Body.objects.bulk_create(bodies.values())
    domains = {
        row["slug"]: Domain(plan=plan, order=order, slug=row["slug"], name=row["name_zh"], name_en=row["name_en"])
        for order, row in enumerate(framework["domains"])
    }
    Domain.objects.bulk_create(domains.values())
    goals = {
        row["code"]: Goal(
            domain=domains[row["domain"]], no=row["no"], order=order, code=row["code"], text=row["title_zh"],
            title_zh=row["title_zh"], title_en=row["title_en"],
        )
        for order, row in enumerate(framework["goals"])
    }
    Goal.objects.bulk_create(goals.values())
    measures = {
        row["code"]: Measure(
            domain=domains[row["domain"]], no=row["no"], order=order, code=row["code"], text=row["title_zh"],
            title_zh=row["title_zh"], title_en=row["title_en"],
        )
        for order, row in enumerate(framework.get("measures") or ())
    }
    Measure.objects.bulk_create(measures.values())
    for row in framework.get("division") or ():
        if row["lead"] in bodies and (row["of"] in goals or row["of"] in measures):
            made = Division.objects.create(
                plan=plan, goal=goals.get(row["of"]), measure=measures.get(row["of"]), lead=bodies[row["lead"]], status=row["status"],
            )
            made.supporting.set([bodies[code] for code in row["supporting"] if code in bodies])
    units = framework.get("units") or {}
    indicators = _indicators(source, bodies, units)
    targets = {
        row["code"]: Target(
            domain=domains[row["domain"]], goal=goals.get(row["goal"]), code=row["code"], operator=row["operator"],
            value=_decimal(row["value"]), unit=row["unit"], year=row["year"], quote=row["quote"], change=row["change"],
            basis=row["basis"], base_year=row["base_year"], state="confirmed",
        )
        for row in _rows(source, "targets")
    }
    Target.objects.bulk_create(targets.values())
    numbered = {row["ix"]: indicators[row["code"]] for row in _rows(source, "codes/indicator")}
    keys = {row["ix"]: row["key"] for row in _rows(source, "codes/breakdown")}
    Track.objects.bulk_create(
        Track(
            goal=goals[row["goal"]], code=row["code"], order=order, kind=row["kind"], target=targets.get(row["target"]),
            indicator=numbered.get(row["indicator"]), breakdown=keys.get(row["breakdown"], ""), direction=row["direction"],
            subject=row["subject"], title_zh=row["title_zh"], title_en=row["title_en"],
        )
        for order, row in enumerate(_rows(source, "tracks"))
    )
    goal_of = {row["code"]: goals[row["goal"]] for row in _rows(source, "tracks")}
    milestones = {
        row["code"]: Milestone(
            goal=goal_of[row["track"]], track=row["track"], code=row["code"], no=row["no"], title_zh=row["title_zh"],
            title_en=row["title_en"], due_year=row["due_year"], weight=_decimal(row["weight"]) or 0, mechanism=row["mechanism"],
        )
        for row in _rows(source, "milestones")
    }
    Milestone.objects.bulk_create(milestones.values())
    told = ds.dataset(source / "milestone_states.parquet", format="parquet").to_table(filter=ds.field("area") == area).to_pylist()
    MilestoneState.objects.bulk_create(
        MilestoneState(
            milestone=milestones[row["milestone"]], year=row["year"], state=row["state"], evidence=row["evidence_zh"],
            reported_by="", reported_at=at,
        )
        for row in told
    )


def _indicators(source: Path, bodies: Mapping[str, Body], units: Row) -> dict[str, Indicator]:
    made = {}
    for row in _rows(source, "codes/indicator"):
        unit = units.get(row["unit"]) or {}
        made[row["code"]] = Indicator(
            order=row["ix"], scale=_decimal(row["scale"]), source_body=bodies[row["source_body"]],
            unit_zh=unit.get("label_zh", ""), unit_en=unit.get("label_en", ""), **{name: row[name] for name in TEXTS},
        )
    Indicator.objects.bulk_create(made.values())
    return made


def _figures(source: Path, release: Release, area: int) -> None:
    """The area's own figures: one small piece of the release."""
    indicators = {row["ix"]: row["code"] for row in _rows(source, "codes/indicator")}
    keys = {row["ix"]: row["key"] for row in _rows(source, "codes/breakdown")}
    found = ds.dataset(source / "observations.parquet", format="parquet").to_table(filter=ds.field("area") == area).to_pylist()
    Figure.objects.bulk_create(
        (
            Figure(
                release=release, area=release.area, indicator=indicators[row["indicator"]], breakdown=keys[row["breakdown"]], year=row["year"],
                numerator=_decimal(row["numerator"]), denominator=_decimal(row["denominator"]), value=_decimal(row["value"]),
                status=row["status"], reason=row["reason"], note=row["note"], source_body=row["source_body"], signer=row["signer"],
                accepted_at=release.frozen_at,
            )
            for row in found
        ),
        batch_size=2000,
    )


def _decimal(scaled: int | None) -> Decimal | None:
    return None if scaled is None else from_scaled(scaled)
