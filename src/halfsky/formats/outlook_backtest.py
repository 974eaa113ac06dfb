"""How often the outlook was right, read from JSON as ``halfsky outlook backtest SERIES --leave-one-out --json`` prints it.

What ships in ``catalogue/outlook/backtest.json`` was measured on series of other places, each source tried with
numbers fitted without it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from halfsky.formats.outlook_priors import FOLDER
from halfsky.method.outlook.level import LEVELS

FILE = "backtest.json"
ALL = "all"


@dataclass(frozen=True, slots=True)
class LevelTried:
    """How many statements were of this level, and the shares (0 to 1) told and met."""

    level: str
    count: int
    told: float
    met: float


@dataclass(frozen=True, slots=True)
class Tenth:
    """The statements of one tenth of the probabilities: its ends, how many, and the shares (0 to 1) told and met."""

    low: float
    high: float
    count: int
    told: float
    met: float


@dataclass(frozen=True, slots=True)
class Tried:
    """One source: the scores of the outlook, the cover of its 80 % interval, and what its warnings found.

    ``found`` is the share of missed targets warned of below even odds, ``needless`` that of the targets met.
    """

    source: str
    count: int
    brier: float
    log: float
    cover: float
    levels: tuple[LevelTried, ...]
    found: float
    needless: float
    swing_watch: float
    swing_flag: float
    tenths: tuple[Tenth, ...]

    def of(self, level: str) -> LevelTried | None:
        """The statements of a level."""
        return next((row for row in self.levels if row.level == level), None)


@lru_cache(maxsize=4)
def backtests(path: Path = FOLDER / FILE) -> tuple[Tried, ...]:
    """All sources together first, then each; empty when there is no such file."""
    if not path.exists():
        return ()
    written = json.loads(path.read_text(encoding="utf-8"))
    rows = []
    for source, row in written.items():
        score = row["scores"]["outlook"]
        rows.append(Tried(
            source, score["count"], score["brier"], score["log"], score["cover"][1],
            tuple(LevelTried(level, one["count"], one["told"], one["met"]) for level, one in zip(LEVELS, row["levels"], strict=True)),
            row["found"], row["needless"], row["swing_watch"], row["swing_flag"],
            tuple(Tenth(one["low"], one["high"], one["count"], one["told"], one["met"]) for one in row["bins"]),
        ))  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.source != ALL, row.source)))
