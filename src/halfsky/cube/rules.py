"""Small rules that several questions share, as named SQL expressions of one line each.

Each is the twin of a function in ``method``; a property test holds the two equal. Figures are integers of
millionths, so comparisons are exact. DuckDB takes the expressions as macros; a dialect that has functions instead
(Spark: ``create temporary function``) takes the same text.
"""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {
    # tables.Numbering.cell
    "cell_of": (
        "area, indicator, breakdown, year",
        "((area * 10000 + indicator) * 10000 + breakdown) * 10000 + year",
    ),
    # method/rounding.ratio: n / d half up, ties away from zero; d >= 0, null on a zero divisor. Integer
    # division cuts towards zero, so half of the divisor is added on the side of n.
    "round_div": ("n, d", "(cast(n as hugeint) * 2 + case when n < 0 then -d else d end) // nullif(d * 2, 0)"),
    # method/target.shortfall: how far from the figure to reach on the worse side
    "shortfall": (
        "sense, val, reach",
        "case sense when 1 then reach - val when -1 then val - reach else abs(val - reach) end",
    ),
    # method/appraisal/direction.measure: the size of a gap, signed where it must keep step
    "sized": (
        "subject, direction, raw",
        "case when subject in ('gap:SEX', 'gap:URBANISATION') and direction <> 'match' then abs(raw) else raw end",
    ),
    # method/appraisal/judgement.STATES: from best to worst, then what is not judged
    "state_rank": (
        "state",
        "case state when 'met_early' then 1 when 'met' then 2 when 'expected' then 3 when 'hard' then 4 "
        "when 'not_met' then 5 when 'no_data' then 6 when 'not_due' then 7 else 8 end",
    ),
    # method/observation: why a year without a figure has none, from the reason given, if any, and the period
    "absent": (
        "given, moment, frequency, anchor",
        "case when given = 'not_applicable' then given "
        "when given = 'not_due' or mod(moment - anchor, nullif(frequency, 0)) <> 0 then 'period_not_come' "
        "else coalesce(nullif(given, ''), 'not_reported') end",
    ),
    # method/observation.Standing.missing: the kind of absence, from its reason
    "missing_for": (
        "why",
        "case why when '' then '' when 'not_applicable' then 'not_monitorable' "
        "when 'period_not_come' then 'not_due' else 'no_data' end",
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
