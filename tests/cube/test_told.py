import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.cube.layout import write_release
from halfsky.cube.run import monitor
from halfsky.cube.told import STATES, number
from halfsky.method.appraisal.gap import gap
from halfsky.method.rounding import from_scaled
from tests.cube.county import county


@given(st.integers(-(10**14), 10**14))
def test_a_number_says_the_decimal_to_its_last_digit(scaled):
    assert Decimal(repr(number(scaled))) == from_scaled(scaled)


def test_what_is_not_known_is_null():
    assert number(None) is None
    assert number(12_500_000) == 12.5 and number(3_000_000) == 3


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    path = tmp_path_factory.mktemp("r") / "2024-1"
    write_release(path, county(indicators=6, breakdowns=8, goals=5))
    return monitor(path)


def test_gaps_are_the_methods(result):
    directions = {f"indicator_{n:02}": "down" if n % 3 == 1 else "up" for n in range(6)}
    assert {row["dimension"] for row in result["gaps"]} == {"SEX", "URBANISATION"}
    for row in result["gaps"]:
        if None in row["sides"].values():
            assert row["difference"] is row["parity"] is row["worse"] is row["change"] is None
            continue
        first, second = (Decimal(repr(value)) for value in row["sides"].values())
        found = gap(row["dimension"], first, second, directions[row["indicator"].partition(".")[2]])
        assert Decimal(repr(row["difference"])) == found.difference
        assert row["worse"] == found.worse
        assert row["parity"] == (None if found.parity is None else float(found.parity))


def test_a_change_for_the_better_follows_the_indicators_direction(result):
    for row in result["series"]:
        change = row["change_from_previous"]
        if change:
            up = int(row["indicator"][-2:]) % 3 != 1
            assert row["better"] is ((change > 0) == up)
        else:
            assert row["better"] is None


def test_pooled_figures_come_with_their_interval(result):
    pooled = [row for row in result["series"] if row["pooled"]]
    assert pooled
    for row in pooled:
        told = row["pooled"]
        assert told["low_95"] <= told["low_80"] <= row["value"] <= told["high_80"] <= told["high_95"]


def test_every_row_of_a_track_has_the_same_fields(result):
    assert len({frozenset(row) for row in result["tracks"]}) == 1
    assert len({frozenset(row) for row in result["targets"]}) == 1


def conforms(value, schema, top, path="result"):
    """A small reading of JSON Schema, enough for the run's: returns what does not conform."""
    if "$ref" in schema:
        schema = top["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    if "oneOf" in schema:
        tries = [conforms(value, one, top, path) for one in schema["oneOf"]]
        return [] if [] in tries else tries[-1]
    if "const" in schema or "enum" in schema:
        return [] if value in schema.get("enum", [schema.get("const")]) else [f"{path}: {value!r}"]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kind = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", float: "number"}
    name = "null" if value is None else kind[type(value)]
    if name not in kinds and not (name == "integer" and "number" in kinds):
        return [f"{path}: {name} is not {kinds}"]
    wrong = []
    if isinstance(value, list):
        for n, item in enumerate(value):
            wrong += conforms(item, schema["items"], top, f"{path}[{n}]")
    if isinstance(value, dict) and "properties" in schema:
        may = set(schema["properties"])
        must = set(schema.get("required", may))
        wrong += [f"{path}: {key}" for key in (set(value) - may) | (must - set(value))]
        for key in set(value) & set(schema["properties"]):
            wrong += conforms(value[key], schema["properties"][key], top, f"{path}.{key}")
    return wrong


def test_the_result_is_what_the_reference_page_describes(result):
    schema = json.loads(Path("docs/reference/run.schema.json").read_text(encoding="utf-8"))
    assert conforms(result, schema, schema)[:3] == []
    assert conforms({**result, "year": "2024"}, schema, schema), "a wrong result is seen"


def test_every_reason_is_on_the_method_page():
    page = Path("docs/method/run.md").read_text(encoding="utf-8")
    questions = Path("src/halfsky/cube/questions")
    text = "".join((questions / f"{name}.sql").read_text() for name in ("targets", "interim", "directions", "milestones", "standing"))
    keys = set(re.findall(r"(?:then|else) '([a-z_]+)'", text)) - {*STATES, "down"}
    assert {key for key in keys if key not in page} == set()
