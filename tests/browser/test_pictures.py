"""Pictures of every page for the documentation, taken from the running product: ``make pictures``.

The pictures are only written when HALFSKY_PICTURES=1; without it the test says which of them are missing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Site, signed_in
from tests.browser.pages import EMPTY, FULL, VISITOR
from tests.office_story import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FOLDER = ROOT / "docs" / "pictures"
SIZES = {1280: 900, 390: 844}
TALLEST = {1280: 2400, 390: 3200}


def names() -> set[str]:
    """The file names of every picture."""
    full = {f"{name}-{width}.png" for name in (*FULL, *VISITOR) for width in SIZES}
    return full | {f"{name}-empty-{width}.png" for name in EMPTY for width in SIZES} | {"overview-a4.png"}


def shoot(page: Any, address: str, name: str) -> None:
    """One page at both widths, not taller than a reader scrolls through."""
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address, wait_until="networkidle")
        whole = page.evaluate("document.documentElement.scrollHeight")
        tall = max(height, min(whole, TALLEST[width]))
        page.set_viewport_size({"width": width, "height": tall})
        page.screenshot(path=FOLDER / f"{name}-{width}.png")


def lighten(path: Path) -> None:
    """Rewrite a picture with a palette of 256 colours: a fifth of its size, and no difference to the eye."""
    try:
        from PIL import Image
    except ImportError:
        return
    Image.open(path).convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE).save(path, optimize=True)


def test_pictures_of_every_page(browser: Any, site: Site, bare_site: Site, one_at_a_time: None) -> None:
    if os.environ.get("HALFSKY_PICTURES") != "1":
        there = {path.name for path in FOLDER.glob("*.png")}
        assert names() <= there, f"missing pictures, run make pictures: {sorted(names() - there)}"
        assert there <= names(), f"pictures nobody takes any more: {sorted(there - names())}"
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (address, login) in FULL.items():
        context = signed_in(browser, site, login)
        shoot(context.new_page(), site.address + address, name)
        context.close()
    for name, (address, _login) in EMPTY.items():
        context = signed_in(browser, bare_site, "statistician" if name == "figures" else "officer")
        shoot(context.new_page(), bare_site.address + address, f"{name}-empty")
        context.close()
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    for name, address in VISITOR.items():
        shoot(page, site.address + address, name)
    context.close()
    sheet(browser, site)
    for path in FOLDER.glob("*.png"):
        lighten(path)


def sheet(browser: Any, site: Site) -> None:
    """The printed overview as a picture."""
    import pypdfium2

    context = signed_in(browser, site, "leader")
    page = context.new_page()
    page.goto(site.address + "/", wait_until="networkidle")
    document = pypdfium2.PdfDocument(page.pdf(format="A4", print_background=True, prefer_css_page_size=True))
    context.close()
    (FOLDER / "overview-a4.png").write_bytes(png(document[0].render(scale=1.5, rev_byteorder=True)))


def png(bitmap: Any) -> bytes:
    """A rendered page as PNG, written with the standard library alone."""
    import struct
    import zlib

    channels, stride, data = bitmap.n_channels, bitmap.stride, bytes(bitmap.buffer)
    rows = b"".join(
        b"\0" + data[y * stride : y * stride + bitmap.width * channels] for y in range(bitmap.height)
    )

    def part(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, {1: 0, 3: 2, 4: 6}[channels], 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows, 9)) + part(b"IEND", b"")
