"""A bare judgement in DuckDB, Polars and pandas, each a program of its own: `python benchmarks/bare.py WHICH RELEASE`.

Each reads this year's and the base year's figure of every cell with a target, compares it with what is to be reached and
counts the states per area. It knows no carried, pooled or broken series, no directions, milestones or goals and no last
year: it is less work than the run's. ``scan`` reads the columns alone, which is the limit of any of them.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

JUDGED = """
with named as (
    select t.code, t.indicator, t.breakdown, t.sense, t.hold, t.year, t.base_year, t.multiplier, t.start
    from read_parquet('{release}/targets.parquet') t where t.indicator is not null
),
seen as (
    select o.area, n.code, any_value(n.sense) as sense, any_value(n.hold) as hold, any_value(n.year) as until,
        any_value(n.base_year) as since, any_value(n.multiplier) / 1e9 as multiplier, any_value(n.start) as start,
        max(o.value) filter (where o.year = 2024) as now, max(o.value) filter (where o.year = n.base_year) as base
    from read_parquet('{release}/observations.parquet') o
    join named n on n.indicator = o.indicator and n.breakdown = o.breakdown
    where o.year in (2020, 2024)
    group by o.area, n.code
),
reached as (select *, coalesce(base, 0) * multiplier + start as reach from seen),
judged as (
    select area, case
        when now is null then 'no_data'
        when sense * (reach - now) <= 0 then 'met'
        when hold or until <= 2024 then 'not_met'
        when sense * (now - base) * (until - since) >= 0.95 * sense * (reach - base) * (2024 - since) then 'expected'
        else 'hard' end as state
    from reached
)
select area, state, count(*) from judged group by area, state
"""
COLUMNS = ("cell_id", "numerator", "denominator", "value", "status", "reason")


def scan(release: str) -> int:
    import duckdb

    told = ", ".join(f"max({name})" for name in COLUMNS)
    return len(duckdb.execute(f"select {told} from read_parquet('{release}/observations.parquet')").fetchall())


def engine(release: str) -> int:
    import duckdb

    return len(duckdb.execute(JUDGED.format(release=release)).fetchall())


def polars(release: str) -> int:
    import polars as pl

    targets = pl.scan_parquet(f"{release}/targets.parquet").filter(pl.col("indicator").is_not_null())
    targets = targets.select("code", "indicator", "breakdown", "sense", "hold", pl.col("year").alias("until"), "base_year", "multiplier", "start")
    rows = pl.scan_parquet(f"{release}/observations.parquet").filter(pl.col("year").is_in([2020, 2024]))
    rows = rows.select("area", "indicator", "breakdown", "year", "value").join(targets, on=["indicator", "breakdown"])
    by = ["area", "code", "sense", "hold", "until", "base_year", "multiplier", "start"]
    seen = rows.group_by(by).agg(
        now=pl.col("value").filter(pl.col("year") == 2024).max(), base=pl.col("value").filter(pl.col("year") == pl.col("base_year")).max()
    )
    seen = seen.with_columns(reach=pl.col("base").fill_null(0) * pl.col("multiplier") / 1e9 + pl.col("start"))
    sense, passed, span = pl.col("sense"), 2024 - pl.col("base_year"), pl.col("until") - pl.col("base_year")
    pace = sense * (pl.col("now") - pl.col("base")) * span >= 0.95 * sense * (pl.col("reach") - pl.col("base")) * passed
    state = (
        pl.when(pl.col("now").is_null()).then(pl.lit("no_data"))
        .when(sense * (pl.col("reach") - pl.col("now")) <= 0).then(pl.lit("met"))
        .when(pl.col("hold") | (pl.col("until") <= 2024)).then(pl.lit("not_met"))
        .when(pace).then(pl.lit("expected")).otherwise(pl.lit("hard"))
    )  # fmt: skip
    return seen.with_columns(state=state).group_by("area", "state").len().collect(engine="streaming").height


def pandas(release: str) -> int:
    import numpy as np
    import pandas as pd

    targets = pd.read_parquet(f"{release}/targets.parquet").dropna(subset=["indicator"])
    targets = targets[["code", "indicator", "breakdown", "sense", "hold", "year", "base_year", "multiplier", "start"]]
    rows = pd.read_parquet(
        f"{release}/observations.parquet", columns=["area", "indicator", "breakdown", "year", "value"], filters=[("year", "in", [2020, 2024])]
    )
    rows = rows.merge(targets.rename(columns={"year": "until"}), on=["indicator", "breakdown"])
    now = rows[rows.year == 2024].set_index(["area", "code"])
    base = rows[rows.year == rows.base_year].set_index(["area", "code"]).value.reindex(now.index)
    reach = base.fillna(0) * now.multiplier / 1e9 + now.start
    pace = now.sense * (now.value - base) * (now.until - now.base_year) >= 0.95 * now.sense * (reach - base) * (2024 - now.base_year)
    state = np.select(
        [now.value.isna(), now.sense * (reach - now.value) <= 0, now.hold | (now.until <= 2024), pace],
        ["no_data", "met", "not_met", "expected"], "hard",
    )  # fmt: skip
    return len(pd.DataFrame({"state": state}, index=now.index).groupby(["area", "state"]).size())


if __name__ == "__main__":
    which, where = sys.argv[1], str(Path(sys.argv[2]))
    {"scan": scan, "duckdb": engine, "polars": polars, "pandas": pandas}[which](where)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
