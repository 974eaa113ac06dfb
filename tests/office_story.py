"""The demo county for tests of pages: built once in a data folder of its own, copied for each test that needs it.

``python -m tests.office_story`` builds it in HALFSKY_HOME up to the monitoring run, without drawing charts.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
STEPS_TO_THE_RUN = 5
CHARTED = "security.pension_coverage"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>drawing</title></svg>'


def build() -> None:
    """Build the county in HALFSKY_HOME: plan, figures, release, run; one stand-in chart for one indicator."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halfsky.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from halfsky.office.monitoring.models import Run
    from halfsky.office.publishing.models import Chart
    from halfsky.upkeep.demo_county import build as steps

    home = Path(settings.HALFSKY_HOME)
    settings.PASSWORD_HASHERS = ["tests.quick.QuickArgon2"]
    for _, _step in zip(
        range(STEPS_TO_THE_RUN), steps(out=home / "out", document=None, year=2024, at=timezone.now()), strict=False
    ):
        pass
    (home / "charts").mkdir(exist_ok=True)
    for width in ("wide", "narrow"):
        key = ("a" if width == "wide" else "b") * 64
        (home / "charts" / f"{key}.svg").write_bytes(DRAWING)
        Chart.objects.create(
            run=Run.objects.get(), subject=CHARTED, kind="trend", width=width, lang="zh", key=key, alt="逐年上升"
        )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@contextmanager
def _first(folder: Path) -> Iterator[bool]:
    """Whether ``folder`` is yet to be filled; the other test processes wait until it is."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        first = not (folder / "done").exists()
        if first:
            shutil.rmtree(folder / "home", ignore_errors=True)
        yield first
        (folder / "done").touch()


def built_in(folder: Path, command: tuple[str, ...] = ("-m", "tests.office_story")) -> Path:
    """The county in ``folder``, built by a process of its own; two test processes share one."""
    home = folder / "home"
    with _first(folder) as first:
        if first:
            home.mkdir()
            environment = {**os.environ, "HALFSKY_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
            environment.pop("PYTEST_CURRENT_TEST", None)
            subprocess.run([sys.executable, *command], check=True, cwd=ROOT, env=environment, timeout=900)
    return home


@contextmanager
def living_in(home: Path, copy: Path) -> Iterator[Path]:
    """Copy the county to ``copy`` and let Django use it: its database and its folder; all is put back afterwards."""
    from django.conf import settings
    from django.db import connections
    from django.test.utils import override_settings

    from halfsky.web.released import forget

    shutil.copytree(home, copy, ignore=shutil.ignore_patterns(".part-*"))  # what another test is writing out of it
    usual = connections["default"]
    facts = {**usual.settings_dict, "NAME": copy / "halfsky.sqlite3"}
    connections["default"] = type(usual)(facts, "default")
    forget()
    try:
        with override_settings(HALFSKY_HOME=copy, ALLOWED_HOSTS=["testserver", *settings.ALLOWED_HOSTS]):
            yield copy
    finally:
        connections["default"].close()
        connections["default"] = usual
        forget()


def county_after(name: str, happens: Callable[[Path], object]) -> Callable[..., Iterator[Path]]:
    """A fixture: the county after something long, which happens once a run and is copied for each test."""

    @pytest.fixture
    def county(county_home: Path, tmp_path: Path, django_db_blocker: Any) -> Iterator[Path]:
        folder = county_home.parent.parent / f"county-{name}"
        with django_db_blocker.unblock():
            with _first(folder) as first:
                if first:
                    with living_in(county_home, folder / "home") as home:
                        happens(home)
            with living_in(folder / "home", tmp_path / "home") as home:
                yield home

    return county


if __name__ == "__main__":
    build()
