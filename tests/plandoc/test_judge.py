"""A number is judged by the words directly before and behind it."""

import pytest

from halfsky.plandoc.judge import cue_of, goes_on, slots_of


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


@pytest.mark.parametrize(("words", "wanted"), [
    ("医疗保险98%", True), ("其中女童96%", True), ("妇女之家100个", True), ("医疗保险98%的人数", False), ("女性平均寿命80岁", False),
])
def test_a_list_goes_on_over_a_comma(words: str, wanted: bool) -> None:
    share, count = slots_of("95%50个")
    (slot,) = slots_of(words)
    assert goes_on(words, slot, share if slot.first.is_share else count) is wanted


def test_a_count_in_front_of_a_share_is_part_of_the_name() -> None:
    first, second = slots_of("每周锻炼3次以上的妇女比例达到40%")
    assert (first.part_of_name, second.part_of_name) == (True, False)
