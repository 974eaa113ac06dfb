"""The outlook's fitted numbers, read from JSON: those that ship in ``catalogue/outlook``, or a folder of one's own."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from halfsky.method.outlook.priors import Priors, PriorsError, Recalibration, priors_of, recalibration_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

FOLDER = Path(__file__).parents[1] / "catalogue" / "outlook"
PRIORS, RECALIBRATION, RECORD = "priors.json", "recalibration.json", "record.json"


@lru_cache(maxsize=8)
def fitted(folder: Path = FOLDER) -> tuple[Priors, Recalibration]:
    """Priors and recalibration in ``folder``. PriorsError when a file is missing or not as it should be."""
    return priors_of(_read(folder / PRIORS, "priors")), recalibration_of(_read(folder / RECALIBRATION, "recalibration"))


@lru_cache(maxsize=8)
def record(folder: Path = FOLDER) -> Mapping[str, Any]:
    """How often the outlook was right where it was not fitted: ``halfsky outlook fit`` tries it on each source with that
    source left out. ``bins`` (tenths) and ``levels`` hold low, high, count, told (mean probability) and met (share);
    ``found`` and ``needless`` the shares of missed and of met targets that were warned of; ``scores`` as a backtest's."""
    return _read(folder / RECORD, "priors")


def _read(path: Path, what: str) -> Mapping[str, Any]:
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else problem
        raise PriorsError(what, where=path, what=why) from None
    if not isinstance(written, dict):
        raise PriorsError(what, where=path, what=type(written).__name__)
    return written
