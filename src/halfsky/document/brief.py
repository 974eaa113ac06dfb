"""Short papers from a run: the leader's page, a department's page, a township's card, topics on a domain or a department.

Each is a pure function of a run, its framework and its figures; every number is bound. They leave as PDF and HTML for
A4 and the phone, and as docx.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from halfsky.document import (
    annual_domain,
    annual_table,
    annual_trouble,
    chart,
    chart_spec,
    drawing,
    reading,
    report_progress,
    template,
)
from halfsky.document.block import (
    Block,
    Column,
    Heading,
    Letterhead,
    Meta,
    Note,
    Paragraph,
    Row,
    Table,
    Title,
)
from halfsky.document.brief_area import area_table
from halfsky.document.reading import Reading
from halfsky.document.template import Template
from halfsky.method.wording import attainment, telling
from halfsky.method.wording.clause import BAD
from halfsky.method.wording.outlook import COLOUR
from halfsky.method.wording.phrase import listing, paragraph, words
from halfsky.method.wording.piece import Field, Sentence, Slot, join, named, plain, sentence
from halfsky.method.wording.warning import chance as chance_words

SHAPES = ("leader", "body", "area", "domain", "tasks")
"""leader; body and tasks take a department's code, domain a slug, area a division code."""
SHOWN = 4
"""Goals listed on the leader's page."""
SMALL_CHART = 96.0
"""Millimetres: a page holds the chart, the answer and the list."""


def brief(
    shape: str,
    subject: str,
    result: Mapping[str, Any],
    framework: Mapping[str, Any],
    figures: Iterable[Any],
    lang: str = "zh",
    *,
    drawn: Mapping[str, bytes] | None = None,
) -> tuple[Block, ...]:
    """The paper's blocks. `shape` is one of `SHAPES`, `subject` the code it is on ("" for the leader's)."""
    rows = list(figures)
    found = reading.read(result, framework, rows, lang)
    form = template.load("brief", lang)
    slots = _slots(found, form, shape, subject)
    head: list[Block] = [Title(form.lines(f"title_{shape}", slots))]
    if shape not in ("leader", "area"):  # one page: the source line names the issuers
        head.append(Letterhead((form.line("issuer", slots),)))
    if shape == "leader":
        body = _leader(found, form, drawn or {}, slots)
    elif shape == "body":
        body = _department(found, form, subject, slots)
    elif shape == "area":
        body = area_table(found, form, subject, rows, slots)
    elif shape == "domain":
        body = _domain(found, form, subject, drawn or {})
    else:
        body = [*_led(found, form, subject, slots), *_told(found, subject), *_own_warnings(found, form, subject)]
    if isinstance(body[-1], Table) and shape == "area":
        body = [*body[:-1], replace(body[-1], note=paragraph(lang, [one for one in (body[-1].note, _source(form, slots)) if one]))]
    elif shape != "leader":
        body = [*body, Note(_source(form, slots))]
    return (*head, *body)


def _source(form: Template, slots: Mapping[str, Slot]) -> Sentence:
    issuer = named("report:issuer", plain(form.line("issuer", slots)))
    return form.say("source_line", release=slots["release"], issuer=issuer)


def meta(
    shape: str, subject: str, result: Mapping[str, Any], framework: Mapping[str, Any], lang: str = "zh", made: date | None = None
) -> Meta:
    """What belongs to the paper as a whole."""
    found = reading.read(result, framework, (), lang)
    form = template.load("brief", lang)
    slots = _slots(found, form, shape, subject)
    release = result["release"]
    return Meta(
        title=("" if lang == "zh" else " ").join(plain(line) for line in form.lines(f"title_{shape}", slots)),
        lang=lang,
        demo=bool(release.get("demo")),
        author=plain(form.line("issuer", slots)),
        subject=found.plan_title(),
        made=made or date(int(result["year"]) + 1, 1, 1),
        release=f"{release['id']} {release['hash']}",
    )


def file_name(shape: str, subject: str, result: Mapping[str, Any]) -> str:
    """The file's name without suffix: `leader-2024`, `body-health_bureau-2024`."""
    return "-".join(part for part in (shape, subject, str(result["year"])) if part)


def charts_of(shape: str, subject: str, found: Reading) -> dict[str, chart.Chart]:
    """The paper's charts, not drawn, by name."""
    if shape == "leader":
        return {"attainment": chart.attainment(found.state_bars(), found.lang)}
    if shape != "domain":
        return {}
    made = {}
    for row in annual_domain.key_tracks(found, subject):
        series = found.series(str(row["indicator"]), str(row.get("breakdown") or ""), row)
        if found.aim(row) is not None and len(series.known) >= 3:
            made[str(row["code"])] = chart.trend(series, found.lang, chart_spec.PAGE)
    return made


def weak_goals(found: Reading) -> list[Mapping[str, Any]]:
    """Goals missed or hard to meet, missed first, in the plan's order."""
    all_ = [goal for slug, _ in found.domains() for goal in annual_table.goals_of(found, slug)]
    return [goal for state in ("not_met", "hard") for goal in all_ if goal["state"] == state]


def _leader(found: Reading, form: Template, drawn: Mapping[str, bytes], slots: Mapping[str, Slot]) -> list[Block]:
    lang, goals = found.lang, found.all_counts()
    said = attainment.overall(goals, Field("release:year", str(found.year)), lang)[:1]
    previous = found.result.get("previous")
    if previous is not None:
        said.append(attainment.against_last_year(goals, attainment.counts("previous:all:goals", previous["all"]["goals"]), lang))
    out: list[Block] = [Paragraph(paragraph(lang, [one for one in said if one]), "lead")]
    for name, (made, svg) in _draw(charts_of("leader", "", found), drawn).items():
        caption = form.say(f"{name}_caption", year=Field("release:year", str(found.year)))
        out.append(chart.drawn_figure(made, svg, caption, (), SMALL_CHART))
    out.append(Paragraph(_warned(found, form)))
    gaps = annual_trouble.kinds(found).get("gap", [])
    if gaps:
        names = listing(gaps, lang, 2)
        out.append(Paragraph(form.say("gaps", count=Field("problem:gap:count", str(len(gaps))), names=names)))
    weak = weak_goals(found)
    if weak:
        rows = tuple(_goal_row(found, goal) for goal in weak[:SHOWN])
        cut = form.say("weak_note", shown=Field("leader:shown", str(len(rows))), count=Field("leader:weak", str(len(weak))))
        notes = ([cut] if len(weak) > len(rows) else []) + [_source(form, slots)]
        out.append(Table(form.say("weak_caption"), _goal_columns(lang), rows, (), paragraph(lang, notes)))
    else:
        out.append(Note(_source(form, slots)))
    return out


def _warned(found: Reading, form: Template) -> Sentence:
    warnings = _warnings(found)
    if not warnings:
        return form.say("warned_none")
    counts = {colour: sum(1 for one in warnings if one["level"] == colour) for colour in COLOUR}
    worst_first = [(colour, counts[colour]) for colour in reversed(COLOUR) if counts[colour]]
    parts = [
        form.say("warned_colour", colour=COLOUR[colour][found.lang != "zh"], count=Field(f"warnings:{colour}", str(count)))
        for colour, count in worst_first
    ]
    return form.say("warned", count=Field("warnings:all", str(len(warnings))), parts=join(parts, words(found.lang, "list")))


def _warnings(found: Reading) -> list[Mapping[str, Any]]:
    area = found.result["release"].get("area")
    return [row for row in found.result.get("warnings", ()) if row.get("area", area) == area]


def _department(found: Reading, form: Template, body: str, slots: Mapping[str, Slot]) -> list[Block]:
    return [*_led(found, form, body, slots), *_own_warnings(found, form, body), *_due(found, form, body)]


def _led(found: Reading, form: Template, body: str, slots: Mapping[str, Slot]) -> list[Block]:
    goals = [
        goal for slug, _ in found.domains() for goal in annual_table.goals_of(found, slug)
        if found.leads.get(str(goal["code"])) == body
    ]  # fmt: skip
    if not goals:
        return [Paragraph(form.say("led_none", subject=slots["subject"]), "lead")]
    states = [str(goal["state"]) for goal in goals]
    counted = {
        "attained": sum(s in ("met", "met_early") for s in states), "expected": states.count("expected"),
        "bad": sum(s in BAD for s in states), "left": sum(s in attainment.LEFT_OUT for s in states),
    }  # fmt: skip
    parts = [form.say(f"led_{name}", count=Field(f"body:{body}:{name}", str(count))) for name, count in counted.items() if count]
    total = Field(f"body:{body}:total", str(len(states)))
    rows = tuple(_goal_row(found, goal, lead=False) for goal in goals)
    return [
        Paragraph(form.say("led", subject=slots["subject"], total=total, parts=join(parts, words(found.lang, "list"))), "lead"),
        Table(form.say("led_caption"), _goal_columns(found.lang, lead=False), rows),
    ]


def _told(found: Reading, body: str) -> list[Block]:
    """What the report says of the tracks of the goals a department leads."""
    return annual_domain.told(found, [row for row in found.tracks if found.leads.get(str(row["goal"])) == body], f"body:{body}")


def _own_warnings(found: Reading, form: Template, body: str) -> list[Block]:
    own = [one for one in _warnings(found) if found.leads.get(str(one["goal"])) == body]
    if not own:
        return []
    columns = (
        Column(sentence(words(found.lang, "col.indicator")), "left", 5.0),
        Column(form.say("colour"), "centre", 1.4),
        Column(form.say("chance"), "right", 1.6),
    )
    rows = []
    for one in own:
        name = found.name(str(one["indicator"]), str(one.get("breakdown") or ""))
        chance = one.get("p_met")
        told: Sentence = sentence("—")
        if one.get("kind") == "case_review":
            told = form.say("case_review")
        elif one.get("kind") == "volatility":
            told = form.say("swing")
        elif chance is not None:
            told = (Field(f"warning:{one['code']}:chance", chance_words(chance, found.lang)),)
        colour = Field(f"warning:{one['code']}:level", COLOUR[str(one["level"])][found.lang != "zh"])
        rows.append(Row(((named(f"warning:{one['code']}:name", name),), (colour,), told)))
    return [Table(form.say("own_warnings_caption"), columns, tuple(rows))]


def _due(found: Reading, form: Template, body: str) -> list[Block]:
    rows = []
    for code, row in found.tables["indicators"].items():
        if str(row.get("source_body") or "") != body:
            continue
        cell = found.cell(code, "", found.year)
        reason = cell.reason if cell is not None else "not_reported"
        if (cell is None or (cell.value is None and cell.numerator is None)) and reason not in ("not_due", "not_applicable"):
            name = named(f"indicator:{code}:name", found.words(row, "name"))
            rows.append(Row(((name,), sentence(words(found.lang, f"reason.{reason or 'not_reported'}")))))
    if not rows:
        return [Paragraph(form.say("due_none"))]
    columns = (Column(sentence(words(found.lang, "col.indicator")), "left", 6.0), Column(form.say("reason_col"), "left", 3.0))
    return [Table(form.say("due_caption"), columns, tuple(rows))]


def _domain(found: Reading, form: Template, slug: str, drawn: Mapping[str, bytes]) -> list[Block]:
    name = dict(found.domains())[slug]
    counts = found.domain_counts(slug)
    year = Field("release:year", str(found.year))
    said = attainment.domain_counts(counts, year, found.lang)
    out: list[Block] = [Paragraph(said, "lead")]
    pictures = _draw(charts_of("domain", slug, found), drawn)
    for row in annual_domain.key_tracks(found, slug):
        subject = found.subject(row)
        if subject is None:
            continue
        label = subject.name[:1].upper() + subject.name[1:]
        out.append(Heading(1, (named(f"{subject.key}:name", label),), key=str(row["code"])))
        out.append(Paragraph(telling.describe(subject, found.lang)))
        if str(row["code"]) in pictures:
            made, svg = pictures[str(row["code"])]
            unit = annual_domain.unit_words(subject.unit, found.lang)
            caption = form.say("trend_caption", name=named(f"{subject.key}:name", label), unit=named(f"{subject.key}:unit", unit))
            note = annual_domain.trend_note(found, form, row)
            out.append(chart.drawn_figure(made, svg, caption, note, chart.MILLIMETRES))
    out.append(annual_table.goals(found, form, slug, name))
    return [*out, *report_progress.annex(found, form, slug)]


def _draw(made: Mapping[str, chart.Chart], drawn: Mapping[str, bytes]) -> dict[str, tuple[chart.Chart, bytes]]:
    fresh = [one for one in made.values() if one.key not in drawn]
    new = dict(zip([one.key for one in fresh], drawing.draw_all([one.spec for one in fresh], 1), strict=True))
    return {name: (one, drawn[one.key] if one.key in drawn else new[one.key]) for name, one in made.items()}


def _goal_columns(lang: str, *, lead: bool = True) -> tuple[Column, ...]:
    columns = [
        Column(sentence(words(lang, "col.domain")), "left", 2.4), Column(sentence(words(lang, "col.no")), "centre", 1.0 if lang == "zh" else 0.7),
        Column(sentence(words(lang, "col.goal")), "left", 6.2 if lang == "zh" else 5.6),
        Column(sentence(words(lang, "col.lead")), "left", 2.0 if lang == "zh" else 3.4),
        Column(sentence(words(lang, "col.state")), "centre", 1.8),
    ]  # fmt: skip
    return tuple(columns if lead else columns[:3] + columns[4:])


def _goal_row(found: Reading, goal: Mapping[str, Any], *, lead: bool = True) -> Row:
    code, names = str(goal["code"]), dict(found.domains())
    title = found.words(found.tables["goals"].get(code, goal), "title")
    cells: list[Sentence] = [
        sentence(named(f"domain:{goal['domain']}:name", names[str(goal["domain"])])),
        (Field(f"goal:{code}:no", code.rsplit(".", 1)[1]),),
        (named(f"goal:{code}:title", title),),
        (named(f"goal:{code}:lead", found.lead(code) or "—"),),
        (Field(f"goal:{code}:state", words(found.lang, f"state.{goal['state']}")),),
    ]
    return Row(tuple(cells if lead else cells[:3] + cells[4:]))


def _slots(found: Reading, form: Template, shape: str, subject: str) -> dict[str, Slot]:
    area = found.words(found.framework.get("area") or {}, "name") or words(found.lang, "area.own")
    return {
        "plan": named("plan:title", found.plan_title()),
        "plan_beside": named("plan:title.beside", found.plan_title(beside=True)),
        "area": named("release:area", area),
        "year": Field("release:year", str(found.year)),
        "release": Field("release:id", str(found.result["release"]["id"])),
        "subject": named(f"{shape}:{subject}:name", subject_name(found, shape, subject)),
    }


def subject_name(found: Reading, shape: str, subject: str) -> str:
    """What the paper is on, in words: a department, a domain, an area; KeyError when there is no such."""
    if shape in ("body", "tasks"):
        return found.words(found.tables["bodies"][subject], "name")
    if shape == "domain":
        return dict(found.domains())[subject]
    if shape == "area":
        known = {one["code"]: one for one in found.framework.get("areas") or ()}
        return found.words(known[subject], "name")
    return ""
