"""``halfsky release export``: the figures of a release as one tidy table. A folder needs no office."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from halfsky.cli.office import say
from halfsky.cli.release_diff import folder_named


def export(
    what: Annotated[str, typer.Argument(metavar="ID|DIR", help="发布版编号或目录 / name or folder of the release")],
    out: Annotated[Path, typer.Option(help="写到哪个文件：.csv .xlsx .parquet / file to write")],
) -> None:
    """把发布版的数据导出成一张整洁表，代码和名称都在。例：halfsky release export 2024-1 --out 2024.csv

    Write the figures of a release as one tidy table with codes and labels.
    """
    from halfsky.cube.tidy import write_tidy

    rows = write_tidy(folder_named(what), out)
    say("已写出 {rows} 行：{out}", "{rows} rows written: {out}", rows=rows, out=out)
