"""What the monitoring says of a release of another office: worked out once and kept beside, never among the own runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from halfsky.formats.whole import write_whole
from halfsky.office.release.models import Release
from halfsky.office.release.shelf import refuse_replaced, release_path
from halfsky.version import VERSION


def looked_path(release: Release) -> Path:
    """HALFSKY_HOME/differences/run-<manifest hash>-<version>.json."""
    return Path(settings.HALFSKY_HOME) / "differences" / f"run-{release.manifest_hash[:32]}-{VERSION}.json"


def look_at(release: Release) -> dict[str, Any]:
    """The run (``halfsky/run/2``) over a foreign release; ReleaseError when it is not the one that was registered."""
    refuse_replaced(release)
    known = kept_look(release)
    if known is not None:
        return known
    from halfsky.cube.run import dumps, monitor  # the engine is loaded only where it runs

    result = monitor(release_path(release), engine=settings.ENGINE)
    write_whole(looked_path(release), dumps(result))
    return result


def kept_look(release: Release) -> dict[str, Any] | None:
    """The run as it was kept, None when it was not worked out yet; for pages, which never work it out."""
    try:
        known: dict[str, Any] = json.loads(looked_path(release).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return known
