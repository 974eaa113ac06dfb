"""A township's card: its own figures of the year beside the county's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from halfsky.document.block import Block, Column, Paragraph, Row, Table
from halfsky.document.reading import Reading, as_row, number_or_none
from halfsky.document.template import Template
from halfsky.method.rounding import half_up
from halfsky.method.wording import number
from halfsky.method.wording.phrase import words
from halfsky.method.wording.piece import Field, Slot, named, sentence


def area_table(
    found: Reading, form: Template, area: str, figures: Iterable[Any], slots: Mapping[str, Slot]
) -> list[Block]:
    """The totals reported for `area` in the run's year, the county's figure and the difference; or that there are none.

    `figures` are the release's, of every area. Small counts are given as cases, never as one year's rate.
    """
    rows = []
    for entry in figures:
        row = as_row(entry)
        if str(row.get("area")) != area or int(row["year"]) != found.year or str(row.get("breakdown") or ""):
            continue
        code = str(row["indicator"])
        own, small = number_or_none(row.get("value")), found.indicator(code).get("small_count") in (True, "yes")
        if small:
            own = number_or_none(row.get("numerator"))
        if own is None:
            continue
        rows.append(_row(found, code, own, area, small))
    if not rows:
        return [Paragraph(form.say("area_none", subject=slots["subject"]), "lead")]
    lang = found.lang
    columns = (
        Column(sentence(words(lang, "col.indicator")), "left", 5.4), Column(sentence(words(lang, "col.unit")), "centre", 1.3),
        Column(form.say("area_value"), "right", 1.6), Column(form.say("area_county"), "right", 1.6),
        Column(form.say("area_gap"), "right", 1.6),
    )  # fmt: skip
    return [Table(form.say("area_caption"), columns, tuple(rows))]


def _row(found: Reading, code: str, own: Any, area: str, small: bool) -> Row:
    decimals = 0 if small else found.decimals(code)
    unit = found.unit(code)
    shown = words(found.lang, "col.cases") if small else (unit.zh if found.lang == "zh" else unit.en.strip()) or "—"
    county = None if small else found.value(code, "", found.year)
    key = f"figure:{code}:{area}"
    name = named(f"indicator:{code}:name", found.words(found.indicator(code), "name") or code)
    gap = sentence("—") if county is None else (
        Field(f"{key}:gap", number.signed(half_up(own, decimals) - half_up(county, decimals), decimals)),
    )  # fmt: skip
    told = sentence("—") if county is None else (Field(f"figure:{code}::{found.year}", number.digits(county, decimals)),)
    return Row(((name,), sentence(named(f"indicator:{code}:unit", shown)), (Field(key, number.digits(own, decimals)),), told, gap))
