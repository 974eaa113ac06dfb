"""``halfsky outlook fit | predict | backtest | hindsight``: the probability model, on anyone's yearly series. Starts no Django."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from halfsky.cli.entry import language
from halfsky.method.errors import HalfskyError

if TYPE_CHECKING:
    from halfsky.method.outlook.backtest import Backtest
    from halfsky.method.outlook.priors import Priors, Recalibration

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

SeriesArgument = Annotated[
    Path, typer.Argument(help="年度序列 CSV（可 gzip）/ yearly series as CSV, plain or gzip: series_id,source,unit_kind,year,value")
]
PriorsOption = Annotated[
    Path | None, typer.Option("--priors", help="用此文件夹里的参数，不用自带的 / fitted numbers of one's own, from fit", metavar="DIR")
]


class OutlookError(HalfskyError):
    """Series that the model cannot be fitted to or tried on."""

    messages = {
        "too_few": (
            "{name} 里可用的序列太少：至少要有一类 20 条、每条 4 年以上且有变化的序列。",
            "{name} holds too few series: one kind needs at least 20, each of 4 years or more that move.",
        ),
        "no_task": (
            "{name} 里的序列太短，切不出一个检验任务：至少 3 年已知、之后 5 年内有实际值。",
            "The series in {name} are too short to be tried on: three known years and a value within five years after.",
        ),
        "one_source": (
            "{name} 只有一个来源，无法逐个来源留出检验；请在 source 列写明来源，或去掉 --leave-one-out。",
            "{name} has one source only, so none can be left out; fill in the column source or drop --leave-one-out.",
        ),
        "unwritable": (
            "写不了 {name}（{why}），请核对路径和权限。",
            "{name} cannot be written ({why}); check the path and the permissions.",
        ),
    }


@app.callback()
def outlook() -> None:
    """达标概率模型：估计参数、预测、回测、回看 / The probability model: fit it, predict, try it on past years, look back."""


@app.command()
def fit(
    series: SeriesArgument,
    out: Annotated[Path, typer.Option("--out", help="写入此文件夹 / write priors.json, recalibration.json, record.json here", metavar="DIR")],
    source: Annotated[str, typer.Option("--about", help="写入文件的说明 / a line on the series, kept in the files")] = "",
) -> None:
    """由多条年度序列重新估计先验参数和校准曲线；有多个来源时，逐个留出检验，记下说得准的次数。

    Estimate priors and recalibration anew from many yearly series; the shipped ones were made by this command. With
    several sources, each is left out in turn and the outlook tried on it: record.json keeps how often it was right.

    例 / example: halfsky outlook fit series.csv.gz --out fitted

    退出状态：0 已写入；2 文件有误。 / Exit status: 0 written, 2 the file cannot be used.
    """
    from halfsky.formats.outlook_priors import PRIORS, RECALIBRATION, RECORD
    from halfsky.formats.outlook_table import read_series
    from halfsky.formats.whole import write_whole
    from halfsky.method.outlook.backtest import leave_one_out
    from halfsky.method.outlook.fit import fit_priors, fit_recalibration, plain_priors, plain_recalibration
    from halfsky.method.scheme import Scheme

    table = read_series(series)
    try:
        priors = fit_priors(table)
    except ValueError:
        raise OutlookError("too_few", name=series.name) from None
    curves = fit_recalibration(table, priors)
    about = source or f"Fitted by halfsky outlook fit on {len(table.names)} series of {len(set(table.sources))} sources."
    files = [(PRIORS, plain_priors(priors, about)), (RECALIBRATION, plain_recalibration(curves, about))]
    if len(set(table.sources)) > 1:
        files.append((RECORD, {"about": about, **_plain(leave_one_out(table, Scheme())[""])}))
    for name, plain in files:
        try:
            write_whole(out / name, _json(plain).encode())
        except OSError as problem:
            raise OutlookError("unwritable", name=out / name, why=problem.strerror) from None
    count = (len(table.names), len(curves.curves))
    _say("已用 {} 条序列估计参数，校准曲线 {} 条，写入 {}。", "Fitted on {} series, {} curves; written to {}.", *count, out)


@app.command()
def predict(
    tasks: Annotated[
        Path, typer.Argument(help="任务 CSV（可 gzip）/ tasks as CSV, plain or gzip: task_id,series,unit_kind,direction,target,target_year")
    ],
    out: Annotated[Path, typer.Option("--out", help="预测写入此文件（.gz 即压缩）/ write task_id,p_met,q10,q50,q90 here")],
    priors: PriorsOption = None,
) -> None:
    """逐项给出达标概率和目标年的 10%、50%、90% 分位数；不能研判的留空。

    The probability of each target and three quantiles of its year; empty where it cannot be judged.

    例 / example: halfsky outlook predict tasks.csv --out pred.csv

    退出状态：0 已写入；2 文件有误，什么都不写。 / Exit status: 0 written, 2 a file cannot be used and nothing is written.
    """
    from halfsky.formats.outlook_table import read_tasks, write_predictions
    from halfsky.method.outlook.fan import SHOWN
    from halfsky.method.outlook.judging import judge
    from halfsky.method.outlook.level import WHY
    from halfsky.method.wording.outlook import why

    given = read_tasks(tasks)
    judged = judge(given.series, *_fitted(priors), SHOWN)
    write_predictions(out, given.names, judged)
    told = Counter(WHY[at] for at in judged.windows.why.tolist())
    done = told.pop("", 0)
    _say("共 {} 项，研判 {} 项，写入 {}。", "{} tasks, {} judged; written to {}.", len(given.names), done, out)
    for key, count in sorted(told.items()):
        _say("未研判 {} 项：{}", "{} not judged: {}", count, why(key, language()))


@app.command()
def backtest(
    series: SeriesArgument,
    priors: PriorsOption = None,
    leave: Annotated[
        bool, typer.Option("--leave-one-out", help="逐个来源留出、重新估计后检验 / fit without each source in turn and try it on that source")
    ] = False,
    chart: Annotated[Path | None, typer.Option("--chart", help="可靠性图写入此 SVG / write the reliability diagram as SVG")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False,
) -> None:
    """把序列按年切开，用过去预测后来，给出本方法和各种通行做法的得分。

    Cut the series at every year, predict what came after, and print the scores of the method and its baselines.

    例 / example: halfsky outlook backtest series.csv.gz --chart reliability.svg

    退出状态：0 已完成；2 文件有误。 / Exit status: 0 done, 2 the file cannot be used.
    """
    from halfsky.formats.outlook_table import read_series
    from halfsky.formats.whole import write_whole
    from halfsky.method.outlook.backtest import backtest as tried
    from halfsky.method.outlook.backtest import leave_one_out
    from halfsky.method.scheme import Scheme

    table = read_series(series)
    if leave and len(set(table.sources)) < 2:
        raise OutlookError("one_source", name=series.name)
    try:
        found = leave_one_out(table, Scheme()) if leave else {"": tried(table, *_fitted(priors), Scheme())}
    except ValueError as problem:
        key = "no_task" if "task" in str(problem) else "too_few"
        raise OutlookError(key, name=series.name) from None
    if chart is not None:
        from halfsky.document.chart_reliability import reliability
        from halfsky.document.drawing import svg

        try:
            write_whole(chart, svg(reliability(found[""].bins, language())), make_folder=False)
        except OSError as problem:
            raise OutlookError("unwritable", name=chart, why=problem.strerror) from None
    if as_json:
        typer.echo(_json({name or "all": _plain(one) for name, one in found.items()}), nl=False)
        return
    typer.echo("\n\n".join(_shown(name, one) for name, one in found.items()))


@app.command()
def hindsight(
    release: Annotated[Path, typer.Option("--release", help="发布版目录 / the folder of a release", metavar="DIR")],
    ahead: Annotated[int, typer.Option("--ahead", min=1, max=3, help="提前年数 / years ahead of the figure")] = 2,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出全部研判 / print every statement as JSON")] = False,
) -> None:
    """回看：过去各年按当时数据会怎样研判，后来是否应验；列出各级次数、区间，与回测对照。

    What would have been said in past years on the figures then known, and whether it came true: per level, with
    intervals, beside the backtest. Never issued; warnings that were issued are on the page of the office.

    例 / example: halfsky outlook hindsight --release var/demo/releases/2024-1 --ahead 1

    退出状态：0 已完成；2 发布版损坏。 / Exit status: 0 done, 2 the release is damaged.
    """
    from halfsky.cube.hindsight import judged, look_back
    from halfsky.formats.outlook_backtest import backtests
    from halfsky.method.outlook.hindsight import hindsight as rates
    from halfsky.method.wording.outlook import hindsight_table

    found = look_back(release)
    told = rates(judged(found, ahead))
    if as_json:
        typer.echo(_json({**found, "rates": {f"{years}": rates(judged(found, years)).plain() for years in (1, 2, 3)}}), nl=False)
        return
    tried = next(iter(backtests()), None)
    beside = {} if tried is None else {**{one.level: 1 - one.met for one in tried.levels}, "found": tried.found, "needless": tried.needless}
    typer.echo(hindsight_table(told, beside, ahead, found, language()))


def _fitted(folder: Path | None) -> tuple[Priors, Recalibration]:
    from halfsky.formats.outlook_priors import FOLDER, fitted

    return fitted(folder or FOLDER)


def _plain(found: Backtest) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(found)


def _shown(name: str, found: Backtest) -> str:
    """The scores and the reliability table as plain text."""
    from halfsky.method.wording.outlook import backtest_table

    return backtest_table(name, found, language())


def _json(plain: Any) -> str:
    """Indented, a list of numbers on one line, six decimals."""
    text = json.dumps(_short(plain), ensure_ascii=False, indent=1)
    return re.sub(r"\[[^\[\]{}]*\]", lambda found: re.sub(r"\s+", " ", found[0]), text) + "\n"


def _short(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {key: _short(value) for key, value in plain.items()}
    if isinstance(plain, list | tuple):
        return [_short(value) for value in plain]
    return float(f"{plain:.6g}") if isinstance(plain, float) else plain


def _say(zh: str, en: str, *values: object) -> None:
    typer.echo((en if language() == "en" else zh).format(*values))
