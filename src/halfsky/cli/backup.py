"""``halfsky backup FILE``: the whole data folder in one file, while people work."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from halfsky.cli.office import acting, now, open_office, say

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="写入的新文件，放到别的盘 / the new file, on another disk")],
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False,
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """把数据目录备份成一个文件，不必停机；记入留痕，不覆盖已有文件。例：halfsky backup /media/u/halfsky-2024-12-31.tar

    Back up the data folder into one file without stopping; noted in the trail; nothing is written over.

    退出状态：0 已备份；2 没有备份。 / Exit status: 0 written, 2 not.
    """
    open_office()
    from django.conf import settings

    from halfsky.office.trail.services import record
    from halfsky.upkeep.backup import back_up

    by, at = acting(login, "backup"), now()
    made = back_up(settings.HALFSKY_HOME, file, at)
    record(by=by, at=at, action="upkeep.backup", about="office", facts={"files": made.files, "bytes": made.bytes, "digest": made.digest})
    if as_json:
        typer.echo(json.dumps({"file": f"{file}", "files": made.files, "bytes": made.bytes, "digest": made.digest}, ensure_ascii=False))
        return
    say("已备份 {files} 个文件，{size} MB，写入 {file}。备份里有账号和密钥，请加密保管；恢复用 halfsky restore。",
        "{files} files, {size} MB, written to {file}. It holds accounts and keys: keep it encrypted. To take it back: halfsky restore.",
        files=made.files, size=f"{made.bytes / 1e6:.1f}", file=file)
