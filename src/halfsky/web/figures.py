"""Importing figures: an empty sheet to fill in, a preview of what would be taken, the taking itself."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from halfsky.method.errors import HalfskyError
from halfsky.office.collection.selectors import batch, batches, empty_sheet
from halfsky.office.collection.services import imports
from halfsky.office.framework.measure import measures
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.words import breakdown_word, reason_word
from halfsky.office.people import selectors as people
from halfsky.office.people.selectors import actor_of
from halfsky.office.publishing.stamps import papers_stamp
from halfsky.web.access import may_open
from halfsky.web.released import Body, released
from halfsky.web.shell import body_of, language, page
from halfsky.web.uploads import discard, keep, kept

MOST_LINES = 300
"""Lines of one kind that the preview lists; the counts are of all."""


def _context(office: people.OfficeFacts, refused: str, year: int) -> dict[str, object]:
    return {
        "refused": refused, "batches": batches(20), "limit": settings.UPLOAD_LIMIT // 1024 // 1024, "office": office,
        "year": year,
    }


def _start(request: HttpRequest, refused: str = "") -> HttpResponse:
    title, year = _("数据导入"), timezone.localdate().year - 1
    if refused:
        context = _context(people.office(), refused, year)
        return page(request, "figures/page.html", context, section="figures", title=title, status=422)

    def make(stand: Standing, office: people.OfficeFacts) -> Body:
        return Body(body_of(request, "figures/page.html", _context(office, "", year)), title, "figures")

    return released(request, make, variant=(papers_stamp(), year))


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Choose a file; below, the imports so far."""
    return _start(request)


@require_POST
def preview_file(request: HttpRequest) -> HttpResponse:
    """What would be taken, revised, left as it is or refused. Nothing is written yet."""
    token = ""
    try:
        token, path, name = keep(request)
        found = imports.preview(path=path, name=name)
    except HalfskyError as error:
        discard(token)
        return _start(request, error.text(language()))
    lang = language()
    return page(
        request, "figures/preview.html", {**preview_context(found, lang), "token": token, "office": people.office()},
        section="figures", title=_("核对导入"),
    )


def preview_context(found: imports.Preview, lang: str) -> dict[str, object]:
    """The preview as the page lists it: revised lines with both values, problems with their remedy, new lines."""
    known = measures(lang)

    def listed(lines: tuple[imports.Line, ...]) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = []
        for line in lines[:MOST_LINES]:
            one = line.observation
            measure = known[one.indicator.code]
            value = measure.text(one.value) or reason_word(one.reason, lang)
            rows.append((
                line.row, measure.name, breakdown_word(one.breakdown, lang), one.year, measure.text(line.before), value,
            ))
        return rows

    return {
        "name": found.name, "count": found.count, "new": len(found.new), "same": len(found.same),
        "revised": len(found.revised), "refused_rows": found.refused_rows, "revisions": listed(found.revised),
        "additions": listed(found.new), "most": MOST_LINES, "takes": len(found.new) + len(found.revised),
        "problems": [(p.row, p.heading(lang), p.text(lang)) for p in found.problems[:MOST_LINES]],
        "problem_count": len(found.problems),
    }


@require_POST
def accept_file(request: HttpRequest) -> HttpResponse:
    """Take the good rows of the file previewed."""
    token = request.POST.get("file", "")
    try:
        path, name = kept(token)
        taken = imports.accept(path=path, name=name, by=actor_of(request.user), at=timezone.now())
    except HalfskyError as error:
        return _start(request, error.text(language()))
    discard(token)
    return redirect("figures_done", taken.pk)


@require_safe
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """What an import took."""
    row = batch(pk)
    if row is None:
        raise Http404
    context = {"b": row, "office": people.office(), "year": timezone.localdate().year - 1}
    return page(request, "figures/done.html", context, section="figures", title=_("导入结果"))


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty sheet of every figure asked for in a year; a reporter gets the own body's only."""
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 4 else timezone.localdate().year - 1
    actor = actor_of(request.user)
    body = "" if may_open(actor.role, "figures") else actor.body
    text = empty_sheet(people.office().region, year, body)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="figures-{year}.csv"'
    return answer
