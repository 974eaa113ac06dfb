"""A report beside a revised release: which of its sentences are stale, as they were and as they read now."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from halfsky.office.people import selectors as people
from halfsky.office.publishing.revised import revision_of
from halfsky.web.access import may_open
from halfsky.web.documents import report_name
from halfsky.web.shell import page


@require_safe
def revision(request: HttpRequest, pk: int) -> HttpResponse:
    """What is stale in one edition."""
    found = revision_of(pk, getattr(request.user, "role", ""))
    if found is None:
        raise Http404
    name = report_name(found.kind)
    context = {
        "r": found, "name": name, "office": people.office(), "text_lang": "en" if found.lang == "en" else "zh-CN",
        "may_correct": may_open(getattr(request.user, "role", ""), "edition_correct"),
    }
    return page(request, "reports/revision.html", context, section="documents", title=f"{found.year} {name}")
