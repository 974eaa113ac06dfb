"""A real browser on the served demo county: built once with its charts, served by a process of its own."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.office_story import ROOT, built_in

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)
EMPTY = """
import django; django.setup()
from django.apps import apps
from django.db import connection
from halfsky.office.publishing.guard import lift_guard, restore_guard
lift_guard()
with connection.cursor() as cursor:
    cursor.execute("PRAGMA foreign_keys=OFF")
    for book in ("publishing", "monitoring", "release", "collection", "framework", "plan"):
        for model in apps.get_app_config(book).get_models(include_auto_created=True):
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
restore_guard()
"""
UPPER = """
import django; django.setup()
from pathlib import Path
from halfsky.cube.simulate import simulate
from halfsky.office.monitoring.services.opened import open_area
from halfsky.office.release.hand_out import sealer
from halfsky.office.release.services.looked_at import look_at
from halfsky.office.release.services.shelve import shelve
from halfsky.vault.keyring import make_office_key
from tests.browser.pages import COUNTY, UPPER
from tests.cast import said
folder = Path("{folder}")
folder.mkdir()
key, _ = make_office_key(folder / "keys", name="示例市妇儿工委办（虚构）", area=UPPER)
(folder / "office.pub").write_bytes(key.pem())
key_id, sign = sealer(folder / "keys")
simulate(folder / "city", 14, key_id=key_id, sign=sign)
release = shelve(path=folder / "city", key=folder / "office.pub", **said("officer"))
look_at(release=release, **said("officer"))
open_area(release=release, area=COUNTY, **said("officer"))
"""
"""Another office's release in the data folder: an invented city of 14 counties, one of them opened."""


def chromium() -> str:
    """The browser's path, "" where there is none."""
    return next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), "")


@dataclass(frozen=True, slots=True)
class Site:
    """A served office: its address and the passwords of its cast."""

    address: str
    passwords: dict[str, str]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium driven by Playwright; without it the tests are skipped, or fail where all is required."""
    path = chromium()
    if not path:
        reason = "Chromium is not installed (apt-get install chromium)"
        if os.environ.get("HALFSKY_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


def _home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if base.name.startswith("popen-") else base) / "drawn"
    out = shared / "out"
    return built_in(shared, ("-m", "tests.browser.built", "demo", "build", "--out", str(out))), base


def python(home: Path, *words: str) -> None:
    """Something done beside the browser in the same data folder."""
    environment = {
        **os.environ, "HALFSKY_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DJANGO_SETTINGS_MODULE": "halfsky.config.settings",
    }
    subprocess.run([sys.executable, *words], check=True, cwd=ROOT, env=environment, timeout=300)


def _served(home: Path) -> Iterator[Site]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "HALFSKY_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "1", "--log-level", "error", "halfsky.config.wsgi:application",
    ]
    with (home / "serve.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(address + "/signin/", timeout=2).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.25)
        else:
            raise RuntimeError((home / "serve.log").read_text(errors="replace"))
        lines = (home / "accounts.txt").read_text(encoding="utf-8").splitlines()
        yield Site(address, {line.split("\t")[0]: line.split("\t")[1] for line in lines if "\t" in line})
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def site(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo county with a release of the city above it, served."""
    home, base = _home(tmp_path_factory)
    copy = base / "served"
    shutil.copytree(home, copy)
    python(copy, "-c", UPPER.format(folder=base / "upper"))
    yield from _served(copy)


@pytest.fixture(scope="module")
def desk(browser: Any, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[tuple[Site, Path]]:
    """An office of its own to work in for each walk, so that no other page's pictures change and no walk finds another's work."""
    home, base = _home(tmp_path_factory)
    copy = base / f"desk-{request.module.__name__.rpartition('.')[2]}"
    shutil.copytree(home, copy)
    for site in _served(copy):
        yield site, copy


@pytest.fixture(scope="session")
def bare_site(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same office before any plan, served."""
    home, base = _home(tmp_path_factory)
    copy = base / "bare"
    shutil.copytree(home, copy)
    python(copy, "-c", EMPTY)
    yield from _served(copy)


@pytest.fixture(scope="session")
def one_at_a_time(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Pictures are written by one process only."""
    base = tmp_path_factory.getbasetemp()
    with (base.parent / "pictures.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


_sessions: dict[tuple[str, str], Any] = {}


def signed_in(browser: Any, site: Site, login: str, **options: Any) -> Any:
    """A browser context signed in as somebody of the cast: through the form the first time, then by the session it gave."""
    kept = _sessions.get((site.address, login))
    context = browser.new_context(locale="zh-CN", storage_state=kept, **options)
    if kept is None:
        page = context.new_page()
        page.goto(site.address + "/signin/")
        page.fill("#username", login)
        page.fill("#password", site.passwords[login])
        page.click("button.primary")
        page.wait_for_url(lambda url: "/signin/" not in url)
        page.close()
        _sessions[site.address, login] = context.storage_state()
    return context
