"""Who did it, kept as text: accounts come and go, the trail stays."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a role at the time of the act: login, name, body code and role."""

    login: str
    name: str
    body: str
    role: str


#: The clockwork of the installation itself (jobs, demo build, upgrades).
SYSTEM = Actor(login="system", name="系统", body="", role="system")
#: Who sits at this computer and runs a command without an account.
CONSOLE = Actor(login="console", name="本机命令行", body="", role="console")
