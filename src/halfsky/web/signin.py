"""Signing in and out, and the choice of language."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from halfsky.office.people import selectors as people
from halfsky.office.people import signing
from halfsky.web.shell import language


def safe_next(request: HttpRequest, wanted: str) -> str:
    """``wanted`` when it is a page of this installation, else the overview."""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse(settings.LOGIN_REDIRECT_URL)


def gate(request: HttpRequest) -> dict[str, object]:
    """What the pages before the door show: the office and the other language."""
    lang = language()
    return {
        "title": _("登录"), "office": people.office(), "here": request.get_full_path(),
        "other_code": "zh-hans" if lang == "en" else "en",
        "other_name": "中文" if lang == "en" else "English",
        "other_short": "中" if lang == "en" else "EN",
    }


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def signin(request: HttpRequest) -> HttpResponse:
    """The sign-in page; guessing is locked out by the authentication backend. With a second factor the code is asked for next."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    username = request.POST.get("username", "")[:64]
    refused = False
    if request.method == "POST":
        account: Any = authenticate(request, username=username, password=request.POST.get("password", "")[:200])
        if account is not None and signing.has_second_factor(account):
            request.session.cycle_key()
            request.session["half_signed"] = {"account": account.pk, "at": time.time(), "next": wanted[:400]}
            return redirect("signin_code")
        if account is not None:
            login(request, account)
            signing.signed_in(by=people.actor_of(account), at=timezone.now(), second_factor=False)
            return HttpResponseRedirect(safe_next(request, wanted))
        if not getattr(request, "axes_locked_out", False):
            signing.signin_failed(login=username, at=timezone.now(), what="password")
        refused = True
    elif request.user.is_authenticated:
        return HttpResponseRedirect(safe_next(request, wanted))
    context = {**gate(request), "next": wanted, "username": username, "refused": refused}
    return render(request, "signin/page.html", context)


@require_POST
def signout(request: HttpRequest) -> HttpResponse:
    """Sign out and show the sign-in page."""
    if request.user.is_authenticated:
        signing.signed_out(by=people.actor_of(request.user), at=timezone.now())  # type: ignore[arg-type]
    logout(request)
    return redirect("signin")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen in a cookie and go back to the page."""
    return set_language(request)
