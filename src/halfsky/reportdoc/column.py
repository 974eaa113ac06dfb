"""Columns of a table that follow one rule in most rows: share = part ÷ whole, sum = one + other.

A rule is taken from the figures, not from the names: it must hold in two rows at least, in twice as many as it fails, and no
other pair of columns may give the same share. Rows that fail it are told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, permutations

from halfsky.plandoc.numerals import half_width
from halfsky.reportdoc.finding import Checked, Finding

_SHARE = re.compile(r"%|率|占比|比例|比重|share|rate|per ?cent", re.IGNORECASE)
_NO_SHARE = re.compile(r"增|减|升|降|变|[比较]上年|[比较]\d{4}|‰|change|growth", re.IGNORECASE)
_PART_NAME = re.compile(r"^其中|women|girls|female|女|达标", re.IGNORECASE)
_TOTAL = re.compile(r"合\s*计|总\s*计|总数|小\s*计|total|^all$", re.IGNORECASE)
_MOST = 12
"""A table wider than this is a list of figures, not a calculation."""
Rows = Sequence[tuple[int, Sequence[str]]]
_RATE = re.compile(r"(?:达标率|实现率|rate)$", re.IGNORECASE)
_EARLY = re.compile(r"(?:提前达标|提前|early|met early)$", re.IGNORECASE)


def check_columns(head: Sequence[str], rows: Rows, told: set[tuple[int, str]]) -> Checked:
    """Shares and sums of columns; ``told``: (line, column name) that another check already told."""
    checked = Checked()
    if len(head) > _MOST or len(rows) < 3:
        return checked
    counts = [n for n in range(1, len(head)) if not _SHARE.search(half_width(head[n])) and sum(_count(cells[n]) is not None for _, cells in rows) >= len(rows) - 1]
    for column in range(1, len(head)):
        name = half_width(head[column])
        if _SHARE.search(name) and not _NO_SHARE.search(name):
            _shares(checked, head, rows, column, counts, told)
    for column in range(3, len(head)):
        if _GAP.search(half_width(head[column])) and not _CHANGED.search(half_width(head[column])):
            _gaps(checked, head, rows, column, told)
    for total in counts:
        for one, other in combinations([n for n in counts if n != total], 2):
            _sums(checked, head, rows, (total, one, other), counts, told)
        run = [n for n in counts if n < total]
        if len(run) > 2 and run == list(range(run[0], total)):
            _sum_of_all(checked, head, rows, total, run, told)
    return checked


_GAP = re.compile(r"差距|相差|之差|gap", re.IGNORECASE)
_CHANGED = re.compile(r"上年|\d{4}|变化|缩小|扩大")


def _gaps(checked: Checked, head: Sequence[str], rows: Rows, column: int, told: set[tuple[int, str]]) -> None:
    """城乡差距: the difference of two columns before it, right in most rows."""
    ways = []
    for one, other in combinations(range(1, column), 2):
        fits = [_apart(cells[one], cells[other], cells[column]) for _, cells in rows]
        right, wrong = sum(fit is True for fit in fits), sum(fit is False for fit in fits)
        if right >= 2 and right >= 2 * wrong:
            ways.append((one, other, fits))
    if len(ways) != 1:
        return
    one, other, fits = ways[0]
    checked.claims += sum(fit is True for fit in fits)
    for (line, cells), fit in zip(rows, fits, strict=True):
        above, below = _count(cells[one]), _count(cells[other])
        if fit is False and above is not None and below is not None and (line, head[column]) not in told:
            checked.claims += 1
            checked.findings.append(Finding("table_change", line, " | ".join(cells), {
                "row": cells[0], "old": cells[other], "new": cells[one], "right": f"{abs(above - below):f}", "column": head[column], "printed": cells[column],
            }))  # fmt: skip


def _apart(one: str, other: str, printed: str) -> bool | None:
    """Whether the two cells are as far apart as printed; None when it cannot be told."""
    above, below, gap = _count(one), _count(other), _count(printed.strip().lstrip("-+"))
    if above is None or below is None or gap is None:
        return None
    return bool(abs(abs(above - below) - gap) <= _half(one) + _half(other) + _half(printed))


def _sum_of_all(checked: Checked, head: Sequence[str], rows: Rows, total: int, parts: Sequence[int], told: set[tuple[int, str]]) -> None:
    """A total of three columns and more beside it, right in most rows."""
    if not _TOTAL.search(head[total]):
        return
    sums = [(line, cells, _count(cells[total]), [_count(cells[n]) for n in parts]) for line, cells in rows]
    known = [(line, cells, whole, sum(v for v in values if v is not None)) for line, cells, whole, values in sums if whole is not None and None not in values]
    wrong = [one for one in known if one[2] != one[3]]
    if len(known) - len(wrong) < max(2, 2 * len(wrong)):
        return
    for line, cells, _, right in wrong:
        if (line, head[total]) not in told:
            checked.claims += 1
            checked.findings.append(Finding("table_row_total", line, " | ".join(cells), {
                "row": cells[0], "parts": " + ".join(cells[n] for n in parts), "right": f"{right:f}", "column": head[total], "printed": cells[total],
            }))  # fmt: skip


def _shares(checked: Checked, head: Sequence[str], rows: Rows, column: int, counts: Sequence[int], told: set[tuple[int, str]]) -> None:
    if _RATE.match(head[column].strip()) and any(_EARLY.match(name.strip()) for name in head):
        return  # met and met early together are the part: `table` follows it by its name
    ways = []
    for part, whole in permutations([n for n in counts if n < column], 2):
        fits = [_fits(cells[part], cells[whole], cells[column]) for _, cells in rows]
        right, wrong = sum(fit is True for fit in fits), sum(fit is False for fit in fits)
        if (right >= 2 and right >= 2 * wrong) or (right >= 3 and right > wrong):
            ways.append((part, whole, fits))
    if len(ways) != 1:
        return
    part, whole, fits = ways[0]
    for (line, cells), fit in zip(rows, fits, strict=True):
        above, below = _count(cells[part]), _count(cells[whole])
        if fit is not False or above is None or not below or (line, head[column]) in told or _another_way(cells, counts, part, whole, cells[column]):
            continue
        checked.claims += 1
        checked.findings.append(Finding("table_share", line, " | ".join(cells), {
            "row": cells[0], "part": cells[part], "whole": cells[whole], "column": head[column], "printed": cells[column],
            "right": f"{above * 100 / below:.{max(_decimals(cells[column]), 1)}f}%",
        }))  # fmt: skip


def _sums(checked: Checked, head: Sequence[str], rows: Rows, columns: tuple[int, int, int], counts: Sequence[int], told: set[tuple[int, str]]) -> None:
    total, one, other = columns
    if len(counts) > 3 and not _TOTAL.search(head[total]):
        return  # among many counts, two that add up to a third in most rows may do so by chance
    values = [tuple(_count(cells[n]) for n in columns) for _, cells in rows]
    known = [v for v in values if None not in v and all(v)]
    right = sum(v[0] == v[1] + v[2] for v in known)  # type: ignore[operator]
    wrong = len(known) - right
    if not (right >= 2 and right >= 2 * wrong) and not (right >= 3 and right > wrong and _TOTAL.search(head[total])):
        return
    for (line, cells), row in zip(rows, values, strict=True):
        whole, first, second = row
        if whole is None or first is None or second is None or whole == first + second or (line, head[total]) in told:
            continue
        others = [v for n in counts if n not in columns and (v := _count(cells[n]))]
        if abs(whole - first - second) in {*others, *(a + b for a, b in combinations(others, 2)), sum(others)}:
            continue
        checked.claims += 1
        checked.findings.append(Finding("table_row_total", line, " | ".join(cells), {
            "row": cells[0], "parts": f"{cells[one]} + {cells[other]}", "right": f"{first + second:f}", "column": head[total], "printed": cells[total],
        }))  # fmt: skip


def _another_way(cells: Sequence[str], counts: Sequence[int], part: int, whole: int, printed: str) -> bool:
    """Whether the part with another column, or the whole less one, gives the share: (early + met) ÷ judged is a rule as well."""
    above, below = _count(cells[part]), _count(cells[whole])
    others = [v for n in counts if n not in (part, whole) and (v := _count(cells[n])) is not None]
    if above is None or below is None:
        return False
    parts, wholes = [above, *(above + v for v in others)], [below, *(below - v for v in others)]
    return any(_fits(f"{one:f}", f"{all_:f}", printed) is True for one in parts for all_ in wholes)


def _fits(part: str, whole: str, printed: str) -> bool | None:
    """Whether the row's share is right; None when it cannot be told or says nothing (no part, all of it)."""
    above, below, share = _count(part), _count(whole), _count(printed.strip().rstrip("%％").strip())
    if above is None or share is None or not below or not 0 < above < below:
        return None
    half = Decimal(1) / (2 * 10 ** _decimals(printed))
    slack = (_half(part) / max(above, Decimal(1)) + _half(whole) / below) * share
    return bool(abs(above * 100 / below - share) <= half + slack)


def _count(cell: str) -> Decimal | None:
    plain = half_width(cell).strip().replace(",", "")
    return Decimal(plain) if re.fullmatch(r"\d{1,12}(?:\.\d{1,6})?", plain) else None


def _half(cell: str) -> Decimal:
    return Decimal(1) / (2 * 10 ** _decimals(cell)) if "." in cell else Decimal(0)


def _decimals(cell: str) -> int:
    return len(half_width(cell).strip().rstrip("% ").partition(".")[2])
