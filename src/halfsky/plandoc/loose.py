"""Tables that lost their lines on the way: rows of commas as a spreadsheet saves them, or one cell a line as a page's copy has them.

Their blocks are put together again as the rows they were, so that everything behind reads them like a format's own tables.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import replace

from halfsky.plandoc.marks import RANKS, mark_of, marker_of
from halfsky.plandoc.numerals import half_width
from halfsky.plandoc.source import Block, Source
from halfsky.plandoc.tables import columns_of, is_header

#: Numbers of such tables begin here, behind those of any format.
_FIRST_TABLE = 1_000_000
_HEADER = re.compile(
    r"序号|编号|(?:发展|目标|所属)?领域|类别|分类|类型|项目|(?:主要|监测|核心|具体|发展|统计)?(?:指标|目标|内容|措施|任务)(?:名称|内容|值|属性|类型)?|策略措施"
    r"|(?:计量)?单位|属性|性质|(?:牵头|责任|配合)(?:单位|部门)|备注|数据来源"
    r"|(?:(?:19|20)\d{2}年?)?\(?(?:基数|基期值?|基准值?|基线值?|现状值?|实际值?|目标值?|预期值?|规划值|达到值?)?\)?")
_WIDEST, _LONGEST = 12, 2000
_CELLS = {
    "number": re.compile(r"\(?\d{1,3}\)?[.、]?"),
    "indicator": re.compile(r"(?=.*[\u4e00-\u9fff].*[\u4e00-\u9fff])[^。;]{2,40}"),
    "unit": re.compile(r"(?!\d+(?:\.\d+)?$)[^。;,]{1,10}"),
    "base": re.compile(r"(?=.*\d)[^。;]{1,20}|[—/\s.…]{1,4}|无"),
    "target": re.compile(r"(?=.*\d)[^。;]{1,20}|[—/\s.…]{1,4}"),
    "domain": re.compile(r"(?!\d)[\u4e00-\u9fff、]{2,12}"),
    "goals": re.compile(r".*[\u4e00-\u9fff]{4}.*"),
    "measures": re.compile(r".*[\u4e00-\u9fff]{4}.*"),
    "other": re.compile(r"[^。;]{1,24}"),
}


def with_loose_tables(source: Source) -> Source:
    """The source with each such table's blocks joined to rows; the text stays as it is."""
    blocks: list[Block] = []
    i, made = 0, 0
    while i < len(source.blocks):
        rows = _comma_rows(source.blocks, i) or _stacked_rows(source, i)
        if not rows:
            blocks.append(source.blocks[i])
            i += 1
            continue
        for first, last, cells in rows:
            start, end = source.blocks[first].start, source.blocks[last].end
            blocks.append(replace(
                source.blocks[first], kind="table_row", text=source.text[start:end], end=end, cells=cells, table=_FIRST_TABLE + made))
        made += 1
        i = rows[-1][1] + 1
    return replace(source, blocks=tuple(blocks)) if made else source


_Rows = list[tuple[int, int, tuple[str, ...]]]


# -- rows of commas -----------------------------------------------------------------------------------------------

def _comma_rows(blocks: Sequence[Block], first: int) -> _Rows:
    """领域,类别,序号,内容 and the lines below it with as many commas or more: a comma too many belongs to the widest column."""
    head = _comma_cells(blocks[first])
    if not 2 < len(head) <= _WIDEST or not is_header(tuple(half_width(cell).strip() for cell in head)):
        return []
    rows: list[list[str]] = []
    for block in blocks[first + 1:]:
        cells = _comma_cells(block)
        if len(cells) < len(head):
            break
        rows.append(cells)
    whole = [cells for cells in rows if len(cells) == len(head)]
    widths = [sum(len(cells[at]) for cells in whole) for at in range(len(head))]
    widest = widths.index(max(widths)) if whole else len(head) - 1
    fitted = [head, *(_fitted(cells, len(head), widest) for cells in rows)]
    return [(first + i, first + i, tuple(cells)) for i, cells in enumerate(fitted)] if rows else []


def _comma_cells(block: Block) -> list[str]:
    if block.kind != "paragraph" or not block.text.count(",") >= 2 or len(block.text) > 20 * _LONGEST:
        return []
    try:
        return next(csv.reader([block.text.replace("\n", " ").strip()]), [])
    except csv.Error:
        return []


def _fitted(cells: list[str], width: int, widest: int) -> list[str]:
    end = widest + 1 + len(cells) - width
    return [*cells[:widest], ",".join(cells[widest:end]), *cells[end:]]


# -- one cell a line ----------------------------------------------------------------------------------------------

def _stacked_rows(source: Source, first: int) -> _Rows:
    """序号 / 指标 / 单位 / 2025年 / 1 / 婴儿死亡率 / ‰ / 5.2: the header's words line by line, then the rows' cells, of which a merged or
    empty one may be lacking. A lone word in front of a row names its group."""
    words = [_word(block) for block in source.blocks[first:first + _WIDEST + 1]]
    width = next((i for i, word in enumerate(words) if not word or not _HEADER.fullmatch(word)), len(words))
    if not 2 < width <= _WIDEST or not is_header(tuple(words[:width])):
        return []
    roles = [role for role, _ in columns_of(words[:width], None)]
    if not ({"indicator", "target"} <= set(roles) or {"goals", "measures"} & set(roles)):
        return []
    ways = _ways(roles)
    rows: _Rows = [(first, first + width - 1, tuple(words[:width]))]
    i = first + width
    while i < len(source.blocks):
        fitting = [way for way in ways if _fits(source, i, [roles[at] for at in way])]
        ahead = (way for way in fitting if "number" not in roles or any(_fits(source, i + len(way), [roles[at] for at in other]) for other in ways))
        way = next(ahead, fitting[0] if fitting else None)
        if way is not None:
            cells = [""] * width
            for place, at in enumerate(way):
                cells[at] = source.blocks[i + place].text.strip()
            rows.append((i, i + len(way) - 1, tuple(cells)))
            i += len(way)
        elif _CELLS["domain"].fullmatch(_word(source.blocks[i])) and any(_fits(source, i + 1, [roles[at] for at in way]) for way in ways):
            rows.append((i, i, (source.blocks[i].text.strip(),)))
            i += 1
        else:
            break
    return rows if len(rows) > 1 else []


def _ways(roles: Sequence[str]) -> list[list[int]]:
    """The columns a row may fill, the whole row first: its domain may be merged, its base or note empty."""
    whole = list(range(len(roles)))
    ways = [whole]
    for lacking in ({"domain"}, {"base"}, {"domain", "base"}, {"other"}, {"domain", "other"}):
        if lacking <= set(roles):
            ways.append([at for at in whole if roles[at] not in lacking])
    return [way for way in ways if len(way) > 1]


def _fits(source: Source, first: int, roles: Sequence[str]) -> bool:
    blocks = source.blocks[first:first + len(roles)]
    return len(blocks) == len(roles) and all(
        _CELLS[role].fullmatch(word) is not None for role, word in zip(roles, map(_word, blocks), strict=True))


def _word(block: Block) -> str:
    """A block's words without white space; "" for what can be no cell."""
    if block.kind != "paragraph" or block.number or len(block.text) > _LONGEST:
        return ""
    word = re.sub(r"\s+", "", half_width(block.text))
    mark = mark_of(word[:40])
    is_part = mark is not None and mark.rank <= RANKS["han_comma"]  # 三、组织实施 ends the table
    return "" if is_part or (marker_of(word) and word.endswith(":")) else word
