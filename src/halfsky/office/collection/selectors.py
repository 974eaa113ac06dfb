"""Imports of figures, as a list; and an empty sheet to fill in."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from halfsky.formats.workbook import csv_text
from halfsky.office.collection.models import Batch
from halfsky.office.framework.models import Indicator

HEADER = ("指标", "指标名称", "地区", "分组", "年份", "分子", "分母", "数值", "状态", "原因", "来源单位", "备注")
SPREADS = {"SEX": ("SEX=F", "SEX=M"), "URBANISATION": ("URBANISATION=U", "URBANISATION=R")}


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import: the file, when, by whom, and how many rows were taken, the same or refused."""

    pk: int
    file: str
    digest: str
    at: str
    by: str
    taken: int
    same: int
    refused: int


def _row(batch: Batch) -> BatchRow:
    return BatchRow(
        batch.pk, batch.file.name, batch.file.digest, f"{timezone.localtime(batch.at):%Y-%m-%d %H:%M}", batch.name,
        batch.taken, batch.same, batch.refused,
    )


def batches(limit: int = 50) -> list[BatchRow]:
    """The newest imports (one query)."""
    return [_row(batch) for batch in Batch.objects.select_related("file").order_by("-at", "-pk")[:limit]]


def batch(pk: int) -> BatchRow | None:
    """One import, None when there is none of this number."""
    row = Batch.objects.select_related("file").filter(pk=pk).first()
    return _row(row) if row else None


def empty_sheet(area: str, year: int, body: str = "") -> str:
    """A CSV of every cell that is asked for in a year (of one source body, or of all), ready to be filled in."""
    rows = Indicator.objects.select_related("source_body").order_by("order")
    if body:
        rows = rows.filter(source_body__code=body)
    return csv_text(HEADER, [
        (indicator.code, indicator.name_zh, area, cell, year, "", "", "", "", "", indicator.source_body.code, "")
        for indicator in rows
        for cell in ("", *(cell for part in indicator.breakdowns.split() for cell in SPREADS.get(part, ())))
    ])
