"""Putting a content into the store: written aside, synced, then named; a name never holds half a file."""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.db import transaction

from halfsky.office.files.models import StoredFile
from halfsky.office.files.selectors import folder, path_of
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` so that a reader or a power cut sees the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@transaction.atomic
def store(*, data: bytes, name: str, media_type: str, kind: str, by: Actor, at: datetime) -> StoredFile:
    """Keep a content under its hash; the same bytes are kept once and give the same row."""
    digest = hashlib.sha256(data).hexdigest()
    folder().mkdir(parents=True, exist_ok=True)
    if not path_of(digest).exists():
        write_whole(path_of(digest), data)
    known = StoredFile.objects.filter(digest=digest).first()
    if known:
        return known
    file = StoredFile.objects.create(
        digest=digest, size=len(data), media_type=media_type, name=Path(name).name[:200], kind=kind,
        added_at=at, added_by=by.login,
    )
    record(by=by, at=at, action="files.store", about=f"file:{digest[:16]}", facts={"size": len(data), "kind": kind})
    return file
