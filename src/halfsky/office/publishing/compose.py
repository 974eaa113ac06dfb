"""A report composed from a run and written out as files; nothing is kept here but drawings under the hash of their content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from halfsky.document import docx, html, pdf, reading, yearbook
from halfsky.document.block import Block, Figure, Meta, fields
from halfsky.document.draft import drawn
from halfsky.document.sections import Outline
from halfsky.formats.whole import write_whole
from halfsky.formats.workbook import volume
from halfsky.method.errors import HalfskyError
from halfsky.method.wording.edited import Bound
from halfsky.method.wording.own import own_words
from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.services.run import result_of
from halfsky.office.people.selectors import areas
from halfsky.office.publishing.forms import ReportForm, form_of
from halfsky.office.publishing.origins import origins, told
from halfsky.office.publishing.outlines import in_force
from halfsky.office.publishing.services.charts import chart_path
from halfsky.office.release.shelf import figures_in, figures_of, framework_of

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
        "no_run_at_all": (
            "还没有监测结果，看不到报告的样子。请先冻结发布版并运行监测。",
            "There are no results yet to show a report of. Freeze a release and run the monitoring first.",
        ),
        "no_body": (
            "没有代码为 {subject} 的单位。牵头目标的单位有：{known}。",
            "There is no department with the code {subject}. These lead goals: {known_en}.",
        ),
        "no_domain": (
            "没有代码为 {subject} 的领域。领域有：{known}。",
            "There is no domain with the code {subject}. There are: {known_en}.",
        ),
        "no_area": (
            "没有代码为 {subject} 的乡镇。乡镇代码是 12 位：{known}。",
            "There is no township with the code {subject}. A code has 12 digits: {known_en}.",
        ),
        "no_form": ("没有“{kind}”这种报告，请从列表中选。", "There is no report of the kind “{kind}”; choose one of the list."),
    }


@dataclass(frozen=True, slots=True)
class Composed:
    """A report before it is written out."""

    blocks: tuple[Block, ...]
    meta: Meta
    name: str


def newest_run(year: int) -> Run:
    """The newest run of a year; raises ReportRefused when there is none."""
    run = Run.objects.filter(year=year, release__origin="").select_related("release").order_by("-release__number", "-id").first()
    if run is None:
        raise ReportRefused("no_run", year=year)
    return run


def known_form(kind: str) -> ReportForm:
    """The form of a kind. ReportRefused for an unknown one."""
    try:
        return form_of(kind)
    except KeyError:
        raise ReportRefused("no_form", kind=kind[:48]) from None


def composed(kind: str, run: Run, lang: str, *, draw: bool = True, day: date | None = None, arranged: Outline | None = None) -> Composed:
    """A report of a run; ``draw`` False leaves its drawings empty. ``day`` is printed under the text where given.
    ``arranged``: by which outline, by the one in force where None.

    Drawings that were not made yet are made and kept. ReportRefused for an unknown kind or subject.
    """
    form, release = known_form(kind), run.release
    result, framework, figures = result_of(run), framework_of(release), figures_of(release)
    shape, _colon, subject = kind.partition(":")
    if shape == "area":
        figures, framework = figures_in(release, subject), {**framework, "areas": areas()}
    with own_words(result["scheme"].get("words")):
        try:
            keys = [made.key for made in form.charts_of(reading.read(result, framework, figures, lang)).values()]
            svgs = drawings(keys) if draw else dict.fromkeys(keys, b"")
            sections = in_force(kind).sections if arranged is None else arranged
            blocks = tuple(form.blocks(result, framework, figures, lang, day, svgs, sections))
            meta = form.meta(result, framework, lang, release.frozen_at.date())
        except KeyError as missing:
            if not subject or subject not in str(missing):
                raise
            raise _unknown_subject(shape, subject, framework, run) from None
    if draw:
        _keep(blocks, svgs)
    return Composed(blocks, meta, form.file_name(result) + ("-en" if lang == "en" else ""))


def _unknown_subject(shape: str, subject: str, framework: Mapping[str, Any], run: Run) -> ReportRefused:
    """Which codes there are, instead of the one that there is not."""
    rows: list[Mapping[str, Any]]
    if shape == "area":
        key, county = "no_area", run.release.area
        rows = [{**one, "name": one["name_zh"]} for one in areas() if one["code"].startswith(county[:6]) and one["code"] != county]
    elif shape == "domain":
        key, rows = "no_domain", [{**one, "code": one["slug"], "name": one["name_zh"]} for one in framework["domains"]]
    else:
        leads = {one["lead"] for one in framework["division"]}
        key, rows = "no_body", [{**one, "name": one["short_zh"]} for one in framework["bodies"] if one["code"] in leads]
    return ReportRefused(
        key, subject=subject[:48], known="、".join(f"{one['code']} {one['name']}" for one in rows) or "—",
        known_en=", ".join(f"{one['code']} {one['name_en']}" for one in rows) or "—",
    )


@lru_cache(maxsize=32)
def undrawn(run: int, result_hash: str, kind: str, lang: str, arranged: Outline = ()) -> tuple[Block, ...]:
    """The report of a run without its drawings; a run, named by its number and the hash of its result, never changes."""
    return composed(kind, Run.objects.select_related("release").get(pk=run), lang, draw=False, arranged=arranged).blocks


def drawings(keys: Iterable[str]) -> dict[str, bytes]:
    """The drawings of these keys that are kept."""
    return {key: chart_path(key).read_bytes() for key in keys if key and chart_path(key).exists()}


def with_drawings(blocks: Sequence[Block], kind: str, run: Run, lang: str) -> tuple[Block, ...]:
    """Blocks that come from a table, with their drawings; those that are not kept any more are made anew from the run."""
    keys = {one.key for one in blocks if isinstance(one, Figure)}
    svgs = drawings(keys)
    if keys - svgs.keys():
        composed(kind, run, lang, arranged=())
        svgs = drawings(keys)
    return drawn(blocks, svgs)


def written(made: Composed, kind: str, run: Run) -> dict[str, bytes]:
    """The files of a report of ``run`` by form: docx, pdf, html, and xlsx where its tables leave as a workbook too."""
    blocks, meta = made.blocks, made.meta
    known = origins({one.source for one in fields(blocks) if isinstance(one, Bound)}, meta.lang, run)
    paged = pdf.render(blocks, meta)
    files = {"docx": docx.render(blocks, meta, pdf.heading_pages(paged)), "pdf": paged, "html": html.page(blocks, meta, lambda one: told(one, known, meta.lang))}
    if known_form(kind).workbook:
        files["xlsx"] = volume(meta.title, yearbook.sheets(blocks, meta.lang), contents="目录" if meta.lang == "zh" else "Contents")
    return files


def _keep(blocks: Sequence[Block], svgs: Mapping[str, bytes]) -> None:
    for block in blocks:
        if isinstance(block, Figure) and block.svg and block.key and block.key not in svgs:
            write_whole(chart_path(block.key), block.svg)
