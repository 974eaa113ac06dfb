"""Boundaries come from the user's file, by the code it names; anything else is one sentence."""

import json
import math

import pytest

from halfsky.formats.boundaries import BoundariesRefused, read_boundaries

SQUARE = [[[100, 30], [101, 30], [101, 40], [100, 40], [100, 30]]]


def written(path, features):
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def feature(code, kind="Polygon", coordinates=SQUARE):
    return {"type": "Feature", "properties": {"adcode": code}, "geometry": {"type": kind, "coordinates": coordinates}}


def test_codes_are_filled_to_twelve_digits_and_shapes_narrowed(tmp_path):
    given = [feature(140929), feature("140930000000", "MultiPolygon", [SQUARE]), feature(1, "Point", [1, 2])]
    shapes = read_boundaries(written(tmp_path / "b.json", given), "adcode")
    assert [shape.code for shape in shapes] == ["140929000000", "140930000000"]
    assert shapes[0].geometry["coordinates"][0][0] == [round(100 * math.cos(math.radians(35)), 4), 30]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"features": 1}', '{"features": []}', '{"features": [{"geometry": {"type": "Polygon"}}]}'])
def test_what_is_no_geojson_is_refused(tmp_path, text):
    (tmp_path / "b.json").write_text(text)
    with pytest.raises(BoundariesRefused):
        read_boundaries(tmp_path / "b.json", "adcode")


def test_a_missing_property_is_named_with_those_there_are(tmp_path):
    with pytest.raises(BoundariesRefused, match="adcode"):
        read_boundaries(written(tmp_path / "b.json", [feature(1)]), "code")
