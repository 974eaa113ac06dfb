"""One county out of a release of many, as a release of its own that says where it came from.

It holds every figure of the county and of the areas above it, and of its siblings the rare events only: how much
siblings differ enters the outlook of small counts. So the county is judged as it was among the others. The origin,
proved before anything is taken, stands in ``framework.json`` under ``picked_from`` {release, area, content_hash,
manifest_hash}, which the manifest seals.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from halfsky.cube.content import ReleaseContent
from halfsky.cube.layout import (
    FRAMEWORK,
    MANIFEST,
    SIGNATURE,
    Lineage,
    Manifest,
    being_made,
    canonical_json,
    content_hash,
    manifest_bytes,
    manifest_of,
    read_manifest,
    verify,
    write_table,
)
from halfsky.cube.tables import Table
from halfsky.method.errors import HalfskyError

AREA_WIDTH = 10**12
"""An observation's cell id is area x 10^12 and the rest (``tables``)."""
Row = dict[str, Any]


class PickRefused(HalfskyError):
    """A county that cannot be taken out of a release."""

    messages = {
        "unknown": (
            "发布版 {path} 中没有地区 {area}，请核对 12 位区划代码。",
            "The release {path} has no area {area}; check its code of 12 digits.",
        ),
        "unjudged": (
            "发布版 {path} 只列出地区 {area}，没有对它研判，不能单独取出。",
            "The release {path} lists the area {area} but does not judge it, so it cannot be picked.",
        ),
        "own": (
            "{area} 就是发布版 {path} 自己的地区，不必取出。",
            "{area} is the release {path}'s own area already; there is nothing to pick.",
        ),
    }


def pick(
    release: Path | str, area: str, out: Path | str, *, key_id: str = "", sign: Callable[[bytes], bytes] | None = None,
    proved: bool = False,
) -> Manifest:
    """Write the county ``area`` of ``release`` as the new folder ``out``; the same release gives the same content hash.

    ``sign`` makes the bytes of ``signature.json`` by the key ``key_id``. ReleaseError when the release is damaged or
    ``out`` is there already, PickRefused when there is no such county. ``proved``: the files were checked when the release
    was taken in, so that a small part of a large one is read in no time.
    """
    path = Path(release)
    manifest = read_manifest(path) if proved else verify(path)
    areas = pq.read_table(path / "codes/area.parquet").to_pylist()
    kept = _kept(areas, path, manifest, area)
    framework = json.loads((path / FRAMEWORK).read_bytes())
    own = next(row for row in areas if row["code"] == area)
    framework["area"] = {name: own[name] for name in ("code", "name_zh", "name_en", "level", "parent", "judged")}
    framework["picked_from"] = {
        "release": manifest.identity, "area": manifest.area, "content_hash": manifest.content_hash, "manifest_hash": manifest.hash,
    }  # fmt: skip
    made = [_table(path, name, areas, kept, area) for name in sorted(manifest.rows)]
    head = ReleaseContent(
        manifest.year, manifest.number, area, manifest.plan, manifest.created_at, manifest.demo, (), (), (), (), (), (), (), (), framework
    )
    with being_made(out) as partial:
        (partial / "codes").mkdir()
        for table in made:
            write_table(partial / f"{table.name}.parquet", table)
        (partial / FRAMEWORK).write_bytes(canonical_json(framework))
        counts = {table.name: len(table.rows) for table in made}
        told = manifest_of(partial, head, counts, content_hash(head, made), Lineage(embargo=manifest.embargo, key_id=key_id))
        (partial / MANIFEST).write_bytes(manifest_bytes(told))
        if sign is not None:
            (partial / SIGNATURE).write_bytes(sign(manifest_bytes(told)))
    return told


def _kept(areas: list[Row], path: Path, manifest: Manifest, area: str) -> dict[str, bool]:
    """Which areas are kept, by code: True with every figure, False with their rare events alone."""
    known = {row["code"]: row for row in areas}
    if area not in known:
        raise PickRefused("unknown", path=path, area=area)
    if area == manifest.area:
        raise PickRefused("own", path=path, area=area)
    if not known[area]["judged"]:
        raise PickRefused("unjudged", path=path, area=area)
    above = known[area]["parent"]
    kept = {row["code"]: False for row in areas if above and row["parent"] == above}
    kept[area] = True
    while above in known and kept.get(above) is not True:
        kept[above] = True
        above = known[above]["parent"]
    return kept


def _table(path: Path, name: str, areas: list[Row], kept: dict[str, bool], area: str) -> Table:
    file = path / f"{name}.parquet"
    found = _figures(path, file, areas, kept) if name == "observations" else pq.read_table(file)
    if name == "codes/area":
        rows = [row for row in found.to_pylist() if row["code"] in kept]
        told = [{**row, "ix": at, "judged": row["code"] == area} for at, row in enumerate(rows)]
        found = pa.Table.from_pylist(told, schema=found.schema)
    elif name == "milestone_states":
        found = found.filter(pc.equal(found["area"], area))
    kinds: dict[pa.DataType, type] = {pa.int64(): int, pa.string(): str, pa.bool_(): bool}
    columns = tuple((field.name, kinds[field.type]) for field in found.schema)
    return Table(name, columns, list(zip(*(column.to_pylist() for column in found.columns), strict=True)))


def _figures(path: Path, file: Path, areas: list[Row], kept: dict[str, bool]) -> pa.Table:
    """The figures that are kept, in the numbers of the areas that are kept; their order stays."""
    indicators = pq.read_table(path / "codes/indicator.parquet", columns=["ix", "small_count"]).to_pylist()
    rare = [row["ix"] for row in indicators if row["small_count"]]
    numbers = [row["ix"] for row in areas if row["code"] in kept]
    whole = [row["ix"] for row in areas if kept.get(row["code"])]
    of_area = ds.field("area")
    wanted = of_area.isin(whole) | (of_area.isin(numbers) & ds.field("indicator").isin(rare))
    found = ds.dataset(file, format="parquet").to_table(filter=wanted)
    at = pc.cast(pc.index_in(found["area"], value_set=pa.array(numbers, pa.int64())), pa.int64())
    moved = pc.multiply(pc.subtract(at, found["area"]), AREA_WIDTH)
    cells = pc.add(found["cell_id"], moved)
    found = found.set_column(0, "cell_id", cells).set_column(1, "area", at)
    return found.sort_by("cell_id")
