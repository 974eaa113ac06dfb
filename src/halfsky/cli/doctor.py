"""``halfsky doctor``: what is installed, what is missing, what to do."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from halfsky.cli.entry import language
from halfsky.cli.office import open_office

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

MARKS = {"ok": "✓", "warn": "!", "bad": "✗"}


@app.callback(invoke_without_command=True)
def doctor(as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False) -> None:
    """检查安装情况，说明缺什么、怎么办。例：halfsky doctor

    Say what is installed, what is missing and what to do. Exit status 1 when something must be mended.
    """
    open_office(must_exist=False)
    from halfsky.upkeep.doctor import examine

    findings = examine()
    lang = language()
    if as_json:
        typer.echo(json.dumps(
            [{"id": f.id, "state": f.state, "what": f.what(lang), "remedy": f.remedy(lang)} for f in findings],
            ensure_ascii=False, indent=2,
        ))
    else:
        for finding in findings:
            typer.echo(f"{MARKS[finding.state]} {finding.id} {finding.what(lang)}")
            if finding.state != "ok":
                typer.echo(f"    → {finding.remedy(lang)}")
    raise typer.Exit(1 if any(finding.state == "bad" for finding in findings) else 0)
