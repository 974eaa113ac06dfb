"""``halfsky monitor``: judge a release and show what is met and what is not.

With ``--release`` only the release folder is read and Django is not started.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from halfsky.method.errors import HalfskyError

if TYPE_CHECKING:
    from collections.abc import Mapping

app = typer.Typer(
    help="对发布版做年度监测 / Judge a release: what is met, on pace, behind, missed, or cannot be judged.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

HEADS = {
    "zh-hans": ("领域", "目标数", "提前", "达标", "预期", "困难", "未达标", "未到期", "无数据", "不可监测", "达标率"),
    "en": ("Domain", "Goals", "Early", "Met", "Expected", "Hard", "Not met", "Not due", "No data", "Not mon.", "Rate"),
}
COLUMNS = ("met_early", "met", "expected", "hard", "not_met", "not_due", "no_data", "not_monitorable")


class MonitorError(HalfskyError):
    """A run that cannot be started or stored as asked."""

    messages = {
        "which": (
            "请给出 --release 目录 或 --year 年份，二者选一。",
            "Give either --release DIR or --year YEAR.",
        ),
        "cannot_write": (
            "写不了 {file}（{why}），请核对路径和权限。",
            "{file} cannot be written ({why}); check the path and the permissions.",
        ),
    }


@app.callback()
def group() -> None:
    """对发布版做年度监测 / Judge a release."""


@app.command(
    epilog="halfsky monitor run --release var/demo/releases/2024-1 --json run.json · "
    "退出状态 / exit status: 0 完成 done, 2 发布版损坏或参数有误 damaged release or wrong options"
)
def run(
    release: Annotated[Path | None, typer.Option("--release", help="发布版目录 / the folder of a release")] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", min=1990, max=2100, help="年份，取该年最新发布版并存档 / the year's latest release"),
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="结果写入 JSON 文件 / write the result as JSON")
    ] = None,
) -> None:
    """监测一次并列表显示各领域达标情况 / Run the monitoring and show the attainment of each domain.

    Exit status: 0 when the run was made; 2 when the release is damaged or the options are wrong.
    """
    if (release is None) == (year is None):
        raise MonitorError("which")
    from halfsky.cube.run import dumps

    result = _of_release(release) if release is not None else _of_year(year or 0)
    if json_file is not None:
        _write(json_file, dumps(result))
    typer.echo(table(result))


def table(result: Mapping[str, Any], lang: str | None = None) -> str:
    """The attainment of goals per domain as a plain table, and the count of indicators below it."""
    from halfsky.cli.entry import language

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
    mark = ("demo figures, " if english else "演示数据，") if result["release"]["demo"] else ""
    if english:
        lines.append(f"Indicators: {met} of {judged} judged are met, {rate}. Rate = (early + met) / judged.")
        lines.append(f"Release {result['release']['id']} ({mark}{result['release']['hash'][:12]})")
    else:
        lines.append(f"指标：可监测 {judged} 项，达标 {met} 项，达标率 {rate}。达标率 =（提前 + 达标）/ 可监测。")
        lines.append(f"发布版 {result['release']['id']}（{mark}{result['release']['hash'][:12]}）")
    return "\n".join(lines)


def _of_release(release: Path) -> dict[str, Any]:
    from halfsky.cube.run import monitor

    return monitor(release)


def _of_year(year: int) -> dict[str, Any]:
    from halfsky.cli.office import acting, now, open_office

    open_office()
    from halfsky.office.monitoring.services.run import result_of, run_for_year

    return result_of(run_for_year(year=year, by=acting(), at=now()))


def _write(file: Path, content: bytes) -> None:
    """Write beside and rename, so that a reader never sees half a file."""
    import os

    partial = file.with_name(f".{file.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(file)
    except OSError as problem:
        partial.unlink(missing_ok=True)
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
