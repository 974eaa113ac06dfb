"""Signed release folders without an office: for what must hold on a stick."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path

from halfsky.cube import layout
from halfsky.cube.layout import Lineage, Manifest, read_manifest, write_release
from halfsky.vault.seal import sealed
from halfsky.vault.signature import SigningKey
from tests.cube.county import county

CONTENT = county(indicators=2, breakdowns=2, goals=2)


def released(folder: Path, key: SigningKey | None, *, number: int = 1, year: int = 2024, area: str = CONTENT.area,
             after: Manifest | None = None, embargo: datetime | None = None, **content: object) -> Manifest:
    """A release ``<year>-<number>`` in ``folder``, signed with ``key`` and following ``after``."""
    areas = tuple(dataclasses.replace(row, code=area) for row in CONTENT.areas)
    rows = tuple(dataclasses.replace(row, area=area) for row in CONTENT.observations)
    states = tuple(dataclasses.replace(row, area=area) for row in CONTENT.milestone_states)
    made = dataclasses.replace(CONTENT, **{"year": year, "number": number, "area": area, "areas": areas, "observations": rows,
                                           "milestone_states": states, **content})
    lineage = Lineage(
        previous={"id": after.identity, "hash": after.hash} if after else None, embargo=embargo.isoformat() if embargo else "",
        signer={"body": "statistics_bureau", "body_name": "县统计局", "role": "statistician"},
        key_id=key.public.id if key else "",
    )
    sign = (lambda written: sealed(written, key)) if key else None
    return write_release(folder / f"{year}-{number}", made, lineage, sign=sign)


def chain(folder: Path, key: SigningKey, count: int, **more: object) -> list[Manifest]:
    """``count`` releases, each following the one before."""
    made: list[Manifest] = []
    for number in range(1, count + 1):
        made.append(released(folder, key, number=number, after=made[-1] if made else None, **more))
    return made


def rewritten(folder: Path, key: SigningKey | None = None, **fields: object) -> None:
    """The manifest with other fields and its own hash worked out anew, signed again when a key is given."""
    manifest = dataclasses.replace(read_manifest(folder), **fields)
    data = layout.manifest_bytes(manifest)
    for name, written in (("manifest.json", data), ("signature.json", sealed(data, key) if key else None)):
        if written is not None:
            (folder / name).chmod(0o644) if (folder / name).exists() else None
            (folder / name).write_bytes(written)
