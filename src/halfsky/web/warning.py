"""One warning: the evidence, the thread, the forms of those who work on it, and its sheet to print."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from halfsky.method.errors import HalfskyError
from halfsky.office.monitoring.selectors.standing import standing
from halfsky.office.monitoring.selectors.warning import ActRow, WarningView, warning_view
from halfsky.office.monitoring.services import answers
from halfsky.office.monitoring.states import OWNERS
from halfsky.office.people.selectors import actor_of
from halfsky.office.publishing.letters import notice_content, notices_of
from halfsky.office.publishing.services.notices import issue
from halfsky.web.access import may_open
from halfsky.web.media import attached
from halfsky.web.opened import place, reader
from halfsky.web.released import asked
from halfsky.web.shell import language, page

ANSWER = ("cause", "action", "remedy_on")
REVIEW = ("held_on", "held_by", "result", "action")
SHEET_ACTS, ON_SHEET = 5, 120
FIELDS = {"answer": {*ANSWER}, "hold_review": {*REVIEW}, "give_back": {"comment", "again_by"}}
"""What the form of an act shows again when it was refused; every other act has a comment alone."""


def _found(request: HttpRequest, pk: int) -> tuple[Any, WarningView]:
    stand = standing(asked(request))
    found = warning_view(stand, pk, reader(request), language(), timezone.localdate())
    if found is None:
        raise Http404
    return stand, found


def _show(request: HttpRequest, pk: int, *, refused: str = "", typed: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    stand, found = _found(request, pk)
    by, fields = reader(request), set().union(*(FIELDS.get(act, {"comment"}) for act in found.may))
    context = {
        "w": found, "stand": stand, "office": place(request), "kept": [text for name, text in (typed or {}).items() if text.strip() and name not in fields],
        "helps": bool(found.due) and by.role in OWNERS and by.body != found.owner, "refused": refused, "typed": typed or {},
        "notices": notices_of(pk, stand.run),
        "may_issue": found.current and bool(found.due and found.owner) and may_open(getattr(request.user, "role", ""), "warning_notice"),
    }
    return page(request, "warnings/one.html", context, section="warnings", title=found.title, status=status)


@require_safe
def warning(request: HttpRequest, pk: int) -> HttpResponse:
    """Why it stands, its figures, what was said and done, and what the reader may do now."""
    return _show(request, pk)


def newest_acts(acts: tuple[ActRow, ...]) -> tuple[ActRow, ...]:
    """The newest answer and what was done on it, in words that leave room on one sheet."""
    last = max((at for at, row in enumerate(acts) if row.act in ("answer", "hold_review")), default=0)

    def cut(text: str) -> str:
        return text if len(text) <= ON_SHEET else text[: ON_SHEET - 1] + "…"

    return tuple(replace(row, comment=cut(row.comment), cause=cut(row.cause), action=cut(row.action)) for row in acts[last:][-SHEET_ACTS:])


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The same on one sheet of A4."""
    stand, found = _found(request, pk)
    acts = newest_acts(found.acts)
    context = {"w": replace(found, acts=acts), "earlier": len(found.acts) - len(acts), "stand": stand, "office": place(request), "today": f"{timezone.localdate():%Y-%m-%d}"}
    return page(request, "warnings/sheet.html", context, section="warnings", title=found.title)


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """One act on a warning; a refusal keeps what was typed."""
    _stand, found = _found(request, pk)
    if not found.current:
        raise Http404
    name, token = request.POST.get("act", ""), request.POST.get("token", "")
    typed = {field: request.POST.get(field, "")[:800] for field in dict.fromkeys((*ANSWER, *REVIEW, "comment", "again_by"))}
    whole = int(token) if token.isascii() and token.isdigit() and len(token) < 10 else -1
    given = {"warning_id": pk, "token": whole, "by": actor_of(request.user), "at": timezone.now()}  # type: ignore[arg-type]
    try:
        if name == "answer":
            answers.answer(**given, **{field: typed[field] for field in ANSWER})
        elif name == "hold_review":
            answers.hold_review(**given, **{field: typed[field] for field in REVIEW})
        elif name in answers.ACTS:
            again = {"again_by": typed["again_by"]} if name == "give_back" else {}
            answers.ACTS[name](**given, comment=typed["comment"], **again)
        else:
            raise Http404
    except HalfskyError as error:
        return _show(request, pk, refused=error.text(language()), typed=typed, status=409)
    messages.success(request, _("已办理，并记入留痕。"))
    return redirect("warning", pk)


@require_POST
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the notice letter of a warning."""
    _stand, found = _found(request, pk)
    if not found.current:
        raise Http404
    try:
        row = issue(warning_id=pk, by=actor_of(request.user), at=timezone.now())  # type: ignore[arg-type]
    except HalfskyError as error:
        return _show(request, pk, refused=error.text(language()), status=409)
    messages.success(request, _("提示函已发出：%(number)s") % {"number": row.number})
    return redirect("warning", pk)


@require_safe
def letter(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """A notice letter as docx or PDF."""
    content = notice_content(pk, form, actor_of(request.user))  # type: ignore[arg-type]
    if content is None:
        raise Http404
    return attached(content.path, content.name, content.media_type)
