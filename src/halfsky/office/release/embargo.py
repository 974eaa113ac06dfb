"""Until when a release is held back, and from whom.

Before its embargo is over a release is seen by those who prepare it and by the leader; everybody else sees the last
one that is open. The clock of an office PC is not to be trusted blindly: when it stands more than five minutes before
the newest entry of the trail it was turned back, and when it stands half a year after it, it was turned forward (an
office in use writes entries). No embargo ends by such a clock; somebody who prepares releases can end it by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

from halfsky.method.errors import HalfskyError

INSIDERS = frozenset({"statistician", "officer", "leader", "console", "system"})
"""Roles that see a release before its embargo is over."""
BACK, FORWARD = timedelta(minutes=5), timedelta(days=180)
LAST_YEAR = 2100
_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?")
_ZONE = ZoneInfo("Asia/Shanghai")


class EmbargoRefused(HalfskyError):
    """A time of embargo that cannot be used."""

    messages = {
        "unreadable": (
            "解禁时间“{text}”看不懂，请写成 2025-03-01 09:00（北京时间）。",
            "The embargo {text!r} cannot be read; write it as 2025-03-01 09:00 (Beijing time).",
        ),
    }


@dataclass(frozen=True, slots=True)
class Clock:
    """What the clock says and whether it is believed: ``doubt`` is "", "back" or "forward"."""

    now: datetime
    doubt: str
    newest: datetime | None

    @property
    def horizon(self) -> datetime:
        """Embargoes up to here are over."""
        return self.now if not self.doubt else datetime(1970, 1, 1, tzinfo=self.now.tzinfo)


def sees_early(role: str) -> bool:
    """Whether a person of this role sees what is held back."""
    return role in INSIDERS


def moment_of(text: str) -> datetime | None:
    """A moment as a person writes it, in Beijing time; None for an empty text, midnight for a bare day.

    >>> moment_of("2025-03-01 09:00").isoformat()
    '2025-03-01T09:00:00+08:00'
    """
    text = text.strip()
    if not text:
        return None
    found = _MOMENT.fullmatch(text)
    try:
        parts = [int(part or 0) for part in found.groups()] if found else []
        moment = datetime(*parts, tzinfo=_ZONE)  # type: ignore[arg-type,misc]
    except (TypeError, ValueError):
        raise EmbargoRefused("unreadable", text=text[:40]) from None
    if moment.year > LAST_YEAR:
        raise EmbargoRefused("unreadable", text=text[:40])
    return moment


def doubt_of(now: datetime, newest: datetime | None) -> str:
    """Whether a clock that says ``now`` is believed after an entry of the trail made at ``newest``."""
    if newest is None:
        return ""
    if now < newest - BACK:
        return "back"
    return "forward" if now > newest + FORWARD else ""


def clock(now: datetime | None = None) -> Clock:
    """The clock beside the newest entry of the trail (one query)."""
    now = now or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("select at from trail_entry order by seq desc limit 1")
        row = cursor.fetchone()
    newest = _moment(row[0]) if row else None
    return Clock(now, doubt_of(now, newest), newest)


#: Condition on the table ``release_release`` as ``release``: open to everybody. It takes ``opening(now)``.
OPEN_SQL = """
    (release.embargo is null or release.lifted_at is not null or (release.embargo <= %s
     and coalesce((select entry.at between %s and %s from trail_entry entry order by entry.seq desc limit 1), true)))
"""


def opening(now: datetime) -> list[object]:
    """The parameters of ``OPEN_SQL``: embargoes up to now, while the newest entry is near enough to now."""
    return [connection.ops.adapt_datetimefield_value(moment) for moment in (now, now - FORWARD, now + BACK)]


def _moment(stored: datetime | str) -> datetime:
    at = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo("UTC"))
