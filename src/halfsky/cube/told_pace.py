"""How far a target's value has come, and how much a year is still needed: integers of millionths, as the run has them.

The rules are those of ``method/appraisal/progress.py``, which a test holds equal.
"""

from __future__ import annotations

from typing import Any

from halfsky.cube.told_gap import number
from halfsky.method.rounding import divided

Row = dict[str, Any]


def told_pace(r: Row) -> Row:
    """{progress, pace_expected, pace_needed, share_of_time} of the judged target ``r``; None where there is none, as for
    a target that is to be held every year."""
    expected = needed = progress = share = None
    if not r["hold"]:
        base, reach, way, short = r["base_value"], r["reach"], r["way"], r["short"]
        passed, span = r["passed"], r["span"]
        share = divided(passed * 1000, span)
        if base is not None and reach is not None and span:
            expected = base + (divided((reach - base) * passed, span) or 0)
        if way is not None and short is not None and way > 0:
            progress = divided((way - short) * 1000, way)
        if short is not None and r["year"] > r["at_year"] and short > r["slack"]:
            needed = divided(reach - r["found"], r["year"] - r["at_year"])
    return {
        "progress": _tenths(progress), "pace_expected": number(expected), "pace_needed": number(needed), "share_of_time": _tenths(share),
    }  # fmt: skip


def _tenths(value: int | None) -> float | None:
    return None if value is None else value / 10
