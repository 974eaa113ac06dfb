"""Drawing the charts of a run, outside any request. A chart whose content is unchanged is not drawn again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from halfsky.document import chart, drawing, reading
from halfsky.document.reading import Reading
from halfsky.formats.whole import write_whole
from halfsky.method.wording.own import own_words
from halfsky.method.wording.piece import plain
from halfsky.office.monitoring.models import Run
from halfsky.office.monitoring.services.run import result_of
from halfsky.office.publishing.models import Chart
from halfsky.office.release.opened import home
from halfsky.office.release.shelf import figures_of, framework_of
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

LANGUAGES = ("zh", "en")


def charts_folder() -> Path:
    """HALFSKY_HOME/charts."""
    return home() / "charts"


def chart_path(key: str) -> Path:
    """The SVG of a chart by its key."""
    return charts_folder() / f"{key}.svg"


def draw(*, run_id: int, by: Actor, at: datetime) -> int:
    """Draw every chart of a run that is not there yet; gives how many were drawn now."""
    run = Run.objects.select_related("release").get(pk=run_id)
    result, framework, figures = result_of(run), framework_of(run.release), figures_of(run.release)
    wanted: list[tuple[str, str, str, str, chart.Chart]] = []
    for lang in LANGUAGES:
        found = reading.read(result, framework, figures, lang)
        for size in (chart.WIDE, chart.NARROW):
            with own_words(result["scheme"].get("words")):
                wanted.extend((subject, kind, size, lang, made) for subject, kind, made in _charts(found, lang, size))
    missing = {made.key: made.spec for *_, made in wanted if not chart_path(made.key).exists()}
    for key, svg in zip(missing, drawing.draw_all(list(missing.values())), strict=True):
        write_whole(chart_path(key), svg)
    drawn_before = set(Chart.objects.filter(run=run).values_list("subject", "kind", "width", "lang", "key"))
    if not missing and drawn_before == {(subject, kind, size, lang, made.key) for subject, kind, size, lang, made in wanted}:
        return 0
    with transaction.atomic():
        Chart.objects.filter(run=run).delete()
        Chart.objects.bulk_create(
            Chart(run=run, subject=subject, kind=kind, width=size, lang=lang, key=made.key, alt=plain(made.alt))
            for subject, kind, size, lang, made in wanted
        )
        record(by=by, at=at, action="publishing.charts", about=f"run:{run.pk}",
               facts={"charts": len(wanted), "drawn": len(missing)})
    return len(missing)


def _charts(found: Reading, lang: str, size: str) -> Iterator[tuple[str, str, chart.Chart]]:
    """(subject, kind, chart) of one language and width: attainment, then each indicator's own."""
    yield "attainment", "attainment", chart.attainment(found.state_bars(), lang, size)
    for code, row in found.tables["indicators"].items():
        breakdown, track = _shown(found, code)
        series = found.series(code, breakdown, track)
        if len(series.known) < 2:
            continue
        yield code, "trend", chart.trend(series, lang, size)
        asked = str(row.get("breakdowns") or "").split()
        for dimension, kind in (("SEX", "sex"), ("URBANISATION", "urban")):
            if dimension not in asked:
                continue
            pair = found.twin(code, "" if dimension == "SEX" else breakdown, dimension)
            if len(pair.first.known) >= 2 and len(pair.second.known) >= 2:
                yield code, kind, chart.twin(pair, lang, size)


def _shown(found: Reading, code: str) -> tuple[str, Mapping[str, Any] | None]:
    """The cell that an indicator's page shows first: the one a target is judged on, else a track's, else the total."""
    tracks = [row for row in found.result["tracks"] if row.get("indicator") == code]
    for row in sorted(tracks, key=lambda row: not row.get("target")):
        return str(row.get("breakdown") or ""), row
    return "", None
