"""The same run on both engines: `python -m benchmarks.spark`.

A province of 120 invented counties, in one process: Spark on this computer against DuckDB, the attainment of every area
(``attainment_only``) and the whole run with the outlook, in turn after a warm-up, with the start of Java told apart. The
results must be the same bytes. With HALFSKY_BENCH_NATION=1 the nation of 2,844 counties too, once: it takes minutes.
"""

from __future__ import annotations

import hashlib
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import interleaved, ratio, say
from halfsky.cube import spark
from halfsky.cube.choice import DUCKDB, LOCAL
from halfsky.cube.layout import read_manifest
from halfsky.cube.run import dumps, monitor
from halfsky.cube.simulate import simulate

GOAL = 12.0
PAIRS = 2


def compare(name: str, release: Path, *, whole: bool, pairs: int, start: float) -> bool:
    """Print the ratio with and without ``start``, the seconds that Java takes; whether both engines agree."""
    told: dict[str, set[str]] = {DUCKDB: set(), LOCAL: set()}

    def run(engine: str) -> None:
        told[engine].add(hashlib.sha256(dumps(monitor(release, engine=engine, outlook=whole, attainment_only=not whole))).hexdigest())

    if pairs:
        mine, theirs = interleaved(lambda: run(LOCAL), lambda: run(DUCKDB), pairs)
    else:
        taken = []
        for engine in (DUCKDB, LOCAL):
            begin = time.perf_counter()
            run(engine)
            taken.append(time.perf_counter() - begin)
        theirs, mine = taken[:1], taken[1:]
    figure, same = ratio(mine, theirs), told[LOCAL] == told[DUCKDB] and len(told[DUCKDB]) == 1
    what = f"{name}, {'the whole run' if whole else 'attainment'}: Spark / DuckDB"
    say(what, f"{figure:.1f}", f"<= {GOAL:.0f}", figure <= GOAL)
    slow, quick = statistics.median(mine), statistics.median(theirs)
    print(f"  {slow:.1f} s against {quick:.1f} s; with the start of Java {(slow + start) / quick:.1f}", flush=True)
    say(f"{name}: the same bytes from both engines", "yes" if same else "no", "yes", same)
    return same


def session(release: Path) -> float:
    """Keep a Spark fit for ``release``; how many seconds it took to start."""
    begin = time.perf_counter()
    spark.keep(LOCAL, rows=read_manifest(release).rows["observations"])
    return time.perf_counter() - begin


def main() -> int:
    refused = spark.lacking(LOCAL)
    if refused is not None:
        print(f"skipped: {refused.text('en')}")
        return 0
    same = True
    try:
        with tempfile.TemporaryDirectory() as folder:
            province = Path(folder) / "province"
            simulate(province, 120)
            start = session(province)
            for whole in (False, True):
                same &= compare("province, 120 counties", province, whole=whole, pairs=PAIRS, start=start)
            if os.environ.get("HALFSKY_BENCH_NATION") == "1":
                spark.end_kept()
                nation = Path(folder) / "nation"
                simulate(nation, 2844)
                same &= compare("nation, 2,844 counties", nation, whole=False, pairs=0, start=session(nation))
    finally:
        spark.end_kept()
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
