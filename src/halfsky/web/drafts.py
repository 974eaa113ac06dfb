"""The drafts of reports: the list, one draft with its words to edit, remarks, and the way to approval and publication."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from django.views.decorators.http import require_POST, require_safe

from halfsky.document.draft import shape_of
from halfsky.method.errors import HalfskyError
from halfsky.office.monitoring.selectors.standing import standing
from halfsky.office.people import selectors as people
from halfsky.office.people.selectors import actor_of
from halfsky.office.plan.selectors.adopted import domain_names
from halfsky.office.publishing import drafting
from halfsky.office.publishing.compose import newest_run
from halfsky.office.publishing.forms import FORMS
from halfsky.office.publishing.offers import newer_run
from halfsky.office.publishing.pool import carried_over, pool_after, pool_of
from halfsky.office.publishing.refusals import DraftConflict
from halfsky.office.publishing.services import comments, editions
from halfsky.office.publishing.services import drafts as writing
from halfsky.upkeep.jobs import ask, jobs
from halfsky.web.access import may_open
from halfsky.web.documents import REPORT_NAMES, report_name, role_of
from halfsky.web.shell import ROLE_NAMES, language, page

KINDS = ("annual", "midterm", "final", "midterm_evaluation", "final_evaluation", "yearbook", "leader")
WHATS = {
    "begin": mark("起草"), "correct": mark("起草更正版"), "edit": mark("改字"), "add": mark("加一段"), "remove": mark("删去一块"),
    "back": mark("回到旧版"), "take": mark("采用新发布版"), "keep": mark("保留原句"),
    "outline": mark("按新大纲调整"), "move": mark("移动"), "shape": mark("改样式"),
}
SHAPE_WORDS = {
    "body": mark("正文"), "item": mark("列表项"), "h1": mark("一级标题"), "h2": mark("二级标题"), "h3": mark("三级标题"), "h4": mark("四级标题"),
}
STATE_LOOKS = {"draft": "due", "put_forward": "expected", "approved": "met", "objected": "hard", "dropped": "nm"}
LONGEST = 5000


def whole(text: str | None) -> int:
    """A number typed into an address or a form, -1 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1


def posted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A form's address that is opened without the form, after signing in anew or by the address bar, shows the draft."""

    @wraps(view)
    def shown(request: HttpRequest, pk: int, *args: Any, **given: Any) -> HttpResponse:
        return view(request, pk, *args, **given) if request.method == "POST" else redirect("draft", pk)

    return shown


def _list(request: HttpRequest, *, refused: str = "", status: int = 200) -> HttpResponse:
    lang, stand = language(), standing()
    names = domain_names(stand.plan, lang) if stand.plan else {}
    bodies = people.body_names(lang)
    kinds = [(kind, _(REPORT_NAMES[kind])) for kind in KINDS]
    kinds += [(f"domain:{slug}", f"{_(REPORT_NAMES['domain'])}：{name}") for slug, name in names.items()]
    kinds += [(f"tasks:{code}", f"{_(REPORT_NAMES['tasks'])}：{name}") for code, name in bodies.items()]
    context = {
        "rows": [(row, report_name(row.kind, row.title), STATE_LOOKS[row.state]) for row in drafting.drafts(lang)], "kinds": kinds,
        "may_start": may_open(role_of(request), "draft_start"), "year": stand.year or timezone.localdate().year - 1,
        "refused": refused, "office": people.office(), "stand": stand,
    }
    return page(request, "drafts/list.html", context, section="documents", title=_("报告草稿"), status=status)


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """Every draft, and the form that begins one."""
    return _list(request)


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin a draft of the newest run of a year."""
    lang = "en" if request.POST.get("lang") == "en" else "zh"
    try:
        run = newest_run(whole(request.POST.get("year")))
        made = writing.start(kind=request.POST.get("kind", "")[:48], run_id=run.pk, lang=lang, by=actor_of(request.user), at=timezone.now())
    except HalfskyError as error:
        return _list(request, refused=error.text(language()), status=422)
    messages.success(request, _("已起草，各段文字都可以改。"))
    return redirect("draft", made.pk)


def show(request: HttpRequest, pk: int, *, status: int = 200, **more: Any) -> HttpResponse:
    """One draft; ``more`` holds what a refusal leaves on the page: ``refused``, ``typed``, ``theirs``, ``form``, ``anchor``."""
    by, lang = actor_of(request.user), language()
    view = drafting.draft_view(pk, by, lang)
    if view is None:
        raise Http404
    form = more.get("form") or next((name for name in ("edit", "add", "note") if name in request.GET), "")
    anchor = more.get("anchor", whole(request.GET.get(form)) if form else -1)
    panel: dict[str, Any] = {}
    if form in ("edit", "add") and view.may_write:
        text = drafting.version_of(view, more.get("seen", view.text.version))
        found = pool_of(text, anchor) if form == "edit" else ("", pool_after(text, anchor))
        if found is not None:
            shapes = drafting.shapes_at(view.text, anchor, form)
            block = next((one.block for one in view.blocks if one.anchor == anchor), None)
            panel = {
                "text": found[0], "chips": drafting.chips(found[1], lang, text.run), "version": text.version,
                "kind": drafting.kind_of(block) if form == "edit" and block else "paragraph",
                "shapes": [(shape, _(SHAPE_WORDS[shape])) for shape in shapes],
                "shape": more.get("shape") or (shape_of(block) if form == "edit" and block else "body"),
            }
    newer = newer_run(view.text.run, by.role) if not view.number else None
    asked = jobs(kind="publish") if view.draft.matter.state == "approved" and not view.number else []
    mine = [job for job in asked if job.state in ("waiting", "running", "again")]
    refused_job = next((job for job in asked[:1] if job.state == "refused"), None)
    context = {
        "v": view, "d": view.draft, "name": report_name(view.draft.kind, view.draft.title), "form": form, "anchor": anchor, "panel": panel,
        "may_comment": view.matter is not None and view.matter.state not in ("dropped",), "newer": newer, "office": people.office(),
        "acts": view.matter.may if view.matter else (), "look": STATE_LOOKS[view.draft.matter.state], "today": f"{timezone.localdate():%Y-%m-%d}",
        "roles": {code: _(name) for code, name in ROLE_NAMES.items()}, "pending": bool(mine), "refused_job": refused_job.said(lang) if refused_job else "",
        "may_publish": view.draft.matter.state == "approved" and not view.number and may_open(role_of(request), "draft_save"),
        "in_force": {"no": view.outline_no, "note": view.outline_note, "sections": view.draft.kind in FORMS}, "text_lang": "en" if view.draft.lang == "en" else "zh-CN", **more,
    }
    return page(request, "drafts/page.html", context, section="documents", title=view.draft.title, status=status)


@require_safe
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest version, block by block; ``?edit=``, ``?add=``, ``?note=`` open a form at a block."""
    return show(request, pk)


def _back(pk: int, anchor: int) -> HttpResponse:
    answer = redirect("draft", pk)
    answer.headers["Location"] += f"#b{anchor}"
    return answer


@posted
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a block, add one, take one out, or go back to an earlier version; a refusal keeps what was typed."""
    what, anchor, version = request.POST.get("what", ""), whole(request.POST.get("anchor")), whole(request.POST.get("version"))
    text, shape = request.POST.get("text", "")[:LONGEST], request.POST.get("shape", "")[:8]
    given: dict[str, Any] = {"draft_id": pk, "version": version, "by": actor_of(request.user), "at": timezone.now()}
    calls: dict[str, Any] = {
        "edit": lambda: writing.save_block(**given, anchor=anchor, text=text, shape=shape),
        "add": lambda: writing.add_block(**given, after=anchor, text=text, shape=shape or "body"),
        "remove": lambda: writing.remove_block(**given, anchor=anchor),
        "up": lambda: writing.move_block(**given, anchor=anchor, step=-1),
        "down": lambda: writing.move_block(**given, anchor=anchor, step=1),
        "back": lambda: writing.go_back(**given, to=whole(request.POST.get("to"))),
    }
    if what not in calls:
        raise Http404
    form = what if what in ("edit", "add") else "edit"
    try:
        calls[what]()
    except DraftConflict as clash:
        mine = carried_over(pk, anchor, text, version, clash.version)
        return show(request, pk, status=409, refused=clash.text(language()), typed=mine, theirs=clash.theirs, form=form, anchor=anchor, shape=shape)
    except HalfskyError as error:
        return show(request, pk, status=422, refused=error.text(language()), typed=text, form=form, anchor=anchor, seen=version, shape=shape)
    messages.success(request, _("已存为新的一版。"))
    return _back(pk, anchor)


@posted
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a remark, settle one, open one again."""
    by, at = actor_of(request.user), timezone.now()
    anchor, what = whole(request.POST.get("anchor")), request.POST.get("what", "")
    try:
        if what == "settle":
            comments.settle(comment_id=whole(request.POST.get("comment")), by=by, at=at)
        elif what == "reopen":
            comments.reopen(comment_id=whole(request.POST.get("comment")), by=by, at=at)
        else:
            comments.comment_on(draft_id=pk, anchor=anchor, text=request.POST.get("text", ""), by=by, at=at)
    except HalfskyError as error:
        return show(request, pk, status=422, refused=error.text(language()), form="note", anchor=anchor)
    return _back(pk, anchor)


@posted
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Put forward, approve, object, take back; or hand the publication to the worker."""
    name, token = request.POST.get("act", ""), whole(request.POST.get("token"))
    by, at = actor_of(request.user), timezone.now()
    if name == "publish":
        if not may_open(role_of(request), "draft_save"):
            raise Http404
        return _publish(request, pk)
    try:
        editions.act_on(
            draft_id=pk, act=name, token=token, comment=request.POST.get("comment", "")[:500], by=by, at=at,
            despite_comments=request.POST.get("despite") == "yes",
        )
    except HalfskyError as error:
        return show(request, pk, status=409, refused=error.text(language()), typed_comment=request.POST.get("comment", "")[:500])
    messages.success(request, _("已办理，并记入留痕。"))
    return redirect("draft", pk)


def _publish(request: HttpRequest, pk: int) -> HttpResponse:
    from datetime import date

    view = drafting.draft_view(pk, actor_of(request.user), language())
    if view is None:
        raise Http404
    day = request.POST.get("issued_on", "")[:10]
    try:
        date.fromisoformat(day)
    except ValueError:
        return show(request, pk, status=422, refused=_("印发日期请写成 2025-03-20 这样。"))
    facts = {"draft": pk, "release": view.text.run.release.name, "issued_on": day, "copies": request.POST.get("copies", "")[:200], "token": request.POST.get("press", "")[:40] or secrets.token_hex(8)}
    ask("publish", facts, getattr(request.user, "login", ""))
    messages.info(request, _("已交给后台印发：编文号、生成 docx、PDF、HTML。完成后会显示在这里。"))
    return redirect("draft", pk)
