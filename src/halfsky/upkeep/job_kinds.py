"""The kinds of job and the service each calls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from halfsky.cube.tidy import write_tidy
from halfsky.office.monitoring.services.opened import open_area
from halfsky.office.monitoring.services.run import run_release
from halfsky.office.publishing.services.charts import draw
from halfsky.office.publishing.services.editions import publish
from halfsky.office.release.embargo import moment_of
from halfsky.office.release.listing import release as listed
from halfsky.office.release.models import Release
from halfsky.office.release.proof import prove, ring_in
from halfsky.office.release.services.freeze import freeze
from halfsky.office.release.services.looked_at import look_at
from halfsky.office.release.services.moves import moves_of
from halfsky.office.release.shelf import release_path
from halfsky.office.trail.actor import Actor
from halfsky.upkeep.area_map import draw_map
from halfsky.upkeep.jobs import MAY_ASK, MAY_READ, JobRefused, Kind, table_path

Facts = Mapping[str, Any]


def _release(facts: Facts, by: Actor) -> Release:
    """The release a job is about, if the account may see it now."""
    row = listed(str(facts["release"]), by.role)
    if row is None:
        raise JobRefused("gone", name=facts["release"])
    return Release.objects.get(pk=row.pk)


def _freeze(facts: Facts, by: Actor, at: datetime) -> dict[str, Any]:
    made = freeze(
        year=int(facts["year"]), genre=str(facts["genre"]), reason=str(facts["reason"]),
        embargo=moment_of(str(facts["embargo"])), by=by, at=at,
    )
    run = run_release(release=made, by=by, at=at)
    if made.revises:
        moves_of(made)
    draw(run_id=run.pk, by=by, at=at)
    return {"release": made.name}


def _run(facts: Facts, by: Actor, at: datetime) -> dict[str, Any]:
    release = _release(facts, by)
    if release.origin:
        areas = look_at(release=release, by=by, at=at)
        draw_map(release)
        return {"release": release.name, "areas": areas}
    run = run_release(release=release, by=by, at=at)
    draw(run_id=run.pk, by=by, at=at)
    return {"release": release.name, "result": run.result_hash}


def _open(facts: Facts, by: Actor, at: datetime) -> dict[str, Any]:
    release, area = _release(facts, by), str(facts["area"])
    open_area(release=release, area=area, by=by, at=at)
    return {"release": release.name, "area": area}


def _prove(facts: Facts, by: Actor, at: datetime) -> dict[str, Any]:
    release = _release(facts, by)
    registered = "" if release.origin else release.manifest_hash
    proof = prove(release_path(release), ring=ring_in(Path(settings.HALFSKY_HOME)), registered=registered)
    points = [{"what": one.what, "state": one.state, "zh": one.text("zh"), "en": one.text("en")} for one in proof.points]
    return {"release": release.name, "whole": proof.whole, "proved": proof.proved, "points": points}


def _table(facts: Facts, by: Actor, at: datetime) -> dict[str, Any]:
    release = _release(facts, by)
    out = table_path(release.manifest_hash, str(facts["form"]))
    return {"release": release.name, "rows": write_tidy(release_path(release), out)}


def _moves(facts: Facts, by: Actor, at: datetime) -> dict[str, Any]:
    release = _release(facts, by)
    found = moves_of(release, Release.objects.get(pk=_release({"release": facts["against"]}, by).pk))
    return {"release": release.name, "goals": len(found["judgements"]["goals"])}


def _publish(facts: Facts, by: Actor, at: datetime) -> dict[str, Any]:
    day, copies = date.fromisoformat(str(facts["issued_on"])), str(facts.get("copies", ""))
    edition = publish(draft_id=int(facts["draft"]), issued_on=day, copies=copies, by=by, at=at)
    return {"release": edition.run.release.name, "number": edition.number}


KINDS: dict[str, Kind] = {
    "freeze": Kind(MAY_ASK, _freeze),
    "run": Kind(MAY_ASK, _run),
    "open": Kind(MAY_READ, _open),
    "prove": Kind(MAY_READ, _prove),
    "table": Kind(MAY_READ, _table),
    "moves": Kind(MAY_READ, _moves),
    "publish": Kind(MAY_ASK, _publish),
}
