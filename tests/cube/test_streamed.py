import dataclasses
import json

import pyarrow as pa
import pytest

from halfsky.cube.layout import write_release
from halfsky.cube.streamed import lines, write_streamed
from halfsky.cube.tables import tables
from tests.cube.county import county

CONTENT = county(indicators=6, breakdowns=4)


def batches(content, name, size):
    table = next(one for one in tables(content) if one.name == name)
    types = {int: pa.int64(), str: pa.string(), bool: pa.bool_()}
    given = [(column, types[kind]) for column, kind in table.columns if column != "followed"]
    schema = pa.schema(given)
    for at in range(0, len(table.rows), size):
        columns = list(zip(*table.rows[at : at + size], strict=True))[: len(given)]
        yield pa.RecordBatch.from_arrays([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def test_a_release_written_in_parts_is_the_one_written_at_once(tmp_path):
    at_once = write_release(tmp_path / "a", CONTENT)
    large = {name: batches(CONTENT, name, 777) for name in ("observations", "milestone_states")}
    streamed = write_streamed(tmp_path / "b", CONTENT, large)
    assert streamed == at_once
    for name in [*at_once.files, "manifest.json"]:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_what_breaks_off_leaves_nothing(tmp_path):
    def broken():
        yield from list(batches(CONTENT, "observations", 100))[:2]
        raise RuntimeError("gone")

    with pytest.raises(RuntimeError, match="gone"):
        write_streamed(tmp_path / "b", CONTENT, {"observations": broken()})
    assert list(tmp_path.iterdir()) == []


def test_rows_are_written_as_json_writes_them():
    rows = [(1, None, 'a "quoted" \\ word', True), (-5, "岢岚\n", "", False), (2**62, "x\u2028y", "\x00", None)]
    schema = pa.schema([("a", pa.int64()), ("b", pa.string()), ("c", pa.string()), ("d", pa.bool_())])
    table = pa.Table.from_arrays([pa.array(c, f.type) for c, f in zip(zip(*rows, strict=True), schema, strict=True)], schema=schema)
    expected = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    assert bytes(lines(table)).decode() == expected


def test_a_release_without_a_large_row_can_be_written(tmp_path):
    none = dataclasses.replace(CONTENT, milestone_states=())
    manifest = write_streamed(tmp_path / "b", none, {"milestone_states": iter(())})
    assert manifest.rows["milestone_states"] == 0
    assert manifest.content_hash == write_release(tmp_path / "a", none).content_hash
