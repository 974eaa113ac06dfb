"""``halfsky demo build``: a whole county year, from the plan's document to the report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from halfsky.cli.entry import language
from halfsky.cli.office import now, open_office, say

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def demo() -> None:
    """演示县（数据均为虚构）/ The demo county (invented figures)."""


@app.command()
def build(
    out: Annotated[Path, typer.Option(help="报告放到哪个目录 / folder for the report")] = Path("out"),
    plan: Annotated[Path | None, typer.Option(help="自己的规划文件 / your own plan document")] = None,
    year: Annotated[int, typer.Option(help="监测年度 / year", min=2021, max=2024)] = 2024,
) -> None:
    """建立演示县：识读规划、采用、导入演示数据、冻结、监测、出报告。再次运行不改变结果。例：halfsky demo build

    Build the demo county; running it again changes nothing.
    """
    open_office(must_exist=False)
    from halfsky.upkeep.demo_county import build as build_county

    for step in build_county(out=out, document=plan, year=year, at=now()):
        typer.echo(f"· {step.text(language())}")
    if language():
        say("完成。报告在 {out}，账号在 HALFSKY_HOME/accounts.txt。", "Done. The report is in {out}, accounts in HALFSKY_HOME/accounts.txt.",
            out=out)
