from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from halfsky.method.target import OPERATORS, Target, TargetError, meets, shortfall


def aim(operator, value, **more):
    fields = {"year": 2025, "base_year": 2020, "change": "once", "basis": "points", **more}
    return Target(operator, None if value is None else Decimal(value), **fields)


@pytest.mark.parametrize(
    ("target", "reference", "reach"),
    [
        (aim(">=", "78.1"), None, "78.1"),
        (aim("<=", "12.5"), None, "12.5"),
        (aim("hold>=", "99.95"), None, "99.95"),
        (aim("delta>=", "0.5"), "3", "3.5"),
        (aim("delta>=", "0.5", change="yearly"), "3", "5.5"),
        (aim("delta<=", "2"), "10", "8"),
        (aim("delta<=", "20", basis="percent"), "50", "40"),
        (aim("delta>=", "5", basis="percent", change="yearly"), "100", "127.628156"),
        (aim("ratio>=", "2"), "31.5", "63"),
        (aim(">=", None, compared=True), "27", "27"),
        (aim(">=", "1", compared=True), "27", "28"),
        (aim("delta>=", "1"), None, None),
        (aim(">=", None, compared=True), None, None),
    ],
)
def test_the_figure_to_reach(target, reference, reach):
    found = target.reach(None if reference is None else Decimal(reference))
    assert found == (None if reach is None else Decimal(reach))


@pytest.mark.parametrize(
    ("operator", "direction", "value", "met"),
    [
        (">=", "up", "95", True), (">=", "up", "94.99", False), ("<=", "down", "95", True), ("<=", "down", "95.01", False),
        ("~", "up", "120", True), ("~", "up", "94", True), ("~", "up", "93.9", False),
        ("~", "down", "80", True), ("~", "down", "96.1", False),
        ("hold~", "about", "96", True), ("hold~", "about", "96.1", False), ("~", "none", "93.9", False),
    ],
)  # fmt: skip
def test_meeting_a_target(operator, direction, value, met):
    target = aim(operator, "95", tolerance=Decimal(1) if operator.endswith("~") else None)
    reach = target.reach(None)
    assert meets(target.sense(direction), Decimal(value), reach, target.slack(reach)) is met


def test_about_without_a_recorded_tolerance_is_within_five_per_cent():
    assert aim("~", "30").slack(Decimal(30)) == Decimal("1.5")
    assert aim(">=", "30").slack(Decimal(30)) == 0


    assert aim("~", "30").slack(Decimal(30), about_percent=10) == 3


@pytest.mark.parametrize(
    ("kind", "operator", "base", "reach"),
    [("share", "delta>=", "99", "100"), ("rate", "delta>=", "99", "101"), ("share", "delta<=", "1", "0"),
     ("level", "delta<=", "1", "0"), ("other", "delta<=", "1", "-1")],
)  # fmt: skip
def test_a_change_asks_for_no_more_than_there_can_be(kind, operator, base, reach):
    assert aim(operator, "2").reach(Decimal(base), kind) == Decimal(reach)


def test_what_cannot_be_judged_is_refused_with_its_remedy():
    with pytest.raises(TargetError, match="unknown operator"):
        aim("=>", "1")
    with pytest.raises(TargetError, match="once or yearly"):
        aim("delta>=", "1", change="")
    with pytest.raises(TargetError, match="percent or points"):
        aim("delta<=", "1", basis="")


def test_a_target_set_from_outside_is_not_assigned_until_it_has_a_value():
    assert not aim(">=", None).assigned
    assert aim(">=", None, compared=True).assigned and aim(">=", "1").assigned
    assert aim("hold<=", "1").hold and not aim("<=", "1").hold
    assert aim(">=", None).reach(None) == 0


NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=3)


@given(st.sampled_from(OPERATORS), st.sampled_from(["up", "down"]), NUMBERS, NUMBERS, NUMBERS)
def test_a_better_value_is_never_further_from_the_target(operator, direction, reach, value, other):
    sense = aim(operator, "1").sense(direction)
    better, worse = (max(value, other), min(value, other)) if sense == 1 else (min(value, other), max(value, other))
    assert shortfall(sense, better, reach) <= shortfall(sense, worse, reach)


@given(st.sampled_from([1, -1, 0]), NUMBERS, NUMBERS, st.integers(1, 1000))
def test_scale_does_not_change_whether_it_is_met(sense, value, reach, factor):
    slack = abs(reach) / 20
    assert meets(sense, value, reach, slack) == meets(sense, value * factor, reach * factor, slack * factor)
