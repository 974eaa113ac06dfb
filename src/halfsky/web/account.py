"""A person's own account: the password and the second factor; and the page that asks for the code when signing in."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_otp import login as otp_login

from halfsky.method.errors import HalfskyError
from halfsky.office.people import selectors as people
from halfsky.office.people import signing
from halfsky.office.people.selectors import actor_of
from halfsky.web.shell import language, page
from halfsky.web.signin import gate, safe_next

HALF, SECONDS = "half_signed", 300
BACKEND = settings.AUTHENTICATION_BACKENDS[-1]


def code_picture(address: str) -> str:
    """The address as a QR code (ISO/IEC 18004) in SVG, "" for none; dark on white in either theme, so that a phone reads it."""
    if not address:
        return ""
    import segno

    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308 - paths and numbers alone, no text of anybody's


def _show(request: HttpRequest, refused: str = "", where: str = "", status: int = 200) -> HttpResponse:
    me: Any = request.user
    key, address = signing.key_of(me)
    context = {
        "me": me, "on": signing.has_second_factor(me), "key": key, "address": address, "picture": code_picture(address), "refused": refused, "where": where,
        "body_name": people.body_name(actor_of(me).body), "office": people.office(),
    }
    return page(request, "account/page.html", context, section="account", title=_("我的账号"), status=status)


@never_cache
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """The account with its two forms."""
    return _show(request)


@never_cache
@sensitive_post_parameters("old", "new", "again")
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; this session stays, others end."""
    old, new, again = (request.POST.get(name, "")[:200] for name in ("old", "new", "again"))
    try:
        changed = signing.change_password(old=old, new=new, again=again, by=actor_of(request.user), at=timezone.now())  # type: ignore[arg-type]
    except HalfskyError as error:
        return _show(request, error.text(language()), "password", 409)
    update_session_auth_hash(request, changed)
    messages.success(request, _("密码已更换，其他地方的登录已失效。"))
    return redirect("account")


@never_cache
@sensitive_post_parameters("password", "code")
@require_POST
def factor(request: HttpRequest) -> HttpResponse:
    """Begin, confirm or drop the second factor."""
    given = {"by": actor_of(request.user), "at": timezone.now()}  # type: ignore[arg-type]
    done = request.POST.get("do", "")
    try:
        if done == "begin":
            signing.begin_second_factor(**given)
        elif done == "confirm":
            signing.confirm_second_factor(code=request.POST.get("code", "")[:12], **given)
            messages.success(request, _("动态码已启用，下次登录时要填。"))
        elif done == "drop":
            signing.drop_second_factor(password=request.POST.get("password", "")[:200], **given)
            messages.success(request, _("动态码已停用。"))
        else:
            raise Http404
    except HalfskyError as error:
        return _show(request, error.text(language()), "factor", 409)
    return redirect("account")


def half_signed(request: HttpRequest) -> Any:
    """Who gave the right password less than five minutes ago and still owes the code."""
    kept = request.session.get(HALF)
    if not kept or time.time() - float(kept["at"]) > SECONDS:
        return None
    return signing.active_account(int(kept["account"]))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step of signing in."""
    found = half_signed(request)
    if found is None:
        return redirect("signin")
    wanted, refused = str(request.session[HALF].get("next", "")), False
    if request.method == "POST":
        device = signing.code_holds(found, request.POST.get("code", ""))
        if device is not None:
            request.session.pop(HALF)
            login(request, found, backend=BACKEND)
            otp_login(request, device)
            signing.signed_in(by=actor_of(found), at=timezone.now(), second_factor=True)
            return HttpResponseRedirect(safe_next(request, wanted))
        signing.signin_failed(login=found.login, at=timezone.now(), what="code")
        refused = True
    return render(request, "signin/code.html", {**gate(request), "refused": refused}, status=200)
