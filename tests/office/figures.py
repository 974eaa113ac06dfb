"""Sheets of figures for tests: a header and the rows that a story needs."""

from __future__ import annotations

from pathlib import Path

from halfsky.office.collection.models import Batch, Observation
from halfsky.office.collection.services.imports import Preview, accept, preview
from tests.cast import said

HEADER = "indicator,area,breakdown,year,numerator,denominator,value,status,reason,source_body,note"
HOME = "140929000000"
#: one good row of each sort
SHARE = f"health.cervical_screening,{HOME},,2024,900,1000,,A,,health_bureau,"


def row(indicator: str = "health.maternal_mortality", **cells: object) -> str:
    """A row of the sheet; cells that are not named stay empty."""
    return ",".join(str(cells.get(name, "")) if name != "indicator" else indicator for name in HEADER.split(","))


def sheet(folder: Path, *rows: str, name: str = "数据.csv") -> Path:
    """A CSV of these rows."""
    path = folder / name
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return path


def seen(folder: Path, *rows: str) -> Preview:
    """What an import of these rows would do."""
    return preview(path=sheet(folder, *rows), name="数据.csv")


def taken(folder: Path, *rows: str, login: str = "statistician") -> Batch:
    """These rows accepted."""
    return accept(path=sheet(folder, *rows), name="数据.csv", **said(login))


def cell(indicator: str, year: int, breakdown: str = "") -> list[Observation]:
    """Every version of one cell, the oldest first."""
    return list(Observation.objects.filter(
        indicator__code=indicator, year=year, breakdown=breakdown, area=HOME).order_by("version"))
