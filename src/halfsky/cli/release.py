"""``halfsky release freeze|list|verify``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from halfsky.cli.office import acting, now, open_office, say

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def release() -> None:
    """发布版：冻结、列出、核验 / Releases."""


@app.command()
def freeze(
    year: Annotated[int, typer.Option(help="年度 / year", min=1990, max=2100)],
    genre: Annotated[str, typer.Option(help="women 或 children，采用了两份规划时用 / when two plans are adopted")] = "",
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False,
) -> None:
    """把已验收的数据冻结成不可更改的发布版。例：halfsky release freeze --year 2024

    Freeze the accepted figures into an immutable release.
    """
    open_office()
    from halfsky.office.release.services.freeze import freeze as freeze_year
    from halfsky.office.release.shelf import release_path

    made = freeze_year(year=year, genre=genre, by=acting(login), at=now())
    path = release_path(made)
    if as_json:
        typer.echo(json.dumps({"release": made.name, "path": str(path), "rows": made.rows, "hash": made.content_hash}))
        return
    say("已冻结发布版 {name}：{rows} 个数，摘要 {hash}，{path}", "Release {name}: {rows} figures, digest {hash}, {path}",
        name=made.name, rows=made.rows, hash=made.content_hash[:12], path=path)


@app.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False) -> None:
    """列出发布版。例：halfsky release list / List the releases."""
    open_office()
    from halfsky.office.release.shelf import releases

    rows = releases()
    if as_json:
        typer.echo(json.dumps(
            [{"release": r.name, "year": r.year, "rows": r.rows, "hash": r.content_hash, "demo": r.demo} for r in rows]
        ))
        return
    if not rows:
        say("还没有发布版。", "There is no release yet.")
    for row in rows:
        say("{name}  {rows} 个数  {hash}  {at:%Y-%m-%d}", "{name}  {rows} figures  {hash}  {at:%Y-%m-%d}",
            name=row.name, rows=row.rows, hash=row.content_hash[:12], at=row.frozen_at)


@app.command("verify")
def verify_(
    path: Annotated[Path, typer.Argument(help="发布版目录 / folder of the release")],
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False,
) -> None:
    """核验一个发布版是否完整未改。例：halfsky release verify var/demo/releases/2024-1

    Verify that a release is whole and unchanged; needs no database.
    """
    from halfsky.cube.layout import verify

    manifest = verify(path)
    if as_json:
        typer.echo(json.dumps({"release": manifest.identity, "hash": manifest.content_hash, "ok": True}))
        return
    say("发布版 {name} 完整，摘要 {hash}。", "Release {name} is whole, digest {hash}.",
        name=manifest.identity, hash=manifest.content_hash[:12])
