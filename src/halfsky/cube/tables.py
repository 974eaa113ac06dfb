"""From a release's content to its tables: codes become numbers, decimals become integers, rules are worked out.

Each table is a list of columns with a fixed type and rows sorted by key, so the same content gives the same rows
whatever the order in which it came. An observation's cell id is area x 10^12 + indicator x 10^8 + breakdown x 10^4
+ year, so that ``cell_id / 10000`` names the series and sorting by it keeps a series together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from halfsky.cube.content import (
    DIRECTIONS,
    KINDS,
    OPERATORS,
    REASONS,
    STATUSES,
    SUBJECTS,
    IndicatorRow,
    ReleaseContent,
    TargetRow,
    TrackRow,
)
from halfsky.cube.errors import ReleaseError
from halfsky.method.appraisal.direction import bound_of
from halfsky.method.appraisal.gap import SIDES
from halfsky.method.breakdown import Breakdown, parse
from halfsky.method.rounding import SCALE, to_scaled
from halfsky.method.target import GROWTH_DECIMALS, Target, bounds

MOST = 10_000
"""Indicators and breakdowns of one release, by the width of the cell id."""
MOST_AREAS = 900_000

Cell = int | str | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file name without suffix, its columns with their type (int, str, bool), its rows."""

    name: str
    columns: tuple[tuple[str, type], ...]
    rows: list[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Numbering:
    """Code -> number, for the three kinds of code that cells are made of."""

    area: dict[str, int]
    indicator: dict[str, int]
    breakdown: dict[str, int]
    indicators: dict[str, IndicatorRow]

    def cell(self, area: str, indicator: str, breakdown: str, year: int) -> int:
        series = self.area[area] * 10**8 + self.indicator[indicator] * 10**4 + self.breakdown[breakdown]
        return series * 10**4 + year


def _place(cell: tuple[int | None, int | None], year: int) -> int | None:
    """The cell id of (indicator, breakdown) in ``year``, in the area numbered 0; None of no indicator."""
    indicator, breakdown = cell
    return None if indicator is None or breakdown is None else (indicator * 10**4 + breakdown) * 10**4 + year


def tables(content: ReleaseContent) -> list[Table]:
    """All tables of ``content``; ReleaseError when a row names a code that is not there or stands twice."""
    numbering = _number(content)
    targets, tracks = _targets(content, numbering), _tracks(content, numbering)
    made = [
        _areas(content, numbering),
        _indicators(content, numbering),
        _breakdowns(numbering),
        _bodies(content),
        _goals(content),
        _observations(content, numbering, followed(targets, tracks)),
        targets,
        tracks,
        _milestones(content),
        _milestone_states(content),
    ]
    for table in made:
        key = 2 if table.name == "milestone_states" else 0
        seen: set[Any] = set()
        for row in table.rows:
            name = row[: key + 1]
            if name in seen:
                raise ReleaseError("repeated", table=table.name, row=_row_name(table, row))
            seen.add(name)
    return made


FOLLOWED = (("targets", "cell"), ("targets", "compare_cell"), ("tracks", "first_cell"), ("tracks", "second_cell"))
"""Where the tables name a cell that is judged or that something judged is compared with."""


def followed(*made: Table) -> frozenset[int]:
    """The series, as indicator x 10^4 + breakdown, that a target or a track follows."""
    found: set[int] = set()
    for table in made:
        names = [name for name, _ in table.columns]
        for at in (names.index(column) for where, column in FOLLOWED if where == table.name):
            found.update(cell // 10**4 for row in table.rows if isinstance(cell := row[at], int))
    return frozenset(found)


def side_key(breakdown: str, dimension: str, code: str) -> str:
    """The key of one side of a gap: ``breakdown`` with ``dimension`` set to ``code``."""
    given = parse(breakdown)
    sex, urbanisation = given.sex, given.urbanisation
    if dimension == "SEX":
        sex = code
    else:
        urbanisation = code
    return Breakdown(sex, urbanisation, given.age).key


def target_rule(row: TargetRow, plan_base_year: int) -> Target:
    """The target of ``row`` as the method judges it."""
    base_year = row.base_year if row.base_year is not None else plan_base_year
    compared = bool(row.compare_indicator)
    return Target(
        row.operator, row.value, row.year, base_year, row.tolerance, row.change, row.basis, compared, row.code
    )


def _row_name(table: Table, row: tuple[Cell, ...]) -> str:
    if table.name != "observations":
        return str(row[0]) if table.name != "milestone_states" else f"{row[0]} {row[1]} {row[2]}"
    return f"{row[1]}-{row[2]}-{row[3]} {row[4]}"


def _number(content: ReleaseContent) -> Numbering:
    given = {row.breakdown for row in content.observations}
    given |= {row.breakdown for row in content.targets} | {row.compare_breakdown for row in content.targets}
    given |= {row.breakdown for row in content.tracks} | {row.compare_breakdown for row in content.tracks}
    keys = {"", *(parse(text).key for text in given)}
    for track in content.tracks:
        for dimension, sides in SIDES.items():
            keys.update(side_key(track.breakdown, dimension, code) for code in sides)
    areas = sorted({row.code for row in content.areas} | {content.area})
    indicators = {row.code: row for row in content.indicators}
    for name, found, most in (
        ("areas", areas, MOST_AREAS),
        ("indicators", indicators, MOST),
        ("breakdowns", keys, MOST),
    ):
        if len(found) > most:
            raise ReleaseError("too_many", table=name, most=most)
    return Numbering(
        {code: i for i, code in enumerate(areas)},
        {code: i for i, code in enumerate(sorted(indicators))},
        {key: i for i, key in enumerate(sorted(keys))},
        indicators,
    )


def _look(codes: dict[str, int], code: str, table: str, row: str, what: str) -> int:
    if code not in codes:
        raise ReleaseError("unknown_code", table=table, row=row, what=what, code=code)
    return codes[code]


def _one_of(value: str, allowed: Sequence[str], table: str, row: str, what: str) -> str:
    if value not in allowed:
        raise ReleaseError("bad_value", table=table, row=row, what=what, code=value)
    return value


def _scaled(value: Decimal | None) -> int | None:
    return None if value is None else to_scaled(value)


def _areas(content: ReleaseContent, numbering: Numbering) -> Table:
    listed = {row.code: row for row in content.areas}
    if len(listed) < len(content.areas):
        codes = [row.code for row in content.areas]
        raise ReleaseError("repeated", table="areas", row=next(c for c in codes if codes.count(c) > 1))
    rows: list[tuple[Cell, ...]] = []
    for code, ix in numbering.area.items():
        row = listed.get(code)
        judged = code == content.area or (row is not None and row.judged)
        names = (row.name_zh, row.name_en, row.level, row.parent) if row is not None else (code, code, "", "")
        rows.append((ix, code, *names, judged))
    columns = "ix:int code name_zh name_en level parent judged:bool"
    return Table("codes/area", _columns(columns), rows)


def _indicators(content: ReleaseContent, numbering: Numbering) -> Table:
    if len(numbering.indicators) < len(content.indicators):
        codes = [row.code for row in content.indicators]
        raise ReleaseError("repeated", table="indicators", row=next(c for c in codes if codes.count(c) > 1))
    rows: list[tuple[Cell, ...]] = []
    for code, ix in numbering.indicator.items():
        r = numbering.indicators[code]
        _one_of(r.direction, ("up", "down", "about", "none"), "indicators", code, "direction")
        texts = (r.definition_zh, r.definition_en, r.numerator_zh, r.numerator_en, r.denominator_zh)
        more = (r.denominator_en, r.comparability_zh, r.comparability_en)
        rule = (int(r.scale) if r.scale is not None else None, r.decimals, r.direction, r.period, r.frequency)
        habits = (r.anchor_year, r.carry_years, r.breakdowns, r.kind, r.small_count, r.source_body, r.form)
        domain = code.partition(".")[0]
        rows.append((ix, code, domain, r.name_zh, r.name_en, r.unit, *rule, *habits, *texts, *more))
    columns = (
        "ix:int code domain name_zh name_en unit scale:int decimals:int direction period frequency:int "
        "anchor_year:int carry_years:int breakdowns kind small_count:bool source_body form definition_zh "
        "definition_en numerator_zh numerator_en denominator_zh denominator_en comparability_zh comparability_en"
    )
    return Table("codes/indicator", _columns(columns), rows)


def _breakdowns(numbering: Numbering) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for key, ix in numbering.breakdown.items():
        b = parse(key)
        rows.append((ix, key, b.sex, b.urbanisation, b.age))
    return Table("codes/breakdown", _columns("ix:int key sex urbanisation age"), rows)


def _bodies(content: ReleaseContent) -> Table:
    rows = [(b.code, b.name_zh, b.name_en, b.short_zh, b.kind) for b in content.bodies]
    return Table("codes/body", _columns("code name_zh name_en short_zh kind"), sorted(rows))


def _goals(content: ReleaseContent) -> Table:
    goals = content.framework["goals"]
    rows = [(str(g["code"]), str(g["domain"]), int(g["no"])) for g in goals]
    return Table("codes/goal", _columns("code domain no:int"), sorted(rows))


def _observations(content: ReleaseContent, numbering: Numbering, judged: frozenset[int]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    keys = {text: parse(text).key for text in {o.breakdown for o in content.observations}}
    for o in content.observations:
        name = f"{o.area} {o.indicator} {o.breakdown} {o.year}"
        area = _look(numbering.area, o.area, "observations", name, "area")
        indicator = _look(numbering.indicator, o.indicator, "observations", name, "indicator")
        key = keys[o.breakdown]
        _one_of(o.status, STATUSES, "observations", name, "status")
        _one_of(o.reason, ("", *REASONS), "observations", name, "reason")
        if (o.value is None) == (o.reason == "") or not 1000 <= o.year <= 9999:
            raise ReleaseError("value_and_reason", row=name)
        figures = (_scaled(o.numerator), _scaled(o.denominator), _scaled(o.value))
        texts = (o.status, o.reason, o.note, o.source_body, o.signer)
        cell = numbering.cell(o.area, o.indicator, key, o.year)
        breakdown = numbering.breakdown[key]
        rows.append((cell, area, indicator, breakdown, o.year, *figures, *texts, indicator * 10**4 + breakdown in judged))
    rows.sort(key=lambda row: row[0])  # type: ignore[arg-type,return-value]
    columns = (
        "cell_id:int area:int indicator:int breakdown:int year:int numerator:int denominator:int value:int "
        "status reason note source_body signer followed:bool"
    )
    return Table("observations", _columns(columns), rows)


def _cell(numbering: Numbering, table: str, row: str, indicator: str, breakdown: str) -> tuple[int | None, int]:
    ix = _look(numbering.indicator, indicator, table, row, "indicator") if indicator else None
    return ix, numbering.breakdown[parse(breakdown).key]


def _targets(content: ReleaseContent, numbering: Numbering) -> Table:
    base_year = int(content.framework["plan"]["base_year"])
    rows: list[tuple[Cell, ...]] = []
    for t in content.targets:
        _one_of(t.operator, OPERATORS, "targets", t.code, "operator")
        rule = target_rule(t, base_year)
        own = _cell(numbering, "targets", t.code, t.indicator, t.breakdown)
        other = _cell(numbering, "targets", t.code, t.compare_indicator, t.compare_breakdown)
        multiplier, offset = rule.line()
        aimed = numbering.indicators.get(t.indicator)
        line = (int(multiplier.scaleb(GROWTH_DECIMALS)), to_scaled(offset), rule.reference)
        sense = rule.sense(aimed.direction if aimed is not None else "none")
        meaning = (sense, rule.hold, rule.assigned, t.operator.endswith("~"))
        ends = bounds(aimed.kind) if aimed is not None and rule.reference == "base" else (None, None)
        written = (t.operator, _scaled(t.value), t.unit, t.year, _scaled(t.tolerance), t.change, t.basis)
        cells = (_place(own, rule.base_year), _place(other, base_year))
        place = (t.code, t.domain, t.goal)
        rows.append((*place, *own, *written, rule.base_year, *other, t.quote, *line, *meaning, *map(_scaled, ends), *cells))
    columns = (
        "code domain goal indicator:int breakdown:int operator value:int unit year:int tolerance:int change basis "
        "base_year:int compare_indicator:int compare_breakdown:int quote multiplier:int start:int reference "
        "sense:int hold:bool assigned:bool about:bool lowest:int highest:int cell:int compare_cell:int"
    )
    return Table("targets", _columns(columns), sorted(rows, key=lambda row: str(row[0])))


def _tracks(content: ReleaseContent, numbering: Numbering) -> Table:
    targets = {t.code for t in content.targets}
    base_year = int(content.framework["plan"]["base_year"])
    rows: list[tuple[Cell, ...]] = []
    for t in content.tracks:
        _one_of(t.kind, KINDS, "tracks", t.code, "kind")
        if t.target and t.target not in targets:
            raise ReleaseError("unknown_code", table="tracks", row=t.code, what="target", code=t.target)
        if t.kind == "directional":
            _one_of(t.direction, DIRECTIONS, "tracks", t.code, "direction")
        subject = t.subject or "value"
        _one_of(subject, SUBJECTS, "tracks", t.code, "subject")
        own = _cell(numbering, "tracks", t.code, t.indicator, t.breakdown)
        first, second = _sides(t, subject, numbering)
        names = (t.code, t.domain, t.goal, t.kind, t.title_zh, t.title_en, t.target)
        cells = (_place(first, base_year), _place(second, base_year))
        rows.append((*names, *own, t.direction, subject, *first, *second, *cells, *_measure(t, subject, numbering)))
    columns = (
        "code domain goal kind title_zh title_en target indicator:int breakdown:int direction subject "
        "first_indicator:int first_breakdown:int second_indicator:int second_breakdown:int "
        "first_cell:int second_cell:int better matched_on grain:int bound:int rare:bool"
    )
    return Table("tracks", _columns(columns), sorted(rows, key=lambda row: str(row[0])))


def _sides(
    t: TrackRow, subject: str, numbering: Numbering
) -> tuple[tuple[int | None, int | None], tuple[int | None, int | None]]:
    """The two cells of a gap or a comparison; the second is empty when there is none."""
    if not t.indicator:
        return (None, None), (None, None)
    ix, breakdown = _cell(numbering, "tracks", t.code, t.indicator, t.breakdown)
    if subject.startswith("gap:"):
        dimension = subject.partition(":")[2]
        keys = [numbering.breakdown[side_key(t.breakdown, dimension, code)] for code in SIDES[dimension]]
        return (ix, keys[0]), (ix, keys[1])
    if subject == "compare":
        other = _cell(numbering, "tracks", t.code, t.compare_indicator, t.compare_breakdown)
        return (ix, breakdown), other if other[0] is not None else (None, None)
    return (ix, breakdown), (None, None)


def _measure(t: TrackRow, subject: str, numbering: Numbering) -> tuple[Cell, ...]:
    """What the measure of a directional track is judged by: which way of its own is better, which way of the indicator,
    in what units it is rounded, the best it can be, whether it is a gap of rare events."""
    i = numbering.indicators.get(t.indicator)
    if i is None:
        return "none", "none", None, None, False
    gap = subject.startswith("gap:")
    grain = 10 ** max(SCALE - i.decimals, 0)
    better = "down" if gap else i.direction
    return better, i.direction, grain, _scaled(bound_of(subject, i.kind, t.direction)), gap and i.small_count


def _milestones(content: ReleaseContent) -> Table:
    tracks = {t.code for t in content.tracks}
    rows: list[tuple[Cell, ...]] = []
    for m in content.milestones:
        if m.track not in tracks:
            raise ReleaseError("unknown_code", table="milestones", row=m.code, what="track", code=m.track)
        weight = to_scaled(m.weight)
        rows.append((m.code, m.track, m.no, m.title_zh, m.title_en, m.due_year, weight, m.mechanism))
    columns = "code track no:int title_zh title_en due_year:int weight:int mechanism:bool"
    return Table("milestones", _columns(columns), sorted(rows, key=lambda row: str(row[0])))


def _milestone_states(content: ReleaseContent) -> Table:
    milestones = {m.code for m in content.milestones}
    areas = {row.code for row in content.areas} | {content.area}
    rows: list[tuple[Cell, ...]] = []
    for s in content.milestone_states:
        if s.milestone not in milestones or s.area not in areas:
            code = s.area if s.milestone in milestones else s.milestone
            raise ReleaseError("unknown_code", table="milestone_states", row=s.milestone, what="code", code=code)
        _one_of(s.state, ("done", "partial", "none"), "milestone_states", s.milestone, "state")
        rows.append((s.milestone, s.area, s.year, s.state, s.evidence_zh))
    columns = "milestone area year:int state evidence_zh"
    return Table("milestone_states", _columns(columns), sorted(rows, key=lambda row: row[:3]))


def _columns(text: str) -> tuple[tuple[str, type], ...]:
    kinds: dict[str, type] = {"int": int, "bool": bool, "": str}
    return tuple((name, kinds[kind]) for name, _, kind in (part.partition(":") for part in text.split()))
