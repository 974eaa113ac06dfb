"""A table written as XML reads back as the object model sees it."""

from __future__ import annotations

import io

from docx import Document
from docx.oxml.ns import qn

from halfsky.document import docx
from halfsky.document.block import Column, Meta, Row, Table
from halfsky.method.wording.piece import Field, sentence

TABLE = Table(
    sentence("表题<甲>"), (Column(sentence("领域"), "left", 2.0), Column(sentence("数"), "right", 1.0)),
    (Row((sentence("组"),), "group"), Row((sentence("健康&"), (Field("k", "1"),))), Row((sentence("合计"), (Field("k", "2"),)), "total")),
)  # fmt: skip


def test_cells_styles_spans_and_marks():
    table = Document(io.BytesIO(docx.render([TABLE], Meta("题")))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["领域", "数"], ["组", "组"], ["健康&", "1"], ["合计", "2"]]
    assert table.rows[1]._tr.tc_lst[0].grid_span == 2
    styles = [row.cells[0].paragraphs[0].style.name for row in table.rows]
    assert styles == ["Table Head", "Table Head", "Table Text", "Table Head"]
    assert table.rows[2].cells[1].paragraphs[0].runs[0].style.name == docx.FIELD_STYLE
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "表题<甲>"
    widths = [column.width.mm for column in table.columns]
    assert abs(widths[0] - 104) < 0.2 and abs(widths[1] - 52) < 0.2


def test_a_short_table_is_kept_together_and_a_long_one_is_not():
    short = Document(io.BytesIO(docx.render([TABLE], Meta("题")))).tables[0]
    assert short.rows[1].cells[0].paragraphs[0].paragraph_format.keep_with_next
    rows = tuple(Row((sentence("甲"), (Field("k", "1"),))) for _ in range(40))
    long = Document(io.BytesIO(docx.render([Table(TABLE.caption, TABLE.columns, rows)], Meta("题")))).tables[0]
    assert not long.rows[5].cells[0].paragraphs[0].paragraph_format.keep_with_next
    assert long.rows[1].cells[0].paragraphs[0].paragraph_format.keep_with_next, "the first rows stand with the head"
    noted = Document(io.BytesIO(docx.render([Table(TABLE.caption, TABLE.columns, rows, note=sentence("注：甲。"))], Meta("题"))))
    assert noted.tables[0].rows[-1].cells[0].paragraphs[0].paragraph_format.keep_with_next, "the last row stands with the note"
    assert not long.rows[-1].cells[0].paragraphs[0].paragraph_format.keep_with_next
    assert [one.style.name for one in noted.paragraphs][-1] == "Source Note"
