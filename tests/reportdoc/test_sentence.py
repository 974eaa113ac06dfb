"""Sentences with their lines; a line that a hard break cut is joined again."""

from __future__ import annotations

from halfsky.plandoc.source import Piece, compose, from_text
from halfsky.reportdoc.sentence import sentences


def test_sentences_end_at_stops_and_semicolons() -> None:
    found = list(sentences(from_text("一、概况\n共94项；达标90项。其余4项。\n")))
    assert [(s.text, s.line) for s in found] == [("一、概况", 1), ("共94项；", 2), ("达标90项。", 2), ("其余4项。", 2)]


def test_hard_line_breaks_are_joined() -> None:
    text = "全县人大代表三百七十一名其中女性代表一百名占全部代表的\n27.0%。"
    (found,) = sentences(from_text(text))
    assert found.text.endswith("27.0%。")
    assert found.line == 1


def test_headers_tables_and_contents_are_left_out() -> None:
    pieces = [Piece("第1页", "page_number"), Piece(kind="table_row", cells=("a", "1"), table=0), Piece("正文94项。")]
    assert [s.text for s in sentences(compose(pieces, format="docx"))] == ["正文94项。"]


def test_words_before_and_after_a_figure() -> None:
    (found,) = sentences(from_text("共94项指标，达标90项"))
    assert found.before(found.figures[1]) == "项指标，达标" or found.before(found.figures[1]) == "指标，达标"
    assert found.after(found.figures[0]).startswith("指标")
