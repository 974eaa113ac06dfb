"""The doctor: each check is one row of facts with its remedy; it changes nothing."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

GIGABYTE = 1024**3


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of the doctor: ``state`` is ok, warn (works without) or bad (must be mended)."""

    id: str
    state: str
    texts: tuple[str, str, str, str]
    params: Mapping[str, object] = field(default_factory=dict)

    def what(self, lang: str) -> str:
        return self.texts[1 if lang.startswith("en") else 0].format(**self.params)

    def remedy(self, lang: str) -> str:
        return "" if self.state == "ok" else self.texts[3 if lang.startswith("en") else 2].format(**self.params)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("D01", "ok" if sys.version_info >= (3, 11) else "bad", (
        "Python {version}", "Python {version}", "请安装 Python 3.11 或更新版本。", "Install Python 3.11 or newer.",
    ), {"version": version})


def _home() -> Finding:
    home = Path(settings.HALFSKY_HOME)
    there = home.is_dir()
    return Finding("D02", "ok" if there else "bad", (
        "数据目录 {home}", "Data folder {home}", "目录还不存在，请运行 halfsky init。", "It does not exist yet; run halfsky init.",
    ), {"home": home})


def _space() -> Finding:
    home = Path(settings.HALFSKY_HOME)
    place = next(path for path in (home, *home.parents) if path.exists())
    usage = shutil.disk_usage(place)
    low = usage.free < 2 * GIGABYTE or usage.free < usage.total * 0.1
    return Finding("D03", "warn" if low else "ok", (
        "磁盘剩余 {free:.1f} GB", "{free:.1f} GB free on disk",
        "剩余不足 2 GB 或 10%，请清理磁盘。", "Less than 2 GB or 10 % is free; make room.",
    ), {"free": usage.free / GIGABYTE})


def _set_up() -> bool:
    return Path(settings.HALFSKY_HOME, "halfsky.sqlite3").exists()


def _database() -> Finding:
    texts = (
        "数据库 SQLite {version}：{state}", "Database, SQLite {version}: {state}",
        "请运行 halfsky init 建立或升级数据库；提示损坏时，请从备份恢复。",
        "Run halfsky init to create or upgrade it; when it says damaged, restore a backup.",
    )
    params = {"version": sqlite3.sqlite_version, "state": "-"}
    if not _set_up():
        return Finding("D04", "bad", texts, {**params, "state": "未建立 / not created"})
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            state = cursor.fetchone()[0]
            cursor.execute("PRAGMA synchronous")
            full = cursor.fetchone()[0] == 2
        executor = MigrationExecutor(connection)
        pending = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        return Finding("D04", "bad", texts, {**params, "state": str(error)})
    if state != "ok" or pending or not full:
        return Finding("D04", "bad", texts, {**params, "state": "需要升级 / pending upgrade" if pending else state})
    return Finding("D04", "ok", texts, {**params, "state": "ok"})


def _awaits_init(number: str, zh: str, en: str) -> Finding:
    """What cannot be looked at before the office is set up: nothing is wrong with it."""
    return Finding(number, "warn", (
        f"{zh}：还没有建立", f"{en}: not set up yet", "运行 halfsky init 之后再核对。", "Checked once halfsky init has been run.",
    ))


def _trail() -> Finding:
    if not _set_up():
        return _awaits_init("D05", "留痕链", "Trail")
    texts = (
        "留痕链 {entries} 条：{state}", "Trail, {entries} entries: {state}",
        "留痕被改动或数据库受损，请停止使用，从备份恢复并报告。",
        "The trail was altered or the database is damaged; stop, restore a backup and report it.",
    )
    from halfsky.office.trail.guard import guard_names
    from halfsky.office.trail.selectors import verify

    try:
        state, guarded = verify(), len(guard_names()) == 2
    except DatabaseError:
        return Finding("D05", "warn", texts, {"entries": 0, "state": "-"})
    good = state.ok and guarded
    return Finding("D05", "ok" if good else "bad", texts, {
        "entries": state.entries, "state": "ok" if good else f"{state.first_bad or 'trigger'}",
    })


def _module(number: str, module: str, what_zh: str, what_en: str) -> Finding:
    from importlib.util import find_spec

    there = find_spec(module) is not None
    return Finding(number, "ok" if there else "bad", (
        what_zh, what_en, "缺少程序包 {module}，请重新运行安装命令 make venv。", "The package {module} is missing; run make venv again.",
    ), {"module": module})


def _fonts() -> Finding:
    from halfsky.document import font

    try:
        font.folder()
        there = True
    except Exception:  # noqa: BLE001 - whatever is wrong with the fonts, the remedy is the same
        there = False
    return Finding("D09", "ok" if there else "bad", (
        "中文字体", "Chinese fonts", "缺少字体包，请重新运行 make venv。", "The font package is missing; run make venv again.",
    ))


def _program(number: str, names: tuple[str, ...], what_zh: str, what_en: str, why_zh: str, why_en: str) -> Finding:
    there = any(shutil.which(name) for name in names)
    return Finding(number, "ok" if there else "warn", (what_zh, what_en, why_zh, why_en))


def _key() -> Finding:
    """The office's signing key: there, usable, closed to others, and in the ring by which its releases are checked."""
    texts = (
        "签名密钥 {key}：{state}", "Signing key {key}: {state}",
        "没有密钥时运行 halfsky init；有备份的先从备份恢复 keys 目录；他人可读时运行 chmod 600 {path}。",
        "Without a key run halfsky init, or first restore the folder keys from a backup; when others may read it, run chmod 600 {path}.",
    )
    from halfsky.method.errors import HalfskyError
    from halfsky.vault.keyring import PRIVATE, known_keys, office_key, open_to_others

    if not _set_up():
        return _awaits_init("D12", "签名密钥", "Signing key")
    folder = Path(settings.HALFSKY_HOME, "keys")
    params: dict[str, object] = {"key": "", "state": "ok", "path": folder / PRIVATE}
    try:
        key = office_key(folder).public
        params["key"] = key.short_id
        known = known_keys(folder).get(key.id)
    except HalfskyError as trouble:
        return Finding("D12", "bad", texts, {**params, "state": trouble.key})
    if open_to_others(folder):
        return Finding("D12", "bad", texts, {**params, "state": "他人可读 / open to others"})
    if known is None or not known.own:
        return Finding("D12", "bad", texts, {**params, "state": "不在钥匙环中 / not in the ring"})
    return Finding("D12", "ok", texts, params)


def _spark() -> Finding:
    from halfsky.cube.choice import DUCKDB
    from halfsky.cube.spark import lacking

    engine = str(settings.ENGINE)
    asked = engine != DUCKDB
    refused = lacking(engine if asked else "local")
    state = "ok" if refused is None else "bad" if asked else "warn"
    found = ("可以启动", "can be started") if refused is None else ("不能启动", "cannot be started")
    remedies = ("", "") if refused is None else (refused.text("zh-hans"), refused.text("en"))
    if state == "warn":
        remedies = ("不用 Spark 就不必安装。" + remedies[0], "Only needed to run on Spark. " + remedies[1])
    return Finding("D13", state, (
        "分析引擎 Spark：{zh}", "Analysis engine Spark: {en}", "{remedy_zh}", "{remedy_en}",
    ), {"zh": found[0], "en": found[1], "remedy_zh": remedies[0], "remedy_en": remedies[1]})


def _clock() -> Finding:
    """Whether the clock stands near enough to the newest entry of the trail to be believed."""
    if not _set_up():
        return _awaits_init("D14", "本机时钟与留痕", "Clock beside the trail")
    texts = (
        "本机时钟 {now}，最近一次留痕 {newest}", "Clock {now}, newest trail entry {newest}",
        "时钟可能被拨动，到期的解禁已暂停。请校准时钟；时钟无误时用 halfsky release lift 由人解禁。",
        "The clock may have been turned; no embargo ends by it. Set it right, or when it is right end embargoes with halfsky release lift.",
    )
    from halfsky.office.release.embargo import clock

    try:
        seen = clock()
    except DatabaseError:
        return Finding("D14", "warn", texts, {"now": "-", "newest": "-"})
    newest = f"{timezone.localtime(seen.newest):%Y-%m-%d %H:%M}" if seen.newest else "-"
    params = {"now": f"{timezone.localtime(seen.now):%Y-%m-%d %H:%M}", "newest": newest}
    return Finding("D14", "warn" if seen.doubt else "ok", texts, params)


CHECKS: tuple[Callable[[], Finding], ...] = (
    _python,
    _home,
    _space,
    _database,
    _trail,
    lambda: _module("D06", "duckdb", "分析引擎 DuckDB", "Analysis engine DuckDB"),
    lambda: _module("D07", "docx", "Word 文档（python-docx）", "Word documents (python-docx)"),
    lambda: _module("D08", "typst", "PDF 文档（typst）", "PDF documents (typst)"),
    _fonts,
    lambda: _program("D10", ("chromium", "chromium-browser"), "浏览器测试用的 Chromium", "Chromium for the browser tests",
                     "只有运行测试才需要：apt-get install chromium。", "Only needed by the tests: apt-get install chromium."),
    lambda: _program("D11", ("soffice", "libreoffice"), "核对文档用的 LibreOffice", "LibreOffice, to look at documents",
                     "只有运行测试才需要：apt-get install libreoffice-writer-nogui。",
                     "Only needed by the tests: apt-get install libreoffice-writer-nogui."),
    _spark,
    _key,
    _clock,
)


def examine() -> list[Finding]:
    """All checks, in order."""
    return [check() for check in CHECKS]
