"""The county's run: `python -m benchmarks.run`.

The whole process from the shell against `import duckdb` and one query on the same release: the attainment run
(`--attainment-only --no-outlook`), the run without the outlook, and the plain command that tells everything. And inside
a warm process against groupby-apply in pandas. Where both look at the same cells they do the same work, but for what
pandas leaves out (breaks, copies, milestones' states, reasons): the attainment run and pandas on the followed cells;
the run without the outlook and pandas on the cells it tells, with their gaps (index and decomposition are the run's
alone). What an analyst writes first is pandas on every series of the release, followed or not, which is more work than
the attainment run's: the goal was set against that. The release has 120 indicators, 23 breakdowns, 10 years.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.measure import interleaved, ratio, say
from halfsky.cube.layout import write_release
from halfsky.cube.run import monitor
from tests.cube.county import BREAKDOWNS, county

PAIRS = 9
ROOT = Path(__file__).parent.parent
BARE = """
import duckdb, sys
duckdb.connect().execute(
    "select indicator, count(value), avg(value) from read_parquet(?) where year = 2024 group by indicator",
    [sys.argv[1]]).fetchall()
"""


def shell(arguments: list[str]) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, *arguments], env=env, check=True, stdout=subprocess.DEVNULL)


def groupby_apply(release: Path, cells: str) -> int:
    """What an analyst writes first, for the same answers: one function applied to each series, gap, track and goal.

    ``cells``: "followed", "told" (totals and sides, with their gaps) or "every".
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

    columns = ["area", "indicator", "breakdown", "year", "value", "numerator", "denominator"]
    series = rows[columns].groupby(["indicator", "breakdown"])[columns].apply(tell)

    def judge(aim: Any) -> Any:
        state = {}
        for year, column in ((2024, "now"), (2023, "last")):
            figures = series.loc[(aim.indicator, aim.breakdown)]
            value, base = figures[column], figures["base"]
            reach = aim.multiplier / 1e9 * base + aim.start / 1e6
            short = reach - value if aim.sense >= 0 else value - reach
            way = reach - base if aim.sense >= 0 else base - reach
            pace = (way - short) * 5 >= 0.95 * way * (year - 2020)
            state[column] = "met" if short <= 0 else "not_met" if aim.hold else "expected" if pace else "hard"
        return pd.Series(state)

    targets = targets.set_index("code")
    judged = targets.apply(judge, axis=1)

    def follow(track: Any) -> Any:
        if track.kind == "quantitative":
            return judged.loc[track.target]
        if track.kind != "directional":
            return pd.Series({"now": "expected", "last": "expected"})
        first = series.loc[(track.first_indicator, track.first_breakdown)]
        second = series.loc[(track.second_indicator, track.second_breakdown)]
        gap = (first - second).abs()
        return pd.Series({c: "met" if gap[c] < gap["base"] else "not_met" for c in ("now", "last")})

    followed = tracks.join(tracks.apply(follow, axis=1))
    order = ["met_early", "met", "expected", "hard", "not_met"]
    goals = followed.groupby(["domain", "goal"])[["now", "last"]].agg(lambda states: max(states, key=order.index))
    counts = goals.groupby("domain")["now"].apply(lambda states: states.isin(order[:2]).mean())

    if cells != "told":
        return len(series) + len(goals) + len(counts)

    def split(group: Any) -> Any:
        by = group.set_index("breakdown")
        sides = keys.set_index("key").ix
        women, men = by.loc[sides["SEX=F"]], by.loc[sides["SEX=M"]]
        moved = abs(women.now - men.now) - abs(women.base - men.base)
        return pd.Series({"difference": women.now - men.now, "parity": women.now / men.now, "change": moved})

    gaps = series.reset_index().groupby("indicator")[["breakdown", "now", "base"]].apply(split)
    return len(series) + len(goals) + len(counts) + len(gaps)


def main() -> None:
    assert len(BREAKDOWNS) >= 23
    with tempfile.TemporaryDirectory() as folder:
        release = Path(folder) / "2024-1"
        content = county(indicators=15, breakdowns=23)
        write_release(release, content)
        print(f"release: {len(content.observations)} rows, {len(content.tracks)} tracks, {len(content.targets)} targets")
        out = str(Path(folder) / "run.json")
        ours = ["-m", "halfsky", "monitor", "run", "--release", str(release), "--json", out]
        bare = ["-c", BARE, str(release / "observations.parquet")]
        for name, options, goal in (
            ("attainment run", ["--attainment-only", "--no-outlook"], True), ("run without the outlook", ["--no-outlook"], False),
            ("plain run, outlook and all", [], False),
        ):  # fmt: skip
            mine, theirs = interleaved(lambda options=options: shell(ours + options), lambda: shell(bare), PAIRS)
            figure = ratio(mine, theirs)
            if goal:
                say(f"{name}, whole process / import duckdb and one query", f"{figure:.2f}", "<= 2", figure <= 2)
            else:
                print(f"{name}, whole process / import duckdb and one query: {figure:.2f}")
            print(f"  {statistics.median(mine):.3f} s against {statistics.median(theirs):.3f} s")
        for cells, only, name in (
            ("followed", True, "pandas groupby-apply on the followed cells / attainment run"),
            ("told", False, "pandas groupby-apply on the cells told, with gaps / run without the outlook"),
            ("every", True, "pandas groupby-apply on every series / attainment run"),
        ):
            mine, theirs = interleaved(
                lambda only=only: monitor(release, outlook=False, attainment_only=only), lambda cells=cells: groupby_apply(release, cells), 5
            )
            figure = 1 / ratio(mine, theirs)
            say(f"{name}, inside the process", f"{figure:.0f}", ">= 50", figure >= 50)
            print(f"  {statistics.median(mine):.3f} s against {statistics.median(theirs):.3f} s")


if __name__ == "__main__":
    main()
