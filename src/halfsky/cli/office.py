"""Opening the office for a command: the settings, the database, and who is acting."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn
from zoneinfo import ZoneInfo

import typer

from halfsky.cli.entry import language

if TYPE_CHECKING:
    from halfsky.office.trail.actor import Actor

NOT_SET_UP = (
    "数据目录 {home} 还没有建立数据库，请先运行 halfsky init。",
    "There is no database in {home} yet; run halfsky init first.",
)


def now() -> datetime:
    """This moment in the office's zone."""
    return datetime.now(ZoneInfo("Asia/Shanghai"))


def say(zh: str, en: str, **params: object) -> None:
    """Print one sentence in the language of the reader."""
    typer.echo((en if language() == "en" else zh).format(**params))


def stop(zh: str, en: str, status: int = 2, **params: object) -> NoReturn:
    """End the command with one sentence on stderr."""
    typer.echo((en if language() == "en" else zh).format(**params), err=True)
    sys.exit(status)


def open_office(*, must_exist: bool = True) -> None:
    """Start Django for this command; ends with one sentence when the office is not set up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halfsky.config.settings")
    import django
    from django.conf import settings

    django.setup()
    if must_exist and not (settings.HALFSKY_HOME / "halfsky.sqlite3").exists():
        stop(*NOT_SET_UP, home=settings.HALFSKY_HOME)


def acting(login: str = "", task: str = "") -> Actor:
    """Who a command acts as: an account named by ``--as``, else the person at this computer's console.

    ``task`` is the command's row in ``catalogue/permissions.csv``: an account whose role is not in it is refused.
    """
    from halfsky.office.people.rights import refuse_command
    from halfsky.office.people.signin import actor_by_login
    from halfsky.office.trail.actor import CONSOLE

    if not login:
        return CONSOLE
    actor = actor_by_login(login)
    if actor is None:
        stop("没有账号 {login}，请用 halfsky init 建立或核对登录名。", "There is no account {login}.", login=login)
    if task:
        refuse_command(actor, task)
    return actor
