"""The plan page and the domain pages: goals, tracks, who is responsible."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from halfsky.office.monitoring.selectors.domain import domain_view
from halfsky.office.monitoring.selectors.plan import plan_view
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.words import state_word
from halfsky.office.people.selectors import OfficeFacts
from halfsky.web.access import may_open
from halfsky.web.overview import start_context
from halfsky.web.released import Body, released
from halfsky.web.shell import body_of, language

SHOWN = ("all", "bad", "q", "d", "l", "not_met", "hard", "no_data", "not_due", "not_monitorable")


def chip_words() -> dict[str, str]:
    """The words on the filter chips, in the active language."""
    lang = language()
    words = {"q": _("定量"), "d": _("方向"), "l": _("定性")}
    return words | {key: state_word(key, lang) for key in SHOWN if "_" in key or key == "hard"}


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """Every goal of the adopted plan with its tracks, filtered by kind or state."""
    show = request.GET.get("show", "all")
    show = show if show in SHOWN else "all"

    def make(stand: Standing, office: OfficeFacts) -> Body:
        if stand.plan is None:
            title = _("规划与目标")
            context = {**start_context(request, stand, office), "title": title}
            return Body(body_of(request, "overview/empty.html", context), title, "plan")
        view, words = plan_view(stand, language()), chip_words()
        chips = [(key, words[key], count) for key, count in view.chips]
        bad = sum("bad" in goal.tags.split() for part in view.domains for goal in part.goals)
        context = {
            "stand": stand, "view": view, "chips": chips, "bad": bad, "show": show, "office": office,
            "may_intake": may_open(getattr(request.user, "role", ""), "intake"),
        }
        return Body(body_of(request, "plan/page.html", context), stand.plan_title, "plan")

    return released(request, make, variant=(show,))


@require_safe
def domain(request: HttpRequest, slug: str) -> HttpResponse:
    """One domain: goals with clauses, tracks, milestones, and the measures."""

    def make(stand: Standing, office: OfficeFacts) -> Body:
        view = domain_view(stand, slug, language()) if stand.plan else None
        if view is None:
            raise Http404
        before = view.plan.counts.of(slug, year=stand.year - 1)
        context = {"stand": stand, "v": view, "part": view.part, "office": office, "before": before, "may_assign": not stand.opened and may_open(getattr(request.user, "role", ""), "target_assign")}
        return Body(body_of(request, "plan/domain.html", context), view.part.name, "plan")

    return released(request, make)
