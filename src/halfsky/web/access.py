"""Who may open which page: nobody, unless the permission table says so.

The table is ``catalogue/permissions.csv``. A route without a row is closed to everyone. A person who is not
signed in is sent to the sign-in page; a person whose role is not named gets the answer of a page that does not
exist, so that refusal does not tell what there is.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

VISITOR = "visitor"


@cache
def route_roles() -> dict[str, frozenset[str]]:
    """Roles by route name, ``visitor`` standing for a person who is not signed in."""
    table = resources.files("halfsky.catalogue") / "permissions.csv"
    with table.open(encoding="utf-8") as lines:
        return {
            row["name"]: frozenset(row["roles"].split())
            for row in csv.DictReader(lines)
            if row["kind"] == "route"
        }


def may_open(role: str, route: str) -> bool:
    """Whether ``role`` may open the page of this route name."""
    return role in route_roles().get(route, frozenset())


class AccessMiddleware:
    """Refuses every page that the permission table does not open to the person who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        route = match.view_name if match else ""
        if may_open(VISITOR, route):
            return None
        account = request.user
        if not account.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not may_open(getattr(account, "role", ""), route):
            raise Http404
        return None
