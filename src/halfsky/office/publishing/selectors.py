"""What was published from a run: charts by subject, editions of reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from halfsky.office.files.selectors import content_path
from halfsky.office.publishing.models import Chart, Edition, EditionFile
from halfsky.office.release.embargo import clock, sees_early
from halfsky.office.release.listing import is_open
from halfsky.office.release.opened import home

SHOWN = {"docx": "docx", "pdf": "PDF", "html": "HTML", "xlsx": "XLSX"}


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart in its two renderings: the keys of the wide and the narrow drawing and the sentence that says it."""

    wide: str
    narrow: str
    alt: str


@dataclass(frozen=True, slots=True)
class EditionRow:
    """A report with its two files."""

    pk: int
    kind: str
    lang: str
    year: int
    release: str
    written_at: str
    written_by: str
    files: tuple[tuple[str, str, str], ...]
    """(form, what it is called, its size) of each file."""
    number: str = ""
    issued_on: str = ""
    title: str = ""
    approved_by: str = ""
    corrects: str = ""
    corrected_by: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A stored file to be sent: where it lies, its name and its type."""

    path: Path
    name: str
    media_type: str


def pictures(run: int, subject: str, lang: str) -> dict[str, Picture]:
    """The charts of a subject by kind, drawn for a run in ``lang`` (one query)."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for kind, width, key, alt in Chart.objects.filter(
        run_id=run, subject=subject, lang__startswith=lang
    ).values_list("kind", "width", "key", "alt"):
        found.setdefault(kind, {})[width] = (key, alt)
    shown = {}
    for kind, by_width in found.items():
        wide = by_width.get("wide") or next(iter(by_width.values()))
        narrow = by_width.get("narrow") or wide
        shown[kind] = Picture(wide[0], narrow[0], wide[1])
    return shown


def chart_path(key: str) -> Path | None:
    """The drawing of a chart by its key, None when no chart has it."""
    if not Chart.objects.filter(key=key).exists():
        return None
    path = home() / "charts" / f"{key}.svg"
    return path if path.is_file() else None


def size_text(size: int) -> str:
    """A size in KB or MB."""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, round(size / 1024))} KB"


def editions(role: str = "") -> list[EditionRow]:
    """Every edition that ``role`` may see, newest first (three queries): a report of a release that is held back is held back too."""
    rows = Edition.objects.select_related("run__release", "corrects").prefetch_related("files__file").order_by("-year", "-no")
    rows = list(rows)
    after = {row.corrects_id: row.number for row in rows if row.corrects_id}
    early, now = sees_early(role), clock()
    return [
        EditionRow(
            row.pk, row.kind, row.lang, row.run.year, row.run.release.name,
            f"{timezone.localtime(row.written_at):%Y-%m-%d %H:%M}", row.written_by,
            tuple((one.form, SHOWN[one.form], size_text(one.file.size)) for one in row.files.all()),
            row.number, str(row.issued_on), row.title, row.approved_by, row.corrects.number if row.corrects else "", after.get(row.pk, ""),
        )
        for row in rows if early or is_open(row.run.release, now)
    ]


def edition_content(pk: int, form: str, role: str = "") -> Content | None:
    """One file of an edition, None when there is none that ``role`` may see."""
    row = EditionFile.objects.select_related("edition__run__release", "file").filter(edition_id=pk, form=form).first()
    if row is None or not (sees_early(role) or is_open(row.edition.run.release, clock())):
        return None
    path = content_path(row.file)
    name = f"{row.edition.number} {row.edition.title}.{form}"
    return Content(path, name, row.file.media_type) if path.is_file() else None
