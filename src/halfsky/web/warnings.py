"""The board of warnings, the leader's short list, and what became of past warnings."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from django.views.decorators.http import require_safe

from halfsky.method.wording import number
from halfsky.office.monitoring.selectors.board import SHOWN, VIEWS, Board, BoardRow, board
from halfsky.office.monitoring.selectors.hindsight import AHEAD, USUAL, hindsight_view
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.stamps import work_stamp
from halfsky.office.monitoring.states import LEVELS, OWNERS
from halfsky.office.people.selectors import OfficeFacts
from halfsky.office.trail.actor import Actor
from halfsky.web.access import may_open
from halfsky.web.opened import reader
from halfsky.web.overview import start_context
from halfsky.web.released import Body, released
from halfsky.web.shell import body_of, language

VIEW_WORDS = {
    "new": mark("新增"), "persisting": mark("持续"), "cleared": mark("已消除"), "mine": mark("由本单位答复"), "owed": mark("待答复"),
    "overdue": mark("答复超期"), "answered": mark("待审核"), "raised": mark("提请领导小组"),
}
WORST = ("red", "orange")


def _kept(request: HttpRequest, title: str, make: Callable[[Standing, OfficeFacts, Actor], Body], *variant: object) -> HttpResponse:
    """A page made from the run and the work on its warnings; kept for the day while nobody works on one."""
    by, today = reader(request), timezone.localdate()

    def made(stand: Standing, office: OfficeFacts) -> Body:
        if stand.run is None:
            context = {**start_context(request, stand, office), "title": title}
            return Body(body_of(request, "overview/empty.html", context), title, "warnings")
        return make(stand, office, by)

    return released(request, made, variant=(work_stamp(), today, by.body if by.role in OWNERS else "", *variant))


def _wanted(row: BoardRow, level: str, domain: str, body: str, view: str) -> bool:
    if level and row.level != level:
        return False
    if domain and row.domain != domain:
        return False
    if body and row.owner != body:
        return False
    return view in row.tags if view else row.trend != "cleared"


def _given(request: HttpRequest) -> dict[str, str]:
    """The filters of the address; what is not known is left out."""
    level, view = request.GET.get("level", ""), request.GET.get("view", "")
    return {
        "level": level if level in LEVELS else "", "view": view if view in VIEWS else "",
        "domain": request.GET.get("domain", "")[:32], "body": request.GET.get("body", "")[:64],
    }


@require_safe
def warnings(request: HttpRequest) -> HttpResponse:
    """The board, filtered by ``level``, ``domain``, ``body`` and ``view``."""
    given = _given(request)

    def make(stand: Standing, office: OfficeFacts, by: Actor) -> Body:
        found = board(stand, by, language(), timezone.localdate())
        rows = [row for row in found.rows if _wanted(row, given["level"], given["domain"], given["body"], given["view"])]
        context: dict[str, Any] = {
            "b": found, "rows": rows, "stand": stand, "office": office, "g": given, "shown": SHOWN, "own": by.role in OWNERS,
            "views": [(key, _(VIEW_WORDS[key]), found.views[key]) for key in (VIEWS[:3] if stand.opened else VIEWS) if key != "mine" or by.role in OWNERS], "stand_before": stand.year - 1,
            "may_brief": may_open(by.role, "warnings_brief"),
        }
        return Body(body_of(request, "warnings/board.html", context), _("监测预警"), "warnings")

    return _kept(request, _("监测预警"), make, *given.values())


def urgent(found: Board) -> list[BoardRow]:
    """What the leader looks at: red and orange, what was put before the leading group, and what is overdue."""
    return [
        row for row in found.rows
        if row.trend != "cleared" and (row.level in WORST or row.raised or "overdue" in row.tags)
    ]


@require_safe
def brief(request: HttpRequest) -> HttpResponse:
    """The leader's short list on one sheet."""

    def make(stand: Standing, office: OfficeFacts, by: Actor) -> Body:
        found = board(stand, by, language(), timezone.localdate())
        context = {"b": found, "rows": urgent(found), "stand": stand, "office": office, "today": f"{timezone.localdate():%Y-%m-%d}"}
        return Body(body_of(request, "warnings/brief.html", context), _("预警要情"), "warnings")

    return _kept(request, _("预警要情"), make)


@require_safe
def hindsight(request: HttpRequest) -> HttpResponse:
    """What became of past warnings; ``ahead`` says how many years before."""
    given = request.GET.get("ahead", "")
    ahead = int(given) if given in map(str, AHEAD) else USUAL

    def make(stand: Standing, office: OfficeFacts) -> Body:
        title = _("预警回溯")
        if stand.run is None:
            context = {**start_context(request, stand, office), "title": title}
            return Body(body_of(request, "overview/empty.html", context), title, "warnings")
        found = hindsight_view(stand, ahead, language())
        tried = found.tried
        context = {
            "h": found, "stand": stand, "office": office, "choices": AHEAD, "n": f"{tried.count:,}" if tried else "",
            "brier": number.digits(Decimal(str(tried.brier)), 3) if tried else "", "cover": f"{tried.cover:.0f}" if tried else "",
        }
        return Body(body_of(request, "warnings/hindsight.html", context), title, "warnings")

    return released(request, make, variant=(ahead,))
