"""Pages made from a frozen run: the body is made once for each run, language and role, and kept in memory.

A release never changes, so neither does what is written about it. Every request still asks the database which
run is the newest and which plan is adopted; a body is only used again while the answer is the same.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from halfsky.office.monitoring.selectors.standing import Standing, standing
from halfsky.office.people import selectors as people
from halfsky.web.shell import framed, language

MOST_BODIES = 400


@dataclass(frozen=True, slots=True)
class Body:
    """A page's body, its title and the place it belongs to."""

    html: SafeString
    title: str
    section: str


_bodies: OrderedDict[tuple[object, ...], Body] = OrderedDict()
_lock = Lock()


def round_name(stand: Standing) -> str:
    """The name of the round of a run: `2024 年度监测`, "" before the first run."""
    return _("%(year)s 年度监测") % {"year": stand.year} if stand.run else ""


def released(
    request: HttpRequest, make: Callable[[Standing, people.OfficeFacts], Body], *, variant: tuple[object, ...] = ()
) -> HttpResponse:
    """The page whose body ``make`` writes; kept while run, plan, office, language, role and path are the same."""
    stand, office = standing(), people.office()
    role = getattr(request.user, "role", "")
    key = (*stand.stamp, office, language(), role, request.path, *variant)
    body = _bodies.get(key) if stand.run else None
    if body is None:
        body = make(stand, office)
        if stand.run:
            with _lock:
                _bodies[key] = body
                while len(_bodies) > MOST_BODIES:
                    _bodies.popitem(last=False)
    return framed(
        request, body.html, section=body.section, title=body.title, round_name=round_name(stand), office=office
    )


def forget() -> None:
    """Drop every kept body (for tests that change the tables behind the pages)."""
    with _lock:
        _bodies.clear()
