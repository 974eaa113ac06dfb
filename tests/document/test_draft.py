"""Blocks are kept as plain data and come back as they were; only words of texts may change."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from halfsky.document.block import (
    Column,
    Contents,
    Figure,
    Heading,
    Letterhead,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
    Title,
)
from halfsky.document.draft import (
    KINDS,
    SHAPES,
    bound_in,
    drawn,
    edited_of,
    from_data,
    rebound,
    shape_of,
    shaped,
    to_data,
    with_words,
    words_of,
)
from halfsky.method.wording.edited import OUTSIDE, Bound
from halfsky.method.wording.piece import Field, Text

SAID = (Text("参保率为"), Field("track:a:value", "95.20%"))
BLOCKS = (
    Title((SAID, (Text("报告"),))), Letterhead((SAID,)), Heading(2, SAID, key="domain:health"), Paragraph(SAID, "lead"), Note(SAID),
    Table(SAID, (Column(SAID, "right", 2.5),), (Row((SAID,), "total"),), note=SAID, label="3-1"), Contents(2), PageBreak(), Signature((SAID,)),
)


def bound(value: object) -> object:
    return json.loads(json.dumps(to_data(value, "7"), ensure_ascii=False))


def test_every_block_comes_back_with_its_source() -> None:
    for block in BLOCKS:
        back = from_data(bound(block))
        assert type(back) is type(block) and to_data(back, "8") == bound(block), "a source once told stays"
    assert from_data(bound(BLOCKS[3])) == Paragraph((Text("参保率为"), Bound("track:a:value", "95.20%", "7")), "lead")
    assert set(KINDS) >= {type(one).__name__.lower() for one in BLOCKS}


def test_a_drawing_is_named_by_its_key_and_put_in_again() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="5"/></svg>'
    kept = from_data(bound(Figure(svg, SAID, "上升", 150, 80, key="k1")))
    assert (kept.svg, kept.key, kept.alt) == (b"", "k1", "上升")
    (back,) = drawn((kept,), {"k1": svg})
    assert back.svg == svg and drawn((kept,), {}) == (kept,)


def test_words_of_texts_and_captions_change_and_those_of_the_head_do_not() -> None:
    other = (Text("另"),)
    for block in BLOCKS:
        if edited_of(block) is None:
            with pytest.raises(TypeError):
                with_words(block, other)
        else:
            assert edited_of(with_words(block, other)) == other
            assert words_of(block) is None or words_of(block) == edited_of(block)


def test_a_table_and_a_drawing_remember_their_first_caption() -> None:
    for block in (BLOCKS[5], Figure(b"", SAID, "上升", 150, 80)):
        once = with_words(block, (Text("另"),))
        assert with_words(once, SAID) == replace(once, caption=SAID) and once.known and not block.known
        assert from_data(json.loads(json.dumps(to_data(once, "7")))).known == once.known


def test_a_paragraph_becomes_any_shape_and_a_templates_heading_none() -> None:
    own = Paragraph(SAID)
    for shape in SHAPES:
        made = shaped(own, shape)
        assert shape_of(made) == shape and words_of(made) == SAID and shaped(made, "body") == own
    assert shaped(own, "h3") == Heading(3, SAID)
    for block, shape in ((BLOCKS[2], "body"), (BLOCKS[3], "item"), (BLOCKS[5], "h1"), (own, "lead"), (own, "h9")):
        with pytest.raises(TypeError):
            shaped(block, shape)


def test_a_figure_from_outside_is_bound_to_no_run() -> None:
    assert list(bound_in((*SAID, Bound("outside:快报", "3", OUTSIDE)))) == [SAID[1]]


def test_a_figure_that_a_newer_run_confirms_is_bound_to_it() -> None:
    block = from_data(bound(Paragraph((*SAID, Field("track:b:value", "3%")))))
    again = rebound(block, {"track:a:value": "95.20%", "track:b:value": "4%"}, "8")
    assert [one.source for one in bound_in(again.pieces)] == ["8", "7"] and rebound(block, {}, "8") is block
    drawing = Figure(b"<svg/>", SAID, "上升", 150, 80, key="k1")
    assert rebound(from_data(bound(drawing)), {"track:a:value": "95.20%"}, "8").caption[1].source == "8"
