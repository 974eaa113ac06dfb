"""Where releases lie and what lies there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings

from halfsky.cube import layout
from halfsky.cube.content import ReleaseContent
from halfsky.cube.errors import ReleaseError
from halfsky.office.release.models import Figure, Release


def releases_folder() -> Path:
    """HALFSKY_HOME/releases."""
    return Path(settings.HALFSKY_HOME) / "releases"


def release_path(release: Release) -> Path:
    """Folder of one release."""
    return releases_folder() / release.name


def make_way(content: ReleaseContent) -> bool:
    """Whether a release may be written under the name of ``content``; called by the one writer there is.

    A folder that no row names was left by a process that ended before its row was there. When it says the same, it
    goes; when it says something else (a database put back from an old copy), its name stays taken. What a writer
    left unfinished is swept away.
    """
    for partial in releases_folder().glob(".*.partial-*"):
        shutil.rmtree(partial, ignore_errors=True)
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
    if not Release.objects.filter(name=folder.name).exists():
        shutil.rmtree(folder, ignore_errors=True)


def releases() -> list[Release]:
    """All releases, the newest first."""
    return list(Release.objects.all())


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
