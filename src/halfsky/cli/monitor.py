"""``halfsky monitor``: judge a release and show what is met and what is not.

With ``--release`` only the release folder is read and Django is not started.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    help="对发布版做年度监测 / Judge a release: what is met, on pace, behind, missed, or cannot be judged.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

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
    genre: Annotated[str, typer.Option(help="women 或 children，该年有两份规划的发布版时用 / when two plans were frozen")] = "",
    json_file: Annotated[
        Path | None, typer.Option("--json", help="结果写入 JSON 文件 / write the result as JSON")
    ] = None,
    parquet: Annotated[
        Path | None, typer.Option("--parquet", help="所有地区的结果写入一个 Parquet / the results of every area as one Parquet")
    ] = None,
    charts: Annotated[
        bool, typer.Option("--charts/--no-charts", help="同时绘制网页和报告用的图表 / draw the charts of pages and report too")
    ] = True,
    outlook: Annotated[
        bool, typer.Option("--outlook/--no-outlook", help="计算达标概率和预警（不算则按进度判断） / work out probabilities and warnings")
    ] = True,
    attainment_only: Annotated[
        bool, typer.Option("--attainment-only", help="只研判目标并计数，不列差距、指数等 / judge and count only: no gaps, no index")
    ] = False,
) -> None:
    """监测一次并列表显示各领域达标情况 / Run the monitoring and show the attainment of each domain.

    Exit status: 0 when the run was made; 2 when the release is damaged or the options are wrong.
    """
    from halfsky.cli.release_run import MonitorError, run_release, told

    if (release is None) == (year is None):
        raise MonitorError("which")
    if release is None and (not outlook or attainment_only):
        raise MonitorError("stored_whole")
    if release is None and parquet is not None:
        raise MonitorError("stored_only")
    if release is not None:
        given = {"outlook": outlook, "attainment_only": attainment_only}
        typer.echo(run_release(release, json_file, parquet=parquet, **given))
    else:
        typer.echo(told(_of_year(year or 0, genre, charts), json_file))


def _of_year(year: int, genre: str, charts: bool) -> dict[str, Any]:
    from halfsky.cli.office import acting, now, open_office

    open_office()
    from halfsky.office.monitoring.services.run import result_of, run_for_year

    run = run_for_year(year=year, genre=genre, by=acting(), at=now())
    if charts:
        from halfsky.office.publishing.services.charts import draw

        draw(run_id=run.pk, by=acting(), at=now())
    return result_of(run)
