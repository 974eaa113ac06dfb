"""A plan's document beside what was read from it: the text cut into pieces, each linked to what it became."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils import timezone

from halfsky.office.files.selectors import content_path
from halfsky.office.plan.models import OPERATORS, Direction, Domain, Doubt, Duty, Goal, Measure, Plan, Target

OPERATOR_WORDS: dict[str, tuple[str, str]] = {
    ">=": ("不低于", "at least"), "<=": ("不高于", "at most"), "~": ("左右", "about"),
    "hold>=": ("每年不低于", "at least, every year"), "hold<=": ("每年不高于", "at most, every year"),
    "hold~": ("保持在…左右", "kept about"), "delta>=": ("提高（增加）", "rise by"), "delta<=": ("降低（减少）", "fall by"),
    "ratio>=": ("达到基期的…倍", "times the base"),
}
SENTENCES: dict[str, tuple[str, str]] = {
    ">=": ("不低于 {n}", "at least {n}"), "<=": ("不高于 {n}", "at most {n}"), "~": ("{n} 左右", "about {n}"),
    "hold>=": ("每年不低于 {n}", "at least {n} every year"), "hold<=": ("每年不高于 {n}", "at most {n} every year"),
    "hold~": ("保持在 {n} 左右", "kept about {n}"), "delta>=": ("提高（增加）{n}", "rise by {n}"),
    "delta<=": ("降低（减少）{n}", "fall by {n}"), "ratio>=": ("达到基期的 {n} 倍", "{n} times the base"),
}
DIRECTION_WORDS: dict[str, tuple[str, str]] = {
    "up": ("提高", "rise"), "down": ("下降", "fall"), "narrow": ("缩小差距", "narrow the gap"), "curb": ("减缓上升", "curb the rise"),
    "hold": ("保持", "hold"), "match": ("不低于对照", "keep step"),
}
STATE_WORDS: dict[str, tuple[str, str]] = {
    "read": ("待核对", "to be checked"), "confirmed": ("已确认", "confirmed"), "corrected": ("已更正", "corrected"),
    "added": ("补充", "added"), "dropped": ("已剔除", "dropped"),
}
#: from outermost to innermost: where pieces overlap, the later one gives the look and the link
DEPTH = ("duty", "measure", "goal", "domain", "direction", "doubt", "target")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text. ``anchors`` start in it; ``link`` is the anchor of what was read, "" for plain text."""

    text: str
    kind: str
    link: str
    anchors: tuple[str, ...]
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target as the table shows it; ``value`` is written without superfluous zeros."""

    pk: int
    domain: str
    domain_order: int
    goal_no: int | None
    goal_id: int | None
    operator: str
    said: str
    value: str
    unit: str
    year: str
    quote: str
    state: str
    state_word: str
    changed_by: str
    line: int
    goals: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class DomainRow:
    """A domain with its goals (key, number, title), how many measures it has and how many of its targets count."""

    pk: int
    order: int
    name: str
    goals: tuple[tuple[int, int, str], ...]
    measures: int
    targets: int


@dataclass(frozen=True, slots=True)
class Note:
    """A direction, doubt or duty: its anchor, a label, the words."""

    anchor: str
    label: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything the review page shows of a plan."""

    pk: int
    token: int
    status: str
    title: str
    genre: str
    level: str
    region: str
    years: str
    start_year: int
    end_year: int
    upper: tuple[str, ...]
    file_name: str
    read_at: str
    pieces: tuple[Piece, ...]
    domains: tuple[DomainRow, ...]
    targets: tuple[TargetRow, ...]
    directions: tuple[Note, ...]
    duties: tuple[Note, ...]
    doubts: tuple[Note, ...]
    unplaced: tuple[Note, ...]
    operators: tuple[tuple[str, str], ...]

    @property
    def open_targets(self) -> int:
        """Targets that nobody has looked at yet."""
        return sum(row.state == "read" for row in self.targets)

    @property
    def goal_count(self) -> int:
        """Goals of all domains."""
        return sum(len(row.goals) for row in self.domains)

    @property
    def measure_count(self) -> int:
        """Measures of all domains."""
        return sum(row.measures for row in self.domains)

    @property
    def target_count(self) -> int:
        """Targets that are not dropped."""
        return sum(row.state != "dropped" for row in self.targets)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    anchor: str
    dropped: bool = False


def plain_number(value: Decimal | None) -> str:
    """A number as a person writes it: 95, 12.5."""
    return "" if value is None else f"{value.normalize():f}"


def draft_view(pk: int, lang: str) -> Draft | None:
    """A plan with its text in pieces, None when there is no plan of this number (eight queries)."""
    plan = Plan.objects.select_related("source", "text").filter(pk=pk).first()
    if plan is None:
        return None

    def pick(words: dict[str, tuple[str, str]], key: str) -> str:
        pair = words.get(key, (key, key))
        return pair[1] if lang == "en" else pair[0]

    domains = list(Domain.objects.filter(plan=plan).order_by("order"))
    goals = list(Goal.objects.filter(domain__plan=plan).order_by("domain__order", "order"))
    measures = list(Measure.objects.filter(domain__plan=plan).values_list("pk", "domain_id", "start", "end"))
    targets = list(Target.objects.filter(domain__plan=plan).select_related("goal").order_by("domain__order", "start", "pk"))
    directions = list(Direction.objects.filter(goal__domain__plan=plan).select_related("goal__domain").order_by("start"))
    duties = list(Duty.objects.filter(plan=plan).order_by("start"))
    doubts = list(Doubt.objects.filter(plan=plan).order_by("line", "pk"))
    by_domain: dict[int, list[tuple[int, int, str]]] = {}
    for goal in goals:
        by_domain.setdefault(goal.domain_id, []).append((goal.pk, goal.no, goal.title_zh or goal.text[:40]))
    names = {domain.pk: domain for domain in domains}
    rows = []
    for target in targets:
        domain = names[target.domain_id]
        rows.append(TargetRow(
            pk=target.pk, domain=domain.name, domain_order=domain.order, goal_no=target.goal.no if target.goal else None,
            goal_id=target.goal_id, operator=target.operator, said=pick(SENTENCES, target.operator).format(n=plain_number(target.value) + target.unit),
            value=plain_number(target.value), unit=target.unit, year=str(target.year or ""), quote=target.quote,
            state=target.state, state_word=pick(STATE_WORDS, target.state), changed_by=target.changed_by,
            line=target.line, goals=tuple(by_domain.get(domain.pk, ())),
        ))
    marks = [_Mark(d.start, d.end, "domain", f"d-{d.pk}") for d in domains]
    marks += [_Mark(g.start, g.end, "goal", f"g-{g.pk}") for g in goals]
    marks += [_Mark(start, end, "measure", "") for _, _, start, end in measures]
    marks += [_Mark(t.start, t.end, "target", f"t-{t.pk}", t.state == "dropped") for t in targets]
    marks += [_Mark(x.start, x.end, "direction", f"x-{x.pk}") for x in directions]
    marks += [_Mark(x.start, x.end, "duty", "") for x in duties]
    marks += [_Mark(x.start, x.end, "doubt", f"q-{x.pk}") for x in doubts]
    text = content_path(plan.text).read_text(encoding="utf-8", errors="replace")
    return Draft(
        pk=plan.pk, token=plan.token, status=plan.status, title=plan.title, genre=plan.genre, level=plan.level,
        region=plan.region_name, years=f"{plan.start_year or '?'}-{plan.end_year or '?'}",
        start_year=plan.start_year or 0, end_year=plan.end_year or 0,
        upper=tuple(line for line in plan.upper_plans.splitlines() if line), file_name=plan.source.name,
        read_at=f"{timezone.localtime(plan.read_at):%Y-%m-%d %H:%M}", pieces=tuple(pieces_of(text, marks)),
        domains=tuple(
            DomainRow(
                d.pk, d.order, d.name, tuple(by_domain.get(d.pk, ())), sum(m[1] == d.pk for m in measures),
                sum(t.domain_id == d.pk and t.state != "dropped" for t in targets),
            )
            for d in domains
        ),
        targets=tuple(rows),
        directions=tuple(
            Note(f"x-{x.pk}", f"{x.goal.domain.name} {x.goal.no}，{pick(DIRECTION_WORDS, x.direction)}", x.quote, x.line)
            for x in directions
        ),
        duties=tuple(Note("", str(x.no), x.text, x.line) for x in duties),
        doubts=tuple(Note(f"q-{x.pk}", "", x.text, x.line) for x in doubts if x.kind != "unplaced"),
        unplaced=tuple(Note(f"q-{x.pk}", "", x.text, x.line) for x in doubts if x.kind == "unplaced"),
        operators=tuple((key, f"{pick(OPERATOR_WORDS, key)} {key}") for key in OPERATORS),
    )


def pieces_of(text: str, marks: Iterable[_Mark]) -> list[Piece]:
    """Cut ``text`` at every edge of a mark. Joined again, the pieces are the text, to the character."""
    fit = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    edges = sorted({0, len(text), *(m.start for m in fit), *(m.end for m in fit)})
    opening: dict[int, list[_Mark]] = {}
    for mark in fit:
        opening.setdefault(mark.start, []).append(mark)
    pieces, active = [], list[_Mark]()
    for left, right in pairwise(edges):
        active = [mark for mark in active if mark.end > left] + opening.get(left, [])
        anchors = tuple(mark.anchor for mark in opening.get(left, ()) if mark.anchor)
        if active:
            top = max(active, key=lambda mark: (DEPTH.index(mark.kind), mark.start))
            pieces.append(Piece(text[left:right], top.kind, top.anchor, anchors, top.dropped))
        else:
            pieces.append(Piece(text[left:right], "", "", anchors))
    return pieces
