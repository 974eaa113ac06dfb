"""``halfsky cube simulate | info | pick | ranked | map``: releases of many areas. Starts no Django."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from halfsky.cli.entry import language

app = typer.Typer(
    help="多地区发布版：模拟全国、查看规模 / Releases of many areas: simulate a nation, look at its size.",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
)  # fmt: skip


@app.callback()
def cube() -> None:
    """多地区发布版 / Releases of many areas."""


@app.command(
    epilog="halfsky cube simulate --areas 120 --out var/province · 退出状态 / exit status: 0 完成 done, 2 参数有误或磁盘不足 wrong options or no space"
)
def simulate(
    areas: Annotated[int, typer.Option("--areas", help="县数 / counties: 14 一市 a city, 120 一省 a province, 2844 全国 the nation")],
    out: Annotated[Path, typer.Option("--out", help="新的发布版目录 / the folder of the new release")],
    seed: Annotated[int, typer.Option("--seed", help="随机种子，同一种子结果相同 / the same seed gives the same bytes")] = 1,
    keys: Annotated[
        Path | None, typer.Option("--keys", help="用这个 keys 目录里的私钥签名 / sign with the private key in this folder keys")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False,
) -> None:
    """写出一个虚构的全国（每县 300 项指标、9 种分组、10 年），作为普通发布版，标明虚构。

    Write an invented nation (300 indicators, 9 breakdowns, 10 years a county) as an ordinary release, marked demo.
    """
    from halfsky.cube.simulate import check, told
    from halfsky.cube.simulate import simulate as write

    check(out, areas, seed)
    before = told(out, areas)
    if not as_json:
        _say(
            "将写入 {areas} 个虚构县、{rows} 行，最多约 {mb} MB，写到 {path}。",
            "Writing {areas} invented counties, {rows} rows, at most about {mb} MB, to {path}.",
            mb=-(-before["bytes"] // 10**6), **before,
        )  # fmt: skip
    key_id, sign = _signing(keys)
    manifest = write(out, areas, seed, progress=_progress, key_id=key_id, sign=sign)
    size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    if as_json:
        typer.echo(json.dumps({"path": str(out), "areas": areas, "rows": manifest.rows["observations"],
                               "hash": manifest.content_hash, "bytes": size}))  # fmt: skip
        return
    _say(
        "完成：{mb} MB，摘要 {hash}。监测：halfsky monitor run --release {path}",
        "Done: {mb} MB, digest {hash}. Next: halfsky monitor run --release {path}",
        mb=-(-size // 10**6), hash=manifest.content_hash[:12], path=out,
    )  # fmt: skip


@app.command(epilog="halfsky cube info var/province")
def info(
    release: Annotated[Path, typer.Argument(help="发布版目录 / the folder of a release")],
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / print as JSON")] = False,
) -> None:
    """说明一个发布版有多大：地区、指标、行数、文件。只读清单，不核验。

    Say how large a release is: areas, indicators, rows, files. Reads the manifest and verifies nothing.
    """
    from halfsky.cube.layout import read_manifest

    manifest = read_manifest(release)
    sizes = {name: (release / name).stat().st_size for name in sorted(manifest.files) if (release / name).is_file()}
    facts = {
        "release": manifest.identity, "hash": manifest.content_hash, "area": manifest.area, "plan": manifest.plan,
        "demo": manifest.demo, "rows": dict(manifest.rows), "bytes": sizes,
    }  # fmt: skip
    if as_json:
        typer.echo(json.dumps(facts))
        return
    mark = {"zh": "（虚构数据）", "en": " (invented figures)"}["en" if language() == "en" else "zh"] if manifest.demo else ""
    _say(
        "发布版 {release}{mark}，规划 {plan}，地区 {area}：{areas} 个地区、{indicators} 项指标、{figures} 行，共 {mb} MB。",
        "Release {release}{mark}, plan {plan}, area {area}: {areas} areas, {indicators} indicators, {figures} rows, {mb} MB.",
        mark=mark, areas=manifest.rows["codes/area"], indicators=manifest.rows["codes/indicator"],
        figures=manifest.rows["observations"], mb=-(-sum(sizes.values()) // 10**6), release=facts["release"],
        plan=facts["plan"], area=facts["area"],
    )  # fmt: skip
    for name, size in sizes.items():
        typer.echo(f"  {name:32} {size:>14,}")


@app.command(epilog="halfsky cube pick --release var/nation --area 990101000000 --out var/one --keys var/keys")
def pick(
    release: Annotated[Path, typer.Option("--release", help="多地区发布版目录 / folder of the release of many areas")],
    area: Annotated[str, typer.Option("--area", help="县的 12 位区划代码 / the county's code of 12 digits")],
    out: Annotated[Path, typer.Option("--out", help="新的发布版目录 / the folder of the new release")],
    keys: Annotated[
        Path | None, typer.Option("--keys", help="用这个 keys 目录里的私钥签名 / sign with the private key in this folder keys")
    ] = None,
) -> None:
    """从多地区发布版取出一个县，成为单独的发布版，写明来源；研判与它在全国结果中的相同。

    Take one county out of a release of many, as a release that names its origin; it is judged as it was among them.
    """
    from halfsky.cube.pick import pick as take

    key_id, sign = _signing(keys)
    made = take(release, area, out, key_id=key_id, sign=sign)
    _say(
        "已取出 {area}：{rows} 行，摘要 {hash}。查看：halfsky release add {path}",
        "{area} is taken out: {rows} rows, digest {hash}. Next: halfsky release add {path}",
        area=area, rows=made.rows["observations"], hash=made.content_hash[:12], path=out,
    )  # fmt: skip
    if keys is None:
        _say(
            "没有签名。要放进别的办公室查看，请用 --keys 指定出具方的 keys 目录重新取出。",
            "It is not signed. To show it in another office, pick it again with --keys and the issuing office's folder keys.",
        )  # fmt: skip


@app.command(epilog="halfsky cube ranked results.parquet --out tables --form xlsx")
def ranked(
    results: Annotated[Path, typer.Argument(help="monitor run --parquet 写出的结果 / written by monitor run --parquet")],
    out: Annotated[Path, typer.Option("--out", help="写到这个目录 / the folder to write to")],
    form: Annotated[str, typer.Option("--form", help="csv 或 xlsx / csv or xlsx")] = "csv",
    most: Annotated[int, typer.Option("--most", help="每项目标列出前后各几个地区，0 为全部 / areas from either end, 0 for all")] = 10,
) -> None:
    """由监测结果写出各地区排序表和分布表。

    Write tables of ranked areas and of their distribution out of the results of a run.
    """
    from halfsky.cube.ranked import write_ranked

    for name, rows in write_ranked(results, out, form=form, most=most).items():
        _say("已写出 {file}：{rows} 行", "{file}: {rows} rows", file=out / f"{name}.{form}", rows=rows)


@app.command("map", epilog="halfsky cube map results.parquet --boundaries counties.geojson --property adcode --out map.svg")
def draw_map(
    results: Annotated[Path, typer.Argument(help="monitor run --parquet 写出的结果 / written by monitor run --parquet")],
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件：.svg 或 .png / file to write")],
    boundaries: Annotated[Path | None, typer.Option("--boundaries", help="边界 GeoJSON 文件，系统不附带 / GeoJSON, none is shipped")] = None,
    code: Annotated[str, typer.Option("--property", help="区划代码是哪个属性 / the property that is the area code")] = "code",
    domain: Annotated[str, typer.Option("--domain", help="领域，不写为全部 / a domain, all when left out")] = "",
) -> None:
    """按目标达标率给各地区着色，画成地图；边界由使用者提供。

    Draw a map of areas shaded by the share of goals met, over boundaries that you supply.
    """
    from halfsky.cube.ranked import RankedRefused, rates
    from halfsky.document import drawing
    from halfsky.document.choropleth import choropleth
    from halfsky.formats.boundaries import BoundariesRefused, read_boundaries
    from halfsky.formats.whole import write_whole

    if boundaries is None:
        raise BoundariesRefused("none")
    year, demo, known = rates(results, domain)
    shapes = read_boundaries(boundaries, code)
    if not any(shape.code in known for shape in shapes):
        raise BoundariesRefused("no_match", path=boundaries, name=code)
    english = language() == "en"
    named = (f" · {domain}" if domain else "")
    title = f"Goals met, {year}{named}" if english else f"{year}年目标达标率{named}"
    drawn = drawing.svg(choropleth(shapes, known, title, demo=demo, lang=language()))
    try:
        write_whole(out, drawing.png(drawn) if out.suffix.lower() == ".png" else drawn)
    except OSError as problem:
        raise RankedRefused("cannot_write", path=out, why=problem.strerror) from None
    met = sum(shape.code in known for shape in shapes)
    _say("已画出 {out}：{met} 个地区有数据，{none} 个没有。", "{out}: {met} areas have figures, {none} have none.",
         out=out, met=met, none=len(shapes) - met)  # fmt: skip


def _signing(keys: Path | None) -> tuple[str, Any]:
    """The id of the key in the folder ``keys`` and what signs with it; nothing without a folder."""
    if keys is None:
        return "", None
    from halfsky.office.release.hand_out import sealer

    return sealer(keys)


def _progress(done: int, of: int) -> None:
    """One line on a terminal that is written over; nothing where the output is kept."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r  {done} / {of}" + ("\n" if done >= of else ""))
        sys.stderr.flush()


def _say(zh: str, en: str, **given: Any) -> None:
    typer.echo((en if language() == "en" else zh).format(**given))
