"""Levels of the outlook, with thresholds from the scheme and no flicker between them.

on track P >= 0.8, watch P >= 0.5, at risk P >= 0.2, off track below; the thresholds follow the cost of a missed target
against that of a needless warning and are configuration. A level changes only when P has passed the threshold by
0.05. A warning's colour is the level's; a swing without difficulty is blue.
"""

from __future__ import annotations

from halfsky.method.scheme import Scheme

LEVELS = ("on_track", "watch", "at_risk", "off_track")
"""From best to worst."""
CANNOT = "cannot_judge"
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


def colour(level_: str, swing: str) -> str:
    """The colour of the warning that a level and a swing call for; "" when they call for none."""
    return COLOURS.get(level_, "blue" if swing else "")


def expected(p: float, scheme: Scheme) -> bool:
    """Whether a year before the target year counts as expected (else hard): P at the threshold of watch."""
    return p >= scheme.watch


def _at(p: float, scheme: Scheme, *, above: bool = False) -> int:
    """How many thresholds p stays under; on a threshold it is over it, with ``above`` only past it."""
    p = round(p, 9)
    limits = (scheme.on_track, scheme.watch, scheme.at_risk)
    return sum(not (p > limit if above else p >= limit) for limit in limits)
