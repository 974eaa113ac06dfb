"""``halfsky release key|trust|lift``: the office's public key, other offices' keys, the end of an embargo."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from halfsky.cli.office import acting, now, open_office, say


def key(
    out: Annotated[Path | None, typer.Option(help="把公钥写到这个文件 / write the public key to this file")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False,
) -> None:
    """显示本办公室的公钥和钥匙环，或把公钥写出来交给别的办公室。例：halfsky release key --out office.pub

    Show this office's public key and the ring of known keys, or write the key to hand it over.
    """
    open_office()
    from halfsky.formats.whole import write_whole
    from halfsky.office.release.services.keys import ring

    own, others = ring()
    if out is not None:
        write_whole(out, own.key.pem(), make_folder=False)
    if as_json:
        rows = [{"key_id": one.key.id, "name": one.name, "area": one.area, "own": one.own} for one in (own, *others)]
        typer.echo(json.dumps({"key_id": own.key.id, "public_key": own.key.raw.hex(), "ring": rows}, ensure_ascii=False))
        return
    say("本办公室的公钥 {id}", "Public key of this office {id}", id=own.key.id)
    if out is not None:
        say("已写到 {out}，请当面交给对方，并核对编号前 16 位：{short}。",
            "Written to {out}. Hand it over in person and compare the first 16 digits: {short}.", out=out, short=own.key.short_id)
    for one in others:
        say("已登记 {id}  {name}", "known {id}  {name}", id=one.key.id, name=one.name)


def trust(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="对方当面交来的公钥文件 / the key file handed over")],
    name: Annotated[str, typer.Option(help="对方办公室的名称 / whose key it is")] = "",
    area: Annotated[str, typer.Option(help="对方的 12 位区划代码；给出后这把公钥只认该地区的发布版 / its area code")] = "",
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """登记别的办公室的公钥，以后能核验它的发布版。例：halfsky release trust office.pub --name 五台县妇儿工委办

    Register another office's public key, so that its releases can be checked.
    """
    open_office()
    from halfsky.office.release.services.keys import trust as register

    known = register(path=file, name=name, area=area, by=acting(login, "release_key"), at=now())
    say("已登记 {name} 的公钥，请与对方核对编号前 16 位：{short}。",
        "The key of {name} is registered; compare its first 16 digits with them: {short}.", name=known.name, short=known.key.short_id)


def lift(
    name: Annotated[str, typer.Argument(metavar="ID", help="发布版编号 / name of the release")],
    reason: Annotated[str, typer.Option(help="为什么现在解禁 / why now")] = "",
    login: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """由人解禁一个发布版。例：halfsky release lift 2024-1 --reason 领导小组已审定

    End an embargo by hand.
    """
    open_office()
    from halfsky.office.release.services.lift import lift as end

    end(name=name, reason=reason, by=acting(login), at=now())
    say("发布版 {name} 已解禁，人人看得到。", "The embargo of release {name} is over; everybody sees it.", name=name)
