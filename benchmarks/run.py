"""The county's monitoring run: `python -m benchmarks.run`.

The whole process from the shell against `import duckdb` and one query on the same release; and, inside a warm
process, against a groupby-apply in pandas that tells the same series and judges the same targets, once for the cells
that the run tells and once for every series of the release. The release has 120 indicators, 23 breakdowns, 10 years.
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


def groupby_apply(release: Path, whole: bool) -> int:
    """What an analyst writes first: one function applied to each series."""
    import pandas as pd

    rows = pd.read_parquet(release / "observations.parquet")
    targets = pd.read_parquet(release / "targets.parquet")
    aims = {(t.indicator, t.breakdown): t for t in targets.itertuples()}
    if not whole:
        keys = pd.read_parquet(release / "codes" / "breakdown.parquet")
        told = keys[(keys.age == "_T") & ((keys.sex == "_T") | (keys.urbanisation == "_T"))].ix
        rows = rows[rows.breakdown.isin(told)]

    def judge(group: Any) -> Any:
        values = group.set_index("year")["value"] / 1e6
        now, last, base = values.get(2024), values.get(2023), values.get(2020)
        state = ""
        aim = aims.get((group["indicator"].iloc[0], group["breakdown"].iloc[0]))
        if aim is not None and now is not None:
            reach = (aim.multiplier / 1e9 * (base or 0)) + aim.start / 1e6
            met = now >= reach if aim.sense == 1 else now <= reach
            pace = (base or 0) + (reach - (base or 0)) * 0.8
            state = "met" if met else "expected" if (now >= pace) == (aim.sense == 1) else "hard"
        return pd.Series(
            {
                "value": now,
                "previous": last,
                "base": base,
                "change": None if now is None or last is None else now - last,
                "change_from_base": None if now is None or base is None else now - base,
                "state": state,
            }
        )

    columns = ["area", "indicator", "breakdown", "year", "value"]
    return len(rows[columns].groupby(["area", "indicator", "breakdown"])[columns].apply(judge))


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
        mine, theirs = interleaved(lambda: shell(ours), lambda: shell(bare), PAIRS)
        figure = ratio(mine, theirs)
        say("run, whole process / import duckdb and one query", f"{figure:.2f}", "<= 2", figure <= 2)
        print(f"  {statistics.median(mine):.3f} s against {statistics.median(theirs):.3f} s")
        for whole, name in ((False, "the cells told"), (True, "every series")):
            mine, theirs = interleaved(lambda: monitor(release), lambda whole=whole: groupby_apply(release, whole), 5)
            figure = 1 / ratio(mine, theirs)
            say(f"pandas groupby-apply on {name} / run, inside the process", f"{figure:.0f}", ">= 50", figure >= 50)
            print(f"  {statistics.median(mine):.3f} s against {statistics.median(theirs):.3f} s")


if __name__ == "__main__":
    main()
