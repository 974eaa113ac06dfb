"""A finding is data."""

import pytest

from halfsky.method.check.finding import HARD, finding


def test_parameters_become_text_and_have_one_order():
    one = finding("k", "here", remedy="r", b=2, a="x")
    assert one.params == (("a", "x"), ("b", "2"))
    assert one == finding("k", "here", remedy="r", a="x", b=2)
    assert len({one, finding("k", "here", remedy="r", a="x", b=2)}) == 1


def test_a_finding_is_hard_unless_said_otherwise():
    assert finding("k", "here", remedy="r").severity == HARD


def test_a_parameter_is_found_by_name():
    assert finding("k", "here", remedy="r", a=1).param("a") == "1"
    with pytest.raises(KeyError):
        finding("k", "here", remedy="r").param("a")
