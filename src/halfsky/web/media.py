"""Sending stored files: charts, reports, the plan's document."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from halfsky.office.plan.selectors.adopted import source_of
from halfsky.office.publishing.selectors import chart_path, edition_content

KEY = re.compile(r"^[0-9a-f]{16,64}$")


def attached(path: Path, name: str, media_type: str) -> FileResponse:
    """A file to be saved under ``name``; the browser never shows a foreign file as a page of ours."""
    answer = FileResponse(path.open("rb"), content_type=media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer.headers["Content-Security-Policy"] = "sandbox"
    return answer


@require_safe
def chart(request: HttpRequest, key: str) -> HttpResponse:
    """A chart's drawing. Its key is the hash of its content, so a browser may keep it for good."""
    path = chart_path(key) if KEY.match(key) else None
    if path is None:
        raise Http404
    answer = HttpResponse(path.read_bytes(), content_type="image/svg+xml")
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox"
    return answer


@require_safe
def edition(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """A report in one of its forms."""
    content = edition_content(pk, form, getattr(request.user, "role", ""))
    if content is None:
        raise Http404
    return attached(content.path, content.name, content.media_type)


@require_safe
def plan_source(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan's document as it was handed in."""
    found = source_of(pk)
    if found is None:
        raise Http404
    return attached(*found)
