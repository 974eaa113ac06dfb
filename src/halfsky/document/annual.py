"""The annual monitoring report as blocks: basis, conclusion, eight domains, missed, problems, suggestions, notes.

A pure function of a run, its framework and its figures; every number in the text is a field bound to the run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from halfsky.document import (
    annual_domain,
    annual_picture,
    annual_table,
    annual_trouble,
    chart,
    chart_spec,
    evaluation_form,
    outline,
    reading,
    report_progress,
    scope,
    template,
)
from halfsky.document.block import Block, Heading, Letterhead, Meta, PageBreak, Paragraph, Signature, Title
from halfsky.document.reading import Reading
from halfsky.document.sections import Section, is_own, known_fields
from halfsky.document.template import Template
from halfsky.method.appraisal.decomposition import KINDS
from halfsky.method.wording import attainment, number
from halfsky.method.wording.day import day_words, month_words
from halfsky.method.wording.phrase import finish, paragraph, phrase, words
from halfsky.method.wording.piece import Field, Piece, Sentence, Slot, Text, judged, named, plain, sentence

TRENDS = 8
"""The most trend charts in one report."""


def annual_report(
    result: Mapping[str, Any],
    framework: Mapping[str, Any],
    figures: Iterable[Any],
    lang: str = "zh",
    *,
    kind: str = "annual",
    previous: Mapping[str, Any] | None = None,
    issued: date | None = None,
    drawn: Mapping[str, bytes] | None = None,
    arranged: Sequence[Section] = (),
) -> tuple[Block, ...]:
    """The report's blocks.

    `result`, `framework`, `figures`: see `reading`. `previous` is last year's run, for the change of the
    attainment rate; without it the run's own `previous` counts. `issued` is the date under the text; without it none is printed. `drawn` holds SVG by
    `chart_key`: what is in it is not drawn again. `arranged`: the office's own order of the sections, with sections of its own.
    """
    found = reading.read(result, framework, figures, lang)
    form = template.load(kind, lang, arranged)
    slots = _slots(found)
    beside = [sentence(named("plan:title.zh", one)) for one in (found.title_beside(),) if one]
    blocks: list[Block] = [Title(form.lines("title", slots)), Letterhead((*beside, form.line("issuer", slots)))]
    shown = charts_of(found)
    charts = chart.undrawn(shown, drawn or {})
    parts: dict[str, list[Block]] = {}
    for section in form.shipped() if any(is_own(one) for one in form.sections()) else form.sections():
        parts[section] = _section(section, found, form, slots, previous, charts)
        if form.pending(section):
            parts[section] += evaluation_form.parts(section, found, form) or [Paragraph(form.say("pending"), "pending")]
    known = known_fields([block for part in parts.values() for block in part], slots)
    annexes: list[Block] = []
    for section in form.sections():
        mine = [(section, form.title(section), parts[section])] if section in parts else form.own_part(section, known)
        for key, title, part in mine:
            if part and key.startswith(outline.ANNEX):
                annexes += [PageBreak(), Heading(1, title, key=key), *part]
            elif part:
                blocks += [Heading(1, title, key=key), *part]
    whole = (*blocks, Signature(_signature(found, form, slots, issued)), *annexes)
    return chart.complete(whole, shown.values(), drawn or {}, 1)


def meta(
    result: Mapping[str, Any], framework: Mapping[str, Any], lang: str = "zh", made: date | None = None, kind: str = "annual"
) -> Meta:
    """What belongs to the document as a whole. `made` is the day of the release, never the clock's."""
    found = reading.read(result, framework, (), lang)
    form = template.load(kind, lang)
    slots = _slots(found)
    release = result["release"]
    return Meta(
        title=("" if lang == "zh" else " ").join(plain(line) for line in form.lines("title", slots)),
        lang=lang,
        demo=bool(release.get("demo")),
        author=plain(form.line("issuer", slots)),
        subject=found.plan_title(),
        made=made or date(int(result["year"]) + 1, 1, 1),
        release=f"{release['id']} {release['hash']}",
    )


def file_name(result: Mapping[str, Any], kind: str = "annual") -> str:
    """The file's name without suffix: `annual-report-2024`."""
    return str(template.load(kind, "zh").data["file_name"]).format(year=result["year"])


def charts_of(found: Reading) -> dict[str, chart.Chart]:
    """The report's charts, not drawn: `attainment`, and a trend by track code."""
    made = {"attainment": chart.attainment(found.state_bars(), found.lang, chart_spec.PAGE)}
    for row in annual_domain.charted(found, TRENDS):
        series = found.series(str(row["indicator"]), str(row.get("breakdown") or ""), row)
        made[str(row["code"])] = chart.trend(series, found.lang, chart_spec.PAGE)
    return made | annual_picture.charts_of(found)


def _section(
    section: str,
    found: Reading,
    form: Template,
    slots: Mapping[str, Slot],
    previous: Mapping[str, Any] | None,
    charts: Mapping[str, tuple[chart.Chart, bytes]],
) -> list[Block]:
    fixed: list[Block] = [Paragraph(one) for one in form.paragraphs(section, slots)]
    if section == "conclusion":
        return fixed + _conclusion(found, form, slots, previous, charts)
    if section == "domains":
        return fixed + annual_domain.blocks(found, form, charts)
    if section == "missed":
        return fixed + annual_trouble.missed(found, form) + annual_picture.fans(found, form, charts)
    if section == "problems":
        return fixed + annual_trouble.problems(found, form)
    if section == "suggestions":
        return fixed + annual_trouble.suggestions(found, form)
    if section == "progress":
        return fixed + report_progress.progress(found, form, slots)
    if section == "outlook":
        return fixed + report_progress.outlook(found, form)
    if section == "annex_indicators":
        return fixed + report_progress.annex(found, form)
    return fixed


def _conclusion(
    found: Reading,
    form: Template,
    slots: Mapping[str, Slot],
    previous: Mapping[str, Any] | None,
    charts: Mapping[str, tuple[chart.Chart, bytes]],
) -> list[Block]:
    lang, goals = found.lang, found.all_counts()
    year = Field("release:year", str(found.year))
    said = attainment.overall(goals, year, lang)
    previous = previous or found.result.get("previous")
    if previous is not None:
        before = attainment.counts("previous:all:goals", previous["all"]["goals"])
        said.append(attainment.against_last_year(goals, before, lang))
        said.append(attainment.moves("decomposition:goals", _moves(found), lang))
    said.append(attainment.by_indicator(found.all_counts("indicators"), lang))
    rated = [(name, found.domain_counts(slug)) for slug, name in found.domains()]
    best, worst = (attainment.ranking(rated, lang, end) for end in (True, False))
    blocks: list[Block] = [Paragraph(paragraph(lang, [one for one in said if one]), "lead")]
    if best and worst:
        blocks.append(Paragraph(finish(lang, [best, worst], "semicolon")))
    numeric = annual_table.targets(found, form, slots)
    tables = {name: outline.seen(name, lang) for name in ("domains", "targets")}
    blocks.append(Paragraph(form.say("see_both" if numeric.rows else "see_domains", **tables)))
    made, svg = charts["attainment"]
    caption, note = form.say("attainment_caption", **slots), form.say("attainment_note", **slots)
    blocks.append(chart.drawn_figure(made, svg, caption, note, chart.MILLIMETRES))
    blocks.append(annual_table.domains(found, form, slots))
    blocks += annual_picture.goals(found, form, charts)
    blocks += [one for one in (numeric if numeric.rows else None, annual_table.unbound(found, form)) if one is not None]
    return blocks + annual_picture.sides(found, form, charts)


def _moves(found: Reading) -> list[str]:
    """What became of each goal that moved the attainment rate, in the order of `decomposition.KINDS`."""
    own = found.result["release"].get("area")
    rows = [row for row in found.result.get("decomposition") or () if row["scope"] == "goals" and not row.get("domain") and row.get("area", own) == own]
    return sorted((str(row["kind"]) for row in rows), key=KINDS.index)


def _slots(found: Reading) -> dict[str, Slot]:
    plan, release = found.framework["plan"], found.result["release"]
    area = found.words(found.framework.get("area") or {}, "name") or words(found.lang, "area.own")
    hashed = str(release["hash"])
    slots: dict[str, Slot] = {
        "plan": named("plan:title", found.plan_title()),
        "plan_beside": named("plan:title.beside", found.plan_title(beside=True)),
        "area": named("release:area", area),
        "year": Field("release:year", str(found.year)),
        "last_year": Field("release:last_year", str(found.year - 1)),
        "start_year": Field("plan:start_year", str(plan["start_year"])),
        "end_year": Field("plan:end_year", str(plan["end_year"])),
        "base_year": Field("plan:base_year", str(found.base_year)),
        "release": Field("release:id", str(release["id"])),
        "hash": Field("release:hash", hashed.removeprefix("sha256:")[:12]),
        "domains": Field("all:domains", str(len(found.result["domains"]))),
        "goals": found.all_counts().field("total"),
        "targets": Field("all:targets", str(len(found.targets))),
        "indicators": Field("all:indicators", str(len(scope.used(found)))),
        "month_from": Field("period:maternal_year:from", month_words(10, found.lang)),
        "month_to": Field("period:maternal_year:to", month_words(9, found.lang)),
        "elapsed": Field("plan:elapsed", str(found.year - found.base_year)),
        "share_of_time": Field("plan:share_of_time", _share_of_time(found)),
        "unfinished": (),
    }
    slots["followed"] = phrase(found.lang, "plan.followed", targets=slots["targets"], indicators=slots["indicators"]) if scope.used(found) else phrase(found.lang, "plan.unbound")
    if found.year < int(plan["end_year"]):
        said = phrase(found.lang, "plan.unfinished", year=slots["year"], end_year=slots["end_year"])
        slots["unfinished"] = finish(found.lang, [sentence(said, judged("plan:unfinished", "yes"))])
    return slots | scope.notes(found)


def _share_of_time(found: Reading) -> str:
    whole = int(found.framework["plan"]["end_year"]) - found.base_year
    passed = min(max(found.year - found.base_year, 0), whole)
    return number.in_percent(Decimal(passed) * 100 / whole if whole else Decimal(0), 1)


def issuers(line: Sentence) -> list[Sentence]:
    """The issuing bodies, one a line: in the template they stand side by side, parted by a wide space."""
    out: list[list[Piece]] = [[]]
    for piece in line:
        if not isinstance(piece, Text):
            out[-1].append(piece)
            continue
        first, *more = piece.text.split("　")
        out[-1].append(Text(first))
        out += [[Text(one)] for one in more]
    return [sentence(*some) for some in out]


def _signature(
    found: Reading, form: Template, slots: Mapping[str, Slot], issued: date | None
) -> tuple[Sentence, ...]:
    lines = issuers(form.line("issuer", slots))
    if issued is not None:
        lines.append(day_words(issued, found.lang))
    return tuple(lines)
