"""Writing reports from a run: docx and PDF, kept in the store and, when asked, laid in a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from halfsky.document import annual, chart, docx, html, pdf, reading, yearbook
from halfsky.document.block import Block, Meta
from halfsky.formats.whole import write_whole
from halfsky.formats.workbook import volume
from halfsky.method.errors import HalfskyError
from halfsky.office.files.selectors import content_path
from halfsky.office.files.services import all_or_none, store
from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.services.run import result_of
from halfsky.office.people.selectors import signature
from halfsky.office.publishing.models import Edition, EditionFile
from halfsky.office.publishing.services.charts import chart_path
from halfsky.office.release.shelf import figures_of, framework_of
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    "docx": f"{_OFFICE}.wordprocessingml.document", "pdf": "application/pdf", "html": "text/html; charset=utf-8",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class ReportForm:
    """How one kind of report is composed. ``workbook``: its tables leave as XLSX too."""

    blocks: Callable[..., Sequence[Block]]
    meta: Callable[..., Meta]
    file_name: Callable[[Mapping[str, Any]], str]
    charts_of: Callable[[reading.Reading], Mapping[str, chart.Chart]]
    workbook: bool = False


def _monitoring(kind: str) -> ReportForm:
    """A report of the annual report's family, by its template."""

    def blocks(
        result: Mapping[str, Any], framework: Mapping[str, Any], figures: Any, lang: str, day: date, drawn: Mapping[str, bytes]
    ) -> Sequence[Block]:
        return annual.annual_report(
            result, framework, figures, lang, kind=kind, previous=result.get("previous"), issued=day, drawn=drawn
        )

    def meta(result: Mapping[str, Any], framework: Mapping[str, Any], lang: str, day: date) -> Meta:
        return annual.meta(result, framework, lang, day, kind)

    def file_name(result: Mapping[str, Any]) -> str:
        return annual.file_name(result, kind)

    return ReportForm(blocks, meta, file_name, annual.charts_of)


def _yearbook(
    result: Mapping[str, Any], framework: Mapping[str, Any], figures: Any, lang: str, _day: date, drawn: Mapping[str, bytes]
) -> Sequence[Block]:
    return yearbook.yearbook(result, framework, figures, lang, drawn=drawn)


FORMS: dict[str, ReportForm] = {
    **{kind: _monitoring(kind) for kind in ("annual", "midterm", "final", "midterm_evaluation", "final_evaluation")},
    "yearbook": ReportForm(_yearbook, yearbook.meta, yearbook.file_name, yearbook.charts_of, workbook=True),
}


class ReportRefused(HalfskyError):
    """There is nothing to write a report from."""

    messages = {
        "no_run": (
            "{year} 年还没有监测结果。请先运行：halfsky monitor run --year {year}。",
            "There is no monitoring run for {year}. Run it first: halfsky monitor run --year {year}.",
        )
    }


def newest_run(year: int) -> Run:
    """The newest run of a year; raises ReportRefused when there is none."""
    run = Run.objects.filter(year=year).select_related("release").order_by("-release__number", "-id").first()
    if run is None:
        raise ReportRefused("no_run", year=year)
    return run


def publish(*, kind: str, run_id: int, lang: str, by: Actor, at: datetime) -> Edition:
    """A report of a run, of one of `FORMS`; written once, and the same run gives the same bytes."""
    run = Run.objects.select_related("release").get(pk=run_id)
    known = Edition.objects.filter(run=run, kind=kind, lang=lang).first()
    if known:
        return known
    form = FORMS[kind]
    result, framework, figures = result_of(run), framework_of(run.release), figures_of(run.release)
    drawn = _drawn(form, reading.read(result, framework, figures, lang))
    day = run.release.frozen_at.date()
    blocks = form.blocks(result, framework, figures, lang, day, drawn)
    meta = form.meta(result, framework, lang, day)
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
        record(by=by, at=at, action=f"publishing.{kind}", about=f"run:{run.pk}", facts=facts)
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
