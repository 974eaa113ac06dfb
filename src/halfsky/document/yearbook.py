"""The statistical yearbook as blocks: notes, overview, the domains' tables, division of tasks, definitions, index.

A pure function of a run, its framework and its figures. Every table is cited by part and number (表 3-12), and the
same tables leave as a workbook (`sheets`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from halfsky.document import (
    annual_domain,
    annual_table,
    chart,
    chart_spec,
    reading,
    scope,
    template,
    yearbook_back,
    yearbook_table,
)
from halfsky.document.block import (
    Block,
    Contents,
    Heading,
    Letterhead,
    Meta,
    PageBreak,
    Paragraph,
    Table,
    Title,
)
from halfsky.document.outline import cited
from halfsky.document.reading import Reading
from halfsky.document.sections import Section, is_own, known_fields
from halfsky.document.template import Template
from halfsky.method.wording.phrase import words
from halfsky.method.wording.piece import Field, Sentence, Slot, judged, named, plain, sentence

CHARTS_IN_DOMAIN = 4
"""The most charts in one domain."""


def yearbook(
    result: Mapping[str, Any],
    framework: Mapping[str, Any],
    figures: Iterable[Any],
    lang: str = "zh",
    *,
    drawn: Mapping[str, bytes] | None = None,
    charts: bool = True,
    arranged: Sequence[Section] = (),
) -> tuple[Block, ...]:
    """The yearbook's blocks.

    `result`, `framework`, `figures`: see `reading`. `drawn` holds SVG by chart key: what is in it is not drawn again;
    without `charts` none is drawn. `arranged`: the office's own order of the parts, with parts of its own.
    """
    found = reading.read(result, framework, figures, lang)
    form = template.load("yearbook", lang, arranged)
    shown = charts_of(found) if charts else {}
    pictures = chart.undrawn(shown, drawn or {})
    chosen = [one for one in form.sections() if not is_own(one)]
    parts: dict[str, list[tuple[str, Sentence, list[Block]]]] = {}
    if "overview" in chosen:
        parts["overview"] = [("overview", form.title("overview"), _labelled(_overview(found, form, pictures)))]
    if "domains" in chosen:
        parts["domains"] = [
            (f"domain:{slug}", (named(f"domain:{slug}:name", name),), _labelled(_domain(found, form, slug, name, pictures)))
            for slug, name in found.domains()
        ]
    tables = {code: "?" for slug, _name in found.domains() for code in yearbook_table.indicators_of(found, slug)} if "domains" in chosen else {}
    if "division" in chosen:
        parts["division"] = [("division", form.title("division"), _labelled(yearbook_back.division(found, form)))]
    if "definitions" in chosen:
        parts["definitions"] = [("definitions", form.title("definitions"), yearbook_back.definitions(found, form, tables))]
    if "index" in chosen and tables:
        parts["index"] = [("index", form.title("index"), _labelled(yearbook_back.index(found, form, tables)))]
    slots = _slots(found, 0, "?") | _citations(form, chosen, parts)
    for code in ("notes", "definitions", "index"):
        if code in chosen and (code == "notes" or code in parts):
            fixed: list[Block] = [Paragraph(one) for one in form.paragraphs(code, slots)]
            parts[code] = [(code, form.title(code), fixed + (parts[code][0][2] if code in parts else []))]
    known = known_fields([block for part in parts.values() for _, _, blocks in part for block in blocks], slots)
    out: list[Block] = [Title(_title(found, form, slots)), Letterhead((form.line("issuer", slots),)), PageBreak(), Contents(2)]
    for code in form.sections():
        for key, title, blocks in parts.get(code) or form.own_part(code, known):
            if isinstance(out[-1], Contents):
                out += [Heading(1, title, key=key), *blocks]
            else:
                out += [PageBreak(), Heading(1, title, key=key), *blocks]
    return chart.complete(cited(out), shown.values(), drawn or {})


def meta(
    result: Mapping[str, Any], framework: Mapping[str, Any], lang: str = "zh", made: date | None = None
) -> Meta:
    """What belongs to the volume as a whole. `made` is the day of the release, never the clock's."""
    found = reading.read(result, framework, (), lang)
    form = template.load("yearbook", lang)
    slots = _slots(found, 0, "1-1")
    release = result["release"]
    return Meta(
        title=("" if lang == "zh" else " ").join(plain(line) for line in _title(found, form, slots)),
        lang=lang,
        demo=bool(release.get("demo")),
        author=plain(form.line("issuer", slots)),
        subject=found.plan_title(),
        made=made or date(int(result["year"]) + 1, 1, 1),
        release=f"{release['id']} {release['hash']}",
    )


def file_name(result: Mapping[str, Any]) -> str:
    """The file's name without suffix: `yearbook-2024`."""
    return str(template.load("yearbook", "zh").data["file_name"]).format(year=result["year"])


def charts_of(found: Reading) -> dict[str, chart.Chart]:
    """The volume's charts, not drawn: `attainment`, and by indicator code the trend of those with a target."""
    made = {"attainment": chart.attainment(found.state_bars(), found.lang, chart_spec.PAGE)}
    for slug, _ in found.domains():
        count = 0
        for row in found.tracks_of(slug):
            code = str(row.get("indicator") or "")
            if not code or code in made or found.aim(row) is None or count == CHARTS_IN_DOMAIN:
                continue
            series = found.series(code, str(row.get("breakdown") or ""), row)
            if len(series.known) >= 3 and not (series.cases and not any(count for _, count in series.cases)):
                made[code] = chart.trend(series, found.lang, chart_spec.PAGE)
                count += 1
    return made


def sheets(blocks: Iterable[Block], lang: str) -> list[tuple[str, str, list[list[str]], str]]:
    """The volume's tables for a workbook: (number, caption, rows with the head first, note)."""
    out = []
    for block in cited(list(blocks)):
        if isinstance(block, Table):
            unit = f"（{plain(block.unit)}）" if block.unit and lang == "zh" else f" ({plain(block.unit)})" if block.unit else ""
            rows = [[plain(column.head) for column in block.columns]]
            rows += [[plain(cell) for cell in row.cells] for row in block.rows]
            out.append((block.label, plain(block.caption) + unit, rows, plain(block.note)))
    return out


def _labelled(blocks: list[Block]) -> list[Block]:
    """The same blocks, their tables to be cited by part and number."""
    return [replace(block, label="?") if isinstance(block, Table) else block for block in blocks]


def _citations(form: Template, chosen: Sequence[str], parts: Mapping[str, Any]) -> dict[str, Slot]:
    """What the notes say of other parts, "" where a part is left out."""
    tabled = any(isinstance(block, Table) for part in parts.values() for _, _, blocks in part for block in blocks)
    example = Field("yearbook:example", "?")
    return {
        "see_definitions": form.say("see_definitions", part=form.title("definitions")) if "definitions" in chosen else (),
        "see_targets": form.say("see_targets") if "overview" in chosen else (),
        "cite": form.say("cite", example=example) if tabled else (),
    }


def _overview(found: Reading, form: Template, pictures: Mapping[str, tuple[chart.Chart, bytes]]) -> list[Block]:
    slots: dict[str, Slot] = {
        "year": Field("release:year", str(found.year)),
        "release": Field("release:id", str(found.result["release"]["id"])),
    }
    out: list[Block] = []
    if "attainment" in pictures:
        made, svg = pictures["attainment"]
        caption, note = form.say("attainment_caption", **slots), form.say("attainment_note", **slots)
        out.append(chart.drawn_figure(made, svg, caption, note, chart.MILLIMETRES))
    out.append(annual_table.domains(found, form, slots))
    out.append(annual_table.targets(found, form, slots))
    for dimension in ("SEX", "URBANISATION"):
        compared = yearbook_table.compared(found, form, dimension)
        if compared is not None:
            out.append(compared)
    missing = yearbook_table.missing(found, form)
    out.append(missing if missing is not None else Paragraph(sentence(form.say("missing_none"), judged("indicators:missing", "none"))))
    return out


def _domain(
    found: Reading, form: Template, slug: str, name: str, pictures: Mapping[str, tuple[chart.Chart, bytes]]
) -> list[Block]:
    out: list[Block] = [yearbook_table.main(found, form, slug, name)]
    rows = {str(row.get("indicator") or ""): row for row in reversed(found.tracks_of(slug)) if found.aim(row) is not None}
    for code in yearbook_table.indicators_of(found, slug):
        out.append(yearbook_table.indicator(found, form, code))
        if code in pictures:
            made, svg = pictures[code]
            counted = found.series(code, "").cases
            unit = words(found.lang, "col.cases") if counted else annual_domain.unit_words(found.unit(code), found.lang)
            shown = sentence(named(f"indicator:{code}:unit", unit))
            title = sentence(named(f"indicator:{code}:name", yearbook_table.name_of(found, code)))
            caption = sentence(form.say("trend_caption", name=title, unit=shown), judged(f"indicator:{code}:trend", "drawn"))
            note = annual_domain.trend_note(found, form, rows[code], source=False)
            out.append(chart.drawn_figure(made, svg, caption, note, chart.MILLIMETRES))
    return out


def _title(found: Reading, form: Template, slots: Mapping[str, Slot]) -> tuple[Sentence, ...]:
    genre = str(found.framework["plan"].get("title_zh") or "")
    return form.lines("title_children" if "儿童" in genre and "妇女" not in genre else "title", slots)


def _slots(found: Reading, tables: int, example: str) -> dict[str, Slot]:
    plan, release = found.framework["plan"], found.result["release"]
    area = found.words(found.framework.get("area") or {}, "name") or ("本县" if found.lang == "zh" else "the county")
    years = yearbook_table.years_of(found)
    return {
        "plan": named("plan:title", found.plan_title()),
        "plan_beside": named("plan:title.beside", found.plan_title(beside=True)),
        "area": named("release:area", area),
        "year": Field("release:year", str(found.year)),
        "first_year": Field("release:first_year", str(years[0] if years else found.base_year)),
        "start_year": Field("plan:start_year", str(plan["start_year"])),
        "end_year": Field("plan:end_year", str(plan["end_year"])),
        "base_year": Field("plan:base_year", str(found.base_year)),
        "release": Field("release:id", str(release["id"])),
        "hash": Field("release:hash", str(release["hash"]).removeprefix("sha256:")[:12]),
        "domains": Field("all:domains", str(len(found.result["domains"]))),
        "indicators": Field("all:indicators.listed", str(sum(len(yearbook_table.indicators_of(found, slug)) for slug, _ in found.domains()))),
        "tables": Field("yearbook:tables", str(tables)),
        "example": Field("yearbook:example", example),
    } | scope.notes(found)
