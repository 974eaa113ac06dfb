"""The questions of areas of which nothing but counts is told: the same words, with less of it kept in tables.

What a target or a direction makes of a figure is worked out where it is counted and not stored, and of what stands
for a cell only the columns of ``KEPT`` are. The engine then leaves out what nobody asks for: the year before, which is
judged of the own area alone, and the counts and years that are told beside a figure.
"""

from __future__ import annotations

KEPT = ("series", "value", "numerator", "why", "base_moment", "base_value", "prior_value", "no_base")
"""What a state rests on, of the columns of ``standing.sql``."""
UNTOLD = {
    "bigint": ("denominator", "year", "was_value", "was_numerator", "was_year", "was_base_moment", "was_base_value", "was_prior_value"),
    "boolean": ("carried",),
    "varchar": ("was_why", "was_no_base"),
}
"""The other columns that the questions after it name."""
STANDING = "create table standing as"
_VIEWS = ("target_paced", "direction_judged")


def counted(sql: str) -> str:
    """``sql`` for areas of which nothing but counts is told; the year before must not be asked of them."""
    for name in _VIEWS:
        sql = sql.replace(f"create table {name} as", f"create view {name} as")
    if STANDING not in sql:
        return sql
    untold = ", ".join(f"cast(null as {kind}) as {name}" for kind, names in UNTOLD.items() for name in names)
    kept = f"create table standing_kept as select {', '.join(KEPT)} from standing_whole;"  # noqa: S608 - fixed words
    seen = f"create view standing as select *, {untold} from standing_kept;"  # noqa: S608 - fixed words
    return "\n".join((sql.replace(STANDING, "create view standing_whole as"), kept, seen, ""))
