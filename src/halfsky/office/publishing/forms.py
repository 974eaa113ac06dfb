"""The kinds of report: how each is composed from a run, its framework and its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from halfsky.document import annual, brief, chart, reading, yearbook
from halfsky.document.block import Block, Meta
from halfsky.document.sections import Section


@dataclass(frozen=True, slots=True)
class ReportForm:
    """How one kind of report is composed; those of ``FORMS`` by an outline. ``workbook``: its tables leave as XLSX too."""

    blocks: Callable[..., Sequence[Block]]
    meta: Callable[..., Meta]
    file_name: Callable[[Mapping[str, Any]], str]
    charts_of: Callable[[reading.Reading], Mapping[str, chart.Chart]]
    workbook: bool = False


def _monitoring(kind: str) -> ReportForm:
    """A report of the annual report's family, by its template."""

    def blocks(
        result: Mapping[str, Any], framework: Mapping[str, Any], figures: Any, lang: str, day: date, drawn: Mapping[str, bytes],
        arranged: Sequence[Section] = (),
    ) -> Sequence[Block]:
        return annual.annual_report(
            result, framework, figures, lang, kind=kind, previous=result.get("previous"), issued=day, drawn=drawn, arranged=arranged
        )

    def meta(result: Mapping[str, Any], framework: Mapping[str, Any], lang: str, day: date) -> Meta:
        return annual.meta(result, framework, lang, day, kind)

    def file_name(result: Mapping[str, Any]) -> str:
        return annual.file_name(result, kind)

    return ReportForm(blocks, meta, file_name, annual.charts_of)


def _yearbook(
    result: Mapping[str, Any], framework: Mapping[str, Any], figures: Any, lang: str, _day: date, drawn: Mapping[str, bytes],
    arranged: Sequence[Section] = (),
) -> Sequence[Block]:
    return yearbook.yearbook(result, framework, figures, lang, drawn=drawn, arranged=arranged)


FORMS: dict[str, ReportForm] = {
    **{kind: _monitoring(kind) for kind in ("annual", "midterm", "final", "midterm_evaluation", "final_evaluation")},
    "yearbook": ReportForm(_yearbook, yearbook.meta, yearbook.file_name, yearbook.charts_of, workbook=True),
}


def form_of(kind: str) -> ReportForm:
    """The form of a kind; a short paper is named by its shape and its subject, ``body:health_bureau``."""
    return FORMS[kind] if kind in FORMS else _brief(*kind.partition(":")[::2])


def _brief(shape: str, subject: str) -> ReportForm:
    """A short paper on one subject. KeyError for an unknown shape."""
    if shape not in brief.SHAPES:
        raise KeyError(shape)

    def blocks(
        result: Mapping[str, Any], framework: Mapping[str, Any], figures: Any, lang: str, _day: date, drawn: Mapping[str, bytes],
        _arranged: Sequence[Section] = (),
    ) -> Sequence[Block]:
        return brief.brief(shape, subject, result, framework, figures, lang, drawn=drawn)

    def meta(result: Mapping[str, Any], framework: Mapping[str, Any], lang: str, day: date) -> Meta:
        return brief.meta(shape, subject, result, framework, lang, day)

    return ReportForm(
        blocks, meta, lambda result: brief.file_name(shape, subject, result), lambda found: brief.charts_of(shape, subject, found)
    )
