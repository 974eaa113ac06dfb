"""The indicator framework as frozen values: what is measured, how, by whom, and for which goal.

These are the rows of the catalogue as read (see ``formats/catalogue.py``), kept as tuples and not as
mappings so that a repeated code stays visible to ``method/check/framework.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

#: The eight domains of a women's plan, in the plan's order.
DOMAINS = ("health", "education", "economy", "decision", "security", "family", "environment", "law")
#: The seven domains of a children's plan (安全 safety, 福利 welfare), in the plan's order.
CHILD_DOMAINS = ("health", "safety", "education", "welfare", "family", "environment", "law")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    A value is numerator / denominator * ``scale``. ``needs_denominator`` is ``yes`` for a ratio of
    counts, ``no`` for a count, ``optional`` for a mean (years, minutes) that may come ready-made.
    ``change_zh``/``change_en`` name a difference: a percent changes by percentage points.
    """

    code: str
    label_zh: str
    label_en: str
    scale: int
    needs_denominator: str
    change_zh: str = ""
    change_en: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a short list (status, reason, state, period, breakdown) with its labels."""

    list: str
    code: str
    label_zh: str
    label_en: str
    note_zh: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the framework.

    ``direction``: up, down, about or none, the side on which the value is better.
    ``period``: which twelve months (or term, census, survey) a value describes.
    ``frequency``: years from one value to the next, counted from ``anchor_year``.
    ``carry_years``: for how many years a value may stand in for a missing one; 0 forbids it.
    ``breakdowns``: dimensions asked for besides the total. ``SEX`` is absent where the indicator is
    about women alone or is itself women's share.
    ``kind``: share (0-100 %), rate (may pass 100 %, or per 1,000 and more), level, count, other.
    ``small_count``: a handful of events a year; judged on several years pooled.
    """

    code: str
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str
    numerator_zh: str
    numerator_en: str
    denominator_zh: str
    denominator_en: str
    unit: str
    decimals: int
    direction: str
    period: str
    frequency: int
    carry_years: int
    breakdowns: tuple[str, ...]
    kind: str
    small_count: bool
    source_body: str
    form: str
    comparability_zh: str
    comparability_en: str
    anchor_year: int

    @property
    def domain(self) -> str:
        return self.code.partition(".")[0]

    @property
    def has_denominator(self) -> bool:
        return bool(self.denominator_zh)

    def is_due(self, year: int) -> bool:
        """Whether the indicator's own period brings a new value in ``year``."""
        return (year - self.anchor_year) % self.frequency == 0

    def last_due(self, year: int) -> int:
        """The latest year up to ``year`` in which a new value was due."""
        return year - (year - self.anchor_year) % self.frequency


@dataclass(frozen=True, slots=True)
class Body:
    """A department, mass organisation, court or township; ``valid_from``/``valid_to`` are ISO dates or empty."""

    code: str
    name_zh: str
    name_en: str
    short_zh: str
    kind: str
    valid_from: str
    valid_to: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal or a measure of the plan in one short sentence; ``clause`` is its place in the plan."""

    domain: str
    no: int
    title_zh: str
    title_en: str
    clause: str

    @property
    def code(self) -> str:
        return f"{self.domain}.goal.{self.no}"

    @property
    def measure_code(self) -> str:
        """The code when this is one of the plan's measures."""
        return f"{self.domain}.measure.{self.no}"


@dataclass(frozen=True, slots=True)
class BoundTarget:
    """A numeric target of the plan, bound to the indicator and the cell it is judged on.

    ``operator``: >= <= ~ hold>= hold<= hold~ delta>= delta<= ratio>=. ``tolerance`` (in the unit) is
    the recorded reading of "about". ``change``, ``basis`` and ``base_year`` belong to delta and ratio.
    """

    code: str
    domain: str
    goal_no: int
    indicator: str
    breakdown: str
    operator: str
    value: Decimal | None
    unit: str
    year: int
    tolerance: Decimal | None
    change: str
    basis: str
    base_year: int | None
    compare_indicator: str
    compare_breakdown: str
    note_zh: str
    note_en: str

    @property
    def goal(self) -> str:
        return f"{self.domain}.goal.{self.goal_no}"


@dataclass(frozen=True, slots=True)
class Track:
    """One way in which a goal is followed.

    ``kind``: quantitative (a target), directional (against the base year), qualitative (milestones),
    external (a target set later from outside) or none (nothing honest to measure).
    ``subject`` of a directional track: value, gap:SEX, gap:URBANISATION or compare (with
    ``compare_indicator``). ``direction``: up, down, narrow, curb, hold or match.
    """

    code: str
    domain: str
    goal_no: int
    kind: str
    target: str
    indicator: str
    breakdown: str
    direction: str
    subject: str
    compare_indicator: str
    compare_breakdown: str
    title_zh: str
    title_en: str

    @property
    def goal(self) -> str:
        return f"{self.domain}.goal.{self.goal_no}"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of a qualitative track: due year, weight, and the evidence asked for.

    A ``mechanism`` is judged by its use in the year, not by the document that founds it.
    """

    code: str
    track: str
    no: int
    title_zh: str
    title_en: str
    due_year: int
    weight: Decimal
    mechanism: bool
    evidence_zh: str
    evidence_en: str


@dataclass(frozen=True, slots=True)
class Allotment:
    """Who leads and who supports a goal or a measure; ``suggested`` until the county confirms."""

    kind: str
    domain: str
    no: int
    lead: str
    supporting: tuple[str, ...]
    deadline: str
    status: str

    @property
    def code(self) -> str:
        return f"{self.domain}.{self.kind}.{self.no}"


@dataclass(frozen=True, slots=True)
class DomainShape:
    """A domain as the plan numbers it."""

    slug: str
    name_zh: str
    name_en: str
    goals: int
    measures: int


@dataclass(frozen=True, slots=True)
class PlanRows:
    """All that the catalogue holds about one plan."""

    code: str
    title_zh: str
    title_en: str
    start_year: int
    end_year: int
    base_year: int
    domains: tuple[DomainShape, ...] = ()
    goals: tuple[Goal, ...] = ()
    measures: tuple[Goal, ...] = ()
    targets: tuple[BoundTarget, ...] = ()
    tracks: tuple[Track, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    allotments: tuple[Allotment, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole catalogue as read. Lookups give the first row of a code."""

    units: tuple[Unit, ...] = ()
    codes: tuple[Code, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    bodies: tuple[Body, ...] = ()
    plans: tuple[PlanRows, ...] = ()
    _by_code: dict[str, Indicator] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for indicator in self.indicators:
            self._by_code.setdefault(indicator.code, indicator)

    def indicator(self, code: str) -> Indicator | None:
        return self._by_code.get(code)

    def unit(self, code: str) -> Unit | None:
        return next((unit for unit in self.units if unit.code == code), None)

    def body(self, code: str) -> Body | None:
        return next((body for body in self.bodies if body.code == code), None)

    def plan(self, code: str) -> PlanRows | None:
        return next((plan for plan in self.plans if plan.code == code), None)

    def of_list(self, name: str) -> tuple[Code, ...]:
        """The codes of a list, such as ``status`` or ``AGE``, in the order of the file."""
        return tuple(code for code in self.codes if code.list == name)
