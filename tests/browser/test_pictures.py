"""Pictures of every page for the documentation, taken from the running product: ``make pictures``.

The pictures are only written when HALFSKY_PICTURES=1; without it the test says which of them are missing.
"""

from __future__ import annotations

import base64
import os
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Site, signed_in
from tests.browser.pages import EMPTY, FULL, VISITOR
from tests.office_story import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FOLDER = ROOT / "docs" / "pictures"
SIZES = {1280: 900, 390: 844}
TALLEST = {1280: 1500, 390: 1800}


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


PIXELS = """async words => {
  const image = new Image(); image.src = "data:image/png;base64," + words; await image.decode();
  const canvas = document.createElement("canvas"); canvas.width = image.width; canvas.height = image.height;
  const ink = canvas.getContext("2d"); ink.drawImage(image, 0, 0);
  const bytes = ink.getImageData(0, 0, image.width, image.height).data; let text = "";
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode.apply(null, bytes.subarray(i, i + 32768));
  return [image.width, image.height, btoa(text)];
}"""


def lighten(page: Any, path: Path) -> None:
    """Rewrite a picture with the 256 colours it uses most: a third of its size, and no difference to the eye."""
    import numpy as np

    width, height, words = page.evaluate(PIXELS, base64.b64encode(path.read_bytes()).decode())
    pixels = np.frombuffer(base64.b64decode(words), np.uint8).reshape(-1, 4)[:, :3].astype(np.int32)
    colours, which, often = np.unique(
        pixels[:, 0] << 16 | pixels[:, 1] << 8 | pixels[:, 2], return_inverse=True, return_counts=True
    )
    parts = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
    palette = parts[np.argsort(-often, kind="stable")[:256]]
    nearest = np.concatenate([
        ((some[:, None, :] - palette[None]) ** 2).sum(axis=2).argmin(axis=1)
        for some in np.array_split(parts, max(1, len(parts) // 2000))
    ]).astype(np.uint8)
    rows = nearest[which.reshape(height, width)]
    data = np.concatenate([np.zeros((height, 1), np.uint8), rows], axis=1).tobytes()
    path.write_bytes(png_of(width, height, 3, data, palette.astype(np.uint8).tobytes()))


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
    page = browser.new_page()
    for path in sorted(FOLDER.glob("*.png")):
        lighten(page, path)
    page.close()


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
    """A rendered page as PNG."""
    channels, stride, data = bitmap.n_channels, bitmap.stride, bytes(bitmap.buffer)
    rows = b"".join(
        b"\0" + data[y * stride : y * stride + bitmap.width * channels] for y in range(bitmap.height)
    )
    return png_of(bitmap.width, bitmap.height, {1: 0, 3: 2, 4: 6}[channels], rows)


def png_of(width: int, height: int, kind: int, rows: bytes, palette: bytes = b"") -> bytes:
    """A PNG of 8 bits a channel from its rows, each led by a zero; written with the standard library alone."""

    def part(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0))
    colours = part(b"PLTE", palette) if palette else b""
    return b"\x89PNG\r\n\x1a\n" + head + colours + part(b"IDAT", zlib.compress(rows, 9)) + part(b"IEND", b"")
