"""``halfsky restore FILE``: a backup taken back into an empty data folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from halfsky.cli.office import acting, now, open_office, say

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="备份文件 / the backup")]) -> None:
    """把备份恢复到空的数据目录（HALFSKY_HOME），逐个文件核对，记入留痕；不覆盖已有数据。例：halfsky restore halfsky-2024-12-31.tar

    Take a backup back into the empty folder HALFSKY_HOME: every file is checked, nothing is written over.

    退出状态：0 已恢复；2 没有恢复。 / Exit status: 0 restored, 2 not.
    """
    open_office(must_exist=False)
    from django.conf import settings

    from halfsky.upkeep.backup import restore as take_back

    home = settings.HALFSKY_HOME
    told = take_back(file, home)
    from django.core.management import call_command

    from halfsky.office.trail.services import record

    call_command("migrate", interactive=False, verbosity=0)
    facts = {"made_at": told.made_at, "version": told.version, "files": told.files, "digest": told.digest}
    record(by=acting(), at=now(), action="upkeep.restore", about="office", facts=facts)
    say("已恢复到 {home}：{files} 个文件，备份做于 {made}。请运行 halfsky doctor 核对，再启动。",
        "Restored to {home}: {files} files, backed up at {made}. Run halfsky doctor, then start.",
        home=home, files=told.files, made=told.made_at[:16].replace("T", " "))
