"""A small line of the last years with the outlook's fan and the target: positions in the drawing, no words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

WIDTH, HEIGHT, MARGIN = 104.0, 30.0, 3.5


@dataclass(frozen=True, slots=True)
class Spark:
    """Positions in a box of 104 by 30: the line's points, the newest one, the fan's band and median, the target."""

    line: str
    last_x: str
    last_y: str
    fan: str
    median: str
    target_y: str


def spark(points: Sequence[tuple[int, Decimal]], fan: Sequence[Mapping[str, Any]], reach: Decimal | None) -> Spark | None:
    """The drawing of yearly ``points`` (at least two), the fan's steps and what is to be reached; None for too few."""
    if len(points) < 2:
        return None
    steps = [row for row in fan if row["year"] > points[-1][0] and row["q50"] is not None]
    levels = [float(value) for _, value in points] + [float(row[q]) for row in steps for q in ("q10", "q50", "q90")]
    if reach is not None:
        levels.append(float(reach))
    first, last = points[0][0], max([points[-1][0], *(row["year"] for row in steps)])
    low, high = min(levels), max(levels)
    across, up = (WIDTH - 2 * MARGIN) / max(last - first, 1), (HEIGHT - 2 * MARGIN) / ((high - low) or 1.0)

    def at(year: int, value: object) -> str:
        return f"{MARGIN + (year - first) * across:.1f},{HEIGHT - MARGIN - (float(str(value)) - low) * up:.1f}"

    newest = at(*points[-1])
    band = ""
    if steps:
        around = [at(row["year"], row["q90"]) for row in steps] + [at(row["year"], row["q10"]) for row in reversed(steps)]
        band = f"M{newest}L{'L'.join(around)}Z"
    return Spark(
        line=" ".join(at(year, value) for year, value in points), last_x=newest.split(",")[0], last_y=newest.split(",")[1],
        fan=band, median=" ".join([newest, *(at(row["year"], row["q50"]) for row in steps)]) if steps else "",
        target_y="" if reach is None else at(first, reach).split(",")[1],
    )
