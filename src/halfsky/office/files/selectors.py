"""Where a stored content lies."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from halfsky.office.files.models import StoredFile


def folder() -> Path:
    """HALFSKY_HOME/files."""
    return Path(settings.HALFSKY_HOME) / "files"


def path_of(digest: str) -> Path:
    """Path of the content with this SHA-256."""
    return folder() / digest[:2] / digest


def content_path(file: StoredFile) -> Path:
    """Path of a stored file's content on disk."""
    return path_of(file.digest)
