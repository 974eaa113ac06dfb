"""The areas of a release of many: how each stands, found by name or code, a page at a time."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from halfsky.office.people import selectors as people
from halfsky.office.release.listing import release as listed
from halfsky.office.release.listing import releases as listing
from halfsky.upkeep import release_files
from halfsky.web.shell import language, page

A_PAGE = 50


@require_safe
def release_areas(request: HttpRequest, name: str) -> HttpResponse:
    """Goals met in each judged area of a release of another office, the best first; one taken out leads to its release."""
    role, lang = str(getattr(request.user, "role", "")), language()
    row = listed(name, role)
    found = release_files.areas(row.pk) if row is not None and row.origin else None
    if row is None or found is None:
        raise Http404
    asked = request.GET.get("q", "").strip()[:60]
    rows = [one for one in found if asked.lower() in f"{one.code} {one.name_zh} {one.name_en}".lower()]
    pages = max(-(-len(rows) // A_PAGE), 1)
    number = request.GET.get("page", "1")
    at = min(max(int(number), 1), pages) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    shelf = {one.name for one in listing(role)}
    identity = row.name.partition("-")[2]
    shown = [
        (one, one.name_en if lang == "en" else one.name_zh, "—" if one.rate is None else f"{one.rate:.2f}%",
         f"{one.code}-{identity}" if f"{one.code}-{identity}" in shelf else "")
        for one in rows[(at - 1) * A_PAGE : at * A_PAGE]
    ]  # fmt: skip
    context = {
        "r": row, "rows": shown, "count": len(found), "found": len(rows), "q": asked, "at": at, "pages": pages,
        "before": at - 1, "after": at + 1 if at < pages else 0, "office": people.office(),
    }  # fmt: skip
    return page(request, "releases/areas.html", context, section="releases", title=_("各地区"))
