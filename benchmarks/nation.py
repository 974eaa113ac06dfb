"""The attainment run over many counties: `python -m benchmarks.nation`.

A city of 14 counties and a province of 120, invented; the nation of 2,844 too when HALFSKY_BENCH_NATION=1 (0.8 GB on
the disk). The baseline is DuckDB reading the columns that the run reads and writing the judged year's rows of them as
Parquet. Each is a process of its own; the peak is the larger of the run's.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import interleaved, ratio, say
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
monitor(sys.argv[1], outlook=False)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def process(code: str, *given: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run([sys.executable, "-c", code, *given], env=env, check=True, capture_output=True, text=True).stdout


def main() -> None:
    sizes = [("city", 14, 2.0, 5), ("province", 120, 1.5, 5)]
    if os.environ.get("HALFSKY_BENCH_NATION") == "1":
        sizes.append(("nation", 2844, 1.5, 3))
    with tempfile.TemporaryDirectory() as folder:
        for name, areas, goal, pairs in sizes:
            release, written = str(Path(folder) / name), str(Path(folder) / "written.parquet")
            simulate(release, areas)
            peaks: list[int] = []
            mine, theirs = interleaved(
                lambda release=release, peaks=peaks: peaks.append(int(process(RUN, release))),
                lambda release=release, written=written: process(READ_AND_WRITE, release, written), pairs,
            )  # fmt: skip
            figure, peak = ratio(mine, theirs), max(peaks) / 1024
            say(f"{name}, {areas} counties: run / read and write", f"{figure:.1f}", f"<= {goal}", figure <= goal)
            say(f"{name}: peak memory", f"{peak:.0f} MiB", "<= 1024 MiB", peak <= 1024)


if __name__ == "__main__":
    main()
