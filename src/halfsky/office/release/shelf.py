"""Where releases lie and what lies there."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.conf import settings

from halfsky.cube import layout
from halfsky.cube.content import ReleaseContent
from halfsky.cube.errors import ReleaseError
from halfsky.office.release.models import Figure, Release
from halfsky.vault.errors import SealTrouble
from halfsky.vault.seal import read_seal

LONGEST_COPY = 6 * 3600
"""Seconds."""
FOREIGN = "from"
"""Where the releases of other offices lie, beside the own ones."""


def releases_folder() -> Path:
    """HALFSKY_HOME/releases."""
    return Path(settings.HALFSKY_HOME) / "releases"


def release_path(release: Release) -> Path:
    """Folder of one release; those of other offices lie apart, a folder for each area."""
    if release.origin:
        return releases_folder() / FOREIGN / release.origin / f"{release.year}-{release.number}"
    return releases_folder() / release.name


def refuse_replaced(release: Release) -> None:
    """ReleaseError when the folder's manifest is not the one registered, or its signature does not fit."""
    path = release_path(release)
    if layout.read_manifest(path).hash != release.manifest_hash:
        raise ReleaseError("altered_file", path=path, file=layout.MANIFEST)
    try:
        seal = read_seal((path / layout.SIGNATURE).read_bytes())
        fits = seal.key.id == release.key_id and seal.fits((path / layout.MANIFEST).read_bytes())
    except (SealTrouble, FileNotFoundError):
        fits = False
    if not fits:
        raise ReleaseError("altered_file", path=path, file=layout.SIGNATURE)


def sweep() -> int:
    """Take away what writers left unfinished, and say how much; called by the one writer of own releases there is.

    A release of another office is copied while others write; its folder is left alone for as long as a copy may take.
    """
    old = time.time() - LONGEST_COPY
    left = [*releases_folder().glob(f"{layout.PARTIAL}*")]
    left += [part for part in (releases_folder() / FOREIGN).glob(f"*/{layout.PARTIAL}*") if part.stat().st_mtime < old]
    for partial in left:
        layout.remove(partial)
    return len(left)


def make_way(content: ReleaseContent) -> bool:
    """Whether a release may be written under the name of ``content``; called by the one writer there is.

    A folder that no row names was left by a process that ended before its row was there. When it says the same, it
    goes; when it says something else (a database put back from an old copy), its name stays taken. What a writer
    left unfinished is swept away.
    """
    sweep()
    folder = releases_folder() / content.identity
    if not folder.exists():
        return True
    try:
        known = layout.verify(folder).content_hash
    except ReleaseError:
        return False
    from halfsky.cube.tables import tables  # only where a left folder is compared

    if known != layout.content_hash(content, tables(content)):
        return False
    take_back(folder)
    return True


def take_back(folder: Path) -> None:
    """Remove the folder of a release whose row was never committed."""
    if not Release.objects.filter(origin="", name=folder.name).exists():
        layout.remove(folder)


def framework_of(release: Release) -> dict[str, Any]:
    """The framework frozen inside a release: plan, domains, goals, indicators, targets, tracks, bodies, division."""
    framework: dict[str, Any] = json.loads((release_path(release) / "framework.json").read_text(encoding="utf-8"))
    return framework


def figures_of(release: Release) -> list[dict[str, Any]]:
    """The figures of a release's own area as plain rows."""
    return list(Figure.objects.filter(release=release, area=release.area).order_by("id").values(
        "indicator", "breakdown", "year", "numerator", "denominator", "value", "status", "reason", "note",
        "source_body", "signer",
    ))


def figures_in(release: Release, area: str) -> list[dict[str, Any]]:
    """The figures of the release's own area and of `area` as plain rows with their area."""
    return list(Figure.objects.filter(release=release, area__in=(release.area, area)).order_by("id").values(
        "area", "indicator", "breakdown", "year", "numerator", "denominator", "value", "status", "reason", "note",
        "source_body", "signer",
    ))
