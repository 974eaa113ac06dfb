"""Where releases lie and what lies there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from halfsky.office.release.models import Figure, Release


def releases_folder() -> Path:
    """HALFSKY_HOME/releases."""
    return Path(settings.HALFSKY_HOME) / "releases"


def release_path(release: Release) -> Path:
    """Folder of one release."""
    return releases_folder() / release.name


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
