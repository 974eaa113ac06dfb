"""An address that only takes a form, opened as a page: back to the page it belongs to, with a word on what was not done.

It happens when a refused form is reloaded by its address, when the language is changed on it, and when the sign-in
ended while somebody was typing. The browser's own answer would be an empty error page.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _


def page_above(path: str) -> str:
    """The nearest address above ``path`` that is one of ours; the overview at the last.

    >>> page_above("/warnings/12/act/")
    '/warnings/12/'
    """
    while path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return "/"


class TurnedBackMiddleware:
    """Sends a reader who opened an address of a form to the page above it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method not in ("GET", "HEAD"):
            return response
        if request.user.is_authenticated:
            messages.info(request, _("刚才没有提交。请在这里核对，需要的再办理一次。"))
        return HttpResponseRedirect(page_above(request.path))
