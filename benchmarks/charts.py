"""Charts and the report against the bare engines: `python -m benchmarks.charts`.

Charts: ours from series to SVG, against the Vega spec compiled beforehand and drawn by vl-convert, both in two
processes. Report: blocks to PDF, against typst on a bare page of the same words and tables.
Medians of interleaved pairs; each line is `name: figure (goal …)`.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from multiprocessing import get_context
from typing import Any

import pypdfium2
import typst
import vl_convert

from halfsky.document import chart, drawing, font, outline, pdf
from halfsky.document.block import Block, Column, Heading, Meta, Paragraph, Row, Table
from halfsky.document.series import Point, Series
from halfsky.method.wording.clause import Aim
from halfsky.method.wording.number import UNITS
from halfsky.method.wording.piece import Field, plain, sentence

PAIRS, CHARTS, SECTIONS = 7, 40, 30


def series(seed: int) -> Series:
    points = tuple(Point(2015 + n, Decimal(700 + seed * 3 + n * 17 + (seed * n) % 9) / 10) for n in range(10))
    return Series(
        f"figure:{seed}:",
        "养老保险参保率",
        UNITS["percent"],
        1,
        points,
        2020,
        Aim(">=", Decimal(95), 2025),
        Decimal(95),
    )


def ours(seed: int) -> int:
    return len(drawing.svg(chart.trend(series(seed)).spec))


def bare(spec: str) -> int:
    return len(vl_convert.vega_to_svg(spec))


def prepare() -> None:
    """Each process has its font and its engine before the clock starts."""
    ours(0)


def vega_specs() -> list[str]:
    config = drawing.theme()["config"]
    return [
        json.dumps(
            vl_convert.vegalite_to_vega(
                chart.trend(series(n)).spec, vl_version=drawing.VEGA_LITE, config=config
            )
        )
        for n in range(CHARTS)
    ]


def seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(first: Callable[[int], Any], second: Callable[[int], Any]) -> tuple[float, float, float]:
    """Median of the ratio over interleaved pairs, each first in turn, and the two medians."""
    pairs = []
    for turn in range(PAIRS):
        if turn % 2:
            later = seconds(lambda: second(turn))  # noqa: B023 - called at once
            pairs.append((seconds(lambda: first(turn)), later))  # noqa: B023
        else:
            pairs.append((seconds(lambda: first(turn)), seconds(lambda: second(turn))))  # noqa: B023
    mine, theirs = (statistics.median(one) for one in zip(*pairs, strict=True))
    return statistics.median(a / b for a, b in pairs), mine, theirs


def charts() -> None:
    specs = vega_specs()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=prepare) as pool:
        list(pool.map(bare, specs[:4]))
        found, mine, theirs = ratio(
            lambda _: list(pool.map(ours, range(CHARTS), chunksize=4)),
            lambda _: list(pool.map(bare, specs, chunksize=4)),
        )
    print(f"charts against the bare Vega spec, two processes: {found:.2f} x (goal <= 1.2)")
    print(f"  {mine / CHARTS * 1000:.0f} ms a chart, bare {theirs / CHARTS * 1000:.0f} ms")
    known = {chart.trend(series(n)).key for n in range(CHARTS)}
    skipped = seconds(lambda: [chart.trend(series(n)).key in known for n in range(CHARTS)])
    print(f"unchanged charts looked up and not drawn: {skipped / theirs:.3f} x of drawing (goal <= 0.05)")


def words_and_tables(salt: int) -> list[Block]:
    """Some sixty pages, different for every salt so that no engine answers from its memory."""
    blocks: list[Block] = []
    for n in range(SECTIONS):
        parts = [
            (f"养老保险参保率{'甲乙丙丁戊己庚'[salt % 7]}为", Field(f"k:{n}:{k}", f"{salt}{n}.{k}%"), "，")
            for k in range(60)
        ]
        words = sentence(*[one for part in parts for one in part])
        rows = tuple(
            Row((sentence("妇女与健康"), (Field(f"t:{n}:{k}", f"{salt}{n}{k}"),))) for k in range(20)
        )
        blocks += [Heading(1, sentence("领域")), Paragraph(words), Paragraph(words)]
        blocks.append(Table(sentence("表"), (Column(sentence("名")), Column(sentence("数"), "right")), rows))
    return blocks


def report() -> None:
    meta = Meta("报告", made=date(2025, 1, 1))
    made = {salt: words_and_tables(salt) for salt in range(PAIRS + 1)}
    sources = {salt: plain_typst(outline.number(blocks, "zh")) for salt, blocks in made.items()}
    pages = len(pypdfium2.PdfDocument(pdf.render(made[PAIRS], meta)))
    pages_bare = len(pypdfium2.PdfDocument(compile_bare(sources[PAIRS])))
    found, mine, theirs = ratio(lambda n: pdf.render(made[n], meta), lambda n: compile_bare(sources[n]))
    by_page = found * pages_bare / pages
    print(f"report against bare typst, a page: {by_page:.2f} x (goal <= 1.3)")
    print(
        f"  {mine / pages * 1000:.1f} ms a page of {pages}, bare {theirs / pages_bare * 1000:.1f} of {pages_bare}"
    )


def compile_bare(source: bytes) -> bytes:
    out = typst.compile(
        source,
        font_paths=[str(font.folder())],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="a-2a",
        timestamp=0,
    )
    return bytes(out)


def plain_typst(blocks: Sequence[Block]) -> bytes:
    """The same content as a page somebody would write by hand: same fonts, size and justified lines, nothing more."""
    parts = ['#set page(paper: "a4", margin: 30mm, numbering: "1")', '#set document(title: "报告")']
    parts.append('#set text(font: "Noto Serif SC", size: 16pt, lang: "zh")')
    parts.append("#set par(justify: true)")
    for one in blocks:
        match one:
            case Heading():
                parts.append(f"= {plain(one.text)}")
            case Paragraph():
                parts.append(plain(one.pieces))
            case Table():
                cells = ", ".join(f"[{plain(cell)}]" for row in one.rows for cell in row.cells)
                parts.append(f"#figure(table(columns: (1fr, 1fr), {cells}), caption: [表])")
    return "\n\n".join(parts).encode()


def main() -> None:
    charts()
    report()


if __name__ == "__main__":
    main()
