"""The yearbook against the bare engines: `python -m benchmarks.yearbook`.

The volume of an invented county, with and without its charts: blocks to PDF, against typst on a bare page of the same
words, tables and drawings; against LibreOffice turning the same docx into PDF; and its charts from series to SVG, against
their Vega specs compiled beforehand, both in two processes. Every document is made in a process of its own, which
takes its own time and peak memory, so that no engine answers from its memory. Medians of interleaved pairs.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

PAIRS = 5


def main() -> None:
    if len(sys.argv) == 4:
        print(json.dumps(child(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made = prepare(folder)
        documents(folder)
        charts(made)


def prepare(folder: Path) -> Any:
    """The demo county and its yearbook's blocks, with and without figures, in files of ``folder``; its charts."""
    home = folder / "home"
    os.environ |= {"HALFSKY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "halfsky.config.settings"}
    subprocess.run(
        [sys.executable, "-m", "halfsky", "demo", "build", "--out", str(folder / "out")], check=True, stdout=subprocess.DEVNULL
    )
    import django

    django.setup()
    from halfsky.document import docx, outline, reading
    from halfsky.document.block import Figure
    from halfsky.document.drawing import draw_all
    from halfsky.office.monitoring.models import Run
    from halfsky.office.monitoring.services.run import result_of
    from halfsky.office.publishing.forms import FORMS
    from halfsky.office.release.shelf import figures_of, framework_of

    run, form = Run.objects.latest("id"), FORMS["yearbook"]
    result, framework, figures = result_of(run), framework_of(run.release), figures_of(run.release)
    made = list(form.charts_of(reading.read(result, framework, figures, "zh")).values())
    drawn = dict(zip([one.key for one in made], draw_all([one.spec for one in made]), strict=True))
    day = run.release.frozen_at.date()
    blocks = list(form.blocks(result, framework, figures, "zh", day, drawn))
    meta = form.meta(result, framework, "zh", day)
    for name, some in (("with", blocks), ("without", [one for one in blocks if not isinstance(one, Figure)])):
        (folder / f"{name}.pickle").write_bytes(pickle.dumps((some, meta)))
        (folder / f"{name}.typ").write_text(by_hand(outline.number(some, "zh")), encoding="utf-8")
        (folder / f"{name}.docx").write_bytes(docx.render(some, meta))
    return made


def by_hand(blocks: Any) -> str:
    """The same content as a page somebody would write by hand: same fonts, size and justified lines, nothing more."""
    from halfsky.document.block import Figure, Heading, Note, PageBreak, Paragraph, Table, Title
    from halfsky.method.wording.piece import plain

    def words(pieces: Any) -> str:
        return "#" + json.dumps(plain(pieces), ensure_ascii=False)

    parts = ['#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm), numbering: "1")']
    parts += ['#set document(title: "统计资料")', '#set text(font: "Noto Serif SC", size: 16pt, lang: "zh")', "#set par(justify: true)"]
    for one in blocks:
        match one:
            case Title(lines):
                parts += [f"= {words(line)}" for line in lines]
            case Heading():
                parts.append("=" * one.level + " " + words(one.text))
            case Paragraph() | Note():
                parts.append(words(one.pieces))
            case PageBreak():
                parts.append("#pagebreak(weak: true)")
            case Figure():
                parts.append(
                    f"#figure(image(bytes({json.dumps(one.svg.decode(), ensure_ascii=False)}), format: \"svg\", width: 156mm,"
                    f" alt: {json.dumps(one.alt, ensure_ascii=False)}), caption: [{words(one.caption)}])"
                )
            case Table():
                cells = ", ".join(f"[{words(cell)}]" for row in one.rows if row.kind != "group" for cell in row.cells)
                head = ", ".join(f"[{words(column.head)}]" for column in one.columns)
                width = ", ".join(f"{column.width}fr" for column in one.columns)
                parts.append(
                    f"#[#set text(size: 10.5pt); #show figure: set block(breakable: true); #figure(table(columns: ({width},),"
                    f" table.header({head}), {cells}), caption: [{words(one.caption)}])]"
                )
    return "\n\n".join(parts)


def child(way: str, file: Path, out: Path) -> dict[str, float]:
    """Make one PDF here: seconds, pages and peak memory in MB."""
    import pypdfium2

    if way == "ours":
        from halfsky.document import pdf

        blocks, meta = pickle.loads(file.read_bytes())
        start = time.perf_counter()
        document = pdf.render(blocks, meta)
    else:
        import typst

        from halfsky.document import font

        start = time.perf_counter()
        document = bytes(typst.compile(
            str(file), font_paths=[str(font.folder())], ignore_system_fonts=True, format="pdf", pdf_standards="a-2a", timestamp=0,
        ))  # fmt: skip
    taken = time.perf_counter() - start
    out.write_bytes(document)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": taken, "pages": len(pypdfium2.PdfDocument(document)), "peak": peak}


def in_a_process(way: str, file: Path) -> dict[str, float]:
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.yearbook", way, str(file), str(file.with_suffix(f".{way}.pdf"))],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return dict(json.loads(told.stdout))


def documents(folder: Path) -> None:
    for name, goal in (("without", "<= 1.3"), ("with", "no goal set")):
        mine, theirs = [], []
        for _ in range(PAIRS):
            mine.append(in_a_process("ours", folder / f"{name}.pickle"))
            theirs.append(in_a_process("bare", folder / f"{name}.typ"))
        by_page = statistics.median(
            (a["seconds"] / a["pages"]) / (b["seconds"] / b["pages"]) for a, b in zip(mine, theirs, strict=True)
        )
        print(f"yearbook {name} charts against bare typst, a page: {by_page:.2f} x (goal {goal})")
        for who, all_ in (("ours", mine), ("bare", theirs)):
            one = all_[0]
            seconds = statistics.median(run["seconds"] for run in all_)
            print(f"  {who}: {seconds / one['pages'] * 1000:.1f} ms a page of {one['pages']:.0f}, peak memory {one['peak']:.0f} MB")
        _office(folder, name, statistics.median(run["seconds"] for run in mine))


def _office(folder: Path, name: str, ours: float) -> None:
    """The same volume as docx through LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        print("  LibreOffice is not installed: not compared")
        return
    taken = []
    for _ in range(2):
        start = time.perf_counter()
        subprocess.run(
            [program, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir",
             str(folder / "office"), str(folder / f"{name}.docx")],
            check=True, capture_output=True,
        )  # fmt: skip
        taken.append(time.perf_counter() - start)
    print(f"yearbook {name} charts, LibreOffice on the same docx / ours: {min(taken) / ours:.1f} x ({min(taken):.1f} s)")


def _ready() -> None:
    """Each process has its engine and its font before the clock starts."""
    from benchmarks.charts import prepare as first

    first()


def _ours(spec: Any) -> int:
    from halfsky.document import drawing

    return len(drawing.svg(spec))


def _bare(spec: str) -> int:
    import vl_convert

    return len(vl_convert.vega_to_svg(spec))


def charts(made: list[Any]) -> None:
    import vl_convert

    from benchmarks.measure import interleaved, ratio, say
    from halfsky.document import drawing

    config = drawing.theme()["config"]
    specs = [dict(one.spec) for one in made]
    vega = [json.dumps(vl_convert.vegalite_to_vega(one, vl_version=drawing.VEGA_LITE, config=config)) for one in specs]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=_ready) as pool:
        mine, theirs = interleaved(lambda: list(pool.map(_ours, specs, chunksize=2)), lambda: list(pool.map(_bare, vega, chunksize=2)), PAIRS)
    found = ratio(mine, theirs)
    say(f"the yearbook's {len(made)} charts against their bare Vega specs, two processes", f"{found:.2f} x", "<= 1.2", found <= 1.2)
    print(f"  {statistics.median(mine) / len(made) * 1000:.0f} ms a chart, bare {statistics.median(theirs) / len(made) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
