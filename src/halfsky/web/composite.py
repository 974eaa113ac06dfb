"""The composite index with what each domain and indicator gives, and what moved the attainment rate."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from halfsky.office.monitoring.selectors.composite import index_view, moved_view
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.people.selectors import OfficeFacts
from halfsky.web.overview import start_context
from halfsky.web.released import Body, released, round_name
from halfsky.web.shell import body_of, language


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The index of the newest run, and the change of the rate goal by goal and indicator by indicator."""

    def make(stand: Standing, office: OfficeFacts) -> Body:
        title = _("综合指数与达标率变动")
        if stand.run is None:
            context = {**start_context(request, stand, office), "title": title}
            return Body(body_of(request, "overview/empty.html", context), title, "index")
        context = {
            "stand": stand, "office": office, "title": title, "round_name": round_name(stand),
            "x": index_view(stand, language()), "moved": moved_view(stand, language()), "before": stand.year - 1,
        }
        return Body(body_of(request, "composite/page.html", context), title, "index")

    return released(request, make)
