"""The page on which a target that is set from above gets its value."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from halfsky.method.errors import HalfskyError
from halfsky.office.framework.awaited import awaited
from halfsky.office.framework.services.assigned import assign
from halfsky.office.people import selectors as people
from halfsky.office.people.selectors import actor_of
from halfsky.web.shell import language, page

FIELDS = ("operator", "value", "year", "source")


@require_http_methods(["GET", "HEAD", "POST"])
def target(request: HttpRequest, track: str) -> HttpResponse:
    """The form with what is known, and taking it; a refusal keeps what was typed."""
    found = awaited(track, language())
    if found is None:
        raise Http404
    refused, typed = "", {"operator": found.operator, "value": found.value, "year": found.year, "source": found.source}
    if request.method == "POST":
        typed = {field: request.POST.get(field, "").strip()[:200] for field in FIELDS}
        year = int(typed["year"]) if typed["year"].isascii() and typed["year"].isdigit() and len(typed["year"]) < 6 else 0
        try:
            assign(track=track, value=typed["value"], year=year, source=typed["source"], operator=typed["operator"],
                   by=actor_of(request.user), at=timezone.now())  # type: ignore[arg-type]
        except HalfskyError as error:
            refused = error.text(language())
        else:
            messages.success(request, _("已登记。冻结新的发布版后按它判断。"))
            return redirect(f"{reverse('domain', args=[found.domain])}#goal-{found.goal_no}")
    context = {"t": found, "typed": typed, "refused": refused, "office": people.office()}
    return page(request, "plan/assign.html", context, section="plan", title=_("登记上级下达的目标值"), status=422 if refused else 200)
