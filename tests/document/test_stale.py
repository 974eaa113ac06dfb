"""What is stale in a document now that it reads otherwise."""

from __future__ import annotations

from halfsky.document.block import Block, Column, Figure, Heading, Paragraph, Row, Table
from halfsky.document.stale import compare, sentences_of, stale, units
from halfsky.method.wording.piece import Field, Sentence, plain, sentence


def table(value: str, *more: Row) -> Table:
    rows = (Row((sentence("甲"), (Field("figure:a:2024", value),))), *more)
    return Table(sentence("表"), (Column(sentence("名称")), Column(sentence("数值"))), rows)


def figure(key: str) -> Figure:
    return Figure(b"", sentence("趋势"), "", 100, 50, key=key)


def text(value: str) -> list[Block]:
    said: Sentence = sentence("甲为", Field("track:a:value", value), "。乙为", Field("track:b:value", "5%"), "。")
    return [Heading(1, sentence("健康"), key="domain:health"), Paragraph(said)]


def told(old: list[Block], new: list[Block]) -> list[tuple[str, str]]:
    return [tuple(plain(side.pieces) if side else "" for side in (one.old, one.new)) for one in compare(old, new)]  # type: ignore[misc]


def test_only_the_sentence_whose_figure_changed_is_stale() -> None:
    assert told(text("3%"), text("4%")) == [("甲为3%。", "甲为4%。")]
    assert told(text("3%"), text("3%")) == []


def test_a_judgement_that_changed_makes_a_sentence_stale_though_its_figures_stand() -> None:
    assert stale((Field("track:a:value", "3%"), Field("track:a:state=met", "")), (Field("track:a:value", "3%"), Field("track:a:state=hard", "")))
    assert not stale(sentence("甲", Field("a", "1")), sentence("乙", Field("a", "1")))


def test_a_paragraph_moved_to_another_block_is_not_stale() -> None:
    new = text("3%")
    assert told(text("3%"), [new[0], Paragraph(sentence("乙为", Field("track:b:value", "5%"), "。")), new[1]]) == [("", "乙为5%。")]


def test_a_table_row_is_stale_by_itself_and_a_new_one_is_new() -> None:
    added = Row((sentence("乙"), (Field("figure:b:2024", "9"),)))
    assert told([table("1"), *text("3%")], [table("2", added), *text("3%")]) == [("甲　1", "甲　2"), ("", "乙　9")]


def test_a_drawing_of_other_figures_is_stale() -> None:
    assert told([figure("aa")], [figure("aa")]) == []
    assert told([figure("aa")], [figure("bb")]) == [("趋势", "趋势")]


def test_every_unit_says_where_it_stands() -> None:
    found = list(units([*text("3%"), table("1")]))
    assert [(one.part, one.block, one.place) for one in found][:3] == [
        ("domain:health", 0, 0), ("domain:health", 1, 0), ("domain:health", 1, 1),
    ]
    assert all(one.part == "domain:health|表" and one.block == 2 for one in found[3:])
    assert sentences_of(table("1")) == ()
