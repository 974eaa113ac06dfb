"""``halfsky release add DIR``: a release of another office onto this office's shelf, to be looked at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from halfsky.cli.office import acting, now, open_office, say


def add(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="别的办公室的发布版目录 / folder of the other office's release")],
    key: Annotated[Path | None, typer.Option(help="对方的公钥文件 office.pub；已登记的不必给 / its public key, unless registered")] = None,
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False,
) -> None:
    """核验并收下别的办公室的发布版，供查看；损坏或来历不明的不收。例：halfsky release add /media/usb/2024-1 --key office.pub

    Check a release of another office and take it onto the shelf; a damaged one, or one of unknown origin, is refused.
    """
    open_office()
    from halfsky.office.release.services.shelve import shelve

    made = shelve(path=folder, key=key, by=acting(login, "release_add"), at=now())
    if as_json:
        facts = {"release": made.name, "origin": made.origin, "origin_name": made.origin_name, "rows": made.rows,
                 "hash": made.content_hash, "manifest_hash": made.manifest_hash}
        typer.echo(json.dumps(facts, ensure_ascii=False))
        return
    say("已收下 {name}（来自 {origin}）：{rows} 个数，核验无误。", "{name} is on the shelf (from {origin}): {rows} figures, checked.",
        name=made.name, origin=made.origin_name, rows=made.rows)
