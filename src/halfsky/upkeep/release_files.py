"""Files that the worker made of releases, for the pages that offer them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from halfsky.office.publishing.selectors import size_text
from halfsky.office.release.models import Release
from halfsky.office.release.services.looked_at import kept_look
from halfsky.office.release.services.moves import kept_moves
from halfsky.office.release.shelf import release_path
from halfsky.upkeep.jobs import table_path


def table(manifest_hash: str, form: str) -> Path | None:
    """The table of a release if it was written."""
    path = table_path(manifest_hash, form)
    return path if path.is_file() else None


def size(manifest_hash: str, form: str) -> str:
    """Its size in words, "" when it was not written yet."""
    path = table(manifest_hash, form)
    return size_text(path.stat().st_size) if path else ""


def looked(release: int) -> dict[str, Any] | None:
    """What the monitoring says of a foreign release, if it was worked out."""
    return kept_look(Release.objects.get(pk=release))


@dataclass(frozen=True, slots=True)
class AreaStand:
    """How many goals are met in one area, and its rank by their share; None where nothing can be judged."""

    code: str
    name_zh: str
    name_en: str
    met: int
    judged: int
    rate: float | None
    rank: int | None


def areas(release: int) -> list[AreaStand] | None:
    """Every judged area of a foreign release, the best first; None while its monitoring was not worked out."""
    row = Release.objects.get(pk=release)
    run = kept_look(row)
    if run is None:
        return None
    from halfsky.cube.areas import areas_of  # reading Parquet is loaded only where it is read

    names = {area.code: area for area in areas_of(release_path(row))}
    counted = [(one["area"], one["all"]["goals"]) for one in run["areas"]]
    counted.sort(key=lambda one: (-(-1.0 if one[1]["rate"] is None else one[1]["rate"]), one[0]))
    rates = [goals["rate"] for _, goals in counted]
    return [
        AreaStand(
            code, names[code].name_zh, names[code].name_en, goals["met"] + goals["met_early"], goals["monitorable"],
            goals["rate"], None if goals["rate"] is None else rates.index(goals["rate"]) + 1,
        )
        for code, goals in counted
    ]  # fmt: skip


def kept(new: int, old: int) -> dict[str, Any] | None:
    """What differs between two releases, if it was worked out."""
    return kept_moves(Release.objects.get(pk=new), Release.objects.get(pk=old))
