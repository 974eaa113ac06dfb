"""What a warning is called."""

from __future__ import annotations

from halfsky.office.framework.measure import Measure
from halfsky.office.monitoring.words import breakdown_word, pick


def title_of(measure: Measure, breakdown: str, lang: str) -> str:
    """A warning's name: its indicator, with the group it is judged on where that is not the total."""
    group = breakdown_word(breakdown, lang) if breakdown else ""
    return measure.name if not group or group in measure.name else pick(("{n}（{g}）", "{n} ({g})"), lang).format(n=measure.name, g=group)
