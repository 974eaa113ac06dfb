"""What the monitoring says of a release of another office: worked out once and kept beside, never among the own runs.

Of the result the pages read rows alone (``AreaStand``): thousands of areas are never parsed for one page. The whole lies
beside as one Parquet file for anyone's tools.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from django.conf import settings
from django.db import transaction

from halfsky.cube.areas import areas_of
from halfsky.office.release.models import AreaStand, Release
from halfsky.office.release.shelf import framework_of, refuse_replaced, release_path
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record
from halfsky.version import VERSION

LEVELS = ("red", "orange", "yellow", "review", "blue")
"""As the board of warnings counts them: a rare event is reviewed case by case and has no colour."""


def results_path(release: Release) -> Path:
    """HALFSKY_HOME/differences/results-<manifest hash>-<version>.parquet."""
    return Path(settings.HALFSKY_HOME) / "differences" / f"results-{release.manifest_hash[:32]}-{VERSION}.parquet"


def look_at(*, release: Release, by: Actor, at: datetime) -> int:
    """Work out how every area of a foreign release stands and keep it; how many areas there are.

    ReleaseError when it is not the one that was registered. What was worked out by this version of the program stays.
    """
    refuse_replaced(release)
    known = AreaStand.objects.filter(release=release, domain="").count()
    if known and results_path(release).is_file():
        return known
    from halfsky.cube.results import run_to  # the engine is loaded only where it runs

    results_path(release).parent.mkdir(parents=True, exist_ok=True)
    run = run_to(release_path(release), results_path(release))
    stands = _stands(release, run["areas"], _warned(results_path(release)))
    with transaction.atomic():
        AreaStand.objects.filter(release=release).delete()
        AreaStand.objects.bulk_create(stands, batch_size=2000)
        record(by=by, at=at, action="release.look", about=f"release:{release.name}",
               facts={"areas": len(run["areas"]), "content_hash": release.content_hash})
    return len(run["areas"])


def _warned(results: Path) -> Counter[tuple[str, str, str]]:
    """How many warnings there are by (area, domain, level)."""
    table = pq.read_table(results, columns=["area", "domain", "warning", "warning_kind"])
    counted = table.group_by(["area", "domain", "warning", "warning_kind"]).aggregate([([], "count_all")]).to_pylist()
    found: Counter[tuple[str, str, str]] = Counter()
    for row in counted:
        if row["warning"]:
            for domain in ("", row["domain"]):
                found[row["area"], domain, "review" if row["warning_kind"] == "case_review" else row["warning"]] += row["count_all"]
    return found


def _stands(release: Release, told: list[dict[str, Any]], warned: Counter[tuple[str, str, str]]) -> list[AreaStand]:
    counted = {row["area"]: {"": row["all"], **{part["slug"]: part for part in row["domains"]}} for row in told}
    made = []
    for slug in ["", *(part["slug"] for part in framework_of(release)["domains"])]:
        rows = []
        for one in areas_of(release_path(release)):
            goals = counted.get(one.code, {}).get(slug, {}).get("goals")
            rows.append(AreaStand(
                release=release, area=one.code, name_zh=one.name_zh, name_en=one.name_en, level=one.level, parent=one.parent,
                judged=goals is not None, domain=slug, met=goals["met"] + goals["met_early"] if goals else 0,
                monitorable=goals["monitorable"] if goals else 0,
                rate=Decimal(str(goals["rate"])) if goals and goals["rate"] is not None else None,
                **{level: warned[one.code, slug, level] for level in LEVELS},
            ))
        rates = sorted((row.rate for row in rows if row.rate is not None and row.area != release.area), reverse=True)
        place = {rate: at for at, rate in reversed(list(enumerate(rates, start=1)))}
        for row in rows:
            row.rank = place.get(row.rate) if row.rate is not None and row.area != release.area else None
        made += rows
    return made
