"""Small rules that several questions share, as named SQL expressions of one line each.

Each is the twin of a function in ``method``; a property test holds the two equal. Figures are integers of
millionths, so comparisons are exact. DuckDB takes the expressions as macros; a dialect that has functions instead
(Spark: ``create temporary function``) takes the same text.
"""

from __future__ import annotations

STATES = ("", "met_early", "met", "expected", "hard", "not_met", "no_data", "not_due", "not_monitorable")
"""By rank: from best to worst, then what is not judged (method/appraisal/judgement.STATES)."""
REASONS: dict[str, tuple[str, ...]] = {
    "met_early": ("reached_early",),
    "met": ("reached", "held", "better", "narrowed", "no_gap", "kept", "at_bound", "not_rising", "curbed", "matched",
            "milestones_done"),
    "expected": ("on_pace", "likely", "milestones_half"),
    "hard": ("behind_pace", "unlikely", "no_base_for_pace", "same", "same_pace", "closing", "milestones_late"),
    "not_met": ("missed", "not_held", "worse", "widened", "not_kept", "not_curbed", "behind", "milestones_missed"),
    "not_due": ("target_not_assigned", "period_not_come", "no_milestone_due", "base_year"),
    "not_monitorable": ("not_applicable", "no_indicator", "no_target", "no_comparator"),
}  # fmt: skip
"""The state that each reason of a judgement stands for; any other reason is one for which there is no data."""
NO_DATA = STATES.index("no_data")
RANKS = {reason: STATES.index(state) for state, reasons in REASONS.items() for reason in reasons}


def state_of(reason: str, compare_why: str | None = None) -> str:
    """The state of a judgement, from its reason; where the comparator is missing, from the reason for that."""
    return STATES[RANKS.get(compare_why if reason == "no_comparator" and compare_why is not None else reason, NO_DATA)]


def _rank_of() -> str:
    told = (
        f"when why in ({', '.join(map(repr, reasons))}) then {STATES.index(state)}" for state, reasons in REASONS.items()
    )
    return f"case {' '.join(told)} else {NO_DATA} end"


RULES: dict[str, tuple[str, str]] = {
    # method/rounding.ratio: n / d half up, ties away from zero; d >= 0, null on a zero divisor. Integer
    # division cuts towards zero, so half of the divisor is added on the side of n.
    # A 128-bit division takes ten times a 64-bit one and more, so it is left to the numbers that need it.
    "round_div": (
        "n, d",
        "case when n between -2000000000000000000 and 2000000000000000000 and d <= 2000000000000000000 "
        "then cast((cast(n as bigint) * 2 + case when n < 0 then -cast(d as bigint) else cast(d as bigint) end) "
        "// nullif(cast(d as bigint) * 2, 0) as hugeint) "
        "else (cast(n as hugeint) * 2 + case when n < 0 then -d else d end) // nullif(cast(d as hugeint) * 2, 0) end",
    ),
    # method/target.shortfall: how far from the figure to reach on the worse side
    "shortfall": ("sense, val, reach", "case sense when 0 then abs(val - reach) else sense * (reach - val) end"),
    # method/appraisal/direction.measure: the size of a gap, signed where it must keep step
    "sized": (
        "subject, direction, raw",
        "case when subject in ('gap:SEX', 'gap:URBANISATION') and direction <> 'match' then abs(raw) else raw end",
    ),
    "rank_of": ("why", _rank_of()),
    # method/observation: why a year without a figure has none, from the reason given, if any, and the period
    "absent": (
        "given, moment, frequency, anchor",
        "case when given = 'not_applicable' then given "
        "when given = 'not_due' or mod(moment - anchor, nullif(greatest(frequency, 1), 0)) <> 0 then 'period_not_come' "
        "else coalesce(nullif(given, ''), 'not_reported') end",
    ),
    # method/appraisal/judgement.UNJUDGED: in the order in which they name a whole of which no part is judged
    "unjudged_rank": ("why", "case why when 'not_applicable' then 3 when 'period_not_come' then 2 else 1 end"),
    # method/observation.base_year_of: why there is nothing to compare with
    "no_base": (
        "base_moment, base_year, moment",
        "case when base_moment is null and base_year <= moment then 'series_break' else 'no_base' end",
    ),
}


def macros() -> str:
    """The rules as DuckDB statements."""
    return "".join(
        f"create macro {name}({given}) as ({text});\n" for name, (given, text) in RULES.items()
    )
