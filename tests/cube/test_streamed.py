import dataclasses
import json

import pyarrow as pa
import pytest

from halfsky.cube.layout import write_release
from halfsky.cube.streamed import lines, regrouped, write_streamed
from halfsky.cube.tables import tables
from tests.cube.county import county

CONTENT = county(indicators=6, breakdowns=4)


def batches(content, name, size):
    table = next(one for one in tables(content) if one.name == name)
    types = {int: pa.int64(), str: pa.string(), bool: pa.bool_()}
    schema = pa.schema([(column, types[kind]) for column, kind in table.columns])
    for at in range(0, len(table.rows), size):
        columns = zip(*table.rows[at : at + size], strict=True)
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


@pytest.mark.parametrize("given", [1, 7, 100, 250])
def test_batches_of_any_size_become_groups_of_one_size(given):
    schema = pa.schema([("a", pa.int64())])
    parts = [pa.RecordBatch.from_arrays([pa.array(range(at, min(at + given, 250)), pa.int64())], schema=schema)
             for at in range(0, 250, given)]  # fmt: skip
    groups = list(regrouped(iter(parts), schema, 64))
    assert [g.num_rows for g in groups] == [64, 64, 64, 58]
    assert [v for g in groups for v in g.column(0).to_pylist()] == list(range(250))


def test_a_release_without_a_large_row_can_be_written(tmp_path):
    none = dataclasses.replace(CONTENT, milestone_states=())
    manifest = write_streamed(tmp_path / "b", none, {"milestone_states": iter(())})
    assert manifest.rows["milestone_states"] == 0
    assert manifest.content_hash == write_release(tmp_path / "a", none).content_hash
