"""The pages of releases: the list, one release in plain words, freezing, and what the worker does for them."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from django.views.decorators.http import require_POST, require_safe

from halfsky.method.errors import HalfskyError
from halfsky.method.wording.moved import moves
from halfsky.office.monitoring.selectors.runs import runs_of
from halfsky.office.people import selectors as people
from halfsky.office.people.selectors import actor_of
from halfsky.office.release.embargo import clock, moment_of
from halfsky.office.release.listing import ReleaseRow, intact
from halfsky.office.release.listing import release as listed
from halfsky.office.release.listing import releases as listing
from halfsky.office.release.preview import preview
from halfsky.office.release.services.lift import lift
from halfsky.office.release.services.looked_at import LEVELS
from halfsky.office.release.stands import stand_of
from halfsky.upkeep import release_files
from halfsky.upkeep.jobs import ask, jobs
from halfsky.web.access import may_open
from halfsky.web.media import attached
from halfsky.web.shell import ROLE_NAMES, language, page

STATES = {
    "current": (mark("有效"), "met", "check"), "revised": (mark("已被修订"), "none", "swap"),
    "embargoed": (mark("待解禁"), "hard", "lock"), "foreign": (mark("其他办公室"), "nm", "book"),
}
GENRES = {"women": mark("妇女发展规划"), "children": mark("儿童发展规划")}
FORMS = (("csv", "CSV", "text/csv"), ("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
         ("parquet", "Parquet", "application/vnd.apache.parquet"))
JOB_NAMES = {
    "freeze": mark("冻结、监测、绘图"), "open": mark("打开一个地区的结果"), "run": mark("运行监测"), "prove": mark("核验"), "table": mark("导出数据表"), "moves": mark("比较两版"),
    "publish": mark("印发报告"),
}
JOB_STATES = {
    "waiting": (mark("排队"), "due", "clock"), "running": (mark("进行中"), "expected", "arrow"), "again": (mark("中断过，等待重做"), "hard", "clock"),
    "done": (mark("完成"), "met", "check"), "refused": (mark("没有执行"), "hard", "warn"), "broken": (mark("失败"), "notmet", "x"),
}
LEVEL_NAMES = {"red": mark("红色"), "orange": mark("橙色"), "yellow": mark("黄色"), "review": mark("个案评审"), "blue": mark("蓝色")}
PENDING = ("waiting", "running", "again")
MOST_LINES = 20
ROLE_WORDS = ROLE_NAMES


def _role(request: HttpRequest) -> str:
    return str(getattr(request.user, "role", ""))


def _found(request: HttpRequest, name: str) -> ReleaseRow:
    row = listed(name, _role(request))
    if row is None:
        raise Http404
    return row


def _before(row: ReleaseRow, role: str) -> ReleaseRow | None:
    """The release that it is compared with: the one it revises, else the one before it of the same plan."""
    before = listed(row.revises or row.previous, role) if row.revises or row.previous else None
    return before if before and (row.revises or before.plan == row.plan) else None


def _looked(row: ReleaseRow, lang: str) -> dict[str, Any] | None:
    """What the page tells of a foreign release's own area: goals met of those judged by domain, and warnings by level."""
    found = stand_of(row.pk, row.area, lang)
    if found is None:
        return None
    whole, _judged, by_domain, areas = found
    names = release_files.domains(row, lang)
    shown = [(names[slug], one) for slug, one in by_domain.items() if slug in names] + [(_("合计"), whole)]
    return {
        "areas": areas,
        "rows": [(title, one.met, one.judged, "—" if one.rate is None else f"{one.rate:.2f}%") for title, one in shown],
        "levels": [(_(LEVEL_NAMES[level]), n) for level, n in zip(LEVELS, whole.levels, strict=True) if n],
    }


def _state(row: ReleaseRow) -> tuple[str, str, str]:
    word, look, icon = STATES[row.state]
    return _(word), look, icon


def _asked(request: HttpRequest, kind: str, facts: dict[str, Any], row: ReleaseRow | None = None) -> HttpResponse:
    """Queue a job and go back to where its result will show."""
    ask(kind, facts, getattr(request.user, "login", ""))
    messages.info(request, _("已交给后台：%(what)s。完成后会显示在这里。") % {"what": _(JOB_NAMES[kind])})
    return redirect("release", row.name) if row else redirect("jobs")


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """Every release that this person may see, newest first, those of other offices below."""
    rows = listing(_role(request))
    whole = intact(rows)
    context = {
        "rows": [(row, _state(row), row.pk in whole, _(ROLE_WORDS.get(row.signer_role, row.signer_role))) for row in rows],
        "office": people.office(), "may_freeze": may_open(_role(request), "release_freeze"),
        "doubt": clock().doubt if any(row.held for row in rows) else "", "guess_year": timezone.localdate().year - 1,
    }
    return page(request, "releases/list.html", context, section="releases", title=_("发布版"))


@require_safe
def release(request: HttpRequest, name: str) -> HttpResponse:
    """One release: its facts, what it moved, its proof, its tables, its runs."""
    row, role, lang = _found(request, name), _role(request), language()
    before = _before(row, role)
    difference = release_files.kept(row.pk, before.pk) if before else None
    mine, linked = jobs(about=row.name), {one.name for one in listing(role)}
    proof = next((job for job in mine if job.kind == "prove" and job.state == "done"), None)
    context = {
        "linked": linked, "looked": _looked(row, lang) if row.origin else None, "r": row, "state": _state(row), "whole": row.pk in intact([row]), "office": people.office(),
        "signer_role": _(ROLE_WORDS.get(row.signer_role, row.signer_role)), "before": before,
        "moves": moves(difference, lang, most=MOST_LINES) if difference else None,
        "proof": proof, "points": [(one["state"], one["en" if lang == "en" else "zh"]) for one in proof.result["points"]] if proof else [],
        "tables": [(form, label, release_files.size(row.manifest_hash, form)) for form, label, _type in FORMS],
        "runs": runs_of(row.pk), "pending": [_(JOB_NAMES[job.kind]) for job in mine if job.state in PENDING],
        "refused": next((job.said(lang) for job in mine[:1] if job.state == "refused"), ""), "broken": bool(mine and mine[0].state == "broken"),
        "may_run": may_open(role, "release_run"), "may_lift": may_open(role, "release_lift") and row.held,
    }
    return page(request, "releases/page.html", context, section="releases", title=_("发布版 %(name)s") % {"name": row.name})


@require_POST
def release_prove(request: HttpRequest, name: str) -> HttpResponse:
    """Have files, content, chain and signature checked."""
    row = _found(request, name)
    return _asked(request, "prove", {"release": row.name}, row)


@require_POST
def release_run(request: HttpRequest, name: str) -> HttpResponse:
    """Have the monitoring run on this release."""
    row = _found(request, name)
    return _asked(request, "run", {"release": row.name}, row)


@require_POST
def release_moves(request: HttpRequest, name: str) -> HttpResponse:
    """Have it worked out what moved against the release before."""
    row = _found(request, name)
    before = _before(row, _role(request))
    if before is None:
        raise Http404
    return _asked(request, "moves", {"release": row.name, "against": before.name}, row)


@require_POST
def release_table(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """Have the figures written as one table; when they are, it is sent."""
    row = _found(request, name)
    kind = next((kind for kind in FORMS if kind[0] == form), None)
    if kind is None:
        raise Http404
    path = release_files.table(row.manifest_hash, form)
    if path is None:
        return _asked(request, "table", {"release": row.name, "form": form}, row)
    return attached(path, f"{row.area}-{row.year}-{row.number}.{form}", kind[2])


@require_POST
def release_lift(request: HttpRequest, name: str) -> HttpResponse:
    """End the embargo by hand."""
    row = _found(request, name)
    try:
        lift(name=row.name, reason=request.POST.get("reason", ""), by=actor_of(request.user), at=timezone.now())
    except HalfskyError as refused:
        messages.error(request, refused.text(language()))
    else:
        messages.success(request, _("已解禁，人人看得到。"))
    return redirect("release", row.name)


def _typed(request: HttpRequest, data: Any) -> dict[str, Any]:
    text = str(data.get("year", ""))
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else timezone.localdate().year - 1
    genre = str(data.get("genre", ""))
    return {
        "year": year, "genre": genre if genre in GENRES else "", "reason": str(data.get("reason", ""))[:400].strip(),
        "embargo": str(data.get("embargo", ""))[:40].strip(),
    }


def release_freeze(request: HttpRequest) -> HttpResponse:
    """Choose a year, see what would be frozen and what is missing, then freeze it in the worker."""
    typed = _typed(request, request.POST if request.method == "POST" else request.GET)
    office = people.office()
    seen = preview(typed["year"], typed["genre"], office.region, language())
    refused = ""
    if request.method == "POST":
        try:
            moment_of(typed["embargo"])
        except HalfskyError as wrong:
            refused = wrong.text(language())
        if seen.revises and not typed["reason"]:
            refused = _("这一年已有发布版 %(name)s，再冻结是修订，请写明修订原因。") % {"name": seen.revises}
        if not refused:
            reason = typed["reason"] if seen.revises else ""
            facts = {**typed, "reason": reason, "genre": seen.genre, "token": request.POST.get("token", "")[:40]}
            return _asked(request, "freeze", facts)
    context = {
        "p": seen, "typed": typed, "refused": refused, "office": office, "token": secrets.token_hex(8),
        "genres": [(genre, _(GENRES.get(genre, genre))) for genre in seen.genres],
    }
    status = 422 if refused else 200
    return page(request, "releases/freeze.html", context, section="releases", title=_("冻结发布版"), status=status)


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """What was asked of the worker: waiting, running, done, refused, failed and what to do then."""
    lang, rows = language(), []
    seen = {row.name for row in listing(_role(request))}
    for job in jobs():
        word, look, icon = JOB_STATES[job.state]
        shown = str(job.result.get("release", "") or job.about)
        rows.append((job, _(JOB_NAMES.get(job.kind, job.kind)), (_(word), look, icon), job.said(lang),
                     shown if shown in seen else ""))
    context = {
        "rows": rows, "office": people.office(), "pending": any(job.state in PENDING for job, *_rest in rows),
        "idle": any(job.state == "waiting" for job, *_rest in rows) and not any(job.state == "running" for job, *_rest in rows),
    }
    return page(request, "releases/jobs.html", context, section="jobs", title=_("后台任务"))
