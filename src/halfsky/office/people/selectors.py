"""Who is who: the office of this installation, its bodies, the actor behind an account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import DateField, Value

from halfsky.office.people.models import Account, Body, Region
from halfsky.office.trail.actor import CONSOLE, Actor


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """The office: its region's code and name, and whether all its figures are invented ones."""

    region: str
    region_name: str
    demo: bool


NO_OFFICE = OfficeFacts(region="", region_name="", demo=False)


def office() -> OfficeFacts:
    """The office of this installation; ``NO_OFFICE`` before ``halfsky init``."""
    with connection.cursor() as cursor:
        cursor.execute("select region, region_name, demo from people_office order by id limit 1")
        row = cursor.fetchone()
    return OfficeFacts(row[0], row[1], bool(row[2])) if row else NO_OFFICE


def actor_of(account: Account) -> Actor:
    """The actor that an account acts as: login, name, body code and role at this moment."""
    known: str | None = getattr(account, "body_code", None)  # a session's account brings it along
    if known is None:
        known = account.body.code if account.body else ""
    return Actor(login=account.login, name=account.name, role=account.role, body=known)


def signature(actor: Actor) -> str:
    """Who did it, as it stands under a figure, a release or a report: the name and the body's short name."""
    body = body_name(actor.body)
    return f"{actor.name}（{body}）"[:120] if body else actor.name


def signatures(logins: Iterable[str]) -> dict[str, str]:
    """Who accounts are by login, as `signature` puts it with the names of today (one query)."""
    rows = Account.objects.filter(login__in=set(logins) - {""}).values_list("login", "name", "body__short_zh", "body__name_zh")
    signed = {login: f"{name}（{short or full}）"[:120] if short or full else name for login, name, short, full in rows}
    return {"console": CONSOLE.name, **signed}


def body_name(code: str) -> str:
    """The short name of one body, "" when there is none of this code."""
    body = Body.objects.filter(code=code).values_list("short_zh", "name_zh").first() if code else None
    return (body[0] or body[1]) if body else ""


def body_names(lang: str) -> dict[str, str]:
    """The short name of every body by its code, in ``lang`` (``zh`` or ``en``)."""
    rows = Body.objects.values_list("code", "short_zh", "name_zh", "name_en")
    return {code: (en or full) if lang == "en" else (short or full) for code, short, full, en in rows}


def names_of_all(lang: str) -> dict[str, str]:
    """The names of every body and every region by code, the newest name of each (one query)."""
    since = Value(None, output_field=DateField())
    bodies = Body.objects.order_by().annotate(since=since).values_list("code", "short_zh", "name_zh", "name_en", "since")
    regions = Region.objects.order_by().annotate(short=Value("")).values_list("code", "short", "name_zh", "name_en", "valid_from")
    rows = sorted(bodies.union(regions, all=True), key=lambda row: (row[4] is not None, str(row[4] or "")))
    return {code: (en or full) if lang == "en" else (short or full) for code, short, full, en, _since in rows}


def areas() -> list[dict[str, str]]:
    """Every area known by its code, with the names it has now."""
    rows = Region.objects.order_by("valid_from").values("code", "name_zh", "name_en")
    return list({row["code"]: dict(row) for row in rows}.values())
