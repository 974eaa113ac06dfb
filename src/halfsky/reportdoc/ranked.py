"""Who is highest and lowest, against a table of the report: "筛查率最高的是城关镇，最低的是石门乡".

Followed only when one table alone has a column of that name and a row of that name, and every row has a figure there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from halfsky.reportdoc.finding import Checked, Finding
from halfsky.reportdoc.sentence import Sentence
from halfsky.reportdoc.table import Table, bare, is_total, number

_SAID = re.compile(r"(?P<what>[\u4e00-\u9fff]{0,16}?)最(?P<end>高|低|多|少|大|小)的(?:是|为)(?P<who>[\u4e00-\u9fff]{2,10}?)(?=[，,。；;、（(和\d]|$)")
_FEWEST = 3
_MOST = ("高", "多", "大")


def check_ranked(sentences: Sequence[Sentence], tables: Sequence[Table]) -> Checked:
    """Hold "the highest is …" against the table that shows it."""
    checked = Checked()
    for sentence in sentences:
        named = ""
        for said in _SAID.finditer(sentence.text):
            named = said["what"] or named
            found = [hit for table in tables for hit in _columns(table, named, said["who"])]
            if len(found) == 1:
                _judge(checked, sentence, said, *found[0])
    return checked


def _columns(table: Table, named: str, who: str) -> list[tuple[str, dict[str, Decimal]]]:
    """The columns of the table that the words name, with their rows, when ``who`` is one of them."""
    rows = [cells for _, cells in table.rows if not is_total(cells[0])]
    if len(rows) < _FEWEST or len({cells[0] for cells in rows}) != len(rows) or who not in {cells[0].strip() for cells in rows}:
        return []
    hits = []
    for n, name in enumerate(table.head):
        plain = bare(name)
        values = {cells[0].strip(): number(cells[n]) for cells in rows}
        if n and len(plain) >= 2 and named.endswith(plain) and all(value is not None for value in values.values()):
            hits.append((plain, {row: value for row, value in values.items() if value is not None}))
    return hits


def _judge(checked: Checked, sentence: Sentence, said: re.Match[str], column: str, values: dict[str, Decimal]) -> None:
    best = (max if said["end"] in _MOST else min)(values.values())
    checked.claim(sentence)
    if values[said["who"]] != best:
        right = "、".join(row for row, value in values.items() if value == best)
        checked.findings.append(Finding("ranked", sentence.line, sentence.text, {
            "column": column, "end_zh": f"最{said['end']}", "end_en": "highest" if said["end"] in _MOST else "lowest", "right": right, "value": f"{best:f}",
            "printed": said["who"], "own": f"{values[said['who']]:f}",
        }))  # fmt: skip
