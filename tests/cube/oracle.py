"""The same run, judged row by row with ``method`` and no SQL: what the engine must agree with."""

from __future__ import annotations

from decimal import Decimal

from halfsky.cube.content import IndicatorRow, ReleaseContent, TargetRow, TrackRow
from halfsky.cube.tables import side_key, target_rule
from halfsky.method.appraisal.attainment import count, worst
from halfsky.method.appraisal.direction import (
    PRIOR_YEARS,
    bound_of,
    judge_change,
    judge_match,
    measure,
    missing_of,
    too_few,
)
from halfsky.method.appraisal.gap import SIDES
from halfsky.method.appraisal.judgement import UNJUDGED, Judgement, judge_target
from halfsky.method.appraisal.milestone import Step, judge_milestones
from halfsky.method.observation import Observation, Standing, base_year_of, standing
from halfsky.method.period import SeriesRule
from halfsky.method.scheme import scheme_of
from tests.cube.foreseen import chances


class Oracle:
    def __init__(self, content: ReleaseContent, *, outlook: bool = True) -> None:
        self.content, self.outlook = content, outlook
        self.chances: dict[int, dict[tuple[str, str], float | None]] = {}
        self.scheme = scheme_of(content.framework.get("scheme"))
        self.indicators = {row.code: row for row in content.indicators}
        self.targets = {row.code: row for row in content.targets}
        self.plan = content.framework["plan"]
        self.series: dict[tuple[str, str, str], list[Observation]] = {}
        for o in content.observations:
            row = Observation(o.year, o.value, o.numerator, o.denominator, o.status, o.reason)
            self.series.setdefault((o.area, o.indicator, o.breakdown), []).append(row)

    def standing(self, area: str, indicator: str, breakdown: str, year: int) -> Standing:
        i = self.indicators[indicator]
        rule = SeriesRule(i.frequency, i.anchor_year, i.carry_years, i.small_count, i.scale or Decimal(1))
        return standing(self.series.get((area, indicator, breakdown), []), rule, year)

    def chance(self, t: TargetRow, area: str, year: int) -> float | None:
        """The outlook's probability of the target as seen from ``year``; None where it cannot be judged."""
        if year not in self.chances:
            areas = [row.code for row in self.content.areas if row.judged or row.code == self.content.area]
            rows = [
                (code, a, one.indicator, one.breakdown, *self.asked(one, a, year))
                for code, one in self.targets.items() if one.indicator for a in areas
            ]  # fmt: skip
            self.chances[year] = chances(self, rows, year)
        return self.chances[year].get((t.code, area))

    def asked(self, t: TargetRow, area: str, year: int) -> tuple[object, ...]:
        """Sense, figure to reach (None when not known), tolerance, target year, hold."""
        rule, i = target_rule(t, self.plan["base_year"]), self.indicators[t.indicator]
        given = None
        if rule.reference == "compare":
            given = self.standing(area, t.compare_indicator, t.compare_breakdown, year).value
        elif rule.reference == "base":
            now = self.standing(area, t.indicator, t.breakdown, year)
            base_year, _ = base_year_of(now, rule.base_year, year)
            given = None if base_year is None else self.standing(area, t.indicator, t.breakdown, base_year).value
        reach = rule.reach(given, i.kind) if rule.assigned else None
        slack = Decimal(0) if reach is None else rule.slack(reach, self.scheme.about_percent)
        return rule.sense(i.direction), reach, slack, rule.year, rule.hold

    def target(self, t: TargetRow, area: str, year: int) -> Judgement:
        rule = target_rule(t, self.plan["base_year"])
        if not rule.assigned:
            return Judgement("not_due", "target_not_assigned")
        if not t.indicator:
            return Judgement("not_monitorable", "no_indicator")
        p = self.chance(t, area, year) if self.outlook and self.scheme.interim == "outlook" else None
        now = self.standing(area, t.indicator, t.breakdown, year)
        base_year, why = base_year_of(now, rule.base_year, year)
        base = None if base_year is None else self.standing(area, t.indicator, t.breakdown, base_year)
        other = None
        if t.compare_indicator:
            other = self.standing(area, t.compare_indicator, t.compare_breakdown, year)
        i = self.indicators[t.indicator]
        return judge_target(
            rule, i.direction, year, now, base, other, no_base=why or "no_base", kind=i.kind,
            pace_percent=self.scheme.pace_percent, about_percent=self.scheme.about_percent,
            p=p, watch=self.scheme.watch,
        )  # fmt: skip

    def direction(self, t: TrackRow, area: str, year: int) -> Judgement:
        if not t.indicator:
            return Judgement("not_monitorable", "no_indicator")
        subject = t.subject or "value"
        cells = [(t.indicator, t.breakdown)]
        if subject.startswith("gap:"):
            dimension = subject[4:]
            cells = [(t.indicator, side_key(t.breakdown, dimension, code)) for code in SIDES[dimension]]
        elif subject == "compare" and t.compare_indicator:
            cells.append((t.compare_indicator, t.compare_breakdown))
        if len(cells) == 1 and (subject != "value" or t.direction == "match"):
            return Judgement("not_monitorable", "no_comparator")
        now = [self.standing(area, *cell, year) for cell in cells]
        gone = missing_of(*now)
        if gone is not None:
            return gone
        if subject.startswith("gap:") and too_few(self.indicators[t.indicator].small_count, *now):
            return Judgement("no_data", "too_few_cases")
        plan_base = self.plan["base_year"]
        froms = [base_year_of(side, plan_base, year) for side in now]
        whys = [why for _, why in froms if why]
        indicator: IndicatorRow = self.indicators[t.indicator]
        signed = t.direction == "match"

        def of(sides: list[Standing]) -> Decimal | None:
            if any(side.value is None for side in sides):
                return None
            second = sides[1].value if len(sides) > 1 else None
            return measure(subject, sides[0].value, second, indicator.decimals, signed=signed)  # type: ignore[arg-type]

        base = None
        if not whys:
            base = of([self.standing(area, *cell, y) for cell, (y, _) in zip(cells, froms, strict=True)])
        measured = of(now)
        assert measured is not None
        if signed:
            return judge_match(indicator.direction, measured, base)
        base_from = max(y if y is not None else plan_base for y, _ in froms)
        prior = None
        if base_from == plan_base and all((s.break_year or 0) <= plan_base - PRIOR_YEARS for s in now):
            prior = of([self.standing(area, *cell, plan_base - PRIOR_YEARS) for cell in cells])
        better = "down" if subject.startswith("gap") else indicator.direction
        return judge_change(
            t.direction, better, measured, base, no_base=whys[0] if whys else "no_base", prior=prior,
            since_base=year - base_from, bound=bound_of(subject, indicator.kind, t.direction),
            about_percent=self.scheme.about_percent,
        )  # fmt: skip

    def track(self, t: TrackRow, area: str, year: int) -> Judgement:
        if t.kind == "none":
            return Judgement("not_monitorable", "no_indicator")
        if t.kind == "qualitative":
            return self.milestones(t.code, area, year)
        if t.kind == "directional":
            return self.direction(t, area, year)
        if t.target:
            return self.target(self.targets[t.target], area, year)
        if t.kind == "external":
            return Judgement("not_due", "target_not_assigned")
        return Judgement("not_monitorable", "no_target")

    def milestones(self, track: str, area: str, year: int) -> Judgement:
        steps = []
        for m in self.content.milestones:
            told = [s for s in self.content.milestone_states if (s.milestone, s.area) == (m.code, area)]
            told = [s for s in told if s.year <= year]
            state = max(told, key=lambda s: s.year).state if told else ""
            if m.track == track:
                steps.append(Step(m.due_year, m.weight, state))
        return judge_milestones(steps, year, self.plan["end_year"])

    def goals(self, area: str, year: int) -> dict[str, tuple[str, bool]]:
        found: dict[str, list[str]] = {goal["code"]: [] for goal in self.content.framework["goals"]}
        for t in self.content.tracks:
            found[t.goal].append(self.track(t, area, year).state)
        return {goal: worst(states) for goal, states in found.items()}

    def attainment(self, area: str, year: int) -> dict[str, dict[str, object]]:
        domains = {g["code"]: g["domain"] for g in self.content.framework["goals"]}
        indicators: dict[str, list[str]] = {}
        for t in self.content.tracks:
            code = t.indicator
            if t.kind in ("quantitative", "external"):
                code = self.targets[t.target].indicator if t.target else t.indicator
            if t.kind in ("quantitative", "external", "directional") and code:
                indicators.setdefault(code, []).append(self.track(t, area, year).state)
        goals = self.goals(area, year)
        told = {}
        for slug in ("", *(d["slug"] for d in self.content.framework["domains"])):
            told[slug] = {
                "goals": count(state for goal, (state, _) in goals.items() if slug in ("", domains[goal])),
                "indicators": count(
                    worst(s)[0] for code, s in indicators.items() if slug in ("", code.partition(".")[0])
                ),
            }
        return told


assert UNJUDGED == ("no_data", "not_due", "not_monitorable")
