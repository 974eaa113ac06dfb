"""The leader's few lines on warnings: how many of each level, what is overdue, and the worst by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from halfsky.method.wording.warning import chance
from halfsky.office.framework.measure import Measure
from halfsky.office.monitoring.models import WarningEntry
from halfsky.office.monitoring.policies import sees
from halfsky.office.monitoring.selectors.standing import Standing
from halfsky.office.monitoring.selectors.titles import title_of
from halfsky.office.monitoring.states import LEVELS, OWED, RAISED, state_words
from halfsky.office.monitoring.words import pick
from halfsky.office.trail.actor import Actor

LISTED = 5
WORST = ("red", "orange")


@dataclass(frozen=True, slots=True)
class Alert:
    """One warning in the list. ``late`` are the days its answer is overdue; ``state_word`` "" when not known yet."""

    pk: int
    title: str
    level: str
    lead: str
    chance: str
    state_word: str
    late: int


@dataclass(frozen=True, slots=True)
class Alerts:
    """Counts of the reader's standing warnings, and the red and orange ones, overdue first."""

    levels: tuple[tuple[str, int], ...]
    total: int
    worst: int
    overdue: int
    owed: int
    raised: int
    rows: tuple[Alert, ...]


def alerts(stand: Standing, by: Actor, known: Mapping[str, Measure], leads: Mapping[str, str], lang: str, today: date) -> Alerts:
    """The warnings of a run as ``by`` sees them on the day ``today`` (one query); ``leads`` by goal."""
    entries = [
        entry for entry in WarningEntry.objects.filter(run_id=stand.run).exclude(level="").select_related("warning")
        if sees(entry.warning, by)
    ]
    rows, owed, raised = [], 0, 0
    for entry in entries:
        warning = entry.warning
        current = warning.run_id == stand.run and not stand.opened
        waits = current and warning.state in OWED and warning.due is not None
        late = max((today - warning.due).days, 0) if waits and warning.due else 0
        owed += waits
        raised += current and warning.escalation == RAISED
        measure = known.get(warning.indicator)
        if measure is None:
            continue
        rows.append(Alert(
            warning.pk, title_of(measure, warning.breakdown, lang), entry.level, leads.get(warning.goal, ""),
            "" if warning.kind == "case_review" else chance(entry.p_met, lang),
            pick(state_words(warning.kind, warning.state), lang) if current else "", late,
        ))
    rows.sort(key=lambda row: (-LEVELS.index(row.level), -row.late, row.pk))
    worst = [row for row in rows if row.level in WORST]
    return Alerts(
        levels=tuple((level, sum(entry.level == level for entry in entries)) for level in reversed(LEVELS)), total=len(entries),
        worst=len(worst), overdue=sum(row.late > 0 for row in rows), owed=owed, raised=raised, rows=tuple(worst[:LISTED]),
    )
