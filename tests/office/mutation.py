"""A release with one figure changed, and the reports composed from it without a drawing."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from halfsky.cube.content import ObservationRow, ReleaseContent
from halfsky.cube.layout import write_release
from halfsky.cube.run import monitor
from halfsky.document import reading
from halfsky.document.block import Block
from halfsky.document.reading import as_row
from halfsky.office.publishing.forms import FORMS

DAY = date(2025, 3, 1)
WAYS = ("more", "less", "missing")


def content_of_the_county(year: int = 2024) -> ReleaseContent:
    """What a release of the county freezes, from its tables."""
    from halfsky.office.collection.models import Observation
    from halfsky.office.people.models import Office
    from halfsky.office.plan.models import Plan
    from halfsky.office.release.services.freeze import content_of

    figures = Observation.objects.filter(current=True, year__lte=year).select_related("indicator", "source_body")
    return content_of(
        office=Office.objects.get(), plan=Plan.objects.get(status="adopted"), year=year, number=1,
        figures=list(figures.order_by("indicator__order", "breakdown", "year")), at=figures.latest("accepted_at").accepted_at,
    )


def judged_rows(content: ReleaseContent) -> list[int]:
    """Places of the figures that a track is judged on, this year's, last year's and the base year's."""
    cells = {(row.indicator, row.breakdown) for row in content.tracks if row.indicator}
    return [
        place for place, row in enumerate(content.observations)
        if row.value is not None and row.area == content.area and (row.indicator, row.breakdown) in cells
        and row.year in (content.year, content.year - 1, 2020)
    ]


def changed(content: ReleaseContent, place: int, way: str) -> ReleaseContent:
    """The same release but for one figure: an eighth more or less, or not reported."""
    row = content.observations[place]
    if way == "missing":
        other = dataclasses.replace(row, value=None, numerator=None, denominator=None, status="M", reason="not_reported")
    else:
        other = _scaled(row, Decimal("1.125") if way == "more" else Decimal("0.875"))
    return dataclasses.replace(content, observations=(*content.observations[:place], other, *content.observations[place + 1 :]))


def _scaled(row: ObservationRow, by: Decimal) -> ObservationRow:
    assert row.value is not None
    numerator = None if row.numerator is None else (row.numerator * by).quantize(Decimal(1))
    return dataclasses.replace(row, value=(row.value * by).quantize(Decimal("0.01")), numerator=numerator)


def judged_result(content: ReleaseContent) -> dict[str, Any]:
    """The monitoring run on a release of this content."""
    with tempfile.TemporaryDirectory() as folder:
        write_release(Path(folder) / "2024-1", content)
        return monitor(Path(folder) / "2024-1")


def composed(content: ReleaseContent, result: dict[str, Any]) -> Iterator[tuple[str, str, tuple[Block, ...]]]:
    """Every kind of report in both languages: (kind, language, blocks). Charts are named and not drawn."""
    figures = [as_row(row) for row in content.observations if row.area == content.area]
    for kind, form in FORMS.items():
        for lang in ("zh", "en"):
            charts = form.charts_of(reading.read(result, content.framework, figures, lang))
            undrawn = {one.key: b"" for one in charts.values()}
            yield kind, lang, tuple(form.blocks(result, content.framework, figures, lang, DAY, undrawn))
