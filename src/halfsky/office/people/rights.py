"""Which role may do which command under ``--as``: rows of kind ``command`` in ``catalogue/permissions.csv``.

A command without a row is checked by the service that it calls, or reads only what the role may see.
"""

from __future__ import annotations

import csv
from functools import cache

from halfsky.formats.catalogue import shipped
from halfsky.method.errors import HalfskyError
from halfsky.office.trail.actor import Actor


class NotAllowed(HalfskyError):
    """A command under the name of an account whose role may not do it."""

    messages = {
        "role": (
            "账号 {login} 的角色是 {role}，不能办理 {task}；可由这些角色的账号办理：{roles}。",
            "The account {login} has the role {role} and may not do {task}; accounts of these roles may: {roles}.",
        ),
    }


@cache
def command_roles() -> dict[str, frozenset[str]]:
    """Roles by command, such as ``import`` or ``release_freeze``."""
    with (shipped() / "permissions.csv").open(encoding="utf-8") as lines:
        return {row["name"]: frozenset(row["roles"].split()) for row in csv.DictReader(lines) if row["kind"] == "command"}


def refuse_command(actor: Actor, task: str) -> None:
    """Raise NotAllowed where the actor's role has no right to ``task``."""
    roles = command_roles()[task]
    if actor.role not in roles:
        raise NotAllowed("role", login=actor.login, role=actor.role, task=task, roles="、".join(sorted(roles)))
