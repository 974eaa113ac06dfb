"""A release too large for memory, written table by table: the same files and the same hashes as ``layout`` writes.

Large tables come as batches of Arrow, in the order of their rows; the small ones are made at once by ``tables``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from halfsky.cube.content import ReleaseContent
from halfsky.cube.layout import (
    FRAMEWORK,
    MANIFEST,
    ROW_GROUP,
    SIGNATURE,
    ContentHash,
    Lineage,
    Manifest,
    arrow_schema,
    being_made,
    canonical_json,
    how_written,
    manifest_bytes,
    manifest_of,
    row_groups,
    write_table,
)
from halfsky.cube.tables import Table, followed, tables


def write_streamed(
    path: Path | str, content: ReleaseContent, large: Mapping[str, Iterable[pa.RecordBatch]], lineage: Lineage | None = None,
    sign: Callable[[bytes], bytes] | None = None,
) -> Manifest:
    """Write ``content`` as the folder ``path``, the tables named in ``large`` from their batches.

    The batches have the table's columns, but for ``followed``, and are sorted as the table is. What ``content`` holds of a large table only
    tells which codes there are. Whole or not at all, as ``layout.write_release``.
    """
    made = {table.name: table for table in tables(content)}
    head = {"year": content.year, "area": content.area, "plan": content.plan, "demo": content.demo}
    framework = canonical_json(content.framework)
    digest = ContentHash(head, framework)
    rows: dict[str, int] = {}
    with being_made(path) as partial, ThreadPoolExecutor(1) as beside:
        (partial / "codes").mkdir()
        (partial / FRAMEWORK).write_bytes(framework)
        for name in sorted(made):
            table = made[name]
            digest.table(name, [column for column, _ in table.columns])
            file = partial / f"{name}.parquet"
            if name in large:
                batches = large[name]
                if name == "observations":
                    batches = _marked(batches, followed(made["targets"], made["tracks"]))
                rows[name] = _stream(file, table, batches, digest, beside)
                continue
            write_table(file, table)
            rows[name] = len(table.rows)
            for row in table.rows:
                digest.row(row)
        manifest = manifest_of(partial, content, {table: rows[table] for table in made}, digest.hexdigest(), lineage)
        (partial / MANIFEST).write_bytes(manifest_bytes(manifest))
        if sign is not None:
            (partial / SIGNATURE).write_bytes(sign(manifest_bytes(manifest)))
    return manifest


def _marked(batches: Iterable[pa.RecordBatch], judged: frozenset[int]) -> Iterator[pa.RecordBatch]:
    """The observations with what is ``followed`` marked."""
    wanted = pa.array(sorted(judged), pa.int64())
    for batch in batches:
        series = pc.add(pc.multiply(batch["indicator"], 10**4), batch["breakdown"])
        yield batch.append_column("followed", pc.is_in(series, value_set=wanted))


def _stream(file: Path, table: Table, batches: Iterable[pa.RecordBatch], digest: ContentHash, beside: ThreadPoolExecutor) -> int:
    """Write one large table in its row groups; the lines of its rows are hashed beside the writing."""
    schema = arrow_schema(table.columns)
    count = 0
    hashing: list[Future[None]] = []

    def told() -> Iterator[pa.Table]:
        nonlocal count
        for batch in batches:
            part = pa.Table.from_batches([batch]).cast(schema)
            for earlier in hashing:
                earlier.result()
            hashing[:] = [beside.submit(_hash, digest, part)]
            count += part.num_rows
            yield part

    with pq.ParquetWriter(file, schema, **how_written(table.columns)) as writer:
        for group in row_groups(told()):
            writer.write_table(group, row_group_size=ROW_GROUP)
    for last in hashing:
        last.result()
    return count


def _hash(digest: ContentHash, part: pa.Table) -> None:
    digest.lines(lines(part))


def lines(table: pa.Table) -> memoryview:
    """The rows as ``ContentHash.row`` writes them, one JSON line each."""
    columns = [_texts(column) for column in table.columns]
    columns[0] = pc.binary_join_element_wise("[", columns[0], "")
    columns[-1] = pc.binary_join_element_wise(columns[-1], "]\n", "")
    joined = pc.binary_join_element_wise(*columns, ",")
    whole = joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined
    if isinstance(whole, pa.ChunkedArray):
        return memoryview(b"".join(bytes(lines_of(chunk)) for chunk in whole.chunks))
    return lines_of(whole)


def lines_of(texts: pa.StringArray) -> memoryview:
    """The bytes of an array of texts, one after the other."""
    _, offsets, data = texts.buffers()
    ends = memoryview(offsets).cast("i")
    return memoryview(data)[ends[texts.offset] : ends[texts.offset + len(texts)]]


def _texts(column: pa.ChunkedArray) -> Any:
    """A column's values as JSON. Texts repeat, so each distinct one is written once."""
    if pa.types.is_string(column.type):
        coded = column.combine_chunks().dictionary_encode()
        coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
        written = pa.array([json.dumps(text, ensure_ascii=False) for text in coded.dictionary.to_pylist()], pa.string())
        return pc.fill_null(written.take(coded.indices), "null")
    return pc.fill_null(pc.cast(column, pa.string()), "null")
