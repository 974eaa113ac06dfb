"""Making an installation ready: folders, key, database, bodies, accounts. Running it again changes nothing."""

from __future__ import annotations

import csv
import os
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from halfsky.formats.catalogue import shipped
from halfsky.method.errors import HalfskyError
from halfsky.office.framework.services.scheme import load_default
from halfsky.office.people.services import (
    PeopleRefused,
    check_login_and_role,
    load_bodies,
    make_account,
    set_up_office,
)
from halfsky.office.release.services.keys import make_key
from halfsky.office.trail.actor import Actor

FOLDERS = ("files", "keys", "releases", "runs", "hindsight", "differences", "tables", "charts", "static")


class SetUpRefused(HalfskyError):
    """The data folder cannot be made ready."""

    messages = {
        "not_writable": (
            "数据目录 {home} 不能写入（{why}）。请检查权限，或用 HALFSKY_HOME 指定别的目录。",
            "The data folder {home} cannot be written ({why}). Check its rights or name another in HALFSKY_HOME.",
        )
    }


def rows_of(*parts: str) -> list[dict[str, str]]:
    """Rows of a CSV of the shipped catalogue."""
    with shipped().joinpath(*parts).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def prepare(*, demo: bool, by: Actor, at: datetime) -> Path:
    """Folders, keys, database tables, the office and its bodies; gives the data folder."""
    home = Path(settings.HALFSKY_HOME)
    try:
        for folder in FOLDERS:
            (home / folder).mkdir(parents=True, exist_ok=True)
        key = home / "keys" / "session.key"
        if not key.exists():
            descriptor = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as stream:
                stream.write(secrets.token_urlsafe(48))
    except OSError as error:
        raise SetUpRefused("not_writable", home=home, why=error.strerror or error) from error
    call_command("migrate", interactive=False, verbosity=0)
    region = next(row for row in rows_of("regions", "kelan.csv") if row["level"] == "county")
    set_up_office(region=region["code"], region_name=region["name_zh"], demo=demo, by=by, at=at)
    load_default(by=by, at=at)
    load_bodies(bodies=rows_of("bodies", "kelan.csv"), regions=rows_of("regions", "kelan.csv"), by=by, at=at)
    make_key(by=by, at=at)
    return home


def check_account(*, login: str, role: str, body: str) -> None:
    """PeopleRefused, before anything is made, for an account that cannot be: its login, its role, and in a folder without
    a database its body, which then is one of the catalogue."""
    check_login_and_role(login, role)
    fresh = not (Path(settings.HALFSKY_HOME) / "halfsky.sqlite3").exists()
    if fresh and body and all(row["code"] != body for row in rows_of("bodies", "kelan.csv")):
        raise PeopleRefused("body_unknown", body=body)


def with_account(*, login: str, role: str, name: str, body: str, by: Actor, at: datetime) -> str:
    """Make an account with a random password and give the password."""
    password = secrets.token_urlsafe(12)
    make_account(login=login, name=name, role=role, body=body, password=password, by=by, at=at)
    return password
