"""Tables of a report: total rows and columns, shares and rates of attainment computed again from their row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from halfsky.plandoc.numerals import half_width
from halfsky.plandoc.source import Block, Source
from halfsky.reportdoc.column import check_columns
from halfsky.reportdoc.finding import Checked, Finding

_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|共\s*计|小\s*计|全年|全[县市区州省]合?计?|total|all)$", re.IGNORECASE)
_WHOLE = re.compile(r"^(?:合计|[\u4e00-\u9fff]{2,6}总数|总数|总计|总人数|计|指标数|目标数|监测指标数?|可监测|可监测指标数?|可监测目标数?|total|judged|monitorable)$", re.IGNORECASE)
_MET = re.compile(r"^(?:已?达标|达标数|达标指标数?|达标目标数?|实现|met)$", re.IGNORECASE)
_RATE = re.compile(r"^(?:达标率|实现率|rate)", re.IGNORECASE)
_WOMEN = re.compile(r"^(?:女|女(?:干部|教师|职工|代表|委员|党员|生|婴|童|学生|人口|校长|医生|律师)|女性|妇女|其中女性|女性人数|女性数|women)$", re.IGNORECASE)
_MEN = re.compile(r"^(?:男|男(?:生|婴|童|学生|人口)|男性|男性人数|男性数|men)$", re.IGNORECASE)
_WOMEN_SHARE = re.compile(r"^(?:女性占比|女性比例|女性比重|女性所占比例|占比|women's share)", re.IGNORECASE)

_UNJUDGED = re.compile(r"^(?:未监测|未统计|无数据|暂无数据|数据缺失|未上报|不可监测|无法监测|未到期|not reported|not due|no data)", re.IGNORECASE)
_MISSED = re.compile(r"^(?:未达标|未实现|未达到|missed|not met)", re.IGNORECASE)
_OF_AN_AREA = re.compile(r"全[县市区州省]")
_OF_WHICH = re.compile(r"\s*(?:#|＃|其中|of which|分子|分母)", re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:注|说明|资料来源|数据来源|来源|Notes?|Sources?)\s*[:：]?", re.IGNORECASE)
_NO_SUM = re.compile(r"[%％‰率比]|比例|比重|平均|人均|指数|得分|位次|排名|rate|share|average|rank|/", re.IGNORECASE)
_YEAR = re.compile(r"((?:19|20)\d{2})年?(?:实际|数值|值|数|末)?")
_CHANGE = re.compile(r"增减|增长|增幅|变化|变动|[比较]上年|[比较]\d{4}")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row: its column names, its rows with their lines."""

    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def column(self, pattern: re.Pattern[str]) -> int | None:
        """The one column whose name fits; None when there is none or more than one."""
        found = [n for n, name in enumerate(self.head) if pattern.match(bare(name))]
        return found[0] if len(found) == 1 else None


def check_tables(source: Source) -> Checked:
    """Recompute the totals and shares of every table that can be followed."""
    checked = Checked()
    for table in tables_of(source):
        _columns(checked, table)
        _rows(checked, table)
        _years(checked, table)
        told = {(f.line, str(f.params["column"])) for f in checked.findings}
        checked.add(check_columns(table.head, table.rows, told))
    return checked


def tables_of(source: Source) -> Iterator[Table]:
    """Every table with one head row, those that go on over pages as one."""
    for head, *rest in _grouped(source):
        rows = tuple((b.line, b.cells) for b in rest if len(b.cells) == len(head.cells) and b.cells != head.cells)
        if rows and not any(number(cell) is not None and not _YEAR.fullmatch(cell.strip()) for cell in head.cells[1:] if cell):
            yield Table(head.cells, rows)


def _grouped(source: Source) -> Iterator[list[Block]]:
    """The rows of each table; one that goes on on the next page under the same head is one table."""
    held: list[Block] = []
    table: int | None = None
    between = False
    for block in source.blocks:
        if not block.cells or block.table is None:
            between = between or not (block.kind in ("header", "footer", "page_number") or _NOTE.match(block.text))
            continue
        goes_on = bool(held) and block.cells == held[0].cells and not between and block.page != held[-1].page
        if held and block.table != table and not goes_on:
            yield held
            held = []
        held.append(block)
        table, between = block.table, False
    if held:
        yield held


def _columns(checked: Checked, table: Table) -> None:
    """The total row against the rows above it (or below it, when it stands first), as exact as they are printed."""
    at = [n for n, (_, cells) in enumerate(table.rows) if _TOTAL.match(cells[0].strip())]
    if len(at) != 1 or len(table.rows) < 3 or at[0] not in (0, len(table.rows) - 1):
        return
    line, total = table.rows[at[0]]
    parts = [cells for n, (_, cells) in enumerate(table.rows) if n != at[0]]
    if any(_OF_WHICH.match(cells[0]) for cells in parts):
        return  # 其中 and #: the rows need not be all there is
    told: list[Finding] = []
    followed = 0
    for column in range(1, len(table.head)):
        if _NO_SUM.search(table.head[column]):
            continue
        printed, values = _amount(total[column]), [_amount(cells[column]) for cells in parts]
        known = [value for value in values if value is not None]
        if printed is None or len(known) != len(values):
            continue
        followed += 1
        half = sum((_half(cells[column]) for cells in (total, *parts)), Decimal(0))
        if abs(sum(known, Decimal(0)) - printed) > half:
            told.append(Finding("table_total", line, " | ".join(total), {
                "column": table.head[column], "right": f"{sum(known, Decimal(0)):f}", "printed": f"{printed:f}",
            }))  # fmt: skip
    if told and _OF_AN_AREA.match(total[0].strip()) and len(told) == followed:
        return  # 全市: it may hold more than the rows above, unless another column shows that it does not
    if len(told) == followed > 1 or (len(told) > 2 and 2 * len(told) > followed):
        return  # most columns do not add up: rows are missing (a table cut by a page), or the last row is no total
    checked.claims += followed
    checked.findings.extend(told)


def _rows(checked: Checked, table: Table) -> None:
    whole, men, women = table.column(_WHOLE), table.column(_MEN), table.column(_WOMEN)
    for part, share in ((table.column(_MET), table.column(_RATE)), (women, table.column(_WOMEN_SHARE))):
        if whole is None or part is None or share is None:
            continue
        for line, cells in table.rows:
            _share(checked, table, line, cells, part, whole, share)
    _sex_ratio(checked, table, men, women)
    if whole is None or men is None or women is None or len(table.head) > 40:
        return
    for line, cells in table.rows:
        total, one, other = (_whole(cells[n]) for n in (whole, men, women))
        if total is None or one is None or other is None:
            continue
        checked.claims += 1
        if one + other != total:
            checked.findings.append(Finding("table_row_total", line, " | ".join(cells), {
                "row": cells[0], "parts": f"{one} + {other}", "right": str(one + other),
                "column": table.head[whole], "printed": str(total),
            }))  # fmt: skip


def _sex_ratio(checked: Checked, table: Table, men: int | None, women: int | None) -> None:
    """Males for 100 females."""
    ratio = table.column(re.compile(r"(?:出生人口|总人口|人口)?性别比|sex ratio", re.IGNORECASE))
    if men is None or women is None or ratio is None:
        return
    for line, cells in table.rows:
        one, other, printed = _amount(cells[men]), _amount(cells[women]), _amount(cells[ratio])
        if not one or not other or printed is None:
            continue
        checked.claims += 1
        half = Decimal(1) / (2 * 10 ** _decimals(cells[ratio])) + 100 * (_half(cells[men]) / other + one * _half(cells[women]) / other**2)
        if abs(one * 100 / other - printed) > half:
            checked.findings.append(Finding("table_share", line, " | ".join(cells), {
                "row": cells[0], "part": cells[men], "whole": f"{cells[women]} × 100", "right": f"{one * 100 / other:.{max(_decimals(cells[ratio]), 1)}f}",
                "column": table.head[ratio], "printed": cells[ratio],
            }))  # fmt: skip


def _share(
    checked: Checked, table: Table, line: int, cells: Sequence[str], part: int, whole: int, column: int
) -> None:
    above, below, printed = _whole(cells[part]), _whole(cells[whole]), number(cells[column])
    early = table.column(re.compile(r"^(?:提前达标|提前|early|met early)$", re.IGNORECASE)) if _RATE.match(bare(table.head[column])) else None
    if above is None or not below or printed is None:
        return
    if early is not None:
        above += _whole(cells[early]) or 0
    checked.claims += 1
    decimals = len(half_width(cells[column]).partition(".")[2].rstrip("% "))
    half = Decimal(1) / (2 * 10**decimals)
    value = Decimal(above) * 100 / below
    wholes = [below, *(_judged(table, cells, above, below) if _RATE.match(bare(table.head[column])) else [])]
    if not any(printed - half <= Decimal(above) * 100 / one <= printed + half for one in wholes):
        checked.findings.append(Finding("table_share", line, " | ".join(cells), {
            "row": cells[0], "part": str(above), "whole": str(below), "right": f"{value:.{max(decimals, 1)}f}%",
            "column": table.head[column], "printed": cells[column],
        }))  # fmt: skip


def _judged(table: Table, cells: Sequence[str], met: int, whole: int) -> list[int]:
    """Other wholes that a rate of attainment may be of: those that could be judged, or met and missed together."""
    left = [_whole(cells[n]) or 0 for n, name in enumerate(table.head) if _UNJUDGED.match(bare(name))]
    missed = [_whole(cells[n]) or 0 for n, name in enumerate(table.head) if _MISSED.match(bare(name))]
    return [one for one in (whole - sum(left), met + sum(missed) if missed else 0) if one >= met and one > 0]


def _years(checked: Checked, table: Table) -> None:
    """The change from one year's column to the next one's, in points or per cent as the column says."""
    years = [(n, int(found[1])) for n, name in enumerate(table.head) if (found := _YEAR.fullmatch(bare(name)))]
    if len(years) < 2 or len({year for _, year in years}) != len(years):
        return
    ordered = sorted(years, key=lambda one: one[1])
    changes = [(n, name) for n, name in enumerate(table.head) if _CHANGE.search(half_width(name)) and not _YEAR.fullmatch(bare(name))]
    for line, cells in table.rows:
        for n, name in changes:
            (old, _), (new, _) = _compared(name, ordered)
            ends = [_interval(cells[at]) for at in (old, new)]
            printed, told = _told(cells[n])
            name = name + told
            if printed is None or ends[0] is None or ends[1] is None:
                continue
            (low_old, mid_old, high_old), (low_new, mid_new, high_new) = ends[0], ends[1]
            points = (low_new - high_old, high_new - low_old)
            relative = ((low_new / high_old - 1) * 100, (high_new / low_old - 1) * 100) if low_old > 0 else None
            plain = half_width(name)
            in_points, in_per_cent = "百分点" in plain, "%" in plain and "百分点" not in plain
            if relative and not in_per_cent:
                relative = ((mid_new / mid_old - 1) * 100,) * 2
            ways = ([] if in_per_cent else [points]) + ([relative] if relative and not in_points else [])
            if not ways:
                continue
            checked.claims += 1
            if not any(low <= printed[2] and printed[0] <= high for low, high in ways):
                right = (mid_new / mid_old - 1) * 100 if in_per_cent and mid_old else mid_new - mid_old
                checked.findings.append(Finding("table_change", line, " | ".join(cells), {
                    "row": cells[0], "old": cells[old], "new": cells[new], "right": f"{right:.{max(_decimals(re.sub(r'[^0-9.]', '', cells[n])), 1)}f}",
                    "column": name, "printed": cells[n],
                }))  # fmt: skip


def _compared(name: str, years: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The two columns that a change is of: those its name tells (2024比2020), else the last two years."""
    said = [int(year) for year in re.findall(r"(?:19|20)\d\d", name)]
    named = [one for one in years if one[1] in said]
    if len(said) == 1 and len(named) == 1 and named[0] != years[-1]:
        return [named[0], years[-1]]
    return named if len(said) == len(named) == 2 else years[-2:]


_IN_WORDS = re.compile(r"(?P<verb>提高|上升|增加|增长|下降|降低|减少)了?(?P<value>\d{1,9}(?:\.\d{1,6})?)(?P<unit>个百分点|%|％)?")


def _told(cell: str) -> tuple[tuple[Decimal, Decimal, Decimal] | None, str]:
    """A change as a number or in words (下降 0.5 个百分点), and the unit that the words tell."""
    found = _IN_WORDS.fullmatch(re.sub(r"\s", "", cell))
    if not found:
        return _interval(cell), ""
    sign = "-" if found["verb"] in ("下降", "降低", "减少") else ""
    return _interval(sign + found["value"]), "（百分点）" if found["unit"] == "个百分点" else "（%）" if found["unit"] else ""


def _interval(cell: str) -> tuple[Decimal, Decimal, Decimal] | None:
    """Lowest, printed and highest value of a cell; a fall may be printed with a minus sign or an arrow."""
    plain = half_width(cell).strip().replace(",", "").rstrip("%‰").strip()
    found = re.fullmatch(r"(?P<sign>[+\-—↑↓▲▼]?)\s*(?P<value>\d{1,12}(?:\.\d{1,6})?)", plain)
    if not found:
        return None
    value = Decimal(found["value"]) * (-1 if found["sign"] in ("-", "—", "↓", "▼") and found["sign"] else 1)
    half = Decimal(1) / (2 * 10 ** _decimals(cell)) if "." in found["value"] else Decimal(0)
    return value - half, value, value + half


def _decimals(cell: str) -> int:
    return len(half_width(cell).strip().rstrip("%‰ ").partition(".")[2])


def is_total(name: str) -> bool:
    """Whether a row of this name is the total of the others."""
    return bool(_TOTAL.match(name.strip()))


def bare(name: str) -> str:
    """A column's name without its unit in brackets."""
    return re.sub(r"[（(][^）)]*[)）]|\s", "", half_width(name)).rstrip("%")


def number(cell: str) -> Decimal | None:
    """A cell's figure, without its per cent sign; None when it is none."""
    plain = half_width(cell).strip().replace(",", "").rstrip("%").strip()
    try:
        return Decimal(plain) if re.fullmatch(r"\d{1,12}(?:\.\d{1,6})?", plain) else None
    except InvalidOperation:
        return None


def _amount(cell: str) -> Decimal | None:
    return None if "%" in half_width(cell) else number(cell)


def _half(cell: str) -> Decimal:
    """Half of the last decimal printed; a whole number is exact."""
    return Decimal(1) / (2 * 10 ** _decimals(cell)) if "." in cell else Decimal(0)


def _whole(cell: str) -> int | None:
    value = number(cell)
    if value is None or "%" in half_width(cell) or value != value.to_integral_value() or "." in cell:
        return None
    return int(value)
