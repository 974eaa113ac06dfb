"""Breakdown keys: one canonical text per cell."""

from itertools import product

import pytest

from halfsky.method.breakdown import Breakdown, BreakdownError, parse


def test_the_total_is_the_empty_text():
    assert Breakdown().key == ""
    assert parse("") == Breakdown()
    assert Breakdown().is_total


def test_dimensions_stand_in_one_order_whatever_was_written():
    assert parse(" AGE=Y35T45 ; URBANISATION=U; SEX=F").key == "SEX=F;URBANISATION=U;AGE=Y35T45"
    assert parse("SEX=_T;AGE=Y_GE60").key == "AGE=Y_GE60"


def test_every_cell_survives_writing_and_reading():
    cells = product(("_T", "F", "M"), ("_T", "U", "R"), ("_T", "Y15T49", "Y_GE65", "Y_LE6"))
    for sex, urbanisation, age in cells:
        cell = Breakdown(sex, urbanisation, age)
        assert parse(cell.key) == cell


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("REGION=1", "unknown_dimension"),
        ("SEX", "unknown_code"),
        ("SEX=W", "unknown_code"),
        ("AGE=35-45", "unknown_code"),
        ("SEX=F;SEX=M", "repeated_dimension"),
    ],
)
def test_a_text_that_names_no_cell_is_refused_with_its_remedy(text, key):
    with pytest.raises(BreakdownError) as refused:
        parse(text)
    assert refused.value.key == key
    assert text in refused.value.text("zh-hans")


def test_a_value_built_by_hand_is_checked_too():
    with pytest.raises(BreakdownError):
        Breakdown(sex="X")
