"""The attainment run over many counties: `python -m benchmarks.nation`.

A city of 14 counties and a province of 120, invented; the nation of 2,844 too when HALFSKY_BENCH_NATION=1 (0.8 GB on
the disk); HALFSKY_BENCH_RELEASES=DIR keeps them for the next time. The attainment run judges every target, track and
goal of every county, its own of two years, and counts (``--attainment-only --no-outlook``); the baseline is DuckDB reading the
columns that the run reads and writing the judged year's rows of them as Parquet. Each is a process of its own, and
nothing is taken off for its start. Beside them the run with everything told but the outlook, the scan alone, and a bare
judgement (``benchmarks/bare.py``, less work than ours) in DuckDB, Polars and pandas: pandas not at the nation. At the city, inside a
warm process, also against groupby-apply in pandas (``benchmarks/applied.py``), which takes some 90 seconds once.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.applied import groupby_apply
from benchmarks.measure import interleaved, ratio, say
from halfsky.cube.run import monitor
from halfsky.cube.simulate import simulate

ROOT = Path(__file__).parent.parent
READ_AND_WRITE = """
import duckdb, sys
duckdb.connect().execute(
    "copy (select cell_id, numerator, denominator, value, status, reason from read_parquet('" + sys.argv[1] +
    "/observations.parquet') where year = 2024 or value < -1) to '" + sys.argv[2] + "' (format parquet)")
"""
RUN = """
import resource, sys
from halfsky.cube.run import monitor
if sys.argv[2] == "full":
    from pathlib import Path
    from halfsky.cube.results import run_to
    run_to(sys.argv[1], Path(sys.argv[3]))
else:
    monitor(sys.argv[1], outlook=False, attainment_only=sys.argv[2] == "only")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def process(code: str, *given: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run([sys.executable, "-c", code, *given], env=env, check=True, capture_output=True, text=True).stdout


def bare(which: str, release: str) -> int:
    """The peak of memory, in KiB, of one of the bare programs."""
    return int(process((ROOT / "benchmarks" / "bare.py").read_text(), which, release))


def one(name: str, release: str, written: str, areas: int, goal: float, pairs: int) -> float:
    """Measure one size; seconds of the run."""
    peaks: list[int] = []
    mine, theirs = interleaved(
        lambda: peaks.append(int(process(RUN, release, "only"))), lambda: process(READ_AND_WRITE, release, written), pairs
    )
    figure, peak, seconds = ratio(mine, theirs), max(peaks) / 1024, statistics.median(mine)
    say(f"{name}, {areas} counties: attainment run / read and write", f"{figure:.1f}", f"<= {goal}", figure <= goal)
    print(f"  {seconds:.2f} s against {statistics.median(theirs):.2f} s")
    say(f"{name}: peak memory", f"{peak:.0f} MiB", "<= 1024 MiB", peak <= 1024)
    mine, theirs = interleaved(lambda: process(RUN, release, "whole"), lambda: process(READ_AND_WRITE, release, written), 3)
    print(f"  the run with series, gaps and index told as well: {statistics.median(mine):.2f} s, {ratio(mine, theirs):.1f} x read and write")
    if name == "city":
        applied(name, release)
    else:
        full(name, release, written)
    for which in ("scan", "duckdb", "polars", "pandas"):
        if name == "city" or (name == "nation" and which == "pandas"):
            continue
        heights: list[int] = []
        mine, theirs = interleaved(
            lambda heights=heights, which=which: heights.append(bare(which, release)),
            lambda: process(READ_AND_WRITE, release, written), 3,
        )  # fmt: skip
        named = "the scan alone" if which == "scan" else f"a bare judgement in {which}"
        print(f"  {named}: {statistics.median(mine):.2f} s, {ratio(mine, theirs):.1f} x read and write, {max(heights) / 1024:.0f} MiB")
    return seconds


def applied(name: str, release: str) -> None:
    """Measure the attainment run inside this process beside groupby-apply on every series of ``release``, taken once."""
    begin = time.perf_counter()
    groupby_apply(Path(release), "every")
    slow = time.perf_counter() - begin
    mine, _ = interleaved(lambda: monitor(release, outlook=False, attainment_only=True), lambda: None, 5)
    figure = slow / statistics.median(mine)
    say(f"{name}: pandas groupby-apply on every series / attainment run, inside the process", f"{figure:.0f}", ">= 500", figure >= 500)
    print(f"  {statistics.median(mine):.3f} s against {slow:.1f} s")


def full(name: str, release: str, written: str) -> None:
    """Measure the full monitoring run, its results of every area written as Parquet, beside the attainment run."""
    peaks: list[int] = []
    mine, theirs = interleaved(
        lambda: peaks.append(int(process(RUN, release, "full", f"{written}.results.parquet"))),
        lambda: process(RUN, release, "only"), 3,
    )  # fmt: skip
    figure, peak = ratio(mine, theirs), max(peaks) / 1024
    say(f"{name}: full monitoring run with outlook / attainment run", f"{figure:.1f}", "<= 6", figure <= 6)
    print(f"  {statistics.median(mine):.2f} s against {statistics.median(theirs):.2f} s")
    say(f"{name}: peak memory of the full run", f"{peak:.0f} MiB", "<= 4096 MiB", peak <= 4096)


def main() -> None:
    sizes = [("county", 1, 2.0, 5), ("city", 14, 2.0, 5), ("province", 120, 1.5, 5)]
    if os.environ.get("HALFSKY_BENCH_NATION") == "1":
        sizes.append(("nation", 2844, 1.5, 3))
    taken: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(os.environ.get("HALFSKY_BENCH_RELEASES") or folder)
        for name, areas, goal, pairs in sizes:
            release = str(kept / f"{name}-{areas}")
            if not Path(release).exists():
                simulate(release, areas)
            if areas == 1:
                run = [(time.perf_counter(), process(RUN, release, "only"), time.perf_counter()) for _ in range(pairs)]
                taken[1] = statistics.median(end - start for start, _, end in run)
                continue
            taken[areas] = one(name, release, str(Path(folder) / "written.parquet"), areas, goal, pairs)
    start = taken[1]
    rates = {areas: (seconds - start) / areas for areas, seconds in taken.items() if areas > 1}
    print("time a county after the start, in ms: " + ", ".join(f"{areas}: {rate * 1000:.2f}" for areas, rate in rates.items()))
    figure = rates[max(rates)] / rates[min(rates)]
    say("time a county after the start, largest / city", f"{figure:.2f}", "<= 1.3", figure <= 1.3)


if __name__ == "__main__":
    main()
