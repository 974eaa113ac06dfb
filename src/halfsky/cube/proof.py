"""Counting a release again: the content hash from the rows as they lie in its files.

The digests of the files show that nothing was changed since the manifest was written; this shows that the manifest
tells the truth about what the rows say. Tables are read batch by batch, so the size of the release does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from halfsky.cube.errors import ReleaseError
from halfsky.cube.layout import FRAMEWORK, ContentHash, Manifest
from halfsky.cube.streamed import lines

BATCH = 65_536


def recount(path: Path, manifest: Manifest) -> int:
    """How many rows were read; ReleaseError when they are fewer or more than said or give another content hash."""
    read: dict[str, int] = {}
    head = {"year": manifest.year, "area": manifest.area, "plan": manifest.plan, "demo": manifest.demo}
    digest = ContentHash(head, (path / FRAMEWORK).read_bytes())
    for name in sorted(manifest.rows):
        table = _opened(path / f"{name}.parquet")
        digest.table(name, table.schema_arrow.names)
        read[name] = 0
        for part in _parts(table):
            if part.num_rows:
                read[name] += part.num_rows
                digest.lines(lines(part))
    if digest.hexdigest() != manifest.content_hash or read != dict(manifest.rows):
        raise ReleaseError("altered_content", path=path)
    return sum(read.values())


def _opened(file: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(file)
    except pa.ArrowException:
        raise ReleaseError("altered_file", path=file.parent, file=file.name) from None


def _parts(table: pq.ParquetFile) -> Iterator[pa.Table]:
    """The rows in their order, some at a time."""
    every = list(range(table.num_row_groups))
    if "followed" not in table.schema_arrow.names:
        yield from _read(table, every)
        return
    # what is followed lies in row groups of its own: two rows of rows, each in the order of its cells
    marked = [n for n in every if table.read_row_group(n, columns=["followed"]).column(0)[0].as_py()]
    others = sorted(set(every) - set(marked))
    yield from _merged(_read(table, marked), _read(table, others))


def _read(table: pq.ParquetFile, groups: list[int]) -> Iterator[pa.Table]:
    for batch in table.iter_batches(BATCH, row_groups=groups) if groups else ():
        if batch.num_rows:
            yield pa.Table.from_batches([batch])


def _merged(*sides: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Two or more streams, each in the order of its first column, as one; of equals the earlier stream's come first.

    What lies below every stream's newest value is complete and goes out sorted; the rest waits for more.
    """
    waiting: list[pa.Table | None] = [next(side, None) for side in sides]
    ended = [one is None for one in waiting]
    while any(waiting):
        open_ends = [_last(one) for one, over in zip(waiting, ended, strict=True) if one is not None and not over]
        bound = min(open_ends, default=None)
        ready = []
        for at, one in enumerate(waiting):
            if one is None:
                continue
            count = one.num_rows if bound is None else int(np.searchsorted(one.column(0).to_numpy(), bound, side="left"))
            ready.append(one.slice(0, count))
            waiting[at] = one.slice(count) if count < one.num_rows else None
        for at, side in enumerate(sides):
            left = waiting[at]
            if not ended[at] and (left is None or bound == _last(left)):
                more = next(side, None)
                ended[at] = more is None
                waiting[at] = left if more is None else more if left is None else pa.concat_tables([left, more])
        whole = pa.concat_tables(ready)
        yield whole.take(pa.array(np.argsort(whole.column(0).to_numpy(), kind="stable")))


def _last(table: pa.Table) -> int:
    return int(table.column(0)[table.num_rows - 1].as_py())
