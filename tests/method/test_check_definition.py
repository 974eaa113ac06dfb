"""Every flaw in an indicator's own row is found: each is planted in the shipped catalogue, which is clean."""

from dataclasses import replace

import pytest

from halfsky.formats.catalogue import load
from halfsky.method.check.definition import definitions, listed, repeated
from halfsky.method.indicator import DomainShape

CLEAN = load()
DEATHS = "health.maternal_mortality"


def with_indicator(code, /, **changes):
    rows = tuple(replace(row, **changes) if row.code == code else row for row in CLEAN.indicators)
    return replace(CLEAN, indicators=rows)


def keys(catalogue):
    return {(item.key, item.where) for item in definitions(catalogue)}


def test_the_shipped_definitions_are_clean():
    assert keys(CLEAN) == set()


@pytest.mark.parametrize(
    ("code", "changes", "key"),
    [
        (DEATHS, {"denominator_zh": "", "denominator_en": ""}, "denominator_missing"),
        (DEATHS, {"numerator_zh": "", "numerator_en": ""}, "denominator_missing"),
        (
            "security.unemployment_insured",
            {"denominator_zh": "职工", "denominator_en": "Staff"},
            "denominator_unfit",
        ),
        ("economy.average_wage", {"denominator_zh": "", "denominator_en": ""}, "part_alone"),
        (DEATHS, {"unit": "per_mille"}, "unknown_unit"),
        (DEATHS, {"kind": "share"}, "kind_unfit"),
        (DEATHS, {"source_body": ""}, "no_source"),
        (DEATHS, {"source_body": "space_agency"}, "unknown_body"),
        (DEATHS, {"form": ""}, "no_form"),
        (DEATHS, {"name_en": ""}, "missing_text"),
        (DEATHS, {"definition_zh": " "}, "missing_text"),
        (DEATHS, {"denominator_en": ""}, "missing_text"),
        (DEATHS, {"comparability_zh": "", "comparability_en": ""}, "comparability_missing"),
        (DEATHS, {"direction": "sideways"}, "unknown_value"),
        (DEATHS, {"period": "moon"}, "unknown_value"),
        (DEATHS, {"kind": "index"}, "unknown_value"),
        (DEATHS, {"breakdowns": ("SEX", "STAR_SIGN")}, "unknown_value"),
        (DEATHS, {"decimals": 9}, "bad_number"),
        (DEATHS, {"frequency": 0}, "bad_number"),
        (DEATHS, {"anchor_year": 20}, "bad_number"),
        (DEATHS, {"carry_years": -1}, "bad_number"),
        (DEATHS, {"carry_years": 1}, "carry_too_long"),
    ],
)
def test_a_planted_flaw_is_found(code, changes, key):
    assert (key, code) in keys(with_indicator(code, **changes))


@pytest.mark.parametrize("code", ["health.Maternal", "weather.rain", "health.x.F", "plain"])
def test_a_code_of_another_form_is_found(code):
    assert ("bad_code", code) in keys(with_indicator(DEATHS, code=code))


def test_a_repeated_code_is_found():
    twice = replace(CLEAN, indicators=(*CLEAN.indicators, CLEAN.indicators[0]))
    assert keys(twice) == {("duplicate_code", CLEAN.indicators[0].code)}
    assert [item.param("times") for item in repeated(["a", "b", "a"])] == ["2"]


def test_a_form_of_two_bodies_is_found():
    form = CLEAN.indicator(DEATHS).form
    assert ("form_shared", form) in keys(with_indicator("law.protection_orders", form=form))


def test_a_flaw_in_a_unit_is_found():
    units = (replace(CLEAN.units[0], scale=0, needs_denominator="perhaps"), *CLEAN.units[1:])
    assert {key for key, _ in keys(replace(CLEAN, units=units))} == {"bad_number", "unknown_value"}


def test_bodies_are_not_asked_for_while_there_is_no_list_of_them():
    assert keys(replace(CLEAN, bodies=())) == set()


def test_a_listed_value_gives_nothing():
    assert list(listed("here", "kind", "a", ("a", "b"))) == []


@pytest.mark.parametrize(
    ("code", "known"),
    [("safety.injury_deaths", True), ("welfare.care_places", True), ("own.village_roads", True), ("moon.tides", False)],
)
def test_the_domains_of_a_childrens_plan_and_of_any_plan_there_are_known(code, known):
    row = replace(next(i for i in CLEAN.indicators if i.code == DEATHS), code=code)
    plan = replace(CLEAN.plans[0], domains=(*CLEAN.plans[0].domains, DomainShape("own", "自有", "own", 1, 1)))
    found = keys(replace(CLEAN, indicators=(*CLEAN.indicators, row), plans=(plan,)))
    assert (("bad_code", code) not in found) is known
