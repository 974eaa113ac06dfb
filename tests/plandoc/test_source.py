"""A source keeps every character in its place."""

from hypothesis import given
from hypothesis import strategies as st

from halfsky.plandoc.source import Piece, compose, from_text


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_every_block_is_the_text_at_its_span(text: str) -> None:
    source = from_text(text)
    at = 0
    for block in source.blocks:
        assert source.text[block.start:block.end] == block.text
        assert source.text[at:block.start].strip() == ""
        at = block.end
    assert source.text == text
    assert source.text[at:].strip() == ""


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    source = from_text("标题\r\n\r\n第一段\n第二段\x0c第三段")
    assert [b.text for b in source.blocks] == ["标题", "第一段", "第二段", "第三段"]
    assert [b.line for b in source.blocks] == [1, 3, 4, 4]


def test_pieces_are_joined_into_a_document() -> None:
    source = compose(
        [
            Piece("妇女与健康", kind="heading", level=2, number="（一）"),
            Piece(),
            Piece(cells=("指标", "目标\n值"), kind="table_row", table=0),
        ],
        format="docx",
        warnings=["图片未读取"],
    )
    assert source.text == "妇女与健康\n\n指标\t目标 值"
    assert [b.line for b in source.blocks] == [1, 3]
    assert source.blocks[0].shown == "（一）妇女与健康"
    assert source.blocks[1].cells == ("指标", "目标\n值")
    assert source.warnings == ("图片未读取",)
    for block in source.blocks:
        assert source.text[block.start:block.end] == block.text


def test_a_line_break_inside_a_piece_is_counted() -> None:
    source = compose([Piece("甲\n乙"), Piece("丙")], format="docx")
    assert [(b.text, b.line) for b in source.blocks] == [("甲\n乙", 1), ("丙", 3)]
