"""``halfsky report annual --year 2024 --out out``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from halfsky.cli.office import acting, now, open_office, say

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def report() -> None:
    """生成报告 / Write reports."""


@app.command()
def annual(
    year: Annotated[int, typer.Option(help="年度 / year", min=1990, max=2100)],
    out: Annotated[Path, typer.Option(help="放到哪个目录 / folder to write to")] = Path("out"),
    lang: Annotated[str, typer.Option(help="zh 或 / or en")] = "zh",
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """生成年度监测报告（docx 和 PDF）。例：halfsky report annual --year 2024 --out out

    Write the annual monitoring report as docx and PDF.
    """
    open_office()
    from halfsky.office.publishing.services.reports import annual as write_annual
    from halfsky.office.publishing.services.reports import lay_out, newest_run

    edition = write_annual(run_id=newest_run(year).pk, lang="en" if lang.startswith("en") else "zh", by=acting(login), at=now())
    for path in lay_out(edition, out):
        say("已生成 {path}", "Wrote {path}", path=path)
