"""Checks of the indicators' own rows: code, words, unit and denominator, source, form, period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from halfsky.method.breakdown import DIMENSIONS
from halfsky.method.check.finding import Finding
from halfsky.method.check.framework_kinds import found
from halfsky.method.indicator import CHILD_DOMAINS, DOMAINS, Catalogue, Indicator, Unit

DIRECTIONS = ("up", "down", "about", "none")
PERIODS = ("calendar", "maternal_year", "school_year", "term", "census", "survey")
#: kind -> units it may have
KIND_UNITS: dict[str, tuple[str, ...]] = {
    "share": ("percent",),
    "rate": ("percent", "permille", "per_100k", "per_thousand_pop"),
    "level": ("years", "yuan", "hours", "minutes", "days"),
    "count": ("person", "count"),
    "other": ("ratio", "percent"),
}
NEEDS = ("yes", "no", "optional")
_CODE = re.compile(r"[a-z][a-z0-9]*\.[a-z][a-z0-9_]*")


def definitions(catalogue: Catalogue) -> Iterator[Finding]:
    """Findings about units, bodies and indicators, whatever the plan."""
    yield from repeated(unit.code for unit in catalogue.units)
    yield from repeated(body.code for body in catalogue.bodies)
    yield from repeated(indicator.code for indicator in catalogue.indicators)
    for unit in catalogue.units:
        yield from listed(f"unit {unit.code}", "needs_denominator", unit.needs_denominator, NEEDS)
        if unit.scale < 1:
            yield found("bad_number", f"unit {unit.code}", column="scale", value=unit.scale, range="1…")
    domains = {*DOMAINS, *CHILD_DOMAINS, *(shape.slug for plan in catalogue.plans for shape in plan.domains)}
    for indicator in catalogue.indicators:
        yield from _words(indicator)
        yield from _codes(indicator, domains)
        yield from _unit(indicator, catalogue.unit(indicator.unit))
        yield from _numbers(indicator)
        yield from _source(indicator, catalogue)
    yield from _forms(catalogue.indicators)


def repeated(codes: Iterable[str]) -> Iterator[Finding]:
    """A finding for each code that occurs more than once."""
    for code, times in Counter(codes).items():
        if times > 1:
            yield found("duplicate_code", code, times=times)


def listed(where: str, column: str, value: str, allowed: Iterable[str]) -> Iterator[Finding]:
    """A finding when ``value`` is not among ``allowed``."""
    options = tuple(allowed)
    if value not in options:
        yield found("unknown_value", where, column=column, value=value, allowed=", ".join(options))


def both(where: str, *columns: tuple[str, str, str]) -> Iterator[Finding]:
    """A finding for each (column, Chinese, English) that lacks one of its languages."""
    for column, zh, en in columns:
        for suffix, text in (("zh", zh), ("en", en)):
            if not text.strip():
                yield found("missing_text", where, column=f"{column}_{suffix}")


def _words(indicator: Indicator) -> Iterator[Finding]:
    needed = [
        ("name", indicator.name_zh, indicator.name_en),
        ("definition", indicator.definition_zh, indicator.definition_en),
    ]
    optional = [
        ("numerator", indicator.numerator_zh, indicator.numerator_en),
        ("denominator", indicator.denominator_zh, indicator.denominator_en),
        ("comparability", indicator.comparability_zh, indicator.comparability_en),
    ]
    yield from both(indicator.code, *needed, *(item for item in optional if item[1] or item[2]))
    if indicator.small_count and not indicator.comparability_zh:
        yield found("comparability_missing", indicator.code)


def _codes(indicator: Indicator, domains: set[str]) -> Iterator[Finding]:
    if not _CODE.fullmatch(indicator.code) or indicator.domain not in domains:
        yield found("bad_code", indicator.code, form="health.maternal_mortality")
    yield from listed(indicator.code, "direction", indicator.direction, DIRECTIONS)
    yield from listed(indicator.code, "period", indicator.period, PERIODS)
    yield from listed(indicator.code, "kind", indicator.kind, KIND_UNITS)
    for dimension in indicator.breakdowns:
        yield from listed(indicator.code, "breakdowns", dimension, DIMENSIONS)


def _unit(indicator: Indicator, unit: Unit | None) -> Iterator[Finding]:
    if unit is None:
        yield found("unknown_unit", indicator.code, unit=indicator.unit)
        return
    numerator, denominator = bool(indicator.numerator_zh), bool(indicator.denominator_zh)
    if unit.needs_denominator == "yes" and not (numerator and denominator):
        yield found("denominator_missing", indicator.code, unit=unit.code)
    elif unit.needs_denominator == "no" and denominator:
        yield found("denominator_unfit", indicator.code, unit=unit.code)
    elif unit.needs_denominator == "optional" and numerator != denominator:
        yield found("part_alone", indicator.code)
    if unit.code not in KIND_UNITS.get(indicator.kind, (unit.code,)):
        yield found("kind_unfit", indicator.code, kind=indicator.kind, unit=unit.code)


def _numbers(indicator: Indicator) -> Iterator[Finding]:
    code = indicator.code
    if not 0 <= indicator.decimals <= 4:
        yield found("bad_number", code, column="decimals", value=indicator.decimals, range="0…4")
    if not 1 <= indicator.frequency <= 10:
        yield found("bad_number", code, column="frequency", value=indicator.frequency, range="1…10")
    if not 1990 <= indicator.anchor_year <= 2100:
        yield found("bad_number", code, column="anchor_year", value=indicator.anchor_year, range="1990…2100")
    if indicator.carry_years < 0:
        yield found("bad_number", code, column="carry_years", value=indicator.carry_years, range="0…")
    elif indicator.carry_years >= max(indicator.frequency, 1) and indicator.carry_years > 0:
        yield found("carry_too_long", code, carry=indicator.carry_years, frequency=indicator.frequency)


def _source(indicator: Indicator, catalogue: Catalogue) -> Iterator[Finding]:
    if not indicator.source_body:
        yield found("no_source", indicator.code)
    elif catalogue.bodies and catalogue.body(indicator.source_body) is None:
        yield found("unknown_body", indicator.code, column="source_body", body=indicator.source_body)
    if not indicator.form:
        yield found("no_form", indicator.code)


def _forms(indicators: Iterable[Indicator]) -> Iterator[Finding]:
    owners: dict[str, set[str]] = {}
    for indicator in indicators:
        if indicator.form and indicator.source_body:
            owners.setdefault(indicator.form, set()).add(indicator.source_body)
    for form, bodies in owners.items():
        if len(bodies) > 1:
            yield found("form_shared", form, form=form, bodies=", ".join(sorted(bodies)))
