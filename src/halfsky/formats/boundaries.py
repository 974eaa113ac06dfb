"""Boundaries of areas from a GeoJSON file that the user supplies; none is shipped.

Which boundaries may be printed is the user's to know (in China: those of the standard maps, with their approval
number). Shapes are taken as they are; longitudes are narrowed to their true width at the middle latitude.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from halfsky.method.errors import HalfskyError

LARGEST = 300_000_000
SHAPES = ("Polygon", "MultiPolygon")
CODE_DIGITS = 12
PRECISION = 4


class BoundariesRefused(HalfskyError):
    """Boundaries that cannot be used."""

    messages = {
        "none": (
            "系统不附带边界数据。请用 --boundaries 给出 GeoJSON 文件，其中每个面有区划代码属性。",
            "No boundaries are shipped. Give a GeoJSON file with --boundaries whose shapes have the area code as a property.",
        ),
        "unreadable": ("读不了 {path}，它应是 GeoJSON（FeatureCollection）。", "{path} cannot be read; it must be GeoJSON (a FeatureCollection)."),
        "too_large": ("{path} 超过 {most} MB，请先简化边界。", "{path} has more than {most} MB; simplify the boundaries first."),
        "no_property": (
            "{path} 的第 {n} 个面没有属性“{name}”；它有：{known}。请用 --property 指明区划代码是哪个属性。",
            "Shape {n} of {path} has no property {name!r}; it has: {known}. Say with --property which one is the area code.",
        ),
        "no_match": (
            "{path} 中没有一个代码与结果中的地区相符，请核对属性“{name}”是不是 6 位或 12 位区划代码。",
            "No code in {path} is that of an area of the results; check that {name!r} is the code of 6 or 12 digits.",
        ),
    }


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: its code of 12 digits and its GeoJSON geometry, on a plane."""

    code: str
    geometry: dict[str, Any]


def read_boundaries(path: Path, name: str) -> list[Shape]:
    """The shapes of the file whose property ``name`` is the area code (6 or 12 digits); BoundariesRefused otherwise."""
    try:
        if path.stat().st_size > LARGEST:
            raise BoundariesRefused("too_large", path=path, most=LARGEST // 10**6)
        features = json.loads(path.read_bytes())["features"]
        shapes = [_shape(path, name, n, feature) for n, feature in enumerate(features, 1) if (feature.get("geometry") or {}).get("type") in SHAPES]
        latitudes = [point[1] for shape in shapes for point in _points(shape.geometry["coordinates"])]
        narrow = math.cos(math.radians((min(latitudes) + max(latitudes)) / 2))
        return [Shape(s.code, {**s.geometry, "coordinates": _flat(s.geometry["coordinates"], narrow)}) for s in shapes]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        raise BoundariesRefused("unreadable", path=path) from None


def _shape(path: Path, name: str, n: int, feature: dict[str, Any]) -> Shape:
    known = feature.get("properties") or {}
    if name not in known:
        raise BoundariesRefused("no_property", path=path, n=n, name=name, known=", ".join(map(str, known)) or "—")
    geometry = {"type": feature["geometry"]["type"], "coordinates": feature["geometry"]["coordinates"]}
    return Shape(str(known[name]).strip().ljust(CODE_DIGITS, "0"), geometry)


def _points(given: Any) -> Iterator[list[float]]:
    if isinstance(given[0], (int, float)):
        yield given
    else:
        for one in given:
            yield from _points(one)


def _flat(given: Any, narrow: float) -> Any:
    if isinstance(given[0], (int, float)):
        return [round(given[0] * narrow, PRECISION), round(given[1], PRECISION)]
    return [_flat(one, narrow) for one in given]
