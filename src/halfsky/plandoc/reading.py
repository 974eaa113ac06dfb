"""Read a document into a plan: `read(source)` gives a frozen `PlanReading`, for any text at all.

Nothing is lost: the spans of `outline` and `unplaced` lie side by side and cover the document exactly once.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from halfsky.plandoc.cells import table_targets
from halfsky.plandoc.clause import clause_of
from halfsky.plandoc.directions import Direction, direction_readings
from halfsky.plandoc.doubts import Doubt, doubt
from halfsky.plandoc.duties import Duty, duty
from halfsky.plandoc.front import Front, front_of, second_plan
from halfsky.plandoc.items import Item
from halfsky.plandoc.lines import Line, lines_of
from halfsky.plandoc.loose import with_loose_tables
from halfsky.plandoc.outline import Node, Outline, Region, domain_doubts, outline_of
from halfsky.plandoc.source import Source
from halfsky.plandoc.tabled import add_tabled
from halfsky.plandoc.tables import Grid, grids_of
from halfsky.plandoc.targets import Reading, Target, readings
from halfsky.plandoc.verdict import Verdict, at_end, at_sight

_HAS_WORDS = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
_SPACE = re.compile(r"(?<=[A-Za-z,])(\s{1,200})(?=[A-Za-z])|[\s\u00ad\u200b-\u200d\u2060\ufeff]{1,200}")
_MAX_CLAUSE = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A goal or a measure: its number as printed, its words without the number, its place."""

    no: int
    text: str
    line: int
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain as its heading names it."""

    name: str
    line: int
    span: tuple[int, int]
    goals: tuple[Entry, ...]
    measures: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A piece of the document that no rule places."""

    line: int
    span: tuple[int, int]
    text: str


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What was read from a document. verdict says whether it is a plan and why; when not, the lists are empty.

    genre: "women", "children" or ""; level: nation, province, city, county, township or "";
    years are None when the document does not say them. text is the document's own text.
    """

    verdict: Verdict
    title: str
    region: str
    level: str
    start_year: int | None
    end_year: int | None
    genre: str
    upper_plans: tuple[str, ...]
    domains: tuple[Domain, ...]
    targets: tuple[Target, ...]
    directions: tuple[Direction, ...]
    duties: tuple[Duty, ...]
    outline: tuple[Node, ...]
    unplaced: tuple[Unplaced, ...]
    doubts: tuple[Doubt, ...]
    text: str

    @property
    def is_plan(self) -> bool:
        return self.verdict.is_plan

    def to_dict(self) -> dict[str, object]:
        """The reading as plain values, ready for JSON. A place is {"line", "span": [start, end]}."""
        return {
            "is_plan": self.verdict.is_plan, "reason": self.verdict.why, "reason_text": self.verdict.sentence(),
            "title": self.title, "region": self.region, "level": self.level, "genre": self.genre,
            "start_year": self.start_year, "end_year": self.end_year, "upper_plans": list(self.upper_plans),
            "domains": [{
                "name": domain.name, "place": _place(domain.line, domain.span),
                "goals": [_entry(entry) for entry in domain.goals],
                "measures": [_entry(entry) for entry in domain.measures],
            } for domain in self.domains],
            "targets": [_target(target) for target in self.targets],
            "directions": [{
                "domain_index": d.domain_index, "goal_no": d.goal_no, "direction": d.direction, "quote": d.quote,
                "place": _place(d.line, d.span),
            } for d in self.directions],
            "duties": [{
                "kind": d.kind, "no": d.no, "title": d.title, "text": d.text, "who": list(d.who), "when": list(d.when),
                "place": _place(d.line, d.span),
            } for d in self.duties],
            "outline": [_node(node, self.text) for node in self.outline],
            "unplaced": [{"line": u.line, "text": u.text, "span": list(u.span)} for u in self.unplaced],
            "doubts": [d.to_dict() for d in self.doubts],
        }


def _place(line: int, span: tuple[int, int]) -> dict[str, object]:
    return {"line": line, "span": list(span)}


def _entry(entry: Entry) -> dict[str, object]:
    return {"no": entry.no, "text": entry.text, "place": _place(entry.line, entry.span)}


def plain_value(value: Decimal) -> int | float:
    """A target's value as a JSON number: whole numbers without a point."""
    return int(value) if value == value.to_integral_value() else float(value)


def _target(target: Target) -> dict[str, object]:
    return {
        "domain_index": target.domain_index, "goal_no": target.goal_no, "operator": target.operator,
        "value": plain_value(target.value), "unit": target.unit, "year": target.year, "quote": target.quote,
        "place": _place(target.line, target.span), "indicator": target.indicator, "change": target.change,
        "basis": target.basis, "base_year": target.base_year, "year_explicit": target.said_year,
    }


def _node(node: Node, text: str) -> dict[str, object]:
    return {
        "kind": node.kind, "span": [node.start, node.end], "line": node.line, "text": text[node.start:node.end].strip(),
        "level": node.level, "no": node.no, "domain_index": node.domain, "continues": node.continues,
    }


def read(source: Source) -> PlanReading:
    """Read a document. Never raises for what the text holds; what it cannot read it refuses with a reason."""
    verdict = at_sight(source)
    if verdict is not None:
        return _refused(source, verdict)
    source = with_loose_tables(source)
    lines = lines_of(source)
    if not lines:
        return _refused(source, Verdict(False, "empty"))
    guess = front_of(lines, source.text, None)
    grids = grids_of(lines, guess.start_year)
    in_tables = frozenset(i for grid in grids for i in grid.lines)
    found = outline_of(lines, source.text, guess.lines, in_tables)
    first = _first_domain(lines, found)
    front = front_of(lines, source.text, first)
    end = len(source.text)
    if (second := second_plan(lines, front, first, in_tables)) is not None:
        end, other = lines[second].start, lines[second]
        lines, grids = lines[:second], [grid for grid in grids if max(grid.lines) < second]
    if front.lines != guess.lines or second is not None:
        found = outline_of(lines, source.text[:end], front.lines, in_tables)
    if second is not None:
        found.nodes.append(Node("other_plan", end, len(source.text), other.line))
        found.doubts.append(doubt("document", "second_plan", other.line, (other.start, other.end), words=other.words.strip()))
    add_tabled(found.domains, grids, lines, source.text)
    paired = any(region.goals and region.measures for region in found.domains)
    verdict = at_end(front.title, [line.words for line in lines[: max(first or 0, 1)]], found.domains, paired)
    if not verdict.is_plan:
        return _refused(source, verdict, front)
    return _plan(source, lines, grids, found, front, verdict)


def _first_domain(lines: Sequence[Line], found: Outline) -> int | None:
    if not found.domains:
        return None
    start = found.domains[0].span[0]
    return next((i for i, line in enumerate(lines) if line.start >= start), None)


def _refused(source: Source, verdict: Verdict, front: Front | None = None) -> PlanReading:
    """Every block goes unplaced; a document refused at sight for its size goes as one piece."""
    if verdict.why in ("too_large", "too_many_lines", "line_too_long"):
        pieces: tuple[Unplaced, ...] = (Unplaced(1, (0, len(source.text)), source.text),)
    else:
        pieces = _pieces(source)
    doubts = tuple(doubt("document", "source", 1, (0, 0), words=words) for words in source.warnings)
    if front is None:
        front = Front("", frozenset(), "", "", None, None, "", ())
    return PlanReading(verdict, front.title, front.region, front.level, front.start_year, front.end_year, front.genre,
                       (), (), (), (), (), (), pieces, doubts, source.text)


def _pieces(source: Source) -> tuple[Unplaced, ...]:
    if not source.text:
        return ()
    starts = [0]
    numbers = [source.blocks[0].line if source.blocks else 1]
    for block in source.blocks[1:]:
        if block.start > starts[-1] and block.start < len(source.text):
            starts.append(block.start)
            numbers.append(block.line)
    ends = [*starts[1:], len(source.text)]
    return tuple(Unplaced(line, (start, end), source.text[start:end])
                 for line, start, end in zip(numbers, starts, ends, strict=True))


def _plan(source: Source, lines: Sequence[Line], grids: Sequence[Grid], found: Outline, front: Front,
          verdict: Verdict) -> PlanReading:
    text, doubts = source.text, [*found.doubts, *domain_doubts(found.domains)]
    targets: list[Target] = []
    directions: list[Direction] = []
    for index, region in enumerate(found.domains):
        for goal in region.goals:
            _read_goal(text, index, goal, front, targets, directions, doubts)
        listed: list[Target] = []
        for indicator in region.indicators:
            _read_goal(text, index, indicator, front, listed, [], doubts)
        targets.extend(replace(target, goal_no=None) for target in listed)
    names = [region.name for region in found.domains]
    for grid in grids:
        more, unsure = table_targets(grid, lines, text, names, found.domain_of, front.start_year, front.end_year)
        targets.extend(more)
        doubts.extend(unsure)
    doubts.extend(_front_doubts(front, lines))
    doubts.extend(doubt("document", "source", 1, (0, 0), words=words) for words in source.warnings)
    nodes, unplaced = _partition(found.nodes, source)
    duties = tuple(
        duty(kind, item.no, _words(text, item.spans), item.line, item.whole)
        for kind, items in (("organisation", found.organisation), ("monitoring", found.monitoring)) for item in items)
    return PlanReading(
        verdict, front.title, front.region, front.level, front.start_year, front.end_year, front.genre,
        front.upper_plans, tuple(_domain(text, region) for region in found.domains), tuple(targets),
        tuple(directions), duties, nodes, unplaced, tuple(sorted(dict.fromkeys(doubts), key=lambda d: d.span)), text)


def _domain(text: str, region: Region) -> Domain:
    return Domain(region.name, region.line, region.span,
                  tuple(_as_entry(text, item) for item in region.goals),
                  tuple(_as_entry(text, item) for item in region.measures))


def _as_entry(text: str, item: Item) -> Entry:
    return Entry(item.no, _words(text, item.spans), item.line, item.whole)


def _words(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """An item's words on one line: white space goes, but between two Latin words one space stays."""
    joined = " ".join(text[start:end] for start, end in spans)
    return _SPACE.sub(lambda found: " " if found[1] else "", joined).strip()


def _read_goal(text: str, index: int, goal: Item, front: Front, targets: list[Target], directions: list[Direction],
               doubts: list[Doubt]) -> None:
    clause = clause_of(text, goal.spans)
    if len(clause.text) > _MAX_CLAUSE:
        clause = replace(clause, text=clause.text[:_MAX_CLAUSE])
    found, left = readings(clause, front.start_year, front.end_year)
    for reading in found:
        span = clause.span(reading.start, reading.end)
        quote = clause.quote(reading.start, reading.end)
        line = _line_at(text, goal, span[0])
        targets.append(_made(reading, index, goal.no, front.end_year, quote, line, span))
        if reading.bare:
            doubts.append(doubt("target", "target_bare", line, span, words=quote))
        if reading.count > 1:
            doubts.append(doubt("target", "several_indicators", line, span, words=quote, count=reading.count))
    for start, end in left:
        span = clause.span(start, end)
        doubts.append(doubt("target", "number_not_read", _line_at(text, goal, span[0]), span,
                            words=clause.quote(start, end)))
    for sense in direction_readings(clause, [(reading.start, reading.end) for reading in found]):
        span = clause.span(sense.start, sense.end)
        directions.append(Direction(index, goal.no, sense.direction, clause.quote(sense.start, sense.end),
                                    _line_at(text, goal, span[0]), span))


def _made(reading: Reading, index: int, goal_no: int, end_year: int | None, quote: str, line: int,
          span: tuple[int, int]) -> Target:
    return Target(index, goal_no, reading.operator, reading.value, reading.unit, reading.year or end_year, quote, line,
                  span, reading.indicator, reading.change, reading.basis, reading.base_year, reading.year is not None)


def _line_at(text: str, goal: Item, place: int) -> int:
    return goal.line + text.count("\n", goal.whole[0], place)


def _front_doubts(front: Front, lines: Sequence[Line]) -> list[Doubt]:
    first = lines[0]
    span = (first.start, first.end)
    checks = (
        (not front.title, "no_title"), (front.start_year is None or front.end_year is None, "no_years"),
        (not front.region, "no_region"), (front.both_genres, "both_genres"), (not front.genre, "unknown_genre"),
    )
    found = [doubt("front", why, first.line, span) for wrong, why in checks if wrong]
    if front.level_guessed:
        found.append(doubt("front", "level_guess", first.line, span, words=front.region))
    return found


def _partition(nodes: Sequence[Node], source: Source) -> tuple[tuple[Node, ...], tuple[Unplaced, ...]]:
    """Nodes without words go unplaced, white space at the very start becomes a node of its own."""
    text = source.text
    kept: list[Node] = []
    unplaced: list[Unplaced] = []
    if nodes and nodes[0].start > 0:
        lead = text[:nodes[0].start]
        if lead.strip():
            unplaced.append(Unplaced(1, (0, len(lead)), lead))
        else:
            kept.append(Node("blank", 0, nodes[0].start, 1))
    for node in nodes:
        words = text[node.start:node.end]
        if node.kind in ("preface", "paragraph", "intro") and not _HAS_WORDS.search(words):
            unplaced.append(Unplaced(node.line, (node.start, node.end), words))
        else:
            kept.append(node)
    return tuple(kept), tuple(unplaced)


def fingerprint(reading: PlanReading) -> str:
    """A stable hash of a plan's structure: domain names in order, goal and measure counts, and the targets.

    Title, region and wording do not enter, so two editions of a plan with the same domains, counts and targets
    are the same plan to a catalogue.
    """
    shape = {
        "domains": [[domain.name, len(domain.goals), len(domain.measures)] for domain in reading.domains],
        "targets": sorted(
            [-1 if t.domain_index is None else t.domain_index, t.goal_no or 0, t.operator, f"{t.value.normalize():f}", t.unit]
            for t in reading.targets),
    }
    words = json.dumps(shape, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()
