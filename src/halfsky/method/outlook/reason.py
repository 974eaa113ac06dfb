"""Why a target is warned of: one key, from what drives the probability. The sentence is in ``method/wording/outlook``."""

from __future__ import annotations

KEYS = (
    "reached_unsure", "hold_unsure", "moving_away", "standstill", "pace_short", "spread_wide", "swing_up", "swing_down",
    "cases",
)  # fmt: skip
LITTLE = 0.05
"""A recent pace below this share of the pace needed is no movement."""


def reason(
    *, level: str, swing: str, place: float | None, hold: bool, needed: float | None, recent: float | None, counts: bool = False
) -> str:
    """The key of the reason for a warning.

    ``level`` and ``swing`` as judged, ``place`` of the newest value in what was expected (0 to 1), ``needed`` and
    ``recent`` the paces in units a year (needed 0: reached already).
    """
    if counts:
        return "cases"
    if level not in ("watch", "at_risk", "off_track"):
        return "swing_up" if place is None or place > 0.5 else "swing_down"
    if not needed:
        return "hold_unsure" if hold else "reached_unsure"
    made = (recent or 0.0) / needed
    if abs(made) < LITTLE:
        return "standstill"
    if made < 0:
        return "moving_away"
    return "pace_short" if made < 1 else "spread_wide"
