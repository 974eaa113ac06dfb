"""The catalogue's frozen values."""

from dataclasses import FrozenInstanceError, replace

import pytest

from halfsky.formats.catalogue import load
from halfsky.method.indicator import Catalogue

CATALOGUE = load()


def named(code):
    found = CATALOGUE.indicator(code)
    assert found is not None
    return found


def test_an_indicator_knows_its_domain_and_whether_it_divides():
    deaths = named("health.maternal_mortality")
    assert deaths.domain == "health"
    assert deaths.has_denominator
    assert not named("health.life_expectancy").has_denominator


def test_a_yearly_indicator_is_due_every_year():
    assert all(named("health.maternal_mortality").is_due(year) for year in range(2015, 2026))


def test_a_census_indicator_is_due_in_2020_and_2025_only():
    life = named("health.life_expectancy")
    assert [year for year in range(2018, 2027) if life.is_due(year)] == [2020, 2025]
    assert life.last_due(2024) == 2020


def test_a_term_is_due_in_the_year_of_the_election():
    village = named("decision.village_committee_women_share")
    assert [year for year in range(2015, 2027) if village.is_due(year)] == [2016, 2021, 2026]
    assert village.last_due(2020) == 2016


def test_a_repeated_code_stays_visible_and_the_first_is_found():
    first = named("health.caesarean")
    both = Catalogue(indicators=(first, replace(first, name_en="Another")))
    assert len(both.indicators) == 2
    assert both.indicator("health.caesarean") is first


def test_what_is_not_there_is_none():
    assert CATALOGUE.indicator("health.nothing") is None
    assert CATALOGUE.unit("furlong") is None
    assert CATALOGUE.body("nobody") is None
    assert CATALOGUE.plan("no-plan") is None


def test_values_are_frozen():
    with pytest.raises(FrozenInstanceError):
        named("health.caesarean").code = "x"


def test_code_lists_keep_the_order_of_the_file():
    assert [code.code for code in CATALOGUE.of_list("SEX")] == ["_T", "F", "M"]
    assert [code.code for code in CATALOGUE.of_list("state")][:5] == [
        "met_early",
        "met",
        "expected",
        "hard",
        "not_met",
    ]
