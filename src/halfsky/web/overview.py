"""The overview: the one page a leader reads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from halfsky.office.monitoring.selectors.overview import overview as select
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.stamps import work_stamp
from halfsky.office.monitoring.states import OWNERS
from halfsky.office.monitoring.words import STATES
from halfsky.office.people.selectors import OfficeFacts
from halfsky.web.access import may_open
from halfsky.web.opened import reader
from halfsky.web.released import Body, released, round_name
from halfsky.web.shell import body_of, language
from halfsky.web.todo import strip


def start_context(request: HttpRequest, stand: Standing, office: OfficeFacts) -> dict[str, object]:
    """What the empty states need to say which step comes next, and to whom."""
    role = getattr(request.user, "role", "")
    return {
        "stand": stand, "office": office, "guess_year": timezone.localdate().year - 1,
        "may_intake": may_open(role, "intake"), "may_import": may_open(role, "figures"),
    }


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The overview of the newest run, or what to do before there is one; administrators go to their own page."""
    role = getattr(request.user, "role", "")
    if not may_open(role, "plan"):
        return redirect("trail" if may_open(role, "trail") else "signout")

    by, today = reader(request), timezone.localdate()
    if getattr(request, "looked", None) is None:
        request.above = strip(request)  # type: ignore[attr-defined]

    def make(stand: Standing, office: OfficeFacts) -> Body:
        if stand.run is None:
            title = _("总览")
            context = {**start_context(request, stand, office), "title": title}
            return Body(body_of(request, "overview/empty.html", context), title, "overview")
        title = _("%(year)s 年度监测一页通") % {"year": stand.year}
        context = {
            "o": select(stand, by, language(), today), "stand": stand, "office": office, "states": STATES, "title": title,
            "stand_before": stand.year - 1, "round_name": round_name(stand),
        }
        return Body(body_of(request, "overview/page.html", context), title, "overview")

    return released(request, make, variant=(work_stamp(), today, by.body if by.role in OWNERS else ""))
