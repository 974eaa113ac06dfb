"""Beside a draft: its versions compared, what a revised release offers, printing it; and the archive of editions."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from django.views.decorators.http import require_POST, require_safe

from halfsky.method.errors import HalfskyError
from halfsky.office.people import selectors as people
from halfsky.office.people.selectors import actor_of
from halfsky.office.publishing import drafting
from halfsky.office.publishing.compose import MEDIA
from halfsky.office.publishing.offers import newer_run, offers_of
from halfsky.office.publishing.printing import drawing_of, printed_draft
from halfsky.office.publishing.selectors import editions
from halfsky.office.publishing.services.drafts import correct as begin_correction
from halfsky.office.publishing.services.revise import keep
from halfsky.office.publishing.services.revise import take as take_offers
from halfsky.web.access import may_open
from halfsky.web.documents import report_name, role_of
from halfsky.web.drafts import SHAPE_WORDS, WHATS, posted, whole
from halfsky.web.shell import language, page

BLOCK_WORDS = {**SHAPE_WORDS, "paragraph": mark("正文"), "table": mark("表"), "figure": mark("图"), "lines": mark("报头或落款"), "break": mark("另起一页"), "contents": mark("目录")}
HOWS = {"in": mark("新加"), "out": mark("删去"), "changed": mark("改动")}
OFFER_WORDS = {"sentence": mark("句子"), "table": mark("整张表"), "figure": mark("图"), "new": mark("新句子"), "gone": mark("不再有的表或图"), "added": mark("新的标题、表或图")}
MOST_CHOSEN = 500


def _view(request: HttpRequest, pk: int) -> drafting.DraftView:
    view = drafting.draft_view(pk, actor_of(request.user), language())
    if view is None:
        raise Http404
    return view


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version; two of them compared where ``?from=`` and ``?to=`` say so, else the newest with the one before."""
    view = _view(request, pk)
    rows = drafting.versions_of(view.draft)
    new = whole(request.GET.get("to", str(view.draft.newest)))
    old = whole(request.GET.get("from", str(max(1, new - 1))))
    numbers = {row.no for row in rows}
    if not {old, new} <= numbers:
        raise Http404
    found = drafting.compare_versions(view.draft, old, new) if old != new else []
    context = {
        "v": view, "d": view.draft, "rows": [(row, _(WHATS[row.what]), drafting.moment(row.at)) for row in rows], "old": old, "new": new,
        "found": [
            (_(HOWS[one.how]), " → ".join(_(BLOCK_WORDS[name]) for name in (one.was, one.words) if name), one.parts) for one in found
        ], "office": people.office(),
        "text_lang": "en" if view.draft.lang == "en" else "zh-CN",
    }
    return page(request, "drafts/versions.html", context, section="documents", title=_("版本"))


def _revision(request: HttpRequest, pk: int, *, refused: str = "", status: int = 200) -> HttpResponse:
    view = _view(request, pk)
    newer = newer_run(view.text.run, role_of(request))
    rows = offers_of(view.draft, view.text, newer) if newer else []
    context = {
        "v": view, "d": view.draft, "newer": newer, "rows": [(row, _(OFFER_WORDS[row.offer.kind])) for row in rows], "refused": refused,
        "office": people.office(), "text_lang": "en" if view.draft.lang == "en" else "zh-CN",
    }
    return page(request, "drafts/revision.html", context, section="documents", title=_("新发布版带来的改动"), status=status)


@require_safe
def revision(request: HttpRequest, pk: int) -> HttpResponse:
    """What a revised release offers to this draft, one by one."""
    return _revision(request, pk)


@posted
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what was chosen, or leave it as it is."""
    chosen = set(request.POST.getlist("offer")[:MOST_CHOSEN])
    given = {"draft_id": pk, "version": whole(request.POST.get("version")), "by": actor_of(request.user), "at": timezone.now()}
    one = request.POST.get("one", "")
    verb, _colon, name = one.partition(":")
    try:
        if request.POST.get("what") == "all":
            take_offers(**given, chosen={"all"})  # type: ignore[arg-type]
        elif verb == "keep":
            keep(**given, chosen={name})  # type: ignore[arg-type]
        else:
            take_offers(**given, chosen={name} if name else chosen)  # type: ignore[arg-type]
    except HalfskyError as error:
        return _revision(request, pk, refused=error.text(language()), status=409)
    messages.success(request, _("已办理，并记入留痕。"))
    return redirect("draft_revision", pk)


@require_safe
def printed(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The newest version as docx, PDF or HTML, marked as a draft."""
    view = _view(request, pk)
    found = next(((name, data) for name, data in printed_draft(view.draft).items() if name.endswith(f".{form}")), None)
    if found is None:
        raise Http404
    answer = FileResponse(BytesIO(found[1]), content_type=MEDIA[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="{found[0].rpartition(".")[0]}-draft-{view.text.version}.{form}"'
    answer.headers["Content-Security-Policy"] = "sandbox"
    return answer


@require_safe
def chart(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """A drawing of the draft."""
    svg = drawing_of(pk, key)
    if svg is None:
        raise Http404
    answer = HttpResponse(svg, content_type="image/svg+xml")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox"
    return answer


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Every edition by year, with its number, its day and what it corrects."""
    role = role_of(request)
    context = {
        "rows": [(row, report_name(row.kind, row.title)) for row in editions(role)], "office": people.office(),
        "may_drafts": may_open(role, "drafts"), "may_correct": may_open(role, "edition_correct"),
    }
    return page(request, "drafts/archive.html", context, section="documents", title=_("印发档案"))


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a corrected edition."""
    try:
        made = begin_correction(edition_id=pk, by=actor_of(request.user), at=timezone.now())
    except HalfskyError as error:
        messages.error(request, error.text(language()))
        return redirect("archive")
    messages.success(request, _("已按印发的文字起草更正版，请逐条采用新发布版的改动。"))
    return redirect("draft_revision", made.pk)
