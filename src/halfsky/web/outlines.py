"""The outlines of reports: which is in force, arranging one by buttons, its versions, a preview; and a draft taken over into it.

What is arranged and not saved yet goes along in the form, so that every button works without scripts and nothing is kept
before it is saved.
"""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from halfsky.document import template
from halfsky.document.sections import (
    Outline,
    OutlineRefused,
    Section,
    completed,
    from_data,
    is_own,
    keys_of,
    new_code,
    put,
    switched,
    to_data,
    with_place,
    without,
)
from halfsky.method.errors import HalfskyError
from halfsky.method.wording.edited import Chip, read_back
from halfsky.method.wording.piece import Field, Sentence
from halfsky.office.people import selectors as people
from halfsky.office.people.selectors import actor_of
from halfsky.office.publishing import outlines as told
from halfsky.office.publishing.drafting import moment
from halfsky.office.publishing.forms import FORMS
from halfsky.office.publishing.outline_figures import AtHand, at_hand, newest
from halfsky.office.publishing.printing import previewed
from halfsky.office.publishing.services.outlines import arrange, go_back_to
from halfsky.office.publishing.services.rearrange import rearrange
from halfsky.web.access import may_open
from halfsky.web.documents import REPORT_NAMES, role_of
from halfsky.web.drafts import show, whole
from halfsky.web.shell import language, page

HOWS = {
    "in": mark("新加"), "out": mark("删去"), "on": mark("启用"), "off": mark("停用"), "place": mark("移动"), "words": mark("改字"),
}
MOST_CHIPS, LONGEST_STATE, LONGEST_TEXT = 300, 400_000, 12_000


def _kind(kind: str) -> str:
    if kind not in FORMS:
        raise Http404
    return kind


@require_safe
def outlines(request: HttpRequest) -> HttpResponse:
    """Every kind of report that has an outline, with the version in force."""
    rows = [
        {"kind": kind, "name": _(REPORT_NAMES[kind]), "o": one, "at": moment(one.at) if one.at else "", **told.counts(one)}
        for kind, one in told.all_in_force().items()
    ]
    return page(request, "outlines/list.html", {"rows": rows, "office": people.office()}, section="documents", title=_("报告大纲"))


def _show(request: HttpRequest, kind: str, *, status: int = 200, **more: Any) -> HttpResponse:
    """The outline of a kind; ``more``: ``sections`` and ``base`` as arranged so far, ``panel``, ``refused``, ``note``, ``here``."""
    lang, known = language(), told.versions(kind)
    form, now = template.load(kind, lang), known[0]
    sections: Outline = completed(more.pop("sections", now.sections), form.shipped())
    base = more.pop("base", now.no)
    arranged = told.OutlineAt(kind, now.no, sections)
    old, new = whole(request.GET.get("from", str(max(0, now.no - 1)))), whole(request.GET.get("to", str(now.no)))
    by_no = {one.no: one for one in known}
    if not {old, new} <= by_no.keys():
        raise Http404
    run = newest(whole(request.POST.get("run")))
    hand = {one.field.key for one in at_hand(kind, "zh", run)} if run else set()
    last = len(sections) - 1
    rows = [
        {
            "s": one, "title": told.title_of(kind, one, lang), "own": is_own(one.code), "first": at == 0, "last": at == last,
            "needed": not is_own(one.code) and form.needed(one.code), "foreign": is_own(one.code) and not one.title(lang),
        }
        for at, one in enumerate(sections)
    ]
    context = {
        "kind": kind, "name": _(REPORT_NAMES[kind]), "now": now, "at": moment(now.at) if now.at else "", "base": base, "rows": rows,
        "state": json.dumps(to_data(sections), ensure_ascii=False), "changes": _told(told.differences(now, arranged, lang)),
        "missing_needed": [row["title"] for row in rows if row["needed"] and not row["s"].on],  # type: ignore[attr-defined]
        "missing_figures": bool(run and keys_of(sections) - hand), "run": run.pk if run else 0,
        "versions": [(one, moment(one.at) if one.at else "") for one in known], "old": old, "new": new,
        "found": _told(told.differences(by_no[old], by_no[new], lang)), "may_save": may_open(role_of(request), "outline_save"),
        "office": people.office(), **more,
    }
    return page(request, "outlines/page.html", context, section="documents", title=_("报告大纲"), status=status)


def _told(rows: list[told.Moved]) -> list[tuple[str, told.Moved]]:
    return [(_(HOWS[one.how]), one) for one in rows]


def _given(request: HttpRequest) -> tuple[int, Outline]:
    """The version that the form was opened on, and what was arranged since. OutlineRefused when it cannot be read."""
    try:
        data = json.loads(request.POST.get("state", "")[:LONGEST_STATE])
    except ValueError:
        raise OutlineRefused("malformed", what="state") from None
    return whole(request.POST.get("base")), from_data(data)


@require_http_methods(["GET", "HEAD", "POST"])
def outline(request: HttpRequest, kind: str) -> HttpResponse:
    """The outline of a kind; each button posts what is arranged so far and shows it changed, nothing is kept yet."""
    kind = _kind(kind)
    if request.method != "POST":
        return _show(request, kind)
    try:
        base, sections = _given(request)
    except HalfskyError as error:
        return _show(request, kind, refused=error.text(language()), status=422)
    more: dict[str, Any] = {"base": base, "note": request.POST.get("note", "")[:200]}
    what, _colon, code = request.POST.get("what", "").partition(":")
    if what in ("up", "down"):
        sections = with_place(sections, code, -1 if what == "up" else 1)
    elif what == "switch":
        sections = switched(sections, code)
    elif what == "remove":
        sections = without(sections, code)
    elif what in ("edit", "add"):
        more["panel"] = _panel(kind, sections, code if what == "edit" else "", request)
        if more["panel"] is None:
            raise Http404
    elif what == "use":
        try:
            sections = _used(kind, sections, request)
        except HalfskyError as error:
            panel = _panel(kind, sections, request.POST.get("own", ""), request)
            typed = {name: request.POST.get(name, "")[:LONGEST_TEXT] for name in ("title_zh", "text_zh", "title_en", "text_en")}
            more |= {"panel": {**(panel or {}), **typed}, "refused": error.text(language())}
            return _show(request, kind, sections=sections, status=422, **more)
    elif what != "cancel":
        raise Http404
    return _show(request, kind, sections=sections, here=(what, code), **more)


def _chips(kind: str, one: Section | None, request: HttpRequest) -> tuple[tuple[Chip, ...], list[AtHand]]:
    """The figures that marks stand for: those of the section itself, then those of the report of the run shown to the officer."""
    mine: dict[str, Field] = {}
    for said in () if one is None else (one.title_zh, *one.paragraphs_zh, one.title_en, *one.paragraphs_en):
        mine |= {piece.key: piece for piece in said if isinstance(piece, Field)}
    run = newest(whole(request.POST.get("run")))
    hand = list(at_hand(kind, "zh", run)[:MOST_CHIPS]) if run else []
    known = {row.field.key: row for row in hand}
    rows = [AtHand(known[key].field if key in known else field, known[key].where if key in known else "") for key, field in mine.items()]
    rows += [row for row in hand if row.field.key not in mine]
    return tuple(Chip(row.field) for row in rows), rows


def _panel(kind: str, sections: Outline, code: str, request: HttpRequest) -> dict[str, Any] | None:
    """The form of one section of one's own: its words with marks, the figures at hand; None for an unknown one."""
    one = next((one for one in sections if one.code == code and is_own(code)), None)
    if code and one is None:
        return None
    chips, rows = _chips(kind, one, request)
    places = {chip.field.key: at for at, chip in enumerate(chips, 1)}

    def words(said: Sentence) -> str:
        return "".join(f"⟦{places[piece.key]}⟧" if isinstance(piece, Field) else piece.text for piece in said)

    filled = {
        name: text
        for lang in ("zh", "en")
        for name, text in (
            (f"title_{lang}", words(one.title(lang)) if one else ""),
            (f"text_{lang}", "\n".join(words(said) for said in one.paragraphs(lang)) if one else ""),
        )
    }
    shown = [{"n": at, "text": row.field.text, "from": row.where} for at, row in enumerate(rows, 1)]
    return {"own": code, "chips": shown, **filled}


def _used(kind: str, sections: Outline, request: HttpRequest) -> Outline:
    """What is arranged with the words of the form in it. EditRefused or OutlineRefused where they cannot be used."""
    code = request.POST.get("own", "")
    one = next((one for one in sections if one.code == code and is_own(code)), None)
    chips, _rows = _chips(kind, one, request)

    def read(name: str) -> tuple[Sentence, ...]:
        lines = request.POST.get(name, "")[:LONGEST_TEXT].splitlines()
        return tuple(read_back(line, chips) for line in lines if line.strip())

    heads = {lang: read(f"title_{lang}")[:1] for lang in ("zh", "en")}
    made = Section(
        one.code if one else new_code(sections), one.on if one else True, *(said[0] if said else () for said in heads.values()),
        read("text_zh"), read("text_en"),
    )
    if not made.title_zh and not made.title_en:
        raise OutlineRefused("no_title")
    if (made.title_zh and not made.paragraphs_zh) or (made.title_en and not made.paragraphs_en):
        raise OutlineRefused("no_text", title="".join(piece.text for piece in made.title_zh or made.title_en))
    return put(sections, made, request.POST.get("after", ""))


@require_POST
def save(request: HttpRequest, kind: str) -> HttpResponse:
    """Keep what is arranged as the next version, or go back to an earlier one; a refusal keeps the arrangement on the page."""
    kind, by, at = _kind(kind), actor_of(request.user), timezone.now()
    note = request.POST.get("note", "")[:200]
    more: dict[str, Any] = {}
    try:
        if request.POST.get("to") is not None:
            go_back_to(kind=kind, to=whole(request.POST.get("to")), base=whole(request.POST.get("base")), note=note, by=by, at=at)
        else:
            base, more["sections"] = _given(request)
            arrange(kind=kind, base=base, sections=more["sections"], note=note, by=by, at=at)
    except HalfskyError as error:
        return _show(request, kind, refused=error.text(language()), note=note, status=409, **more)
    messages.success(request, _("已存为新的一版大纲，以后起草、打印的报告照它编排。"))
    return redirect("outline", kind)


@require_POST
def preview(request: HttpRequest, kind: str) -> HttpResponse:
    """What the report of the newest run would be by what is arranged; nothing is kept."""
    kind = _kind(kind)
    try:
        _base, sections = _given(request)
        made = previewed(kind, "en" if language() == "en" else "zh", sections)
    except HalfskyError as error:
        return _show(request, kind, refused=error.text(language()), status=422)
    answer = HttpResponse(made, content_type="text/html; charset=utf-8")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"
    return answer


@require_POST
def draft_outline(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft over into the outline in force."""
    try:
        rearrange(draft_id=pk, version=whole(request.POST.get("version")), by=actor_of(request.user), at=timezone.now())
    except HalfskyError as error:
        return show(request, pk, status=409, refused=error.text(language()))
    messages.success(request, _("已按现行大纲调整，各节里改过的字都还在；去掉的可在上一版里找到。"))
    return redirect("draft", pk)
