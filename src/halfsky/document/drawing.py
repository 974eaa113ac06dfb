"""A chart's spec to SVG and PNG by vl-convert, and the key by which an unchanged one is not drawn again.

Same spec, same bytes: the Vega-Lite version is named, the font is the packaged one, and colours come from
`theme.json`. Drawing takes some 80 ms; `draw_all` spreads it over two processes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from multiprocessing import get_context
from typing import Any

import vl_convert

from halfsky.document import font

VEGA_LITE = "5.21"
Spec = Mapping[str, Any]


@cache
def theme() -> dict[str, Any]:
    """The looks' theme: `config` for Vega-Lite and `scales` by dimension."""
    loaded: dict[str, Any] = json.loads(files("halfsky.document").joinpath("theme.json").read_text("utf-8"))
    return loaded


@cache
def _with_font() -> None:
    vl_convert.register_font_directory(str(font.folder()))


def chart_key(spec: Spec) -> str:
    """The content hash of a chart: the same for the same spec, theme and drawing library."""
    content = {"spec": spec, "theme": theme(), "by": [VEGA_LITE, version("vl-convert-python")]}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def svg(spec: Spec) -> bytes:
    """The chart as SVG, UTF-8."""
    _with_font()
    drawn: str = vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE, config=theme()["config"])
    return drawn.encode()


def png(drawn: bytes, scale: float = 3.0) -> bytes:
    """An SVG of `svg` as PNG, `scale` pixels to a unit."""
    _with_font()
    return bytes(vl_convert.svg_to_png(drawn.decode(), scale=scale))


def draw_all(specs: Sequence[Spec], processes: int = 2) -> list[bytes]:
    """Many charts as SVG, in the order given; one process where there is little to do."""
    if processes < 2 or len(specs) < 8:
        return [svg(spec) for spec in specs]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return list(pool.map(svg, [dict(spec) for spec in specs], chunksize=4))
