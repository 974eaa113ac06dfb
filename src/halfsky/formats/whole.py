"""Writing a file whole or not at all: a reader, a full disk or a power cut sees the old file or the new one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EISDIR
from pathlib import Path


def write_whole(path: Path, data: bytes, *, make_folder: bool = True, private: bool = False) -> None:
    """Write ``data`` to ``path``: aside, synced, then named; the folder is synced too where the system can.

    ``private`` lets only the owner read it. Raises OSError that names ``path``; nothing is left behind and the old file
    stays then.
    """
    if not path.name:
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    if make_folder:
        path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".part-{secrets.token_hex(8)}")
    try:
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600 if private else 0o666)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


@contextmanager
def being_written(path: Path) -> Iterator[Path]:
    """A file beside ``path`` to be written by parts; when the body ends without an error it is synced and gets the name.

    Raises OSError; nothing is left behind and the old file stays when the body fails.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".part-{secrets.token_hex(8)}")
    try:
        yield aside
        with aside.open("rb+") as stream:
            os.fsync(stream.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
