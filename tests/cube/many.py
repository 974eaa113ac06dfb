"""A made-up city of counties as release content: the county of ``county.py`` told anew for each area."""

from __future__ import annotations

import dataclasses

from halfsky.cube.content import AreaRow, ReleaseContent
from tests.cube.county import county

CITY = "140900000000"


def city(areas: int = 14, **given: int) -> ReleaseContent:
    """``areas`` counties below one city, each with figures and milestone states of its own; the release is the city's."""
    codes = [f"1409{n:02}000000" for n in range(21, 21 + areas)]
    made = [county(seed=100 + n, **given) for n in range(areas)]
    rows = [dataclasses.replace(row, area=code) for code, one in zip(codes, made, strict=True) for row in one.observations]
    states = [
        dataclasses.replace(row, area=code) for code, one in zip(codes, made, strict=True) for row in one.milestone_states
    ]
    names = [AreaRow(code, f"县{n}", f"county {n}", "county", CITY, judged=True) for n, code in enumerate(codes)]
    return dataclasses.replace(
        made[0],
        area=CITY,
        observations=tuple(rows),
        milestone_states=tuple(states),
        areas=(AreaRow(CITY, "忻州市", "Xinzhou City", "city"), *names),
    )
