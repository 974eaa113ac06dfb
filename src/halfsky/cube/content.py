"""What a release holds, as plain frozen rows. The office fills them; ``layout.write_release`` stores them.

Codes are the product's own: indicator ``health.maternal_mortality``, goal ``health.goal.2``, target
``health.goal.10.target.2``, track ``health.goal.2.track.1``; an area is a 12-digit division code. A breakdown
is the key of ``method.breakdown``: ``SEX=F;URBANISATION=U;AGE=Y35T45`` in that order, and "" for the total.
Figures are exact decimals; they are stored as integers of millionths.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

STATUSES = ("A", "P", "E", "I", "B", "O", "L", "M")
"""SDMX OBS_STATUS: A normal, P provisional, E estimated, I carried (imputed), B break in the series;
missing: O not reported, L hard to obtain, M does not apply."""
REASONS = ("not_due", "not_applicable", "no_sex_split", "hard_to_obtain", "not_reported", "not_surveyed")
"""Why a figure is missing."""
OPERATORS = (">=", "<=", "~", "hold>=", "hold<=", "hold~", "delta>=", "delta<=", "ratio>=")
KINDS = ("quantitative", "directional", "qualitative", "external", "none")
SUBJECTS = ("value", "gap:SEX", "gap:URBANISATION", "compare")
DIRECTIONS = ("up", "down", "narrow", "curb", "hold", "match")


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """One accepted figure of one cell (area, indicator, breakdown, year)."""

    area: str
    indicator: str
    breakdown: str
    """Canonical key, "" = total."""
    year: int
    """Reference year; the year in which a maternal-health or school year ends."""
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    """In the indicator's unit (percent: 0-100); None when missing."""
    status: str = "A"
    """One of STATUSES."""
    reason: str = ""
    """One of REASONS when ``value`` is None, else ""."""
    note: str = ""
    source_body: str = ""
    """Body code of the department that reported it."""
    signer: str = ""
    """Name of the person who signed the figure, as text."""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator of the framework, as adopted."""

    code: str
    """``<domain>.<name>``; the first part is the domain it is counted in."""
    name_zh: str
    name_en: str
    unit: str
    """Unit code, e.g. percent, per_100k."""
    scale: Decimal | None
    """value = numerator / denominator x scale (1, 100, 1000, 100000); None for a unit without denominator."""
    decimals: int
    """Decimals of the published figure."""
    direction: str
    """Which way is better: up, down, about, none."""
    period: str = "calendar"
    """calendar, maternal_year, school_year, term, census, survey."""
    frequency: int = 1
    """Years between two figures of the indicator's own."""
    anchor_year: int = 2020
    """A year in which a figure falls due; with ``frequency`` it gives the others."""
    carry_years: int = 0
    """For how many years a figure may stand for later ones; 0 = never."""
    breakdowns: str = ""
    """Space separated subset of SEX URBANISATION AGE that is asked for."""
    kind: str = "share"
    """share, rate, level, count, other."""
    small_count: bool = False
    """Judged on pooled years, never on one."""
    source_body: str = ""
    form: str = ""
    definition_zh: str = ""
    definition_en: str = ""
    numerator_zh: str = ""
    numerator_en: str = ""
    denominator_zh: str = ""
    denominator_en: str = ""
    comparability_zh: str = ""
    comparability_en: str = ""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target of the plan, bound to the cell it is judged on."""

    code: str
    domain: str
    goal: str
    """Goal code."""
    indicator: str
    """Indicator code; "" when the target is not bound yet (then it cannot be monitored)."""
    breakdown: str
    operator: str
    """One of OPERATORS."""
    value: Decimal | None
    """As written, positive also for a fall; None while a target set from outside is not assigned."""
    unit: str
    year: int
    tolerance: Decimal | None = None
    """For ``~``; None = the documented default."""
    change: str = ""
    """For delta: once or yearly."""
    basis: str = ""
    """For delta: percent (of the base) or points."""
    base_year: int | None = None
    """None = the plan's base year."""
    compare_indicator: str = ""
    """Another indicator whose figure of the same year is the target value."""
    compare_breakdown: str = ""
    quote: str = ""
    """The clause it came from."""


@dataclass(frozen=True, slots=True)
class TrackRow:
    """How one goal is followed; a goal has one or more."""

    code: str
    domain: str
    goal: str
    kind: str
    """One of KINDS."""
    title_zh: str
    title_en: str
    target: str = ""
    """Target code (quantitative and external)."""
    indicator: str = ""
    breakdown: str = ""
    direction: str = ""
    """One of DIRECTIONS (directional)."""
    subject: str = ""
    """One of SUBJECTS (directional); "" = value."""
    compare_indicator: str = ""
    compare_breakdown: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone of a qualitative track."""

    code: str
    track: str
    no: int
    title_zh: str
    title_en: str
    due_year: int
    weight: Decimal = Decimal(1)
    mechanism: bool = False
    """True when it is judged by use, not by the document that founds it."""


@dataclass(frozen=True, slots=True)
class MilestoneStateRow:
    """What was reported about a milestone for one year; the latest year up to the judged one counts."""

    milestone: str
    area: str
    year: int
    state: str
    """done, partial or none."""
    evidence_zh: str = ""


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One department, township or organisation."""

    code: str
    name_zh: str
    name_en: str = ""
    short_zh: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area that the release knows."""

    code: str
    name_zh: str
    name_en: str = ""
    level: str = ""
    parent: str = ""
    judged: bool = False
    """True when the plan's targets are judged for this area. The release's own area is always judged."""


@dataclass(frozen=True, slots=True)
class ReleaseContent:
    """Everything a release holds. Order of rows carries no meaning: they are sorted when written.

    ``framework`` is JSON-able and keeps what is shown but not judged; it needs at least
    ``plan`` {code, title_zh, title_en, start_year, end_year, base_year} and
    ``domains`` [{slug, name_zh, name_en}] in the plan's order and
    ``goals`` [{code, domain, no, title_zh, title_en}].
    It may hold ``measures``, ``division`` and ``scheme``, the approved monitoring scheme
    (``method.scheme.Scheme.plain``); without one the default judges.
    """

    year: int
    """The year the release is about."""
    number: int
    """Counts the releases of the year from 1."""
    area: str
    plan: str
    """Plan code."""
    created_at: str
    """ISO 8601 with offset, given by the caller."""
    demo: bool
    """True when the figures are invented."""
    observations: tuple[ObservationRow, ...]
    indicators: tuple[IndicatorRow, ...]
    targets: tuple[TargetRow, ...]
    tracks: tuple[TrackRow, ...]
    milestones: tuple[MilestoneRow, ...]
    milestone_states: tuple[MilestoneStateRow, ...]
    bodies: tuple[BodyRow, ...]
    areas: tuple[AreaRow, ...]
    framework: Mapping[str, Any] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """``<year>-<number>``, also the folder's name."""
        return f"{self.year}-{self.number}"
