"""Writing reports from a run: docx and PDF, kept in the store and, when asked, laid in a folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from halfsky.document import annual as annual_form
from halfsky.document import docx, pdf
from halfsky.formats.whole import write_whole
from halfsky.method.errors import HalfskyError
from halfsky.office.files.selectors import content_path
from halfsky.office.files.services import all_or_none, store
from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.services.run import result_of
from halfsky.office.people.selectors import signature
from halfsky.office.publishing.models import Edition
from halfsky.office.publishing.services.charts import chart_path
from halfsky.office.release.shelf import figures_of, framework_of
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


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


def annual(*, run_id: int, lang: str, by: Actor, at: datetime) -> Edition:
    """The annual monitoring report of a run; written once, and the same run gives the same bytes."""
    run = Run.objects.select_related("release").get(pk=run_id)
    known = Edition.objects.filter(run=run, kind="annual", lang=lang).first()
    if known:
        return known
    result, framework, figures = result_of(run), framework_of(run.release), figures_of(run.release)
    found = annual_form.reading.read(result, framework, figures, lang)
    drawn = {
        made.key: chart_path(made.key).read_bytes()
        for made in annual_form.charts_of(found).values() if chart_path(made.key).exists()
    }
    day = run.release.frozen_at.date()
    blocks = annual_form.annual_report(
        result, framework, figures, lang, previous=result.get("previous"), issued=day, drawn=drawn
    )
    meta = annual_form.meta(result, framework, lang, made=day)
    name = annual_form.file_name(result)
    word, page = docx.render(blocks, meta), pdf.render(blocks, meta)
    with all_or_none():
        edition = Edition.objects.create(
            run=run, kind="annual", lang=lang,
            docx=store(data=word, name=f"{name}.docx", media_type=DOCX, kind="report", by=by, at=at),
            pdf=store(data=page, name=f"{name}.pdf", media_type="application/pdf", kind="report", by=by, at=at),
            written_at=at, written_by=signature(by),
        )
        record(by=by, at=at, action="publishing.annual", about=f"run:{run.pk}",
               facts={"docx": edition.docx.digest, "pdf": edition.pdf.digest, "lang": lang})
    return edition


def lay_out(edition: Edition, folder: Path) -> list[Path]:
    """Copy an edition's files into a folder under their own names; gives the paths."""
    written = []
    for file in (edition.docx, edition.pdf):
        target = folder / file.name
        write_whole(target, content_path(file).read_bytes())
        written.append(target)
    return written
