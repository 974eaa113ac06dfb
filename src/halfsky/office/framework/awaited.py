"""A target that is set from above, as the page on which it gets its value shows it."""

from __future__ import annotations

from dataclasses import dataclass

from halfsky.office.framework.measure import UNIT_FIELDS, measure_of
from halfsky.office.framework.models import Track
from halfsky.office.plan.selectors.draft import OPERATOR_WORDS, plain_number

FORMS = (">=", "<=", "~", "hold>=", "hold<=", "hold~")
"""How a value set from above may be meant."""
USUAL = {"up": ">=", "down": "<=", "about": "~"}
"""How it is meant where nothing else is said, by the better side of the indicator."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """The track, where it belongs, and the value it has by now ("" before it came)."""

    track: str
    title: str
    indicator_name: str
    unit: str
    domain: str
    domain_name: str
    goal_no: int
    operator: str
    value: str
    year: str
    source: str
    operators: tuple[tuple[str, str], ...]


def awaited(track: str, lang: str) -> Awaited | None:
    """The target of ``track`` in the newest adopted plan that has it, None when it is not one set from above (one query)."""
    row = (
        Track.objects.filter(code=track, kind="external", indicator__isnull=False, goal__domain__plan__status="adopted")
        .select_related("goal__domain__plan", "indicator", "target").order_by("-goal__domain__plan_id").first()
    )
    if row is None or row.indicator is None:
        return None
    at, known, one, domain = (1 if lang == "en" else 0), row.target, row.indicator, row.goal.domain
    measure = measure_of(tuple(getattr(one, name) for name in UNIT_FIELDS), lang)
    return Awaited(
        track=row.code, title=(row.title_en if at else "") or row.title_zh, indicator_name=(one.name_en if at else "") or one.name_zh,
        unit=measure.unit_text, domain=domain.slug, domain_name=(domain.name_en if at else "") or domain.name, goal_no=row.goal.no,
        operator=known.operator if known else USUAL.get(one.direction, ">="), value=plain_number(known.value) if known else "",
        year=str((known.year if known else None) or domain.plan.end_year or ""), source=known.quote if known else "",
        operators=tuple((key, OPERATOR_WORDS[key][at]) for key in FORMS),
    )
