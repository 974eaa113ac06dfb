"""``halfsky init``: the data folder, the database, the bodies and, when asked, an account."""

from __future__ import annotations

from typing import Annotated

import typer

from halfsky.cli.office import now, open_office, say

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def init(
    login: Annotated[str, typer.Option(help="建立这个登录名的账号 / make an account with this login")] = "",
    role: Annotated[str, typer.Option(help="角色，如 officer / role of the account")] = "officer",
    name: Annotated[str, typer.Option(help="姓名或岗位 / name or post")] = "",
    body: Annotated[str, typer.Option(help="单位代码 / body code")] = "",
) -> None:
    """建立数据目录和数据库；可重复运行。例：halfsky init --login officer --role officer --name 干事

    Create the data folder and the database; running it again changes nothing.
    """
    open_office(must_exist=False)
    from halfsky.office.trail.actor import SYSTEM
    from halfsky.upkeep.setting_up import check_account, prepare, with_account

    if login:
        check_account(login=login, role=role, body=body)
    home = prepare(demo=False, by=SYSTEM, at=now())
    say("数据目录已就绪：{home}", "The data folder is ready: {home}", home=home)
    if login:
        password = with_account(login=login, role=role, name=name or login, body=body, by=SYSTEM, at=now())
        say("账号 {login} 的初始密码（只显示这一次）：{password}", "First password of {login}, shown once: {password}",
            login=login, password=password)
