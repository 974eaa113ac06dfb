"""Which release, and of another office's which area, the pages of results show: what stands above them, where links stay."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import get_template
from django.utils.safestring import SafeString

from halfsky.office.monitoring.selectors.runs import releases_run
from halfsky.office.people.selectors import OfficeFacts, actor_of, office
from halfsky.office.release.listing import ReleaseRow
from halfsky.office.release.listing import release as listed
from halfsky.office.release.opened import folder_for, is_opened, looked_at_now, opened_facts, reading
from halfsky.office.trail.actor import Actor
from halfsky.web import older

LONGEST_NAME = 32
AREA = 12


@dataclass(frozen=True, slots=True)
class Looked:
    """An area of another office's release that a page is asked for, and where it lies when it is opened."""

    row: ReleaseRow
    area: str
    folder: Path


def looked_at(request: HttpRequest) -> Looked | None:
    """``?release=…&area=…`` of another office; None when the own office is asked for, 404 when it may not be seen."""
    name = request.GET.get("release", "")[:LONGEST_NAME]
    if len(name.partition("-")[0]) != AREA:
        return None
    row = listed(name, str(getattr(request.user, "role", "")))
    if row is None or not row.origin:
        raise Http404
    area = request.GET.get("area", "")[:AREA]
    area = area if len(area) == AREA and area.isascii() and area.isdigit() else row.area
    return Looked(row, area, folder_for(row.manifest_hash, area))


def query_of(request: HttpRequest) -> str:
    """The part of an address that links carry on: ``release=…`` or ``release=…&area=…``; "" for the newest own release."""
    found = getattr(request, "looked", None)
    if found is not None:
        return f"release={found.row.name}&area={found.area}"
    name = request.GET.get("release", "")[:LONGEST_NAME]
    return f"release={name}" if name else ""


def reader(request: HttpRequest) -> Actor:
    """Who reads: the account; of another office's area everybody reads the whole and acts on nothing."""
    by = actor_of(request.user)  # type: ignore[arg-type]
    return dataclasses.replace(by, role="evaluator", body="") if getattr(request, "looked", None) else by


def readable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of results: of the own office, of an older release of it, or of an opened area of another office's."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        found = looked_at(request)
        if found is not None and not is_opened(found.folder):
            return redirect("release_area", found.row.name, found.area)
        request.looked = found  # type: ignore[attr-defined]
        if found is not None:
            looked_at_now(found.folder)
        with reading(found.folder if found else None):
            request.above = _above(found)  # type: ignore[attr-defined]
            answer = view(request, *args, **given)
        query = query_of(request)
        if query and answer.headers.get("Content-Type", "").startswith("text/html"):
            answer.content = older.staying(answer.content.decode(), query)
        return answer

    return shown


def _above(found: Looked | None) -> SafeString:
    """The banner of an opened area; nothing above the own office's pages."""
    if found is None:
        return SafeString("")
    return get_template("_opened.html").render({"r": found.row, "area": found.area, "name": opened_facts()[1]})


def place(request: HttpRequest) -> OfficeFacts:
    """Whose results the page shows: the opened area, else the own office."""
    return OfficeFacts(*opened_facts()) if getattr(request, "looked", None) else office()


def choice(request: HttpRequest) -> SafeString:
    """The choice of the own releases that were run, where there are several (one query); the page stays the same."""
    names = releases_run(str(getattr(request.user, "role", "")))
    if len(names) < 2:
        return SafeString("")
    asked = request.GET.get("release", "")[:LONGEST_NAME] or names[0]
    return get_template("_releases.html").render({"names": names, "here": request.path, "asked": asked})
