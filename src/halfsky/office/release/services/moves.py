"""What a revised release moved against the one it revises, worked out once and kept beside the runs.

Both releases never change, so neither does what differs between them; a new version of the program works it out anew.
The file can be taken away at any time.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from halfsky.formats.whole import write_whole
from halfsky.office.release.models import Release
from halfsky.office.release.shelf import release_path
from halfsky.version import VERSION


def moves_path(old: Release, new: Release) -> Path:
    """HALFSKY_HOME/differences/<old>-<new>-<version>.json, the releases by their manifest's hash."""
    name = f"{old.manifest_hash[:24]}-{new.manifest_hash[:24]}-{VERSION}.json"
    return Path(settings.HALFSKY_HOME) / "differences" / name


def moves_of(new: Release, old: Release | None = None) -> dict[str, Any]:
    """The difference (``halfsky/difference/1``) of a release from the one it revises, or from ``old``; worked out when it must be."""
    before = old or new.revises
    if before is None:
        raise ValueError(f"{new.name} revises nothing")
    known = kept_moves(new, before)
    if known is not None:
        return known
    from halfsky.cube.difference import compare  # the engine is loaded only where it runs

    difference = compare(release_path(before), release_path(new))
    write_whole(moves_path(before, new), json.dumps(difference, ensure_ascii=False, sort_keys=True).encode())
    return difference


def kept_moves(new: Release, old: Release) -> dict[str, Any] | None:
    """The difference as it was kept, None when it was not worked out yet; for pages, which never work it out."""
    try:
        known: dict[str, Any] = json.loads(moves_path(old, new).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return known
