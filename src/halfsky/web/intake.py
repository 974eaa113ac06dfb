"""Taking a plan in: upload, check what was read beside the document, correct, adopt."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from halfsky.method.errors import HalfskyError
from halfsky.office.framework.services import adoption
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.people import selectors as people
from halfsky.office.people.selectors import actor_of
from halfsky.office.plan.errors import PlanRefused
from halfsky.office.plan.place import of_another_place
from halfsky.office.plan.selectors.adopted import plans
from halfsky.office.plan.selectors.draft import Draft, Piece, draft_view
from halfsky.office.plan.services import intake as reading
from halfsky.office.plan.services import targets
from halfsky.office.publishing.stamps import papers_stamp
from halfsky.web.documents import PLAN_STATES
from halfsky.web.released import Body, released
from halfsky.web.shell import body_of, language, page
from halfsky.web.uploads import discard, keep

TYPED = ("operator", "value", "unit", "year", "goal", "domain", "quote")


def _whole(text: str) -> int:
    """A whole number from a form; what is none counts as 0, which no row and no year has."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0


@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """Upload a plan's document; below, the plans taken in so far."""
    refused = ""
    if request.method == "POST":
        token = ""
        try:
            token, path, name = keep(request)
            plan = reading.take_in(path=path, name=name, by=actor_of(request.user), at=timezone.now())
            return redirect("intake_draft", plan.pk)
        except HalfskyError as error:
            refused = error.text(language())
        finally:
            discard(token)
    title = _("规划识读")
    facts = {"refused": refused, "limit": settings.UPLOAD_LIMIT // 1024 // 1024}

    def listed(office: people.OfficeFacts) -> dict[str, object]:
        return {**facts, "office": office, "plans": [(row, _(PLAN_STATES[row.status])) for row in plans()]}

    if refused:
        return page(request, "intake/list.html", listed(people.office()), section="intake", title=title, status=422)

    def make(stand: Standing, office: people.OfficeFacts) -> Body:
        return Body(body_of(request, "intake/list.html", listed(office)), title, "intake")

    return released(request, make, variant=(papers_stamp(),))


def sheet_of(pieces: tuple[Piece, ...]) -> SafeString:
    """The document's text as markup: every piece that became something links to it, and can be linked to."""
    out = []
    for piece in pieces:
        words = escape(piece.text)
        first, rest = (piece.anchors[0], piece.anchors[1:]) if piece.anchors else ("", ())
        out.extend(f'<span id="s-{anchor}"></span>' for anchor in rest)
        if not piece.kind:
            out.append(words)
            continue
        mark = f' id="s-{first}"' if first else ""
        look = f"x-{piece.kind}" + (" x-dropped" if piece.dropped else "")
        if piece.link:
            out.append(f'<a class="{look}"{mark} href="#{piece.link}">{words}</a>')
        else:
            out.append(f'<span class="{look}"{mark}>{words}</span>')
    return mark_safe("".join(out))  # noqa: S308 - every piece of the text is escaped above


def _show(
    request: HttpRequest, view: Draft, *, refused: str = "", about: int = 0, typed: dict[str, str] | None = None
) -> HttpResponse:
    own = people.office()
    context: dict[str, Any] = {
        "d": view, "sheet": sheet_of(view.pieces), "refused": refused, "about": about, "typed": typed or {},
        "office": own, "elsewhere": of_another_place(view.region, own.region_name),
        "doubt_count": len(view.doubts) + len(view.unplaced), "draft": view.status == "draft", "state": _(PLAN_STATES[view.status]),
    }
    status = 409 if refused else 200
    return page(request, "intake/draft.html", context, section="intake", title=view.title, status=status)


def _view(pk: int) -> Draft:
    view = draft_view(pk, language())
    if view is None:
        raise Http404
    return view


@require_safe
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The document beside what was read from it."""
    return _show(request, _view(pk))


def _back(pk: int, anchor: str = "") -> HttpResponse:
    return redirect(reverse("intake_draft", args=[pk]) + (f"#{anchor}" if anchor else ""))


@require_POST
def change_target(request: HttpRequest, pk: int, target: int) -> HttpResponse:
    """Confirm, correct or drop one target; a refusal shows why and keeps what was typed."""
    act, token = request.POST.get("act", ""), _whole(request.POST.get("token", ""))
    view = _view(pk)
    if target not in {row.pk for row in view.targets}:
        raise Http404
    typed = {name: request.POST.get(name, "")[:300] for name in TYPED}
    common: dict[str, Any] = {"target_id": target, "token": token, "by": actor_of(request.user), "at": timezone.now()}
    try:
        if act == "confirm":
            targets.confirm(**common)
            said = _("已确认这条目标值。")
        elif act == "drop":
            targets.drop(**common)
            said = _("已剔除，这条不作为目标值。")
        elif act == "correct":
            goal = _whole(typed["goal"])
            targets.correct(
                **common, operator=typed["operator"], value=typed["value"], unit=typed["unit"],
                year=_whole(typed["year"]), goal_id=goal or None,
            )
            said = _("已按您填写的内容更正。")
        else:
            raise PlanRefused("no_target")
    except HalfskyError as error:
        return _show(
            request, _view(pk), refused=error.text(language()), about=target, typed=typed if act == "correct" else {}
        )
    messages.success(request, said)
    return _back(pk, f"t-{target}")


@require_POST
def add_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a target that was not read."""
    view = _view(pk)
    typed = {name: request.POST.get(name, "")[:300] for name in TYPED}
    domain, _sep, goal = typed["domain"].partition(":")
    try:
        made = targets.add(
            plan_id=view.pk, token=_whole(request.POST.get("token", "")), domain_order=_whole(domain),
            goal_no=_whole(goal) or None, operator=typed["operator"], value=typed["value"], unit=typed["unit"],
            year=_whole(typed["year"]), quote=typed["quote"], by=actor_of(request.user), at=timezone.now(),
        )
    except HalfskyError as error:
        return _show(request, _view(pk), refused=error.text(language()), about=-1, typed=typed)
    messages.success(request, _("已补充一条目标值。"))
    return _back(pk, f"t-{made.pk}")


@require_POST
def reread(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the document again; what a person settled stays."""
    view = _view(pk)
    try:
        reading.reread(plan_id=view.pk, by=actor_of(request.user), at=timezone.now())
    except HalfskyError as error:
        return _show(request, view, refused=error.text(language()))
    messages.success(request, _("已重新识读；您确认、更正、补充和剔除过的目标值保持不变。"))
    return _back(pk)


@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Adopt the plan, after the box that says one has checked it is ticked."""
    view = _view(pk)
    if request.POST.get("sure") != "yes":
        return _show(request, view, refused=_("请先勾选“我已对照原文核对”，再采用规划。"))
    try:
        adoption.adopt(
            plan_id=view.pk, token=_whole(request.POST.get("token", "")), by=actor_of(request.user), at=timezone.now()
        )
    except HalfskyError as error:
        return _show(request, _view(pk), refused=error.text(language()))
    messages.success(request, _("规划已采用。下一步：导入各部门的数据。"))
    return redirect("plan")
