"""An area of another office's release, opened: its results lie in a folder of their own, read by the same pages.

The folder is made like an office's: ``halfsky.sqlite3`` with the plan, figures and results of that one area, the
result's bytes, its charts. While a page is ``reading`` it, every table is read there and none of the office's own; so
nothing foreign is ever among the own figures, and a page of one county among thousands reads one small file.
What lies there can be thrown away: it is made again out of the release.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from halfsky.version import VERSION

ALIAS = "opened"
DATABASE = "halfsky.sqlite3"
KEPT = 60
"""Areas kept opened; of more, those longest not looked at are thrown away."""

_folder: ContextVar[Path | None] = ContextVar("opened", default=None)


class Router:
    """Sends every query to the opened area while one is read."""

    def db_for_read(self, model: type, **hints: Any) -> str | None:
        """The opened area's database, None for the office's own."""
        return ALIAS if _folder.get() else None

    db_for_write = db_for_read


def now_read() -> Any:
    """The connection that plain queries ask: of the opened area while one is read, else the office's own."""
    return connections[ALIAS if _folder.get() else "default"]


def reads_opened() -> bool:
    """Whether an opened area is read now."""
    return _folder.get() is not None


def opened_facts() -> tuple[str, str, bool]:
    """Code, name and demo mark of the area that is read now."""
    with now_read().cursor() as cursor:
        cursor.execute("select region, region_name, demo from people_office limit 1")
        code, name, demo = cursor.fetchone()
    return str(code), str(name), bool(demo)


def home() -> Path:
    """The folder of runs, charts and hindsight: of the opened area while one is read, else HALFSKY_HOME."""
    return _folder.get() or Path(settings.HALFSKY_HOME)


def opened_folder() -> Path:
    """HALFSKY_HOME/opened."""
    return Path(settings.HALFSKY_HOME) / "opened"


def folder_for(manifest_hash: str, area: str) -> Path:
    """Where an area of a release lies once it is opened, by this version of the program."""
    return opened_folder() / f"{manifest_hash[:32]}-{area}-{VERSION}"


def is_opened(folder: Path) -> bool:
    """Whether it was made whole."""
    return (folder / DATABASE).is_file()


@contextmanager
def reading(folder: Path | None) -> Iterator[None]:
    """Read the area opened in ``folder`` inside the block; None reads the office's own."""
    if folder is None:
        yield
        return
    with _with_database(folder, f"file:{quote(str(folder / DATABASE))}?mode=ro", "PRAGMA query_only=ON"):
        yield


@contextmanager
def making(folder: Path) -> Iterator[None]:
    """Write the tables of an area into ``folder``, which no page knows yet: made quickly, for it can be made again."""
    with _with_database(folder, str(folder / DATABASE), "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY;"):
        yield


@contextmanager
def _with_database(folder: Path, name: str, at_first: str) -> Iterator[None]:
    facts = {
        **connections.settings["default"], "ENGINE": "django.db.backends.sqlite3", "NAME": name, "CONN_MAX_AGE": 0,
        "OPTIONS": {"init_command": at_first},
    }
    before = getattr(connections._connections, ALIAS, None)
    connection = DatabaseWrapper(facts, ALIAS)
    connections[ALIAS] = connection
    token = _folder.set(folder)
    try:
        yield
    finally:
        _folder.reset(token)
        connection.close()
        if before is None:
            del connections[ALIAS]
        else:
            connections[ALIAS] = before


def looked_at_now(folder: Path) -> None:
    """Note that somebody looks at it, so that it is kept."""
    os.utime(folder)


def throw_away_old() -> int:
    """Throw away what was made by another version of the program and what was longest not looked at; how many."""
    folders = [path for path in opened_folder().glob("*") if path.is_dir()]
    old = [path for path in folders if not path.name.endswith(f"-{VERSION}") or not is_opened(path)]
    kept = sorted((path for path in folders if path not in old), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in old + kept[KEPT:]:
        shutil.rmtree(path, ignore_errors=True)
    return len(old) + len(kept[KEPT:])
