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

from benchmarks.applied import groupby_apply
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
