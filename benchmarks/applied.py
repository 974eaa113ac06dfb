"""What an analyst writes first: one Python function applied to each series, gap, track and goal by pandas' groupby-apply.

It gives the states of every target, track and goal of every area in the judged year and the year before, as the
attainment run does, but for breaks, copies, milestones' states and reasons, which it leaves out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

ORDER = ["met_early", "met", "expected", "hard", "not_met", "no_data"]
SIDES = {"area", "indicator", "breakdown", "year", "value", "numerator", "denominator"}


def groupby_apply(release: Path, cells: str) -> int:
    """Judge every area of ``release``; how many rows were told.

    ``cells``: "followed" by a target or a track, "told" (totals and sides, with their gaps) or "every".
    """
    import pandas as pd

    def read(name: str) -> Any:
        return pd.read_parquet(release / f"{name}.parquet")

    rows, targets, tracks, keys = read("observations"), read("targets"), read("tracks"), read("codes/breakdown")
    rules = read("codes/indicator").set_index("ix")
    if cells == "followed":
        pairs = pd.concat([
            frame[[f"{name}indicator", f"{name}breakdown"]].set_axis(["indicator", "breakdown"], axis=1)
            for frame, name in ((targets, ""), (targets, "compare_"), (tracks, "first_"), (tracks, "second_"))
        ]).dropna().drop_duplicates()  # fmt: skip
        rows = rows.merge(pairs, on=["indicator", "breakdown"])
    if cells == "told":
        told = keys[(keys.age == "_T") & ((keys.sex == "_T") | (keys.urbanisation == "_T"))].ix
        rows = rows[rows.breakdown.isin(told)]

    def stand(group: Any, year: int, rule: Any) -> float | None:
        known = group[group.value.notna()]
        if rule.small_count:
            last = known[(known.year > year - 5) & (known.year <= year) & (known.denominator > 0)]
            return last.numerator.sum() / last.denominator.sum() * 100 if len(last) >= 3 else None
        known = known[(known.year <= year) & (known.year >= year - rule.carry_years)]
        return known.value[known.year.idxmax()] / 1e6 if len(known) else None

    def tell(group: Any) -> Any:
        rule = rules.loc[group.indicator.iloc[0]]
        now, last, base, prior = (stand(group, year, rule) for year in (2024, 2023, 2020, 2015))
        return pd.Series({"now": now, "last": last, "base": base, "prior": prior}, dtype=float)

    series = rows[sorted(SIDES)].groupby(["area", "indicator", "breakdown"])[sorted(SIDES)].apply(tell)
    nothing = pd.Series({"now": None, "last": None, "base": None, "prior": None}, dtype=float)
    targets = targets.set_index("code")

    def figures(area: int, indicator: Any, breakdown: Any) -> Any:
        key = (area, indicator, breakdown)
        return series.loc[key] if key in series.index else nothing

    def told_goals(area: int) -> int:
        def judge(aim: Any) -> Any:
            state = {}
            seen = figures(area, aim.indicator, aim.breakdown)
            for year, column in ((2024, "now"), (2023, "last")):
                value, base = seen[column], seen["base"]
                reach = aim.multiplier / 1e9 * base + aim.start / 1e6
                short = reach - value if aim.sense >= 0 else value - reach
                way = reach - base if aim.sense >= 0 else base - reach
                pace = (way - short) * 5 >= 0.95 * way * (year - 2020)
                known = "met" if short <= 0 else "not_met" if aim.hold else "expected" if pace else "hard"
                state[column] = known if pd.notna(value) else "no_data"
            return pd.Series(state)

        judged = targets.apply(judge, axis=1)

        def follow(track: Any) -> Any:
            if track.kind == "quantitative":
                return judged.loc[track.target]
            if track.kind != "directional":
                return pd.Series({"now": "expected", "last": "expected"})
            gap = figures(area, track.first_indicator, track.first_breakdown)
            if pd.notna(track.second_indicator):
                gap = (gap - figures(area, track.second_indicator, track.second_breakdown)).abs()
            return pd.Series({c: "met" if gap[c] < gap["base"] else "not_met" for c in ("now", "last")})

        followed = tracks.join(tracks.apply(follow, axis=1))
        goals = followed.groupby(["domain", "goal"])[["now", "last"]].agg(lambda states: max(states, key=ORDER.index))
        counts = goals.groupby("domain")["now"].apply(lambda states: states.isin(ORDER[:2]).mean())
        return len(goals) + len(counts)

    known = sum(told_goals(area) for area in rows.area.unique())
    if cells != "told":
        return len(series) + known

    def split(group: Any) -> Any:
        by = group.set_index("breakdown")
        sides = keys.set_index("key").ix
        women, men = by.loc[sides["SEX=F"]], by.loc[sides["SEX=M"]]
        moved = abs(women.now - men.now) - abs(women.base - men.base)
        return pd.Series({"difference": women.now - men.now, "parity": women.now / men.now, "change": moved})

    gaps = series.reset_index().groupby(["area", "indicator"])[["breakdown", "now", "base"]].apply(split)
    return len(series) + known + len(gaps)
