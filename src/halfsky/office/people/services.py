"""Setting up the office: its region, its bodies, its accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from halfsky.method.errors import HalfskyError
from halfsky.office.people.models import ROLES, Account, Body, Office, Region
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record


class PeopleRefused(HalfskyError):
    """An account or a body could not be made."""

    messages = {
        "login_taken": ("账号 {login} 已经存在，请换一个登录名。", "The login {login} is taken; choose another."),
        "login_shape": (
            "登录名“{login}”不能用：只用字母、数字和 . _ - @，不含空格，至多 64 个字符，如 {example}。",
            'The login "{login}" will not do: letters, digits and . _ - @ only, no space, at most 64 characters, such as {example}.',
        ),
        "role_unknown": ("没有“{role}”这个角色，可用的有：{roles}。", 'There is no role "{role}"; known are: {roles}.'),
        "body_unknown": ("没有代码为 {body} 的单位，请核对代码，如 health_bureau（县卫健局）。", "There is no body {body}; check the code, such as health_bureau."),
        "password_weak": ("密码不合要求：{why}", "The password does not do: {why}"),
    }


LOGIN = re.compile(r"[\w.@-]{1,64}")
BODY_FIELDS = ("name_zh", "name_en", "short_zh", "kind", "valid_from", "valid_to", "role_note_zh", "source")
REGION_FIELDS = ("name_zh", "name_en", "level", "parent", "valid_to", "source")


@transaction.atomic
def set_up_office(*, region: str, region_name: str, demo: bool, by: Actor, at: datetime) -> Office:
    """Make the one office of this installation, or return it when it is there."""
    office = Office.objects.first()
    if office:
        return office
    office = Office.objects.create(region=region, region_name=region_name, demo=demo, created_at=at)
    record(by=by, at=at, action="people.office", about="office", facts={"region": region, "demo": demo})
    return office


@transaction.atomic
def load_bodies(
    *, bodies: Iterable[Mapping[str, str]], regions: Iterable[Mapping[str, str]], by: Actor, at: datetime
) -> int:
    """Take bodies and regions from catalogue rows; a body or region that is known is left as it is."""
    added = 0
    for row in bodies:
        _body, created = Body.objects.get_or_create(
            code=row["code"],
            defaults={**{field: row.get(field, "") for field in BODY_FIELDS}, "verified": row.get("verified") == "yes"},
        )
        added += created
    for row in regions:
        _region, created = Region.objects.get_or_create(
            code=row["code"], valid_from=row.get("valid_from", ""),
            defaults={**{field: row.get(field, "") for field in REGION_FIELDS}, "verified": row.get("verified") == "yes"},
        )
        added += created
    if added:
        record(by=by, at=at, action="people.bodies", about="bodies", facts={"added": added})
    return added


def check_login_and_role(login: str, role: str) -> None:
    """PeopleRefused for a login or a role that no account can have; asks nothing of the database."""
    if not LOGIN.fullmatch(login):
        suggested = re.sub(r"[^\w.@-]+", ".", login).strip(".")[:64]
        raise PeopleRefused("login_shape", login=login[:80], example=suggested or "officer")
    if role not in ROLES:
        raise PeopleRefused("role_unknown", role=role, roles="、".join(ROLES))


@transaction.atomic
def make_account(
    *, login: str, name: str, role: str, body: str, password: str, by: Actor, at: datetime
) -> Account:
    """Make an account with one role in one body (``""`` for none); the password is checked and hashed by argon2."""
    check_login_and_role(login, role)
    if Account.objects.filter(login=login).exists():
        raise PeopleRefused("login_taken", login=login)
    home = Body.objects.filter(code=body).first() if body else None
    if body and home is None:
        raise PeopleRefused("body_unknown", body=body)
    account = Account(login=login, name=name, role=role, body=home)
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise PeopleRefused("password_weak", why="；".join(weak.messages)) from weak
    account.set_password(password)
    account.save(force_insert=True)
    record(by=by, at=at, action="people.account", about=f"account:{login}", facts={"role": role, "body": body})
    return account
