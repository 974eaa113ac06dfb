"""``halfsky yearbook --year 2024 --out out``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def yearbook(
    year: Annotated[int, typer.Option(help="年度 / year", min=1990, max=2100)],
    out: Annotated[Path, typer.Option(help="放到哪个目录 / folder to write to")] = Path("out"),
    lang: Annotated[str, typer.Option(help="zh 或 / or en")] = "zh",
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False,
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """编辑监测统计资料（docx、PDF、HTML 和 XLSX）。例：halfsky yearbook --year 2024 --out out

    Compile the statistical yearbook as docx, PDF, HTML and XLSX.
    """
    from halfsky.cli.report import write

    write("yearbook", year, out, lang, login, as_json)
