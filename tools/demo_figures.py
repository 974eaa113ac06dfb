"""Invent the demo county's figures 2015-2024, the same bytes every time.

    python tools/demo_figures.py             # writes figures.csv, revisions.csv, milestones.csv in demo/kelan

Nothing here was observed. What is made follows from files in `catalogue/demo/kelan`:

populations.csv   how many births, pupils, workers ... a year, with the women's and the urban share
levels.csv        each indicator's level, written 2015/2020/2024, its noise and its gaps between the sexes and
                  between town and country (women minus men, urban minus rural, in the indicator's own unit;
                  for a plain count: the women's, the urban share)
planted.yaml      cells that are set by hand for tests and demonstrations to find
outcomes.csv      how each qualitative track's milestones come out

and from the catalogue's indicators (unit, breakdowns, period, frequency, carry-forward). Parts are drawn first
and totals are their sums, so women and men, town and country add up but where the planted file says otherwise.
Only `random.Random` seeded with text and sums of its uniform draws are used: equal on every machine.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random

import yaml

CATALOGUE = Path(__file__).parents[1] / "src/halfsky/catalogue"
DEMO = CATALOGUE / "demo/kelan"
PLAN = CATALOGUE / "plans/kelan-women-2021"
DOMAINS = ["health", "education", "economy", "decision", "security", "family", "environment", "law"]
SEED = "kelan-2015-2024"
AREA = "140929000000"
YEARS = range(2015, 2025)
PLAN_YEARS = range(2021, 2025)
NOTE = "演示数据"
FIELDS = ["indicator", "area", "breakdown", "year", "numerator", "denominator", "value", "status", "reason", "source_body", "note"]
FALLBACK = {"base": "survey", "level": "62/70/76", "noise": "1.2", "sex_gap": "0", "urban_gap": "4", "ages": ""}

Row = dict[str, str]
Part = tuple[int, int]  # numerator, denominator


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: counts are whole numbers, the value a decimal, both None when missing."""

    numerator: int | None = None
    denominator: int | None = None
    value: Decimal | None = None
    status: str = "A"
    reason: str = ""
    note: str = NOTE


Key = tuple[str, str, int]  # indicator, breakdown, year


def read(path: Path) -> list[Row]:
    """The rows of a CSV file; none where the file is absent."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def at(levels: str, year: int) -> float:
    """The level in `year` of a line through 2015/2020/2024; one number stands for all three."""
    points = [float(piece) for piece in levels.split("/")]
    if len(points) == 1:
        return points[0]
    first, middle, last = points
    if year <= 2020:
        return first + (middle - first) * (year - 2015) / 5
    return middle + (last - middle) * (year - 2020) / 4


def half_up(value: float | Decimal, decimals: int = 0) -> Decimal:
    """Rounded half up on the decimal as written, the way published figures are."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def whole(value: float) -> int:
    return int(half_up(value))


class Maker:
    """Draws the cells of one indicator from its metadata and its row of the level table."""

    def __init__(self, indicator: Row, level: Row, populations: dict[str, Row], units: dict[str, Row]) -> None:
        self.code = indicator["code"]
        self.dimensions = indicator["breakdowns"].split()
        self.decimals = int(indicator["decimals"])
        self.bounded = indicator["kind"] == "share"
        self.term = indicator["period"] == "term"
        self.unit = units[indicator["unit"]]
        self.scale = int(self.unit["scale"])
        self.level = level
        self.base = populations[level["base"]] if level["base"] else None

    def at_pace(self, year: int) -> float:
        """The level with a triangular draw in +-noise; the anchor years of the level table stay as written."""
        level = at(self.level["level"], year)
        if year in (2015, 2020, 2024):
            return level
        draw = Random(f"{SEED}:{self.code}:{year}")  # noqa: S311 - invented figures, not a secret
        return level + float(self.level["noise"] or 0) * (draw.random() + draw.random() - 1)

    def cells(self, year: int) -> dict[str, Cell]:
        """breakdown -> cell, for one measured year."""
        # Terms of office move in one step with the election of 2021, everything else along the line.
        if self.base and not self.level["level"]:
            return self._counts(int(self.base[f"y{year}"]), year)
        level = at(self.level["level"], 2024 if year > 2020 else 2020) if self.term else self.at_pace(year)
        if self.unit["needs_denominator"] == "no":
            return self._counts(whole(level), year)
        if self.base is None:
            return self._levels(level, year)
        return self._ratios(level, year)

    def _counts(self, total: int, year: int) -> dict[str, Cell]:
        cells = {"": Cell(value=Decimal(total))}
        for dimension, first, second, column in SPLITS:
            if dimension in self.dimensions:
                part = whole(total * at(self.level[column], year))
                cells[f"{dimension}={first}"] = Cell(value=Decimal(part))
                cells[f"{dimension}={second}"] = Cell(value=Decimal(total - part))
        return cells

    def _levels(self, level: float, year: int) -> dict[str, Cell]:
        cells = {"": Cell(value=half_up(level, self.decimals))}
        for dimension, first, second, column in SPLITS:
            if dimension in self.dimensions:
                gap = at(self.level[column] or "0", year)
                cells[f"{dimension}={first}"] = Cell(value=half_up(level + gap / 2, self.decimals))
                cells[f"{dimension}={second}"] = Cell(value=half_up(level - gap / 2, self.decimals))
        return cells

    def _ratios(self, level: float, year: int) -> dict[str, Cell]:
        assert self.base is not None
        size = int(self.base[f"y{year}"])
        parts: dict[str, Part] = {}
        total = self._top(level, size)
        for dimension, first, second, column in SPLITS:
            if dimension not in self.dimensions:
                continue
            share = at(self.base["women" if dimension == "SEX" else "urban"], year)
            gap = at(self.level[column] or "0", year)
            one = whole(size * share)
            top = self._top(level + gap * (1 - share), one)
            if dimension == "SEX":
                other = self._top(level - gap * share, size - one)
                total = top + other
            parts[f"{dimension}={first}"], parts[f"{dimension}={second}"] = self._shared(
                (top, one), (total - top, size - one)
            )
        if "SEX=F" in parts and "URBANISATION=U" in parts:
            parts |= self._crossed(parts, (total, size))
        if "AGE" in self.dimensions and self.level["ages"]:
            parts |= self._ages(total, size)
        parts = {"": (total, size)} | parts
        return {key: self.measured(top, bottom) for key, (top, bottom) in parts.items()}

    def _crossed(self, parts: dict[str, Part], total: Part) -> dict[str, Part]:
        """Women and men in town and country, adding up to both margins."""
        women, men, town = parts["SEX=F"], parts["SEX=M"], parts["URBANISATION=U"]
        bottom = whole(women[1] * town[1] / total[1])
        rate = women[0] / women[1] + town[0] / town[1] - total[0] / total[1]
        most = [women[0], town[0]]
        least = [0, women[0] + town[0] - total[0]]
        if self.bounded:
            most += [bottom, bottom + total[1] - women[1] - town[1] + women[0] + town[0] - total[0]]
            least += [women[0] - women[1] + bottom, town[0] - town[1] + bottom]
        top = max(max(least), min(whole(bottom * rate), *most))
        made = {"SEX=F;URBANISATION=U": (top, bottom)}
        made["SEX=F;URBANISATION=R"] = (women[0] - top, women[1] - bottom)
        made["SEX=M;URBANISATION=U"] = (town[0] - top, town[1] - bottom)
        made["SEX=M;URBANISATION=R"] = (men[0] - town[0] + top, men[1] - town[1] + bottom)
        return made

    def _ages(self, total: int, size: int) -> dict[str, Part]:
        parts: dict[str, Part] = {}
        left, room = total, size
        groups = [group.split(":") for group in self.level["ages"].split()]
        for name, share, offset in groups[:-1]:
            bottom = whole(size * float(share))
            top = min(max(whole(bottom * (total / size + float(offset) / self.scale)), 0), bottom, left)
            parts[f"AGE={name}"], left, room = (top, bottom), left - top, room - bottom
        parts[f"AGE={groups[-1][0]}"] = (left, room)
        return parts

    def _top(self, level: float, bottom: int) -> int:
        top = max(whole(bottom * level / self.scale), 0)
        return min(top, bottom) if self.bounded else top

    def _shared(self, one: Part, other: Part) -> tuple[Part, Part]:
        """Two parts of one total; what does not fit in the second goes to the first."""
        surplus = max(other[0] - other[1], 0) if self.bounded else 0
        surplus = min(surplus, other[0]) + min(other[0], 0)
        return (one[0] + surplus, one[1]), (other[0] - surplus, other[1])

    def measured(self, top: int, bottom: int) -> Cell:
        """The cell of a numerator and a denominator; over zero it has no value and does not apply."""
        if bottom == 0:
            return Cell(top, bottom, None, "M", "not_applicable", f"{NOTE}；分母为零，本年不适用")
        return Cell(top, bottom, half_up(Decimal(top) * self.scale / Decimal(bottom), self.decimals))


SPLITS = (("SEX", "F", "M", "sex_gap"), ("URBANISATION", "U", "R", "urban_gap"))


def series(indicator: Row, maker: Maker) -> Iterator[tuple[Key, Cell]]:
    """All cells of one indicator: measured, carried within what the catalogue allows, or missing with a reason."""
    step, carry = int(indicator["frequency"] or 1), int(indicator["carry_years"] or 0)
    anchor = int(indicator["anchor_year"] or 2020)
    first = int(maker.level.get("from") or 2015)
    last: dict[str, Cell] = {}
    since = 0
    shape = maker.cells(2020)
    for year in YEARS:
        if year < first:
            continue
        if (year - anchor) % step == 0:
            last, since = maker.cells(year), year
            made = last
        elif last and year - since <= carry:
            made = {key: replace(cell, status="I", note=f"{NOTE}；沿用{since}年数") for key, cell in last.items()}
        else:
            made = {key: Cell(status="O", reason="not_due") for key in shape}
        for key, cell in made.items():
            yield (indicator["code"], key, year), cell


def planted_cell(data: dict[str, object], maker: Maker, reasons: dict[str, str]) -> Cell:
    """A cell as the planted file writes it."""
    note = f"{NOTE}；{data['note']}" if data.get("note") else NOTE
    if data.get("reason"):
        reason = str(data["reason"])
        return Cell(status=reasons[reason], reason=reason, note=note)
    if "denominator" in data:
        made = maker.measured(int(str(data["numerator"])), int(str(data["denominator"])))
        return made if made.value is None else replace(made, status=str(data.get("status", "A")), note=note)
    return Cell(value=Decimal(str(data["value"])), status=str(data.get("status", "A")), note=note)


def row(key: Key, cell: Cell, body: str) -> list[str]:
    """One line of the import format."""
    counts = ["" if number is None else str(number) for number in (cell.numerator, cell.denominator)]
    value = "" if cell.value is None else str(cell.value)
    return [key[0], AREA, key[1], str(key[2]), *counts, value, cell.status, cell.reason, body, cell.note]


def indicators() -> list[Row]:
    """The catalogue's indicators, domain by domain."""
    return [item for domain in DOMAINS for item in read(CATALOGUE / f"indicators/{domain}.csv")]


def figures() -> tuple[list[list[str]], list[list[str]], list[str]]:
    """(rows of figures.csv, rows of revisions.csv, indicators that had no row in the level table)."""
    units = {item["code"]: item for item in read(CATALOGUE / "codes/unit.csv")}
    reasons = {item["code"]: item["status"] for item in read(CATALOGUE / "codes/reason.csv")}
    populations = {item["name"]: item for item in read(DEMO / "populations.csv")}
    levels = {item["indicator"]: item for item in read(DEMO / "levels.csv")}
    planted = yaml.safe_load((DEMO / "planted.yaml").read_text(encoding="utf-8"))
    made: dict[str, dict[Key, Cell]] = {}
    revisions = []
    unlevelled = [indicator["code"] for indicator in indicators() if indicator["code"] not in levels]
    # Counts that are another indicator's numerator come last, so that both say the same.
    for indicator in sorted(indicators(), key=lambda item: follows(levels.get(item["code"])) is not None):
        code = indicator["code"]
        maker = Maker(indicator, levels.get(code, FALLBACK), populations, units)
        other = follows(levels.get(code))
        cells = counted(code, made[other]) if other else dict(series(indicator, maker))
        for case in planted:
            if case.get("indicator") != code:
                continue
            for data in case.get("cells", []):
                key = (code, data.get("breakdown", ""), data["year"])
                cells[key] = planted_cell(data, maker, reasons)
            for data in case.get("revisions", []):
                key = (code, data.get("breakdown", ""), data["year"])
                revisions.append(row(key, planted_cell(data, maker, reasons), indicator["source_body"]))
        made[code] = cells
    rows = [
        row(key, cell, indicator["source_body"])
        for indicator in indicators()
        for key, cell in made[indicator["code"]].items()
    ]
    return rows, revisions, unlevelled


def follows(level: Row | None) -> str | None:
    """The indicator whose numerator this one counts, written `@code` in the level table."""
    return level["level"][1:] if level and level["level"].startswith("@") else None


def counted(code: str, cells: dict[Key, Cell]) -> dict[Key, Cell]:
    """Another indicator's numerators as plain counts."""
    return {
        (code, key[1], key[2]): replace(cell, numerator=None, denominator=None, value=Decimal(cell.numerator))
        for key, cell in cells.items()
        if cell.numerator is not None and not key[1].startswith("URBANISATION")
    }


STATES = {
    # outcome: state by years after the due year, from -1; earlier years say none, later ones keep the last
    "done": ("partial", "done"),
    "early": ("done", "done"),
    "late": ("none", "partial", "done"),
    "partial": ("none", "partial"),
    "none": ("none", "none"),
}


def milestones() -> list[list[str]]:
    """milestone, year, state, evidence for each milestone of a track that reports at all."""
    outcomes = {item["track"]: item["outcome"] for item in read(DEMO / "outcomes.csv")}
    rows = []
    for item in read(PLAN / "milestones.csv"):
        outcome = outcomes.get(item["code"]) or outcomes.get(item["track"], "done")
        if outcome == "silent":
            continue
        path = STATES[outcome]
        for year in PLAN_YEARS:
            step = year - int(item["due_year"]) + 1
            state = "none" if step < 0 else path[min(step, len(path) - 1)]
            told = {"done": "已有", "partial": "部分已有", "none": "尚无"}[state]
            rows.append([item["code"], str(year), state, f"{NOTE}；{told}：{item['evidence_zh']}"])
    return rows


def write(folder: Path = DEMO) -> list[str]:
    """Write the three files into `folder`; returns the indicators without a level of their own."""
    rows, revisions, unlevelled = figures()
    save(folder / "figures.csv", FIELDS, rows)
    save(folder / "revisions.csv", FIELDS, revisions)
    save(folder / "milestones.csv", ["milestone", "year", "state", "evidence_zh"], milestones())
    return unlevelled


def save(path: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    for code in write():
        sys.stderr.write(f"no level of its own: {code}\n")
