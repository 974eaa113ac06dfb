"""The notice letters of a warning, and the file of one for who may see the warning."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from halfsky.office.files.selectors import content_path
from halfsky.office.monitoring.policies import sees
from halfsky.office.publishing.models import Notice
from halfsky.office.publishing.selectors import Content
from halfsky.office.release.embargo import clock, sees_early
from halfsky.office.release.listing import is_open
from halfsky.office.trail.actor import Actor

FORMS = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A letter: its number, the day, who sent it."""

    pk: int
    number: str
    issued: str
    issued_by: str


def notices_of(warning: int, run: int | None) -> list[NoticeRow]:
    """The letters of a warning up to a run, newest first (one query)."""
    rows = Notice.objects.filter(warning_id=warning, run_id__lte=run or 0)
    return [NoticeRow(row.pk, row.number, f"{timezone.localtime(row.issued_at):%Y-%m-%d}", row.issued_by) for row in rows]


def notice_content(pk: int, form: str, by: Actor) -> Content | None:
    """One file of a letter, None when there is none that ``by`` may see."""
    row = Notice.objects.select_related("warning", "run__release", "docx", "pdf").filter(pk=pk).first()
    if row is None or form not in FORMS or not sees(row.warning, by):
        return None
    if not sees_early(by.role) and not is_open(row.run.release, clock()):
        return None
    file = getattr(row, form)
    path = content_path(file)
    return Content(path, f"{row.number}.{form}", file.media_type) if path.is_file() else None
