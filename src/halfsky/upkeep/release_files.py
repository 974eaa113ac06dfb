"""Files that the worker made of releases, for the pages that offer them."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from halfsky.office.publishing.selectors import size_text
from halfsky.office.release.listing import ReleaseRow
from halfsky.office.release.models import Release
from halfsky.office.release.services.looked_at import results_path
from halfsky.office.release.services.moves import kept_moves
from halfsky.office.release.shelf import release_path
from halfsky.upkeep.area_map import map_of
from halfsky.upkeep.jobs import table_path


def table(manifest_hash: str, form: str) -> Path | None:
    """The table of a release if it was written."""
    path = table_path(manifest_hash, form)
    return path if path.is_file() else None


def size(manifest_hash: str, form: str) -> str:
    """Its size in words, "" when it was not written yet."""
    path = table(manifest_hash, form)
    return size_text(path.stat().st_size) if path else ""


def _of(row: ReleaseRow) -> Release:
    return Release(name=row.name, origin=row.origin, year=row.year, number=row.number, manifest_hash=row.manifest_hash)


def map_path(row: ReleaseRow) -> Path | None:
    """The map of a foreign release's areas, if boundaries were supplied and it was drawn."""
    path = map_of(_of(row))
    return path if path.is_file() else None


def results(row: ReleaseRow) -> Path | None:
    """The results of every area of a foreign release as one table, if its monitoring was worked out."""
    path = results_path(_of(row))
    return path if path.is_file() else None


@lru_cache(maxsize=8)
def _domains(manifest: Path, _hash: str) -> tuple[tuple[str, str, str], ...]:
    framework = json.loads(manifest.read_text(encoding="utf-8"))
    return tuple((row["slug"], row["name_zh"], row["name_en"]) for row in framework["domains"])


def domains(row: ReleaseRow, lang: str) -> dict[str, str]:
    """The names of a release's domains by slug, in order, as they are frozen in it."""
    known = _domains(release_path(_of(row)) / "framework.json", row.manifest_hash)
    return {slug: en if lang == "en" and en else zh for slug, zh, en in known}


def kept(new: int, old: int) -> dict[str, Any] | None:
    """What differs between two releases, if it was worked out."""
    return kept_moves(Release.objects.get(pk=new), Release.objects.get(pk=old))
