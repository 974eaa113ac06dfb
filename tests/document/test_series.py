from decimal import Decimal

from tests.document import pictures


def test_a_series_knows_its_base_and_its_figures():
    line = pictures.series("86.4 - 89.3")
    assert line.base == Decimal("86.4")
    assert [point.year for point in line.known] == [2020, 2022]
