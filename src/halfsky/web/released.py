"""Pages made from a frozen run: the body is made once for each run, language and role, and kept in memory.

A release never changes, so neither does what is written about it. Every request still asks the database which
run is the newest and which plan is adopted; a body is only used again while the answer is the same.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from halfsky.method.wording.own import own_words
from halfsky.office.monitoring.selectors.kept import words_of
from halfsky.office.monitoring.selectors.standing import Standing, standing
from halfsky.office.people import selectors as people
from halfsky.office.publishing.stamps import stamp
from halfsky.office.release.asked import Asked
from halfsky.web import older
from halfsky.web.opened import LONGEST_NAME, choice, query_of
from halfsky.web.shell import framed, language

MOST_BODIES = 400
RUN, RUNS = 4, 11
"""Where the run, and the number of own releases that were run, stand in a stamp; before it stand the office's number, region, name and demo mark."""


@dataclass(frozen=True, slots=True)
class Body:
    """A page's body, its title and the place it belongs to."""

    html: SafeString
    title: str
    section: str


@dataclass(frozen=True, slots=True)
class _Kept:
    body: Body
    office: people.OfficeFacts
    round_name: str


_kept: OrderedDict[tuple[object, ...], _Kept] = OrderedDict()
_lock = Lock()


def _office(now: tuple[object, ...]) -> people.OfficeFacts:
    number, region, name, demo = now[:RUN]
    return people.NO_OFFICE if number is None else people.OfficeFacts(str(region), str(name), bool(demo))


def round_name(stand: Standing) -> str:
    """The name of the round of a run: `2024 年度监测`, "" before the first run."""
    return _("%(year)s 年度监测") % {"year": stand.year} if stand.run else ""


def asked(request: HttpRequest) -> Asked:
    """Who asks, and for which release: ``?release=2024-1``, else the newest one that may be seen."""
    return Asked(getattr(request.user, "role", ""), request.GET.get("release", "")[:LONGEST_NAME])


def released(
    request: HttpRequest, make: Callable[[Standing, people.OfficeFacts], Body], *, variant: tuple[object, ...] = ()
) -> HttpResponse:
    """The page whose body ``make`` writes; kept while run, plan, office, language, role, path and ``variant`` are the same.

    A page about an older release says so, and its links stay with that release. 404 when there is no run of the
    release asked for, or none that this person may see.
    """
    wanted = asked(request)
    now = stamp(wanted)
    if wanted.release and now[RUN] is None:
        raise Http404
    key = (*now, language(), getattr(request.user, "role", ""), request.path, query_of(request), *variant)
    found = _kept.get(key)
    if found is None:
        stand, office = standing(wanted), _office(now)
        with own_words(words_of(stand)):
            found = _Kept(make(stand, office), office, round_name(stand))
        if now[RUN] is not None:
            with _lock:
                _kept[key] = found
                while len(_kept) > MOST_BODIES:
                    _kept.popitem(last=False)
    body, name, is_open = found.body, str(now[-2] or ""), bool(now[-1])
    away = getattr(request, "looked", None) is not None
    choose = choice(request) if not away and int(str(now[RUNS])) > 1 else SafeString("")
    html = mark_safe(choose + older.notice("" if away else wanted.release, name if not is_open else "") + body.html)  # noqa: S308 - both are templates' output
    return framed(
        request, html, section=body.section, title=body.title, round_name=found.round_name, office=None if away else found.office,
    )


def forget() -> None:
    """Drop every page kept (for tests that change the tables behind the pages)."""
    with _lock:
        _kept.clear()
