"""The figures of a release's own area by name, for comparing a printed text with them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from halfsky.cube.engine import connect, question
from halfsky.cube.layout import verify
from halfsky.reportdoc.ours import Known


def known_figures(release_dir: Path | str) -> tuple[str, tuple[Known, ...]]:
    """The release's identity and every total it holds for its own area; ReleaseError when it is damaged."""
    path = Path(release_dir)
    manifest = verify(path)
    connection = connect(path, manifest)
    try:
        rows = connection.execute(question("known"), [manifest.area]).fetchall()
    finally:
        connection.close()
    return manifest.identity, tuple(Known(name, year, Decimal(value) / 10**6, unit) for name, year, value, unit in rows)
