import copy

import pytest

from halfsky.method.outlook.priors import KINDS, PriorsError, priors_of, recalibration_of
from tests.method.outlook.known import written


def test_what_ships_holds_every_kind_and_weights_that_sum_to_one():
    found = priors_of(written("priors"))
    assert len(found.kinds) == len(KINDS)
    for prior in found.kinds:
        assert sum(c.weight for c in prior.components) == pytest.approx(1, abs=1e-3)


def test_what_ships_recalibrates_every_pattern_that_is_judged():
    found = recalibration_of(written("recalibration"))
    assert set(found.curves) == {(k, n, h) for k in range(len(KINDS)) for n in range(3, 11) for h in range(1, 6)}
    assert found.curve(0, 5, 2)[20] == pytest.approx(0.5, abs=1e-3)
    assert found.curve(0, 5, 6) is None


@pytest.mark.parametrize("spoil", [
    lambda w: w["kinds"].pop("share"),
    lambda w: w["kinds"]["rate"].update(a=0),
    lambda w: w["kinds"]["rate"].update(components=[]),
    lambda w: w["kinds"]["level"]["components"][0].update(nu=1.5),
    lambda w: w["kinds"]["level"]["components"][0].update(weight="much"),
])  # fmt: skip
def test_spoilt_priors_are_refused_with_a_remedy(spoil):
    spoilt = copy.deepcopy(written("priors"))
    spoil(spoilt)
    with pytest.raises(PriorsError) as refused:
        priors_of(spoilt)
    assert "halfsky outlook fit" in refused.value.text("en") and "halfsky outlook fit" in refused.value.text()


@pytest.mark.parametrize("curve", [[0, 1], [0.0, *[0.5] * 39, 0.9], [0.0, 0.9, *[0.5] * 38, 1.0]])
def test_a_curve_that_does_not_rise_from_nought_to_one_is_refused(curve):
    with pytest.raises(PriorsError):
        recalibration_of({"kinds": {"share": {"3": {"1": curve}}}})
