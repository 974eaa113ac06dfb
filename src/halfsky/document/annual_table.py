"""The report's tables: states by domain, numeric targets, goals of a domain, missed and unreported goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from halfsky.document.block import Column, Row, Table
from halfsky.document.outline import SEEN
from halfsky.document.reading import Reading, number_or_none
from halfsky.document.template import Template
from halfsky.method.wording import number, picture
from halfsky.method.wording.attainment import JUDGED, Counts
from halfsky.method.wording.phrase import words
from halfsky.method.wording.piece import Field, Piece, Sentence, Slot, judged, named, plain, sentence

LEAD = {"zh": 2.4, "en": 3.9}
"""Width of the column of departments: English names are long."""
STATES = (*JUDGED, "no_data", "not_due", "not_monitorable")


def domains(found: Reading, form: Template, slots: Mapping[str, Slot]) -> Table:
    """The goals of every domain by state, with the rate and its denominator; the last row is the whole plan."""
    lang = found.lang
    heads = ["col.domain", "col.goals", *(f"state.{one}" for one in STATES), "col.monitorable", "col.rate"]
    widths = [3.6, 1.0, *[1.0] * len(STATES), 1.0, 1.7]
    columns = tuple(
        Column(sentence(words(lang, head)), "left" if place == 0 else "right", width)
        for place, (head, width) in enumerate(zip(heads, widths, strict=True))
    )
    rows = [
        Row((sentence(named(f"domain:{slug}:name", name)), *_counts(found.domain_counts(slug), lang)))
        for slug, name in found.domains()
    ]
    rows.append(Row((sentence(words(lang, "col.total")), *_counts(found.all_counts(), lang)), "total"))
    return Table(
        form.say("domains_caption", **slots),
        columns,
        tuple(rows),
        form.say("goals_unit"),
        form.say("domains_note"),
        key=f"{SEEN}domains",
    )


def targets(found: Reading, form: Template, slots: Mapping[str, Slot]) -> Table:
    """The numeric targets: base, last year, this year, target, state; a row group for each domain."""
    lang = found.lang
    base, last, now = (
        Field("plan:base_year", str(found.base_year)),
        Field("release:last_year", str(found.year - 1)),
        Field("release:year", str(found.year)),
    )
    columns = (
        Column(sentence(words(lang, "col.indicator")), "left", 5.1),
        Column(sentence(words(lang, "col.unit")), "centre", 1.25),
        Column(_year_head(base, lang), "right", 1.45),
        Column(_year_head(last, lang), "right", 1.45),
        Column(_year_head(now, lang), "right", 1.65),
        Column(sentence(words(lang, "col.target")), "right", 1.7),
        Column(sentence(words(lang, "col.state")), "centre", 1.75),
    )
    rows: list[Row] = []
    for slug, name in found.domains():
        own = [row for row in found.tracks_of(slug) if found.aim(row) is not None]
        if own:
            rows.append(Row((sentence(named(f"domain:{slug}:name", name)),), "group"))
            rows += [_target_row(found, row) for row in own]
    return Table(
        form.say("targets_caption", **slots), columns, tuple(rows), (), form.say("targets_note", **slots), key=f"{SEEN}targets"
    )


def unbound(found: Reading, form: Template) -> Table | None:
    """The numeric targets of the plan that no indicator was settled for, in the plan's own words; None where there are none."""
    lang, names = found.lang, dict(found.domains())
    rows = [row for row in found.framework.get("targets") or () if not row.get("indicator") and row.get("domain") in names and row.get("quote")]
    if not rows:
        return None
    columns = (
        Column(sentence(words(lang, "col.domain")), "left", 2.6), Column(form.say("unbound_col"), "left", 8.0),
        Column(sentence(words(lang, "col.state")), "centre", 1.8),
    )  # fmt: skip
    state = words(lang, "state.not_monitorable")
    body = tuple(
        Row((
            sentence(named(f"domain:{row['domain']}:name", names[str(row["domain"])])), (Field(f"target:{row['code']}:quote", str(row["quote"])),),
            (Field(f"target:{row['code']}:state", state),),
        ))
        for row in rows
    )  # fmt: skip
    return Table(form.say("unbound_caption"), columns, body, (), form.say("unbound_note"))


def goals(found: Reading, form: Template, slug: str, name: str) -> Table:
    """The goals of one domain with the department that leads and the state."""
    lang = found.lang
    columns = (
        Column(sentence(words(lang, "col.no")), "centre", 0.8),
        Column(sentence(words(lang, "col.goal")), "left", 6.4),
        Column(sentence(words(lang, "col.lead")), "left", LEAD[lang]),
        Column(sentence(words(lang, "col.state")), "centre", 1.7),
    )
    rows = tuple(
        Row((_no(goal), _title(found, goal), _lead(found, goal), _state(found, goal)))
        for goal in goals_of(found, slug)
    )
    return Table(
        form.say("goals_caption", domain=named(f"domain:{slug}:name", name)),
        columns,
        rows,
        (),
        _star(found, form, rows),
    )


def by_state(found: Reading, form: Template, states: Sequence[str], caption: str) -> Table | None:
    """The goals that stand in one of `states`, worst first as given; None where there are none."""
    lang = found.lang
    columns = (
        Column(sentence(words(lang, "col.domain")), "left", 2.3),
        Column(sentence(words(lang, "col.no")), "centre", 0.8),
        Column(sentence(words(lang, "col.goal")), "left", 5.4),
        Column(sentence(words(lang, "col.lead")), "left", LEAD[lang]),
        Column(sentence(words(lang, "col.state")), "centre", 1.75),
    )
    rows: list[Row] = []
    for state in states:
        for slug, name in found.domains():
            for goal in goals_of(found, slug):
                if goal["state"] == state:
                    domain = sentence(named(f"domain:{slug}:name", name))
                    rows.append(
                        Row((domain, _no(goal), _title(found, goal), _lead(found, goal), _state(found, goal)))
                    )
    if not rows:
        return None
    return Table(form.say(caption), columns, tuple(rows), (), _star(found, form, rows), key=f"{SEEN}{caption.removesuffix('_caption')}")


def goals_of(found: Reading, slug: str) -> list[Mapping[str, Any]]:
    """The run's goals of a domain in the plan's order."""
    area = found.result["release"].get("area")
    own = [row for row in found.result["goals"] if row["domain"] == slug and row.get("area", area) == area]
    return sorted(own, key=lambda row: int(str(row["code"]).rsplit(".", 1)[1]))


def _counts(counts: Counts, lang: str) -> list[Sentence]:
    cells: list[Sentence] = [(counts.field(one),) for one in ("total", *STATES, "monitorable")]
    rate = counts.field("rate")
    cells.append((rate,) if rate.text else sentence(words(lang, "cell.none")))
    return cells


def _target_row(found: Reading, row: Mapping[str, Any]) -> Row:
    lang = found.lang
    subject = found.subject(row)
    assert subject is not None
    assert subject.aim is not None
    code, breakdown = str(row["indicator"]), str(row.get("breakdown") or "")
    pooled = subject.pool is not None
    years = [
        None if pooled else found.value(code, breakdown, year) for year in (found.base_year, found.year - 1)
    ]
    now = subject.value
    cells = [
        _figure(f"{subject.key}:{what}", one, subject.decimals, lang)
        for what, one in zip(("base", "last"), years, strict=True)
    ]
    if pooled:
        cells = [sentence(words(lang, "cell.single"))] * 2
    value = _figure(f"{subject.key}:value.cell", now, subject.decimals, lang)
    if now is not None and subject.observed_year:
        value = sentence(value, Field(f"{subject.key}:carried", words(lang, "mark.carried")))
    if now is not None and pooled:
        value = sentence(value, Field(f"{subject.key}:pooled", words(lang, "mark.pooled")))
    unit = subject.unit.zh if lang == "zh" else subject.unit.en.strip()
    return Row(
        (
            sentence(named(f"{subject.key}:name", subject.name[:1].upper() + subject.name[1:])),
            sentence(named(f"{subject.key}:unit", unit)),
            *cells,
            value,
            picture.aim_mark(f"{subject.key}:cell", subject.aim, _bare(subject.unit), subject.decimals, lang),
            (Field(f"{subject.key}:state", words(lang, f"state.{subject.state}")),),
        )
    )


def _bare(unit: number.Unit) -> number.Unit:
    return number.Unit(unit.code, "", "", unit.group)


def _figure(key: str, value: Decimal | None, decimals: int, lang: str) -> Sentence:
    value = number_or_none(value)
    return (
        sentence(words(lang, "cell.none")) if value is None else (Field(key, number.digits(value, decimals)),)
    )


def _year_head(year: Field, lang: str) -> Sentence:
    return sentence(year, words(lang, "year.suffix"))


def _no(goal: Mapping[str, Any]) -> Sentence:
    return (Field(f"goal:{goal['code']}:no", str(goal["code"]).rsplit(".", 1)[1]),)


def _title(found: Reading, goal: Mapping[str, Any]) -> Sentence:
    row = found.tables["goals"].get(str(goal["code"]), goal)
    return sentence(named(f"goal:{goal['code']}:title", found.words(row, "title")))


def _lead(found: Reading, goal: Mapping[str, Any]) -> Sentence:
    name = found.lead(str(goal["code"]))
    return (
        sentence(named(f"goal:{goal['code']}:lead", name))
        if name
        else sentence(words(found.lang, "cell.none"))
    )


def _state(found: Reading, goal: Mapping[str, Any]) -> Sentence:
    state: Piece = Field(f"goal:{goal['code']}:state", words(found.lang, f"state.{goal['state']}"))
    star = Field(f"goal:{goal['code']}:partial", words(found.lang, "mark.partial"))
    return (state, star) if goal.get("partial") else (state,)


def _star(found: Reading, form: Template, rows: Sequence[Row]) -> Sentence:
    """The note on the star, where a row has one."""
    star = words(found.lang, "mark.partial")
    starred = any(plain(row.cells[-1]).endswith(star) for row in rows)
    return sentence(form.say("goals_note"), judged("goals:partial", "some")) if starred else ()
