"""The packaged fonts: Noto Sans SC and Noto Serif SC, one weight each, from the font package's folder."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

SANS, SERIF = "Noto Sans SC", "Noto Serif SC"
PACKAGE = "pylopdf_fonts_zh_cn"


class FontsMissingError(RuntimeError):
    """The font package is not installed: install `pylopdf-fonts-zh-cn`."""


def folder() -> Path:
    """The folder that holds the two fonts. Raises `FontsMissingError` where the package is absent."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FontsMissingError(f"{PACKAGE} is not installed: install pylopdf-fonts-zh-cn")
    return Path(spec.origin).parent
