"""Counting a release again: the content hash from the rows as they lie in its files.

The digests of the files show that nothing was changed since the manifest was written; this shows that the manifest
tells the truth about what the rows say. Tables are read batch by batch, so the size of the release does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from pathlib import Path
from typing import Any

from halfsky.cube.errors import ReleaseError
from halfsky.cube.layout import FRAMEWORK, Manifest, hash_of

BATCH = 65_536


def recount(path: Path, manifest: Manifest) -> int:
    """How many rows were read; ReleaseError when they are fewer or more than said or give another content hash."""
    read: dict[str, int] = {}
    head = {"year": manifest.year, "area": manifest.area, "plan": manifest.plan, "demo": manifest.demo}
    made = [(name, *_table(path / f"{name}.parquet", name, read)) for name in manifest.rows]
    found = hash_of(head, (path / FRAMEWORK).read_bytes(), made)
    if found != manifest.content_hash or read != dict(manifest.rows):
        raise ReleaseError("altered_content", path=path)
    return sum(read.values())


def _table(file: Path, name: str, read: dict[str, int]) -> tuple[list[str], Iterator[Sequence[Any]]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(file)
    except pa.ArrowException:
        raise ReleaseError("altered_file", path=file.parent, file=file.name) from None
    read[name] = 0
    names = list(table.schema_arrow.names)

    def rows(groups: list[int]) -> Iterator[Sequence[Any]]:
        for group in groups:  # one at a time, so that what was read of the others is let go
            for batch in table.iter_batches(BATCH, row_groups=[group]):
                read[name] += batch.num_rows
                yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    every = list(range(table.num_row_groups))
    if "followed" not in names:
        return names, rows(every)
    # what is followed lies in row groups of its own: two rows of rows, each in the order of its cells
    marked = [n for n in every if table.read_row_group(n, columns=["followed"]).column(0)[0].as_py()]
    others = sorted(set(every) - set(marked))
    return names, merge(rows(marked), rows(others), key=lambda row: row[0])
