"""The map of the areas of another office's release, drawn by the worker where the office supplied boundaries."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from halfsky.document import drawing
from halfsky.document.choropleth import choropleth
from halfsky.formats.boundaries import read_boundaries
from halfsky.formats.whole import write_whole
from halfsky.office.release.models import AreaStand, Release
from halfsky.office.release.services.looked_at import results_path

PROPERTY = "code"


def boundaries() -> Path:
    """HALFSKY_HOME/boundaries.geojson, put there by the office; every shape has its area code in ``code``."""
    return Path(settings.HALFSKY_HOME) / "boundaries.geojson"


def map_of(release: Release) -> Path:
    """Where the map of a release lies once it is drawn."""
    return results_path(release).with_suffix(".svg")


def draw_map(release: Release) -> bool:
    """Draw the map; False where no boundaries were supplied or none is of an area of the release."""
    if not boundaries().is_file():
        return False
    rates = {
        area: None if rate is None else float(rate)
        for area, rate in AreaStand.objects.filter(release=release, domain="", judged=True).values_list("area", "rate")
    }
    shapes = read_boundaries(boundaries(), PROPERTY)
    if not any(shape.code in rates for shape in shapes):
        return False
    write_whole(map_of(release), drawing.svg(choropleth(shapes, rates, f"{release.year}年目标达标率", demo=release.demo)))
    return True
