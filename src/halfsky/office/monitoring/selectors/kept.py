"""The parts of a run's result that pages read from its bytes, kept in memory: a result never changes under its hash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.services.run import result_path

NAMES = ("index", "decomposition", "scheme", "all", "previous", "domains", "gaps", "area_gaps")


@lru_cache(maxsize=4)
def kept(result_hash: str) -> Mapping[str, Any]:
    """Those parts by name, None where the result has none; empty when its bytes are gone."""
    path = result_path(result_hash)
    if not path.is_file():
        return {}
    result = json.loads(path.read_text(encoding="utf-8"))
    return {name: result.get(name) for name in NAMES}


def words_of(stand: Standing) -> Mapping[str, Mapping[str, str]]:
    """The run's own words for the states, as its scheme has them; empty before a run."""
    scheme = kept(stand.result_hash).get("scheme") if stand.run is not None else None
    return (scheme or {}).get("words") or {}
