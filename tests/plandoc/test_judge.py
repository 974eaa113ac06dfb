"""A number is judged by the words directly before and behind it."""

import pytest

from halfsky.plandoc.judge import cue_of, slots_of


@pytest.mark.parametrize(("words", "cue"), [
    ("达到95%", "reach"), ("达到城镇95%", "reach"), ("至少开展家庭教育指导2次", "at least"), ("控制在5%", "kept within"), ("其他95%", None), ("约30%", "about"),
])
def test_the_cue_before_a_number(words: str, cue: str | None) -> None:
    (slot,) = slots_of(words)
    found, _, _ = cue_of(words[:slot.start], slot)
    assert (found.name if found else None) == cue


def test_a_range_is_one_slot() -> None:
    (slot,) = slots_of("建成8—10个以上")
    assert (slot.first.value, slot.last.value, slot.behind) == (8, 10, "up")
    assert len(slots_of("10—8个")) == 2
