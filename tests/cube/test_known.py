"""What a release holds for its own area, by the indicator's name."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from halfsky.cube.known import known_figures
from halfsky.cube.layout import write_release
from tests.cube.county import AREA, county


def test_totals_of_the_own_area_with_their_years(tmp_path: Path) -> None:
    content = county(indicators=2, goals=2)
    write_release(tmp_path / "release", content)
    identity, known = known_figures(tmp_path / "release")
    names = {row.code: row.name_zh for row in content.indicators}
    wanted = {
        (names[o.indicator], o.year, o.value) for o in content.observations
        if o.area == AREA and o.breakdown == "" and o.value is not None and o.status != "I"
    }  # fmt: skip
    assert identity == content.identity
    assert {(k.name, k.year) for k in known} == {(name, year) for name, year, _ in wanted}
    assert {k.value for k in known} == {Decimal(value).quantize(Decimal("0.000001")) for _, _, value in wanted}
