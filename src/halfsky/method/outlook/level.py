"""Levels of the outlook, with thresholds from the scheme and no flicker between them.

on track P >= 0.8, watch P >= 0.5, at risk P >= 0.2, off track below; the thresholds follow the cost of a missed target
against that of a needless warning and are configuration. A level changes only when P has passed the threshold by
0.05. A warning's colour is the level's; a swing without difficulty is blue.
"""

from __future__ import annotations

from typing import Any

from halfsky.method.scheme import Scheme

LEVELS = ("on_track", "watch", "at_risk", "off_track")
"""From best to worst."""
CANNOT = "cannot_judge"
SWINGS = ("", "watch", "flag")
WHY = (
    "", "too_few_points", "years_missing", "definition_broken", "no_target_yet", "too_far", "no_counts",
    "target_year_past",
)  # fmt: skip
"""Why a series is not judged; "" when it is. A series is known by the position of its reason."""
COLOURS = {"watch": "yellow", "at_risk": "orange", "off_track": "red"}


def level(p: float | None, scheme: Scheme, previous: str | None = None) -> str:
    """The level of probability ``p``, None when it was not judged. ``previous`` is the level of the year before.

    >>> level(0.82, Scheme()), level(0.82, Scheme(), "watch"), level(0.86, Scheme(), "watch")
    ('on_track', 'watch', 'on_track')
    """
    if p is None or p != p:
        return CANNOT
    if previous not in LEVELS:
        return LEVELS[_at(p, scheme)]
    best = _at(p + scheme.hysteresis, scheme, above=True)
    worst = _at(p - scheme.hysteresis, scheme)
    return LEVELS[min(max(LEVELS.index(previous), best), worst)]


def levels(p: Any, scheme: Scheme, previous: Any = None) -> Any:
    """``level`` for an array of probabilities (NaN: not judged), as positions in LEVELS and -1 for CANNOT."""
    found = _places(p, scheme)
    if previous is not None:
        best, worst = _places(p + scheme.hysteresis, scheme, above=True), _places(p - scheme.hysteresis, scheme)
        kept = previous.clip(best, worst)
        found[previous >= 0] = kept[previous >= 0]
    found[p != p] = -1
    return found


def colour(level_: str, swing: str) -> str:
    """The colour of the warning that a level and a swing call for; "" when they call for none."""
    return COLOURS.get(level_, "blue" if swing else "")


def expected(p: float, scheme: Scheme) -> bool:
    """Whether a year before the target year counts as expected (else hard): P at the threshold of watch."""
    return p >= scheme.watch


def _at(p: float, scheme: Scheme, *, above: bool = False) -> int:
    """How many thresholds p stays under; on a threshold it is over it, with ``above`` only past it."""
    return int(_places(round(p, 9), scheme, above=above))


def _places(p: Any, scheme: Scheme, *, above: bool = False) -> Any:
    """The same of a number or of an array of them (numpy is not imported here: the module stays cheap)."""
    p = p.round(9) if hasattr(p, "round") else p
    limits = (scheme.on_track, scheme.watch, scheme.at_risk)
    return sum((p <= limit if above else p < limit) * 1 for limit in limits)
