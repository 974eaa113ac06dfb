"""``halfsky account LOGIN``: a new password for somebody who lost it, or lost the phone."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from halfsky.cli.office import acting, now, open_office, say

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def account(
    login: Annotated[str, typer.Argument(help="要重置的账号 / the account")],
    who: Annotated[str, typer.Option("--as", help="以哪个账号的名义 / act as this account")] = "",
) -> None:
    """重置一个账号：给新密码，停用动态码；记入留痕。例：halfsky account officer

    Give an account a new password and turn its second factor off; noted in the trail.

    退出状态：0 已重置；2 没有这个账号。 / Exit status: 0 done, 2 no such account.
    """
    open_office()
    from halfsky.office.people.signing import reset_account

    password = secrets.token_urlsafe(12)
    reset_account(login=login, password=password, by=acting(who, "account"), at=now())
    say("账号 {login} 的新密码（只显示这一次）：{password}", "New password of {login}, shown once: {password}", login=login, password=password)
