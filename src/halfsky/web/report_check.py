"""The arithmetic of a report that somebody hands in: upload, what does not add up, what could not be checked."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from halfsky.method.errors import HalfskyError
from halfsky.office.people import selectors as people
from halfsky.office.publishing.checked import MOST_ROWS, CheckedPaper, checked_paper
from halfsky.office.release.listing import ReleaseRow, releases
from halfsky.web.documents import role_of
from halfsky.web.shell import language, page
from halfsky.web.uploads import UploadRefused, discard, keep


@require_http_methods(["GET", "HEAD", "POST"])
def report_check(request: HttpRequest) -> HttpResponse:
    """Upload a report and see its arithmetic checked; the file is read aside and thrown away."""
    rows = [row for row in releases(role_of(request)) if not row.origin]
    asked = request.POST.get("release", "")[:60]
    refused, paper = "", None
    if request.method == "POST":
        refused, paper = _checked(request, {row.name: row for row in rows}, asked)
    context = {
        "office": people.office(), "limit": settings.UPLOAD_LIMIT // 1024 // 1024, "releases": rows, "asked": asked,
        "refused": refused, "p": paper, "most": MOST_ROWS,
    }
    status = 422 if refused else 200
    return page(request, "documents/check.html", context, section="documents", title=_("报告核算"), status=status)


def _checked(request: HttpRequest, rows: dict[str, ReleaseRow], asked: str) -> tuple[str, CheckedPaper | None]:
    """Why it was refused, else what was found."""
    token = ""
    try:
        token, path, name = keep(request)
        if asked and asked not in rows:
            raise UploadRefused("release")
        return "", checked_paper(path, name, language(), rows.get(asked))
    except HalfskyError as error:
        return error.text(language()), None
    finally:
        discard(token)
