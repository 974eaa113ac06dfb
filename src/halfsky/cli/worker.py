"""``halfsky worker``: does what was asked for on the pages. ``halfsky serve`` starts one by itself."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from halfsky.cli.office import open_office, say

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def worker(
    once: Annotated[bool, typer.Option("--once", help="做完排队的就结束 / end when the queue is empty")] = False,
    with_parent: Annotated[bool, typer.Option("--with-parent", hidden=True)] = False,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False,
) -> None:
    """执行网页上排队的后台任务（冻结、监测、核验、导出）。例：halfsky worker --once

    Do the jobs asked for on the pages; one worker works at a time.
    """
    open_office()
    from halfsky.upkeep.worker import work

    done = work(once=once, with_parent=with_parent)
    if as_json:
        typer.echo(json.dumps({"done": done}))
    else:
        say("做了 {done} 项任务。", "{done} jobs done.", done=done)
