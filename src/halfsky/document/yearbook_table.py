"""The yearbook's tables: a domain's main indicators, one indicator with its groups, gaps, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from halfsky.document import scope
from halfsky.document.block import Column, Row, Table
from halfsky.document.outline import CITED
from halfsky.document.reading import Cell, Reading
from halfsky.document.template import Template
from halfsky.method.breakdown import parse
from halfsky.method.rounding import half_up
from halfsky.method.wording import number
from halfsky.method.wording.group import group_words
from halfsky.method.wording.phrase import words
from halfsky.method.wording.piece import Field, Sentence, join, judged, named, plain, sentence

VOID = ("not_due", "not_applicable", "no_sex_split")
"""Reasons for a cell that is rightly empty: —; every other missing figure is …"""
SIDES = ("SEX=F", "SEX=M", "URBANISATION=U", "URBANISATION=R")
MOST_YEARS = 10
"""Years side by side on the official page."""


def years_of(found: Reading) -> list[int]:
    """The released years, oldest first, the last ten of them; the base year is always one."""
    years = sorted({year for cells in found.cells.values() for year in cells if year <= found.year} | {found.base_year})
    kept = years[-MOST_YEARS:]
    return kept if found.base_year in kept else [found.base_year, *kept[1:]]


def indicators_of(found: Reading, slug: str) -> list[str]:
    """The codes of a domain's indicators, in the framework's order; none while the plan's goals are bound to no indicator at all, for
    then the indicators at hand are another plan's."""
    return [code for code in found.tables["indicators"] if code.split(".", 1)[0] == slug] if scope.used(found) else []


def name_of(found: Reading, code: str) -> str:
    """The indicator's name."""
    return found.words(found.indicator(code), "name") or code


def main(found: Reading, form: Template, slug: str, name: str) -> Table:
    """All indicators of a domain, totals, the last five years and the base year."""
    years = years_of(found)[-5:]
    if found.base_year not in years:
        years = [found.base_year, *years[1:]]
    lang = found.lang
    columns = (
        Column(sentence(words(lang, "col.indicator")), "left", 5.0),
        Column(sentence(words(lang, "col.unit")), "centre", 1.3),
        *(Column(_year(year), "right", 1.45) for year in years),
    )
    rows = []
    for code in indicators_of(found, slug):
        cells = [_cell(found, form, code, "", year) for year in years]
        rows.append(Row((_name(found, code), _unit(found, code), *cells)))
    domain = named(f"domain:{slug}:name", name)
    return Table(form.say("main_caption", domain=domain), columns, tuple(rows), (), form.say("main_note"))


def indicator(found: Reading, form: Template, code: str) -> Table:
    """One indicator: its total and groups over the years, the counts it is computed from, its source and notes."""
    years = _fitting(found, code, years_of(found))
    row = found.indicator(code)
    columns = (Column(sentence(words(found.lang, "col.year")), "left", 3.0), *(Column(_year(year), "right", 1.28) for year in years))
    small = row.get("small_count") in (True, "yes")
    groups = sorted((key for one, key in found.cells if one == code), key=_order)
    rows: list[Row] = []
    for key in groups or [""]:
        label = form.say("total") if not key else form.say("part", group=group_words(key, found.lang))
        if not small:
            rows.append(Row((label, *(_cell(found, form, code, key, year) for year in years))))
        if not key or small:
            rows += _counts(found, form, code, key, years, label if small and key else ())
    notes = _notes(found, form, code, years, small)
    unit = form.say("figures_unit", unit=_unit(found, code))
    return Table((named(f"indicator:{code}:name", name_of(found, code)),), columns, tuple(rows), unit, notes, key=f"{CITED}{code}")


def _fitting(found: Reading, code: str, years: list[int]) -> list[int]:
    """As many of the last years as stand side by side: long figures take the room of two."""
    longest = max((
        len(number.digits(value, 0)) for (one, _), cells in found.cells.items() if one == code
        for cell in cells.values() for value in (cell.numerator, cell.denominator, cell.value) if value is not None
    ), default=0)  # fmt: skip
    if longest <= 6:
        return years
    kept = years[-(5 if longest > 8 else 7):]
    return kept if found.base_year in kept else [found.base_year, *kept[1:]]


def compared(found: Reading, form: Template, dimension: str) -> Table | None:
    """Women and men, or town and country, this year: both figures, the difference and the ratio."""
    sex = dimension == "SEX"
    first, second = ("F", "M") if sex else ("U", "R")
    lang, year = found.lang, found.year
    columns = (
        Column(sentence(words(lang, "col.indicator")), "left", 5.2),
        Column(sentence(words(lang, "col.unit")), "centre", 1.3),
        Column(sentence(words(lang, f"col.{first}")), "right", 1.5),
        Column(sentence(words(lang, f"col.{second}")), "right", 1.5),
        Column(form.say("gap"), "right", 1.5),
        Column(form.say("ratio_sex" if sex else "ratio_urban"), "right", 1.4),
    )
    rows: list[Row] = []
    for slug, name in found.domains():
        own = []
        for code in indicators_of(found, slug):
            one, other = (found.value(code, f"{dimension}={side}", year) for side in (first, second))
            if one is None or other is None or found.indicator(code).get("small_count") in (True, "yes"):
                continue
            own.append(Row((_name(found, code), _unit(found, code), *_sides(found, form, code, dimension, one, other))))
        if own:
            rows.append(Row(((Field(f"domain:{slug}:name", name),),), "group"))
            rows += own
    if not rows:
        return None
    kind = "sex" if sex else "urban"
    caption = form.say(f"{kind}_caption", year=Field("release:year", str(year)))
    return Table(caption, columns, tuple(rows), (), form.say(f"{kind}_note"))


def missing(found: Reading, form: Template) -> Table | None:
    """The indicators whose total has no figure of this year, with the reason and the department; None when none."""
    lang = found.lang
    columns = (
        Column(sentence(words(lang, "col.indicator")), "left", 5.6),
        Column(form.say("reason"), "left", 3.2),
        Column(sentence(words(lang, "col.lead")), "left", 3.2),
    )
    rows: list[Row] = []
    for slug, name in found.domains():
        own = []
        for code in indicators_of(found, slug):
            cells = [cells.get(found.year) for (one, _), cells in found.cells.items() if one == code]
            if any(cell is not None and (cell.value is not None or cell.numerator is not None) for cell in cells):
                continue
            reason = Field(f"indicator:{code}:reason", _reason(found, code, lang))
            own.append(Row((_name(found, code), (reason,), sentence(named(f"indicator:{code}:source", _body(found, code))))))
        if own:
            rows.append(Row(((Field(f"domain:{slug}:name", name),),), "group"))
            rows += own
    if not rows:
        return None
    caption = form.say("missing_caption", year=Field("release:year", str(found.year)))
    return Table(caption, columns, tuple(rows), (), form.say("missing_note"))


def _reason(found: Reading, code: str, lang: str) -> str:
    cell = found.cell(code, "", found.year)
    key = cell.reason if cell is not None and cell.reason else "not_reported"
    return words(lang, f"reason.{key}")


def _body(found: Reading, code: str) -> str:
    return found.body(str(found.indicator(code).get("source_body") or "")) or "—"


def _sides(
    found: Reading, form: Template, code: str, dimension: str, one: Decimal, other: Decimal
) -> list[Sentence]:
    decimals = found.decimals(code)
    key = f"figure:{code}:{dimension}"
    first, second = half_up(one, decimals), half_up(other, decimals)
    ratio: Sentence = (
        (Field(f"{key}:ratio", number.digits(half_up(one / other, 2), 2)),) if other else form.say("void")
    )
    return [
        (Field(f"{key}:first", number.digits(one, decimals)),),
        (Field(f"{key}:second", number.digits(other, decimals)),),
        (Field(f"{key}:gap", number.digits(first - second, decimals)),),
        ratio,
    ]


def _counts(
    found: Reading, form: Template, code: str, key: str, years: Sequence[int], group: Sentence
) -> list[Row]:
    """The numerator and denominator of the total, where they are kept."""
    row = found.indicator(code)
    cells = found.cells.get((code, key), {})
    out = []
    for what in ("numerator", "denominator"):
        values = {year: getattr(cells[year], what) for year in years if year in cells}
        name = found.words(row, what)
        if not name or all(value is None for value in values.values()):
            continue
        shown = [
            form.say("none") if values.get(year) is None
            else (Field(f"figure:{code}:{key}:{year}:{what}", number.digits(values[year], _places(values[year]))),)
            for year in years
        ]
        label = form.say(what, name=named(f"indicator:{code}:{what}", name))
        out.append(Row((join([group, label], "　" if found.lang == "zh" else " "), *shown)))
    return out


def _places(value: Decimal) -> int:
    return min(2, max(0, -int(value.normalize().as_tuple().exponent)))


def _cell(found: Reading, form: Template, code: str, key: str, year: int) -> Sentence:
    """One figure with its mark, or why there is none."""
    cell = found.cell(code, key, year)
    if found.indicator(code).get("small_count") in (True, "yes"):
        return form.say("void") if cell is not None and cell.value is not None else _empty(form, cell)
    if cell is None or cell.value is None:
        return _empty(form, cell)
    mark = {"I": "carried", "P": "provisional", "E": "estimated"}.get(cell.status)
    figure = Field(f"figure:{code}:{key}:{year}", number.digits(cell.value, found.decimals(code)))
    shown = sentence(figure, *((Field(f"{figure.key}:mark", plain(form.say(mark))),) if mark else ()))
    return sentence(Field(f"{figure.key}:break", "△"), *shown) if cell.status == "B" else shown


def _empty(form: Template, cell: Cell | None) -> Sentence:
    return form.say("void" if cell is not None and cell.reason in VOID else "none")


def _notes(found: Reading, form: Template, code: str, years: Sequence[int], small: bool) -> Sentence:
    row = found.indicator(code)
    parts: list[Sentence] = []
    source = found.body(str(row.get("source_body") or ""))
    if source:
        parts.append(form.say("source", source=named(f"indicator:{code}:source", source)))
    if row.get("form"):
        parts.append(form.say("form", form=named(f"indicator:{code}:form", str(row["form"]))))
    broken = [year for year in years if (cell := found.cell(code, "", year)) is not None and cell.status == "B"]
    if broken:
        parts.append(form.say("broken", years=join([(Field(f"figure:{code}:broken:{y}", str(y)),) for y in broken], words(found.lang, "list"))))
    if small:
        parts.append(form.say("small"))
    if not any(cell.value is not None for (one, _), cells in found.cells.items() if one == code for cell in cells.values()):
        parts.append(sentence(form.say("no_figures"), judged(f"indicator:{code}:figures", "none")))
    return form.say("note", parts=join(parts, words(found.lang, "space"))) if parts else ()


def _order(key: str) -> tuple[int, tuple[int, ...], str]:
    """Totals first, then women and men, town and country, age, then groups of two and more dimensions."""
    if not key:
        return 0, (), ""
    parts = key.split(";")
    kind = parts[0].split("=")[0]
    sides = tuple(SIDES.index(part) if part in SIDES else len(SIDES) for part in parts)
    return (1 if len(parts) == 1 else 5) + ("SEX", "URBANISATION", "AGE").index(kind), sides, parse(key).key


def _year(year: int) -> Sentence:
    return (Field(f"year:{year}", str(year)),)


def _name(found: Reading, code: str) -> Sentence:
    return (named(f"indicator:{code}:name", name_of(found, code)),)


def _unit(found: Reading, code: str) -> Sentence:
    unit = found.unit(code)
    return (named(f"indicator:{code}:unit", (unit.zh if found.lang == "zh" else unit.en.strip()) or "—"),)
