"""A township's card: what it reported, beside the year before, the county and the other townships."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from halfsky.document.block import Block, Column, Note, Paragraph, Row, Table
from halfsky.document.reading import Reading, as_row, number_or_none
from halfsky.document.template import Template
from halfsky.method.wording import change, naming, number
from halfsky.method.wording.comparison import difference_words
from halfsky.method.wording.number import Unit
from halfsky.method.wording.phrase import finish, paragraph, phrase, words
from halfsky.method.wording.piece import Field, Sentence, Slot, join, judged, named, sentence

FEWEST = 30
"""A share of fewer than thirty has no place among the townships: one case more would move it by several."""
TOLD = 2
"""Indicators told in words: those furthest below the county."""


@dataclass(frozen=True, slots=True)
class Held:
    """One indicator of the township: its figure, last year's, the county's, its place among how many, the county's direction."""

    code: str
    own: Decimal
    last: Decimal | None
    county: Decimal | None
    place: tuple[int, int] | None
    unit: Unit
    decimals: int
    direction: str
    carried: bool
    small: bool

    @property
    def gap(self) -> Decimal | None:
        """Above the county, as printed; None for a count, which is a part of the county's."""
        if self.county is None or self.unit.group == "count":
            return None
        return number.rounded(self.own, self.decimals) - number.rounded(self.county, self.decimals)

    @property
    def worse(self) -> bool:
        return self.gap is not None and self.gap != 0 and self.direction in {"up", "down"} and (self.gap > 0) == (self.direction == "down")


def area_table(
    found: Reading, form: Template, area: str, figures: Iterable[Any], slots: Mapping[str, Slot]
) -> list[Block]:
    """How the township stands in words, then every figure reported for `area` in the run's year; or that there are none.

    `figures` are the release's, of the county and the township; the places come from the run's gaps between areas. Small
    counts are given as cases, never as one year's rate.
    """
    held = _held(found, area, figures)
    if not held:
        return [Paragraph(form.say("area_none", subject=slots["subject"]), "lead")]
    lang = found.lang
    columns = (
        Column(sentence(words(lang, "col.indicator")), "left", 6.6), Column(sentence(words(lang, "col.unit")), "centre", 1.0 if lang == "zh" else 1.6),
        Column((Field("release:last_year", str(found.year - 1)), *sentence(words(lang, "year.suffix"))), "right", 1.4),
        Column((Field("release:year", str(found.year)), *sentence(words(lang, "year.suffix"))), "right", 1.5),
        Column(form.say("area_county"), "right", 1.4), Column(form.say("area_gap"), "right", 1.6 if lang == "zh" else 2.2),
        Column(form.say("area_place"), "centre", 1.1),
    )  # fmt: skip
    rows = tuple(_row(found, form, one, area) for one in held)
    table = Table(form.say("area_caption"), columns, rows, (), form.say("area_note", fewest=Field("area:fewest", str(FEWEST))))
    return [*_told(found, form, held, area, slots), table]


def _held(found: Reading, area: str, figures: Iterable[Any]) -> list[Held]:
    cells: dict[tuple[str, int], Mapping[str, Any]] = {}
    for entry in figures:
        row = as_row(entry)
        if str(row.get("area")) == area and not str(row.get("breakdown") or ""):
            cells[str(row["indicator"]), int(row["year"])] = row
    out = []
    for code in found.tables["indicators"]:
        now, before = cells.get((code, found.year)), cells.get((code, found.year - 1))
        small = found.indicator(code).get("small_count") in (True, "yes")
        what = "numerator" if small else "value"
        own = None if now is None else number_or_none(now.get(what))
        if now is None or own is None:
            continue
        direction = str(found.indicator(code).get("direction") or "")
        fits = number_or_none(now.get("denominator"))
        place = None if small or direction not in {"up", "down"} or (fits is not None and fits < FEWEST) else _place(found, code, area, direction)
        out.append(Held(
            code, own, None if before is None else number_or_none(before.get(what)), None if small else found.value(code, "", found.year),
            place, found.unit(code), 0 if small else found.decimals(code), direction, str(now.get("status") or "") == "I", small,
        ))  # fmt: skip
    return out


def _place(found: Reading, code: str, area: str, direction: str) -> tuple[int, int] | None:
    """The place among the areas of the same county by one indicator, the best first; None where all are the same or it is a count."""
    if found.unit(code).group == "count":
        return None
    values = {
        str(row["area"]): number.rounded(Decimal(str(row["value"])), found.decimals(code))
        for row in found.result.get("area_gaps") or () if row["indicator"] == code
    }  # fmt: skip
    if area not in values or len(set(values.values())) < 2:
        return None
    better = sum(value > values[area] if direction == "up" else value < values[area] for value in values.values())
    return better + 1, len(values)


def _told(found: Reading, form: Template, held: Sequence[Held], area: str, slots: Mapping[str, Slot]) -> list[Block]:
    lang, judged_ = found.lang, [one for one in held if one.gap is not None and one.direction in {"up", "down"}]
    count = {
        "better": sum(not one.worse and one.gap != 0 for one in judged_), "worse": sum(one.worse for one in judged_),
        "same": sum(one.gap == 0 for one in judged_),
    }  # fmt: skip
    parts = [form.say(f"area_{name}", count=Field(f"area:{area}:{name}", str(amount))) for name, amount in count.items() if amount]
    lead = form.say("area_told", subject=slots["subject"], total=Field(f"area:{area}:total", str(len(held))))
    if parts:
        lead = paragraph(lang, [lead, form.say("area_compared", parts=join(parts, words(lang, "list")))])
    weak = sorted((one for one in judged_ if one.worse), key=lambda one: (-_reach(one), one.code))[:TOLD]
    out: list[Block] = [Paragraph(lead, "lead")]
    if weak:
        said = [_sentence(found, one, area) for one in weak]
        out.append(Paragraph(paragraph(lang, [form.say("area_weak"), *said])))
    if not judged_:
        out.append(Note(form.say("area_alone")))
    return out


def _reach(one: Held) -> Decimal:
    """How far below the county, in points of a share or hundredths of another figure, so that unlike units can be ranked."""
    gap, county = abs(one.gap or Decimal(0)), abs(one.county or Decimal(0))
    return gap if one.unit.group == "share" else gap * 100 / county if county else gap


def _sentence(found: Reading, one: Held, area: str) -> Sentence:
    lang, key = found.lang, f"figure:{one.code}:{area}"
    label = naming.said(found.name(one.code, ""), one.unit, lang)
    assert one.gap is not None
    clauses = [
        phrase(lang, "value.plain", name=named(f"{key}:name", label), value=Field(f"{key}:value", number.with_unit(one.own, one.unit, one.decimals, lang))),
        phrase(lang, f"area.{'higher' if one.gap > 0 else 'lower'}", gap=Field(f"{key}:gap.said", difference_words(abs(one.gap), one.unit, one.decimals, lang))),
    ]  # fmt: skip
    if one.place is not None:
        place, peers = one.place
        clauses.append(phrase(lang, "area.place", place=Field(f"{key}:place", str(place)), peers=Field(f"{key}:peers", str(peers))))
    if one.last is not None and not one.carried:
        moved = change.between(one.own, one.last, one.unit, one.decimals, one.direction)
        way = judged(f"{key}:change.last", {1: "up", 0: "flat", -1: "down"}[moved.sign])
        if moved.sign == 0:
            clauses.append((*phrase(lang, "last.flat"), way))
        else:
            verb = phrase(lang, change.phrase_key(moved), amount=Field(f"{key}:change.last", change.amount_words(moved, lang)))
            clauses.append((*phrase(lang, "last", change=verb), way))
    return finish(lang, clauses)


def _row(found: Reading, form: Template, one: Held, area: str) -> Row:
    lang, key = found.lang, f"figure:{one.code}:{area}"
    shown = words(lang, "col.cases") if one.small else (one.unit.zh if lang == "zh" else one.unit.en.strip()) or "—"

    def figure(what: str, value: Decimal | None) -> Sentence:
        return sentence("—") if value is None else (Field(f"{key}:{what}", number.digits(value, one.decimals)),)

    own = sentence(figure("own", one.own), Field(f"{key}:carried", words(lang, "mark.carried")) if one.carried else "")
    gap: Sentence = sentence("—")
    if one.gap is not None:
        gap = (Field(f"{key}:gap", number.signed(one.gap, one.decimals)),)
    elif one.county:
        gap = form.say("area_part", share=Field(f"{key}:part", number.in_percent(one.own * 100 / one.county, 1)))
    place = sentence("—") if one.place is None else (Field(f"{key}:rank", f"{one.place[0]}/{one.place[1]}"),)
    county = sentence("—") if one.county is None else (Field(f"figure:{one.code}::{found.year}", number.digits(one.county, one.decimals)),)
    name = named(f"indicator:{one.code}:name", found.words(found.indicator(one.code), "name") or one.code)
    return Row(((name,), sentence(named(f"indicator:{one.code}:unit", shown)), figure("last", one.last), own, county, gap, place))
