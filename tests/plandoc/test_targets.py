"""Numbers of goals become targets, numbers of names do not."""

from collections import Counter

import pytest

from halfsky.plandoc.clause import clause_of
from halfsky.plandoc.targets import readings
from tests.plandoc.phrases import NONE, TARGETS


def _read(words: str) -> list[tuple[str, float, str, int]]:
    clause = clause_of(words, [(0, len(words))])
    found, _ = readings(clause, 2021, 2025)
    return [(r.operator, float(r.value), r.unit, r.year or 2025) for r in found]


@pytest.mark.parametrize(("words", "wanted"), TARGETS, ids=[words for words, _ in TARGETS])
def test_a_phrase_gives_its_targets(words: str, wanted: list[tuple[str, float, str, int]]) -> None:
    assert Counter(_read(words + "。")) == Counter(wanted)


@pytest.mark.parametrize("words", NONE)
def test_a_phrase_without_a_target_gives_none(words: str) -> None:
    assert _read(words + "。") == []


@pytest.mark.parametrize(("words", "wanted"), [
    ("入园率达到95%以上并保持稳定", [("hold>=", "95", 2030)]),
    ("公办园幼儿占比2025年达60%", [(">=", "60", 2025)]),
    ("护理型床位占比，2025年55%，2030年60%", [(">=", "55", 2025), (">=", "60", 2030)]),
    ("家务时间差距缩小到每天1小时以内", [("<=", "1", 2030)]),
    ("医师1.2名、床位3.17张", []),
    ("拥有医师1.2名、床位3.17张", [(">=", "1.2", 2030), (">=", "3.17", 2030)]),
])
def test_phrases_met_in_other_plans(words: str, wanted: list[tuple[str, str, int]]) -> None:
    found, _ = readings(clause_of(words, [(0, len(words))]), 2021, 2030)
    assert [(r.operator, str(r.value), r.year or 2030) for r in found] == wanted
