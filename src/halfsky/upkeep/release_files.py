"""Files that the worker made of releases, for the pages that offer them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from halfsky.office.publishing.selectors import size_text
from halfsky.office.release.models import Release
from halfsky.office.release.services.looked_at import kept_look
from halfsky.office.release.services.moves import kept_moves
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


def kept(new: int, old: int) -> dict[str, Any] | None:
    """What differs between two releases, if it was worked out."""
    return kept_moves(Release.objects.get(pk=new), Release.objects.get(pk=old))
