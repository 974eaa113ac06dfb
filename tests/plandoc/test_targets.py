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
