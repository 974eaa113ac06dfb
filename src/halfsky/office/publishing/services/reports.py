"""Writing reports from a run: docx and PDF, kept in the store and, when asked, laid in a folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from halfsky.document import docx, html, pdf, reading, yearbook
from halfsky.formats.whole import write_whole
from halfsky.formats.workbook import volume
from halfsky.method.errors import HalfskyError
from halfsky.method.wording.own import own_words
from halfsky.office.files.selectors import content_path
from halfsky.office.files.services import all_or_none, store
from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.services.run import result_of
from halfsky.office.people.selectors import areas, signature
from halfsky.office.publishing.forms import ReportForm, form_of
from halfsky.office.publishing.models import Edition, EditionFile
from halfsky.office.publishing.services.charts import chart_path
from halfsky.office.release.shelf import figures_in, figures_of, framework_of
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    "docx": f"{_OFFICE}.wordprocessingml.document", "pdf": "application/pdf", "html": "text/html; charset=utf-8",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}


class ReportRefused(HalfskyError):
    """There is nothing to write a report from."""

    messages = {
        "no_run": (
            "{year} 年还没有监测结果。请先运行：halfsky monitor run --year {year}。",
            "There is no monitoring run for {year}. Run it first: halfsky monitor run --year {year}.",
        ),
        "no_subject": (
            "没有代码为 {subject} 的单位、领域或地区，请核对。单位代码见 halfsky framework list。",
            "There is no department, domain or area with the code {subject}; check it (halfsky framework list).",
        ),
    }


def newest_run(year: int) -> Run:
    """The newest run of a year; raises ReportRefused when there is none."""
    run = Run.objects.filter(year=year, release__origin="").select_related("release").order_by("-release__number", "-id").first()
    if run is None:
        raise ReportRefused("no_run", year=year)
    return run


def publish(*, kind: str, run_id: int, lang: str, by: Actor, at: datetime) -> Edition:
    """A report of a run; written once, and the same run gives the same bytes.

    `kind` is one of `forms.FORMS`, or a short paper such as `leader` or `body:health_bureau`. ReportRefused when there
    is no such department, domain or area.
    """
    run = Run.objects.select_related("release").get(pk=run_id)
    known = Edition.objects.filter(run=run, kind=kind, lang=lang).first()
    if known:
        return known
    form = form_of(kind)
    result, framework, figures = result_of(run), framework_of(run.release), figures_of(run.release)
    shape, _, subject = kind.partition(":")
    if shape == "area":
        figures, framework = figures_in(run.release, subject), {**framework, "areas": areas()}
    day = run.release.frozen_at.date()
    with own_words(result["scheme"].get("words")):
        drawn = _drawn(form, reading.read(result, framework, figures, lang))
        try:
            blocks = form.blocks(result, framework, figures, lang, day, drawn)
            meta = form.meta(result, framework, lang, day)
        except KeyError as missing:
            if not subject or subject not in str(missing):
                raise
            raise ReportRefused("no_subject", subject=subject) from None
    name = form.file_name(result)
    paged = pdf.render(blocks, meta)
    pages = pdf.heading_pages(paged)
    written = {"docx": docx.render(blocks, meta, pages), "pdf": paged, "html": html.page(blocks, meta)}
    if form.workbook:
        written["xlsx"] = volume(meta.title, yearbook.sheets(blocks, lang), contents="目录" if lang == "zh" else "Contents")
    with all_or_none():
        edition = Edition.objects.create(run=run, kind=kind, lang=lang, written_at=at, written_by=signature(by))
        facts: dict[str, Any] = {"kind": kind, "lang": lang}
        for suffix, data in written.items():
            file = store(data=data, name=f"{name}.{suffix}", media_type=MEDIA[suffix], kind="report", by=by, at=at)
            EditionFile.objects.create(edition=edition, form=suffix, file=file)
            facts[suffix] = file.digest
        record(by=by, at=at, action=f"publishing.{shape}", about=f"run:{run.pk}", facts=facts)
    return edition


def lay_out(edition: Edition, folder: Path) -> list[Path]:
    """Copy an edition's files into a folder under their own names; gives the paths."""
    written = []
    for row in edition.files.select_related("file"):
        target = folder / row.file.name
        write_whole(target, content_path(row.file).read_bytes())
        written.append(target)
    return written


def _drawn(form: ReportForm, found: reading.Reading) -> dict[str, bytes]:
    """The report's charts that were drawn after the run already."""
    keys = [made.key for made in form.charts_of(found).values()]
    return {key: chart_path(key).read_bytes() for key in keys if chart_path(key).exists()}
