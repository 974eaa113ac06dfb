"""Putting a content into the store: written aside, synced, then named; a name never holds half a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path

from django.db import transaction

from halfsky.formats.whole import write_whole
from halfsky.office.files.models import StoredFile
from halfsky.office.files.selectors import folder, path_of
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

_put: ContextVar[list[Path] | None] = ContextVar("contents put into the store by the transaction under way", default=None)


@contextmanager
def all_or_none() -> Iterator[None]:
    """One transaction of a service that stores contents: when it fails, what it laid on disk goes too.

    A content that a committed row names is never taken away.
    """
    put: list[Path] = []
    token = _put.set(put)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        kept = set(StoredFile.objects.filter(digest__in=[path.name for path in put]).values_list("digest", flat=True))
        for path in put:
            if path.name not in kept:
                path.unlink(missing_ok=True)
        raise
    finally:
        _put.reset(token)
        outer = _put.get()
        if outer is not None:
            outer.extend(put)


@all_or_none()
def store(*, data: bytes, name: str, media_type: str, kind: str, by: Actor, at: datetime) -> StoredFile:
    """Keep a content under its hash; the same bytes are kept once and give the same row."""
    digest = hashlib.sha256(data).hexdigest()
    folder().mkdir(parents=True, exist_ok=True)
    if not path_of(digest).exists():
        write_whole(path_of(digest), data, private=True)
        put = _put.get()
        if put is not None:
            put.append(path_of(digest))
    known = StoredFile.objects.filter(digest=digest).first()
    if known:
        return known
    file = StoredFile.objects.create(
        digest=digest, size=len(data), media_type=media_type, name=Path(name).name[:200], kind=kind,
        added_at=at, added_by=by.login,
    )
    record(by=by, at=at, action="files.store", about=f"file:{digest[:16]}", facts={"size": len(data), "kind": kind})
    return file
