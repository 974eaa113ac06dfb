"""``halfsky cube simulate``: an invented nation of any number of counties, as an ordinary release.

It is written area by area, so memory does not grow with the number of counties, and appears whole or not at all. The
same seed gives the same bytes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from halfsky.cube.content import ReleaseContent
from halfsky.cube.invented import BREAKDOWNS, INDICATORS, ROWS_AN_AREA, YEARS, home_of, kind_of, nation
from halfsky.cube.layout import Lineage, Manifest
from halfsky.method.errors import HalfskyError

MOST = 20_000
"""Counties of one simulation; China has 2,844 divisions at county level."""
BYTES_A_ROW = 13
"""What a figure takes on the disk at most, as measured, with some to spare."""
BYTES_AT_LEAST = 4_000_000
AREAS_AT_ONCE = 16
CREATED_AT = "2025-03-01T09:00:00+08:00"
"""The moment written into every invented release, so that the same seed gives the same bytes."""


class SimulateError(HalfskyError):
    """A simulation that cannot be made as asked."""

    messages = {
        "areas": (
            "县数应是 1 到 {most} 之间的整数，现为 {areas}。",
            "The number of counties must be a whole number from 1 to {most}; it is {areas}.",
        ),
        "seed": ("随机种子应是 0 到 {most} 之间的整数，现为 {seed}。", "The seed must be a whole number from 0 to {most}; it is {seed}."),
        "no_space": (
            "{path} 所在磁盘约需 {need} MB，只剩 {free} MB。请另选目录，或减少县数。",
            "About {need} MB are needed on the disk of {path}, and {free} MB are free. Choose another folder or fewer counties.",
        ),
    }


def disk_needed(areas: int) -> int:
    """Bytes that a release of so many counties takes at most."""
    return BYTES_AT_LEAST + BYTES_A_ROW * ROWS_AN_AREA * (areas + 1)


def check(path: Path | str, areas: int, seed: int) -> None:
    """SimulateError when there is no such nation, or no space for it on the disk where ``path`` will lie."""
    if not 1 <= areas <= MOST:
        raise SimulateError("areas", areas=areas, most=MOST)
    if not 0 <= seed < 2**32:
        raise SimulateError("seed", seed=seed, most=2**32 - 1)
    there = Path(path).absolute()
    while not there.exists():
        there = there.parent
    need, free = disk_needed(areas), shutil.disk_usage(there).free
    if free < need:
        raise SimulateError("no_space", path=path, need=-(-need // 10**6), free=free // 10**6)


def simulate(
    path: Path | str, areas: int, seed: int = 1, *, progress: Callable[[int, int], object] = lambda done, of: None,
    key_id: str = "", sign: Callable[[bytes], bytes] | None = None,
) -> Manifest:
    """Write ``areas`` invented counties as the release ``path``; ``progress`` is told how many areas are written. ``sign``
    makes the bytes of ``signature.json`` by the key ``key_id``.

    SimulateError or ReleaseError (the folder exists) before anything is written.
    """
    from halfsky.cube.streamed import write_streamed

    check(path, areas, seed)
    content = nation(areas, CREATED_AT)
    large = {
        "observations": _observations(content, seed, progress),
        "milestone_states": _states(content, seed),
    }
    return write_streamed(path, content, large, Lineage(key_id=key_id) if key_id else None, sign=sign)


def figured(content: ReleaseContent) -> list[tuple[int, str]]:
    """(number, code) of the areas that have figures: the release's own, and every county."""
    judged = {row.code for row in content.areas if row.judged} | {content.area}
    return [(ix, code) for ix, code in enumerate(sorted(row.code for row in content.areas)) if code in judged]


def _observations(content: ReleaseContent, seed: int, progress: Callable[[int, int], object]) -> Iterator[Any]:
    """The rows of all areas, made by two threads a few areas ahead of the writing."""
    kinds = [kind_of(int(code[-3:])) for code in sorted(row.code for row in content.indicators)]
    areas = figured(content)
    parts = [areas[at : at + AREAS_AT_ONCE] for at in range(0, len(areas), AREAS_AT_ONCE)]
    with ThreadPoolExecutor(1) as ahead:
        coming = [ahead.submit(_batch, kinds, seed, part) for part in parts[:1]]
        for n, part in enumerate(parts):
            made = coming.pop(0).result()
            coming += [ahead.submit(_batch, kinds, seed, following) for following in parts[n + 1 : n + 2]]
            yield made
            progress(min((n + 1) * AREAS_AT_ONCE, len(areas)), len(areas))
            del made, part


def _batch(kinds: list[Any], seed: int, areas: list[tuple[int, str]]) -> Any:
    import numpy as np
    import pyarrow as pa

    from halfsky.cube.invented_figures import REASON, STATUSES, area

    made = [area(kinds, seed, int(code[:6])) for _, code in areas]
    shape = (len(areas), INDICATORS, len(BREAKDOWNS), len(YEARS))
    ix = np.array([number for number, _ in areas], dtype=np.int64)[:, None, None, None]
    indicator = np.arange(INDICATORS, dtype=np.int64)[None, :, None, None]
    breakdown = np.arange(len(BREAKDOWNS), dtype=np.int64)[None, None, :, None]
    year = np.array(YEARS, dtype=np.int64)[None, None, None, :]
    cell = ((ix * 10_000 + indicator) * 10_000 + breakdown) * 10_000 + year
    numbers = [cell, *(np.broadcast_to(part, shape) for part in (ix, indicator, breakdown, year))]
    figures = [np.stack([getattr(one, name) for one in made]) for name in ("numerator", "denominator", "value")]
    columns = [pa.array(part.ravel()) for part in numbers]
    columns += [pa.array(part.ravel(), mask=(part < 0).ravel()) for part in figures]
    for name, words in (("status", STATUSES), ("reason", REASON)):
        codes = np.stack([getattr(one, name) for one in made]).ravel()
        columns.append(pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(words)).cast(pa.string()))
    count = columns[0].__len__()
    columns += [pa.array([text]).take(pa.array(np.zeros(count, dtype=np.int8))) for text in ("", "invented_body", "")]
    names = "cell_id area indicator breakdown year numerator denominator value status reason note source_body signer"
    return pa.RecordBatch.from_arrays(columns, names=names.split())


def _states(content: ReleaseContent, seed: int) -> Iterator[Any]:
    """What each area reported of each milestone in the year it fell due, and of the unfinished ones in the next."""
    import numpy as np
    import pyarrow as pa

    areas = np.array(sorted(code for _, code in figured(content)))
    words = np.array(["done", "partial", "none"])
    for n, milestone in enumerate(sorted(content.milestones, key=lambda row: row.code)):
        rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, 7, n))))
        years = [year for year in (milestone.due_year, milestone.due_year + 1) if year <= content.year]
        told = rng.random((len(areas), len(years))) < 0.93
        state = words[rng.choice(3, (len(areas), len(years)), p=[0.88, 0.09, 0.03])]
        area, year = (part.ravel()[told.ravel()] for part in np.broadcast_arrays(areas[:, None], np.array(years)[None, :]))
        count = len(area)
        yield pa.RecordBatch.from_arrays(
            [pa.array([milestone.code] * count), pa.array(area), pa.array(year.astype(np.int64)),
             pa.array(state.ravel()[told.ravel()]), pa.array(["虚构"] * count)],
            names=["milestone", "area", "year", "state", "evidence_zh"],
        )  # fmt: skip


def told(path: Path | str, areas: int) -> dict[str, Any]:
    """What will be written: counties, figures, the release's own area, bytes."""
    return {"path": str(path), "areas": areas, "rows": ROWS_AN_AREA * (areas + (areas > 1)), "area": home_of(areas),
            "bytes": disk_needed(areas)}  # fmt: skip
