"""``halfsky monitor run`` on one release: judge it, store the result, lay out the table. No framework is loaded."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from halfsky.cli.entry import language
from halfsky.cube.choice import engine_of
from halfsky.cube.run import dumps, monitor
from halfsky.formats.whole import write_whole
from halfsky.method.errors import HalfskyError
from halfsky.method.outlook.level import LEVELS
from halfsky.method.wording.outlook import COLOUR

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADS = {
    "zh-hans": ("领域", "目标数", "提前", "达标", "预期", "困难", "未达标", "未到期", "无数据", "不可监测", "达标率"),
    "en": ("Domain", "Goals", "Early", "Met", "Expected", "Hard", "Not met", "Not due", "No data", "Not mon.", "Rate"),
}
WORST_FIRST = ("red", "orange", "yellow", "blue")
COLUMNS = ("met_early", "met", "expected", "hard", "not_met", "not_due", "no_data", "not_monitorable")


class MonitorError(HalfskyError):
    """A run that cannot be started or stored as asked."""

    messages = {
        "which": (
            "请给出 --release 目录 或 --year 年份，二者选一。",
            "Give either --release DIR or --year YEAR.",
        ),
        "stored_whole": (
            "存档的监测总是完整的；--no-outlook 和 --attainment-only 只与 --release 同用。",
            "A run that is stored is whole; --no-outlook and --attainment-only go with --release only.",
        ),
        "stored_only": (
            "--parquet 只与 --release 同用。",
            "--parquet goes with --release only.",
        ),
        "cannot_write": (
            "写不了 {file}（{why}），请核对路径和权限。",
            "{file} cannot be written ({why}); check the path and the permissions.",
        ),
    }


def run_release(
    release: Path | str, json_file: Path | str | None = None, *, outlook: bool = True, attainment_only: bool = False,
    parquet: Path | None = None,
) -> str:  # fmt: skip
    """Run the monitoring on the release folder, write the result when asked, and return the table to print.

    ``parquet``: the results of every area go there as one table.
    """
    asked: dict[str, Any] = {"engine": engine_of(os.environ), "outlook": outlook, "attainment_only": attainment_only}
    if parquet is None:
        return told(monitor(release, **asked), json_file)
    from halfsky.cube.results import run_to

    try:
        return told(run_to(release, parquet, **asked), json_file)
    except OSError as problem:
        raise MonitorError("cannot_write", file=parquet, why=problem.strerror) from None


def told(result: dict[str, Any], json_file: Path | str | None = None) -> str:
    """Write the result of a run to ``json_file`` when it is given, and return its table."""
    if json_file is not None:
        _write(Path(json_file), dumps(result))
    return table(result)


def table(result: Mapping[str, Any], lang: str | None = None) -> str:
    """The attainment of goals per domain as a plain table, and the count of indicators below it."""
    lang = lang or language()
    english = lang.startswith("en")
    heads = HEADS["en" if english else "zh-hans"]
    rows = [
        _cells(domain["name_en" if english else "name_zh"], domain["goals"]) for domain in result["domains"]
    ]
    rows.append(_cells("All" if english else "合计", result["all"]["goals"]))
    widths = [max(_width(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    lines = ["  ".join(_pad(cell, widths[i], left=i == 0) for i, cell in enumerate(row)) for row in (heads, *rows)]
    lines.insert(1, "  ".join("-" * width for width in widths))
    counts = result["all"]["indicators"]
    met, judged, rate = counts["met"] + counts["met_early"], counts["monitorable"], _rate(counts["rate"])
    if result["outlooks"]:
        lines.append(_warned(result, english))
    mark = ("demo figures, " if english else "演示数据，") if result["release"]["demo"] else ""
    if english:
        lines.append(f"Indicators: {met} of {judged} judged are met, {rate}. Rate = (early + met) / judged.")
        lines.append(f"Release {result['release']['id']} ({mark}{result['release']['hash'][:12]})")
    else:
        lines.append(f"指标：可监测 {judged} 项，达标 {met} 项，达标率 {rate}。达标率 =（提前 + 达标）/ 可监测。")
        lines.append(f"发布版 {result['release']['id']}（{mark}{result['release']['hash'][:12]}）")
    return "\n".join(lines)


def _warned(result: Mapping[str, Any], english: bool) -> str:
    """How many followed figures are likely to reach their target, and the warnings by colour."""
    home = result["release"]["area"]
    rows = [row for row in result["outlooks"] if row["area"] == home]
    likely, judged = (sum(row["level"] in levels for row in rows) for levels in (("on_track",), LEVELS))
    colours = [(COLOUR[key], sum(w["level"] == key and w["area"] == home for w in result["warnings"])) for key in WORST_FIRST]
    if english:
        named = ", ".join(f"{count} {name[1]}" for name, count in colours)
        return f"Outlook: {likely} of {judged} on track. Warnings: {named}."
    named = "、".join(f"{name[0]}{count}" for name, count in colours)
    return f"达标概率：可研判 {judged} 项，有望达标 {likely} 项。预警：{named}。"


def _write(file: Path, content: bytes) -> None:
    try:
        write_whole(file, content, make_folder=False)
    except OSError as problem:
        raise MonitorError("cannot_write", file=file, why=problem.strerror) from None


def _cells(name: str, counts: Mapping[str, Any]) -> tuple[str, ...]:
    total = sum(counts[column] for column in COLUMNS)
    return (name, str(total), *(str(counts[column]) for column in COLUMNS), _rate(counts["rate"]))


def _rate(rate: float | None) -> str:
    return "—" if rate is None else f"{rate:.2f}%"


def _width(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _pad(text: str, width: int, *, left: bool) -> str:
    blank = " " * (width - _width(text))
    return text + blank if left else blank + text
