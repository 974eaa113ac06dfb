"""Parts of the mid-term and final reports: progress against the time passed, outlook, the indicators since the base year."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from halfsky.document import yearbook_table
from halfsky.document.block import Block, Column, Paragraph, Row, Table
from halfsky.document.reading import Reading, number_or_none
from halfsky.document.template import Template
from halfsky.method.wording import change, number, picture
from halfsky.method.wording.attainment import JUDGED
from halfsky.method.wording.outlook import level as level_name
from halfsky.method.wording.phrase import words
from halfsky.method.wording.piece import Field, Sentence, Slot, join, judged, named, sentence
from halfsky.method.wording.warning import chance as chance_words

LEVELS = ("off_track", "at_risk", "watch")
"""Levels that call for attention, the worst first."""
MOST_YEARS = 5


def progress(found: Reading, form: Template, slots: Mapping[str, Slot]) -> list[Block]:
    """How far the targets that are not met yet have come, beside the time passed."""
    rows = [(row, target) for row in found.tracks if (target := _open(found, row)) is not None]
    if not rows:
        states = {str(row["state"]) for row in found.tracks if found.aim(row) is not None and row["state"] in JUDGED}
        none = "met" if states and states <= {"met", "met_early"} else "none"
        return [Paragraph(sentence(form.say(f"progress_{none}"), judged("progress:none", none)))]
    ahead = sum(1 for _, target in rows if target["progress"] >= target["share_of_time"])
    text = form.say(
        "progress_text", year=slots["year"], share_of_time=slots["share_of_time"],
        ahead=Field("progress:ahead", str(ahead)), behind=Field("progress:behind", str(len(rows) - ahead)),
    )  # fmt: skip
    lang = found.lang
    columns = (
        Column(sentence(words(lang, "col.indicator")), "left", 4.6),
        Column(sentence(words(lang, "col.unit")), "centre", 1.2),
        Column((Field("plan:base_year", str(found.base_year)), *sentence(words(lang, "year.suffix"))), "right", 1.4),
        Column((Field("release:year", str(found.year)), *sentence(words(lang, "year.suffix"))), "right", 1.4),
        Column(sentence(words(lang, "col.target")), "right", 1.5),
        Column(form.say("way"), "right", 1.5),
        Column(form.say("time"), "right", 1.4),
        Column(form.say("needed"), "right", 1.5),
    )
    rows.sort(key=lambda one: (Decimal(str(one[1]["progress"])) - Decimal(str(one[1]["share_of_time"])), str(one[0]["code"])))
    body = tuple(_progress_row(found, form, row, target) for row, target in rows)
    return [Paragraph(text), Table(form.say("progress_caption"), columns, body, (), form.say("progress_note", year=slots["year"]))]


def outlook(found: Reading, form: Template) -> list[Block]:
    """How likely the targets still open are to be met, and those that call for attention."""
    judged = [
        (row, seen) for row in found.tracks
        if (seen := found.outlooks.get(str(row["code"]), {})).get("kind") == "target" and seen.get("p_met") is not None
        and row["state"] in ("expected", "hard")
    ]  # fmt: skip
    if not judged:
        return [Paragraph(form.say("outlook_none"))]
    counts = {level: sum(1 for _, seen in judged if seen["level"] == level) for level in ("on_track", *LEVELS)}
    text = form.say(
        "outlook_text", judged=Field("outlook:judged", str(len(judged))),
        parts=join(
            [form.say(f"outlook_{level}", count=Field(f"outlook:{level}", str(count))) for level, count in counts.items() if count],
            words(found.lang, "list"),
        ),
    )  # fmt: skip
    lang = found.lang
    columns = (
        Column(sentence(words(lang, "col.indicator")), "left", 5.2),
        Column(sentence(words(lang, "col.target")), "right", 1.7),
        Column(form.say("level"), "centre", 1.8),
        Column(form.say("chance"), "right", 1.4),
        Column(sentence(words(lang, "col.lead")), "left", 2.6),
    )
    weak = sorted((one for one in judged if one[1]["level"] in LEVELS), key=lambda one: (one[1]["p_met"], str(one[0]["code"])))
    out: list[Block] = [Paragraph(text)]
    if weak:
        rows = tuple(_outlook_row(found, row, seen) for row, seen in weak)
        out.append(Table(form.say("outlook_caption"), columns, rows, (), form.say("outlook_note")))
    return out


def annex(found: Reading, form: Template, only: str = "") -> list[Block]:
    """The indicators of every domain since the base year, with the change since then; ``only`` one domain."""
    lang = found.lang
    years = [year for year in yearbook_table.years_of(found) if year >= found.base_year][-MOST_YEARS:]
    if found.base_year not in years:
        years = [found.base_year, *years[1:]]
    columns = (
        Column(sentence(words(lang, "col.indicator")), "left", 3.8),
        Column(sentence(words(lang, "col.unit")), "centre", 1.1),
        *(Column((Field(f"year:{year}", str(year)),), "right", 1.45) for year in years),
        Column(form.say("change"), "right", 2.6),
    )
    out: list[Block] = []
    for slug, name in found.domains():
        if only and slug != only:
            continue
        rows = tuple(_annex_row(found, code, years) for code in yearbook_table.indicators_of(found, slug))
        if rows:
            caption = form.say("annex_caption", domain=named(f"domain:{slug}:name", name))
            out.append(Table(caption, columns, rows, (), form.say("annex_note")))
    return out


def _open(found: Reading, row: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The target of a track that is not met yet and whose progress is known."""
    target = found.targets.get(str(row.get("target") or ""))
    if target is None or row["state"] not in ("expected", "hard", "not_met"):
        return None
    if target.get("progress") is None or target.get("share_of_time") is None or found.aim(row) is None:
        return None
    return target


def _progress_row(found: Reading, form: Template, row: Mapping[str, Any], target: Mapping[str, Any]) -> Row:
    subject = found.subject(row)
    assert subject is not None
    assert subject.aim is not None
    key, decimals = subject.key, subject.decimals
    needed = number_or_none(target.get("pace_needed"))
    return Row((
        _name(found, row), _unit(found, str(row["indicator"])),
        _figure(f"{key}:base", number_or_none(target.get("base_value")), decimals, found.lang),
        _figure(f"{key}:value.cell", number_or_none(target.get("value")), decimals, found.lang),
        picture.aim_mark(f"{key}:cell", subject.aim, number.Unit(subject.unit.code, "", "", subject.unit.group), decimals, found.lang),
        (Field(f"{key}:progress", number.in_percent(Decimal(str(target["progress"])), 1)),),
        (Field(f"{key}:share_of_time", number.in_percent(Decimal(str(target["share_of_time"])), 1)),),
        sentence("—") if needed is None else (Field(f"{key}:pace_needed", number.signed(needed, max(decimals, 1))),),
    ))  # fmt: skip


def _outlook_row(found: Reading, row: Mapping[str, Any], seen: Mapping[str, Any]) -> Row:
    subject = found.subject(row)
    assert subject is not None
    assert subject.aim is not None
    lead = found.lead(str(row["goal"])) or "—"
    return Row((
        _name(found, row), picture.aim_mark(subject.key, subject.aim, subject.unit, subject.decimals, found.lang),
        (Field(f"{subject.key}:level", level_name(str(seen["level"]), found.lang)),),
        (Field(f"{subject.key}:chance", chance_words(seen["p_met"], found.lang)),),
        (named(f"goal:{row['goal']}:lead", lead),),
    ))  # fmt: skip


def _annex_row(found: Reading, code: str, years: list[int]) -> Row:
    lang = found.lang
    small = found.indicator(code).get("small_count") in (True, "yes")
    decimals, key = found.decimals(code), f"figure:{code}:"
    cells = []
    for year in years:
        cell = found.cell(code, "", year)
        if small and cell is not None and cell.value is not None:
            cells.append(sentence(words(lang, "cell.single")))
        else:
            shown = _figure(f"{key}:{year}", None if cell is None else cell.value, decimals, lang)
            cells.append(sentence(*shown, words(lang, "mark.carried")) if cell is not None and cell.status == "I" and cell.value is not None else shown)
    base, now = found.value(code, "", found.base_year), found.value(code, "", found.year)
    moved: Sentence = sentence("—")
    if base is not None and now is not None and not small and found.year != found.base_year:
        told = change.between(now, base, found.unit(code), decimals)
        moved = (Field(f"{key}:change.base", change.table_words(told, lang)),)
    title = sentence(named(f"indicator:{code}:name", yearbook_table.name_of(found, code)))
    return Row((title, _unit(found, code), *cells, moved))


def _name(found: Reading, row: Mapping[str, Any]) -> Sentence:
    name = found.name(str(row["indicator"]), str(row.get("breakdown") or ""))
    return sentence(named(f"track:{row['code']}:name", name[:1].upper() + name[1:]))


def _unit(found: Reading, code: str) -> Sentence:
    unit = found.unit(code)
    return sentence(named(f"indicator:{code}:unit", (unit.zh if found.lang == "zh" else unit.en.strip()) or "—"))


def _figure(key: str, value: Decimal | None, decimals: int, lang: str) -> Sentence:
    return sentence(words(lang, "cell.none")) if value is None else (Field(key, number.digits(value, decimals)),)
