"""The areas of a release of many: how each stands, found, ranked, drilled down; and one of them, opened in the result pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from django.views.decorators.http import require_POST, require_safe

from halfsky.office.people import selectors as people
from halfsky.office.release.listing import ReleaseRow
from halfsky.office.release.listing import release as listed
from halfsky.office.release.opened import folder_for, is_opened
from halfsky.office.release.services.looked_at import LEVELS
from halfsky.office.release.stands import BINS, SORTS, Spread, stand_of, stands
from halfsky.upkeep import release_files
from halfsky.upkeep.jobs import ask, jobs
from halfsky.web.shell import language, page

A_PAGE = 50
SORT_WORDS = {
    "rank": mark("达标率从高到低"), "worst": mark("达标率从低到高"), "red": mark("红色预警最多"), "orange": mark("橙色预警最多"),
    "code": mark("按区划代码"),
}
PENDING = ("waiting", "running", "again")
BAR, HIGH, GAP = 34, 96, 8


def _foreign(request: HttpRequest, name: str) -> ReleaseRow:
    row = listed(name, str(getattr(request.user, "role", "")))
    if row is None or not row.origin:
        raise Http404
    return row


def _asked(request: HttpRequest) -> dict[str, str]:
    given, sort = request.GET, request.GET.get("sort", "")
    under = given.get("under", "")
    return {
        "q": given.get("q", "").strip()[:60], "domain": given.get("domain", "")[:32], "sort": sort if sort in SORTS else "rank",
        "under": under if len(under) == 12 and under.isascii() and under.isdigit() else "",
    }


def bars(spread: Spread | None) -> list[dict[str, object]]:
    """The columns of the distribution: how many areas in each tenth of the rate, with their places in the drawing."""
    if spread is None:
        return []
    most = max(spread.bins)
    return [
        {"n": n, "x": at * (BAR + GAP), "y": f"{18 + HIGH * (1 - n / most):.1f}", "h": f"{HIGH * n / most:.1f}", "mid": at * (BAR + GAP) + BAR / 2,
         "low": at * 100 // BINS, "high": (at + 1) * 100 // BINS}
        for at, n in enumerate(spread.bins)
    ]  # fmt: skip


@require_safe
def release_areas(request: HttpRequest, name: str) -> HttpResponse:
    """Goals met and warnings in each judged area of a release of another office: ranked, filtered, a page at a time."""
    row, lang, given = _foreign(request, name), language(), _asked(request)
    names = release_files.domains(row, lang)
    given["domain"] = given["domain"] if given["domain"] in names else ""
    number = request.GET.get("page", "1")
    at = int(number) if number.isascii() and number.isdigit() and int(number[:6]) > 0 and len(number) < 6 else 1

    def found_at(at: int) -> Any:
        return stands(
            row.pk, row.area, lang, domain=given["domain"], under=given["under"], words=given["q"], sort=given["sort"], first=(at - 1) * A_PAGE,
            most=A_PAGE,
        )  # fmt: skip

    found = found_at(at)
    if found is None:
        raise Http404
    pages = max(-(-found.count // A_PAGE), 1)
    if at > pages:
        at, found = pages, found_at(pages)
    context: dict[str, Any] = {
        "title": _("各地区"), "r": row, "s": found, "g": given, "domains": names, "sorts": [(key, _(word)) for key, word in SORT_WORDS.items()], "at": at, "pages": pages,
        "carried": {but: urlencode({key: value for key, value in given.items() if value and key != but}) for but in (*given, "page")},
        "before": at - 1, "after": at + 1 if at < pages else 0, "office": people.office(), "bars": bars(found.spread),
        "levels": list(zip(LEVELS, found.levels, strict=True)), "map": release_files.map_path(row) is not None, "part": stand_of(row.pk, given["under"], lang) if given["under"] else None,
    }  # fmt: skip
    return page(request, "releases/areas.html", context, section="releases", title=_("各地区"))


@require_safe
def release_map(request: HttpRequest, name: str) -> HttpResponse:
    """The map of the areas, where boundaries were supplied."""
    path = release_files.map_path(_foreign(request, name))
    if path is None:
        raise Http404
    answer = HttpResponse(path.read_bytes(), content_type="image/svg+xml")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox"
    return answer


@require_safe
def release_area(request: HttpRequest, name: str, area: str) -> HttpResponse:
    """One area: its results when it is opened, else how it stands and the button that opens it."""
    row, lang = _foreign(request, name), language()
    if is_opened(folder_for(row.manifest_hash, area)):
        return redirect(f"{reverse('overview')}?release={row.name}&area={area}")
    found = stand_of(row.pk, area, lang)
    mine = [job for job in jobs(about=row.name, kind="open") if job.area == area]
    known = area == row.area or (found is not None and found[1])
    names = release_files.domains(row, lang)
    title = found[0].name if found else _("地区 %(area)s") % {"area": area}
    context = {
        "title": title, "r": row, "area": area, "one": found[0] if found else None, "known": known, "office": people.office(),
        "domains": [(names[slug], stand) for slug, stand in found[2].items() if slug in names] if found and found[1] else [],
        "pending": any(job.state in PENDING for job in mine), "refused": mine[0].said(lang) if mine else "",
        "broken": bool(mine) and mine[0].state == "broken",
    }
    return page(request, "releases/area.html", context, section="releases", title=title, status=200 if known else 404)


@require_POST
def release_area_open(request: HttpRequest, name: str, area: str) -> HttpResponse:
    """Have one area's results laid out for the pages."""
    row = _foreign(request, name)
    ask("open", {"release": row.name, "area": area}, getattr(request.user, "login", ""))
    return redirect("release_area", row.name, area)
