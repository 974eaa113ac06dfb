"""The highest and the lowest of a text, against the table that shows them."""

from __future__ import annotations

import pytest

from halfsky.plandoc.source import Piece, compose
from halfsky.reportdoc.checking import check
from halfsky.reportdoc.finding import Finding

ROWS = (("乡镇", "应查人数", "筛查率（%）"), ("城关镇", "6200", "84.0"), ("河口镇", "3150", "82.0"), ("石门乡", "1870", "78.0"), ("合计", "11220", "82.4"))


def found(text: str, *more: tuple[str, ...]) -> list[Finding]:
    pieces = [Piece(kind="table_row", cells=row, table=0) for row in ROWS] + [Piece(kind="table_row", cells=row, table=1) for row in more]
    return [one for one in check(compose([*pieces, Piece(text=text)], format="docx")).findings if one.kind == "ranked"]


@pytest.mark.parametrize(("text", "right"), [
    ("从各乡镇看，筛查率最高的是河口镇，最低的是石门乡。", "城关镇"),
    ("从各乡镇看，筛查率最高的是城关镇，最低的是河口镇。", "石门乡"),
])  # fmt: skip
def test_another_than_the_table_shows_is_told(text: str, right: str) -> None:
    (one,) = found(text)
    assert one.params["right"] == right and right in one.text("zh") and right in one.text("en")


@pytest.mark.parametrize("text", [
    "从各乡镇看，筛查率最高的是城关镇，最低的是石门乡。",
    "筛查率最高的是东山乡。",
    "应查人数最多的是城关镇。",
    "增幅最大的是河口镇。",
])  # fmt: skip
def test_what_the_table_shows_or_does_not_know_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_two_tables_with_such_a_column_tell_nothing() -> None:
    assert found("筛查率最高的是河口镇。", *ROWS) == []
