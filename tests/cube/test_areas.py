"""The areas of a release are told with their names, by code."""

from halfsky.cube.areas import Area, areas_of
from halfsky.cube.layout import write_release
from tests.cube.many import CITY, city


def test_areas_come_with_names_by_code(tmp_path):
    write_release(tmp_path / "city", city(2))
    assert areas_of(tmp_path / "city") == [
        Area(CITY, "忻州市", "Xinzhou City", "city", "", True),
        Area("140921000000", "县0", "county 0", "county", CITY, True),
        Area("140922000000", "县1", "county 1", "county", CITY, True),
    ]
