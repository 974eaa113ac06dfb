"""Invent what the demo's ten townships reported for 2023 and 2024, so that the county's figures are their sums.

    python tools/demo_townships.py           # writes township_figures.csv in demo/kelan; after tools/demo_figures.py

Nothing here was observed. The county's own invented figures are taken apart:

townships.csv            each township's share of the people and of the countryside, its villages and communities,
                         and how it stands beside the others (-1 worse, +1 better)
township_registers.csv   which indicators a township reports from its registers, by what they are shared out (`@code`: by
                         that indicator's numerators), and how far the townships are apart (points at a standing of 1)

Denominators are shared out first, then numerators by each township's own rate; both add up to the county's last version.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.demo_figures import CATALOGUE, DEMO, FIELDS, NOTE, Row, half_up, indicators, read, save

SEED = "kelan-townships"
YEARS = (2023, 2024)
"""Township reporting began in 2023."""


def townships() -> list[Row]:
    """The ten townships."""
    return read(DEMO / "townships.csv")


def registers() -> list[Row]:
    """What a township reports."""
    return read(DEMO / "township_registers.csv")


def shared(total: int, weights: Sequence[float], most: Sequence[int] | None = None) -> list[int]:
    """`total` in whole parts by weight, the largest remainders rounded up; no part above `most`.

    >>> shared(10, [1, 1, 2])
    [3, 2, 5]
    """
    whole = sum(weights) or 1
    exact = [total * weight / whole for weight in weights]
    parts = [min(int(one), most[at]) if most else int(one) for at, one in enumerate(exact)]
    order = sorted(range(len(parts)), key=lambda at: (int(exact[at]) - exact[at], at))
    while sum(parts) < total:
        for at in order:
            if sum(parts) < total and (most is None or parts[at] < most[at]):
                parts[at] += 1
    return parts


def at_rates(total: int, sizes: Sequence[int], rates: Sequence[float]) -> list[int]:
    """`total` in whole parts, each near its own rate of its size: all rates are moved by the same amount until the sum fits."""
    low, high = -1.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if sum(min(max(rate + middle, 0.0), 1.0) * size for rate, size in zip(rates, sizes, strict=True)) < total:
            low = middle
        else:
            high = middle
    exact = [min(max(rate + high, 0.0), 1.0) * size for rate, size in zip(rates, sizes, strict=True)]
    return shared(total, exact, sizes) if total else [0] * len(sizes)


def weights_of(register: Row) -> list[float]:
    """By what a register's figures are shared out among the townships."""
    name = register["share"]
    assert not name.startswith("@"), f"{register['indicator']} stands before {name}"
    if name == "places":
        return [float(one["villages"]) + float(one["communities"]) for one in townships()]
    return [float(one[name]) for one in townships()]


def figures() -> list[list[str]]:
    """The rows of township_figures.csv."""
    county = {(row["indicator"], row["year"]): row for name in ("figures.csv", "revisions.csv") for row in read(DEMO / name) if not row["breakdown"]}
    known = {row["code"]: row for row in indicators()}
    scales = {row["code"]: int(row["scale"] or 0) for row in read(CATALOGUE / "codes/unit.csv")}
    made: dict[tuple[str, int], list[list[str]]] = {}
    for register in registers():
        code = register["indicator"]
        for year in YEARS:
            before = made.get((register["share"].removeprefix("@"), year), [])
            weights = [float(row[4]) for row in before] or weights_of(register)
            made[code, year] = _year(register, known[code], scales, county[code, str(year)], year, weights)
    return [row for rows in made.values() for row in rows]


def _year(
    register: Row, indicator: Row, scales: dict[str, int], whole: Row, year: int, weights: Sequence[float]
) -> list[list[str]]:
    places = townships()
    note = f"{NOTE}；{register['register_zh']}" + (f"；{whole['note'].partition('；')[2]}" if whole["status"] == "I" else "")

    def line(place: Row, top: str, bottom: str, value: str) -> list[str]:
        return [register["indicator"], place["code"], "", str(year), top, bottom, value, whole["status"], "", place["body"], note]

    if not whole["denominator"]:
        rise = [weight * (1 + _draw(register, place, 0, 0.3)) for weight, place in zip(weights, places, strict=True)]
        return [line(place, "", "", str(one)) for place, one in zip(places, shared(int(whole["value"]), rise), strict=True)]
    top, bottom = int(whole["numerator"]), int(whole["denominator"])
    sizes = shared(bottom, weights)
    spread = float(register["spread"]) / 100
    drift = 0 if whole["status"] == "I" else year
    rates = [top / bottom + (float(place["lean"]) + _draw(register, place, drift, 0.4)) * spread for place in places]
    scale, decimals = scales[indicator["unit"]], int(indicator["decimals"])
    parts = at_rates(top, sizes, rates)
    return [
        line(place, str(one), str(size), str(half_up(one * scale / size, decimals)))
        for place, one, size in zip(places, parts, sizes, strict=True)
    ]


def _draw(register: Row, place: Row, year: int, width: float) -> float:
    """A triangular draw in +-width, the same every time."""
    draw = Random(f"{SEED}:{register['indicator']}:{place['code']}:{year}")  # noqa: S311 - invented figures, not a secret
    return width * (draw.random() + draw.random() - 1)


def write(folder: Path = DEMO) -> None:
    """Write township_figures.csv into `folder`."""
    save(folder / "township_figures.csv", FIELDS, figures())


if __name__ == "__main__":
    write()
