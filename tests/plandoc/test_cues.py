"""Every cue's example gives what the rule says."""

import pytest

from halfsky.plandoc.clause import clause_of
from halfsky.plandoc.cues import BEFORE, BEHIND, BUILD, INDICATOR_END, LESS_IS_BETTER, Cue
from halfsky.plandoc.targets import readings


@pytest.mark.parametrize("cue", [*BEFORE, *BEHIND], ids=lambda cue: cue.name)
def test_the_example_of_a_cue(cue: Cue) -> None:
    found, _ = readings(clause_of(cue.example, [(0, len(cue.example))]), 2021, 2025)
    assert [(r.operator, f"{r.value:f}", r.unit) for r in found] == [cue.gives]


def test_word_lists() -> None:
    assert BUILD.search("建成儿童之家")
    assert INDICATOR_END.search("产前筛查率")
    assert LESS_IS_BETTER.search("婴儿死亡率")
    assert not LESS_IS_BETTER.search("产前筛查率")
