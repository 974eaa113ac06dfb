"""The monitoring scheme: every parameter, a change with its effect, and the leading group's decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from halfsky.method.errors import HalfskyError
from halfsky.method.scheme import Scheme, SchemeError, scheme_of
from halfsky.method.wording.scheme import name_words, parse
from halfsky.office.framework.scheme_rows import VersionRow, parameter_groups, versions
from halfsky.office.framework.services import scheme as services
from halfsky.office.monitoring.selectors.effect import effect_view
from halfsky.office.monitoring.selectors.standing import standing
from halfsky.office.monitoring.services.effect import look_at
from halfsky.office.people import selectors as people
from halfsky.office.people.selectors import actor_of
from halfsky.office.plan.selectors.adopted import domain_names
from halfsky.web.access import may_open
from halfsky.web.shell import language, page

MOST_FIELDS = 120


def _typed(request: HttpRequest) -> dict[str, str]:
    """What stands in the form's fields for parameters."""
    named = [name for name in request.POST if name.startswith("p.")][:MOST_FIELDS]
    return {name[2:]: request.POST[name][:40] for name in named}


def _changes(typed: dict[str, str], values: dict[str, Any]) -> dict[str, Any]:
    """The parameters whose typed value differs from the scheme in force."""
    found: dict[str, Any] = {}
    for name, text in typed.items():
        value = parse(name, text)
        if value != services.value_of(values, name):
            found[name] = value
    return found


def _said(error: HalfskyError) -> str:
    """The sentence of a refusal; a parameter is called as the page calls it."""
    lang, name = language(), error.params.get("name")
    if isinstance(error, SchemeError) and isinstance(name, str):
        stand = standing()
        called = name_words(name, lang, domain_names(stand.plan, lang) if stand.plan else {})
        error = SchemeError(error.key, **{**error.params, "name": called})
    return error.text(lang)


def _show(
    request: HttpRequest, *, refused: str = "", typed: dict[str, str] | None = None, why: str = "", status: int = 200
) -> HttpResponse:
    stand, lang = standing(), language()
    names = domain_names(stand.plan, lang) if stand.plan else {}
    known = versions(actor_of(request.user), lang, names)
    current = next((row for row in known if row.in_force), None)
    scheme = scheme_of(current.values) if current is not None else Scheme()
    waiting = next((row for row in known if row.matter and row.matter.state in ("draft", "put_forward")), None)
    context = {
        "groups": parameter_groups(scheme, names, typed, lang), "current": current, "scheme": scheme, "versions": known,
        "waiting": waiting, "may_propose": may_open(getattr(request.user, "role", ""), "scheme_propose") and not waiting,
        "refused": refused, "why": why, "office": people.office(),
    }
    return page(request, "scheme/page.html", context, section="scheme", title=_("监测方案"), status=status)


@require_safe
def scheme(request: HttpRequest) -> HttpResponse:
    """Every parameter with its meaning, default and value in force; below, every version."""
    return _show(request)


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Keep what was typed as a draft and work out what it would change; a refusal keeps what was typed."""
    typed, why = _typed(request), request.POST.get("why", "")[:300]
    by, at = actor_of(request.user), timezone.now()
    try:
        row = services.propose(changes=_changes(typed, services.approved().plain()), why=why, by=by, at=at)
        look_at(version=row.version, by=by, at=at)
    except HalfskyError as error:
        return _show(request, refused=_said(error), typed=typed, why=why, status=422)
    messages.success(request, _("已存为草案，并按最近一个发布版试算了影响。"))
    return redirect("scheme_version", row.version)


def _version(request: HttpRequest, number: int, names: dict[str, str]) -> VersionRow:
    found = next((row for row in versions(actor_of(request.user), language(), names) if row.version == number), None)
    if found is None:
        raise Http404
    return found


def _show_version(request: HttpRequest, number: int, *, refused: str = "", comment: str = "") -> HttpResponse:
    stand, lang = standing(), language()
    names = domain_names(stand.plan, lang) if stand.plan else {}
    row = _version(request, number, names)
    context = {
        "v": row, "effect": effect_view(row.effect, stand.plan, lang), "refused": refused, "comment": comment,
        "office": people.office(), "acts": row.matter.may if row.matter else (),
    }
    title = _("监测方案第 %(n)s 版") % {"n": number}
    return page(request, "scheme/version.html", context, section="scheme", title=title, status=409 if refused else 200)


@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version: what it changes, what that would do, every act on it, and what the reader may do now."""
    return _show_version(request, number)


@require_POST
def act(request: HttpRequest, number: int) -> HttpResponse:
    """Put forward, take back, approve, object, draft again, drop; or work out the effect anew."""
    name, comment = request.POST.get("act", ""), request.POST.get("comment", "")[:500]
    token = request.POST.get("token", "")
    by, at = actor_of(request.user), timezone.now()
    try:
        if name == "effect":
            look_at(version=number, by=by, at=at)
            messages.success(request, _("已按最近一个发布版重新试算。"))
        else:
            whole = int(token) if token.isascii() and token.isdigit() and len(token) < 10 else -1
            services.act_on(version=number, act=name, token=whole, comment=comment, by=by, at=at)
            messages.success(request, _("已办理，并记入留痕。"))
    except HalfskyError as error:
        return _show_version(request, number, refused=error.text(language()), comment=comment)
    return redirect("scheme_version", number)
