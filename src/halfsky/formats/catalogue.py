"""Reads the catalogue folder into the frozen values of ``method/indicator.py``.

The folder is laid out as ``src/halfsky/catalogue``: ``codes/*.csv``, ``indicators/*.csv``,
``bodies/*.csv`` and ``plans/<plan>/{plan.yaml,goals,measures,targets,tracks,milestones,division}.csv``.
Files are UTF-8 with a header row. A part that is absent is read as empty; what a row says is judged by
``method/check/framework.py``, while a row that cannot be read is a CatalogueError naming file and line.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import TypeVar

import yaml

import halfsky.catalogue
from halfsky.method.errors import HalfskyError
from halfsky.method.indicator import (
    DOMAINS,
    Allotment,
    Body,
    BoundTarget,
    Catalogue,
    Code,
    DomainShape,
    Goal,
    Indicator,
    Milestone,
    PlanRows,
    Track,
    Unit,
)

T = TypeVar("T")


class CatalogueError(HalfskyError):
    """A catalogue file that cannot be read."""

    messages = {
        "no_folder": (
            "找不到指标目录 {folder}，请核对路径。",
            "There is no catalogue folder {folder}; check the path.",
        ),
        "missing_column": (
            "{file} 缺少“{column}”列，请在表头补上。",
            "{file} has no column {column!r}; add it to the header row.",
        ),
        "not_a_number": (
            "{file} 第 {line} 行“{column}”列的“{text}”不是数，请改为数字。",
            "{file} line {line}: {text!r} in column {column!r} is not a number; write digits.",
        ),
        "not_yes_no": (
            "{file} 第 {line} 行“{column}”列只能填 yes 或 no，现为“{text}”。",
            "{file} line {line}: column {column!r} takes yes or no, not {text!r}.",
        ),
        "bad_plan": (
            "{file} 不是完整的规划说明，缺少“{field}”。",
            "{file} is not a complete plan description: {field!r} is missing or of the wrong kind.",
        ),
    }


class Row:
    """One line of a CSV file that knows where it stands, for errors that name the place."""

    def __init__(self, file: str, line: int, cells: dict[str, str]) -> None:
        self.file, self.line, self.cells = file, line, cells

    def text(self, column: str) -> str:
        if column not in self.cells:
            raise CatalogueError("missing_column", file=self.file, column=column)
        return (self.cells[column] or "").strip()

    def optional(self, column: str) -> str:
        """The cell, or empty when the file has no such column."""
        return (self.cells.get(column) or "").strip()

    def words(self, column: str) -> tuple[str, ...]:
        return tuple(self.text(column).split())

    def integer(self, column: str) -> int:
        text = self.text(column)
        try:
            return int(text)
        except ValueError:
            raise self._not_a_number(column, text) from None

    def integer_or_none(self, column: str) -> int | None:
        return self.integer(column) if self.text(column) else None

    def number(self, column: str) -> Decimal:
        text = self.text(column)
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise self._not_a_number(column, text) from None
        if not value.is_finite():
            raise self._not_a_number(column, text)
        return value

    def number_or_none(self, column: str) -> Decimal | None:
        return self.number(column) if self.text(column) else None

    def flag(self, column: str) -> bool:
        text = self.text(column)
        if text not in {"yes", "no"}:
            raise CatalogueError("not_yes_no", file=self.file, line=self.line, column=column, text=text)
        return text == "yes"

    def _not_a_number(self, column: str, text: str) -> CatalogueError:
        return CatalogueError("not_a_number", file=self.file, line=self.line, column=column, text=text)


def shipped() -> Path:
    """The catalogue folder that comes with the package."""
    return Path(next(iter(halfsky.catalogue.__path__)))


def load(folder: Path | None = None) -> Catalogue:
    """Read the catalogue under ``folder`` (the shipped one by default).

    Raises CatalogueError when the folder is absent or a row cannot be read.
    """
    root = shipped() if folder is None else folder
    if not root.is_dir():
        raise CatalogueError("no_folder", folder=str(root))
    return Catalogue(
        units=_read(root, root / "codes" / "unit.csv", _unit),
        codes=_codes(root),
        indicators=_many(root, _domain_files(root / "indicators"), _indicator),
        bodies=_many(root, sorted((root / "bodies").glob("*.csv")), _body),
        plans=tuple(_plan(root, path.parent) for path in sorted((root / "plans").glob("*/plan.yaml"))),
    )


def _rows(root: Path, path: Path) -> Iterable[Row]:
    if not path.is_file():
        return
    name = path.relative_to(root).as_posix()
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for cells in reader:
            yield Row(name, reader.line_num, cells)


def _read(root: Path, path: Path, make: Callable[[Row], T]) -> tuple[T, ...]:
    return tuple(make(row) for row in _rows(root, path))


def _many(root: Path, paths: Iterable[Path], make: Callable[[Row], T]) -> tuple[T, ...]:
    return tuple(item for path in paths for item in _read(root, path, make))


def _domain_files(folder: Path) -> list[Path]:
    """Indicator files in the order of the domains, others after them by name."""
    order = {slug: place for place, slug in enumerate(DOMAINS)}
    return sorted(folder.glob("*.csv"), key=lambda path: (order.get(path.stem, len(order)), path.stem))


def _codes(root: Path) -> tuple[Code, ...]:
    folder = root / "codes"
    plain = tuple(
        code
        for name in ("status", "reason", "state", "period")
        for code in _read(root, folder / f"{name}.csv", partial(_code, name))
    )
    return plain + _read(root, folder / "breakdown.csv", lambda row: _code(row.text("dimension"), row))


def _code(name: str, row: Row) -> Code:
    return Code(
        name,
        row.text("code"),
        row.text("label_zh"),
        row.text("label_en"),
        row.optional("note_zh"),
        row.optional("note_en"),
    )


def _unit(row: Row) -> Unit:
    return Unit(
        row.text("code"),
        row.text("label_zh"),
        row.text("label_en"),
        row.integer("scale"),
        row.text("needs_denominator"),
        row.optional("change_zh"),
        row.optional("change_en"),
    )


def _indicator(row: Row) -> Indicator:
    return Indicator(
        code=row.text("code"),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        definition_zh=row.text("definition_zh"),
        definition_en=row.text("definition_en"),
        numerator_zh=row.text("numerator_zh"),
        numerator_en=row.text("numerator_en"),
        denominator_zh=row.text("denominator_zh"),
        denominator_en=row.text("denominator_en"),
        unit=row.text("unit"),
        decimals=row.integer("decimals"),
        direction=row.text("direction"),
        period=row.text("period"),
        frequency=row.integer("frequency"),
        carry_years=row.integer("carry_years"),
        breakdowns=row.words("breakdowns"),
        kind=row.text("kind"),
        small_count=row.flag("small_count"),
        source_body=row.text("source_body"),
        form=row.text("form"),
        comparability_zh=row.text("comparability_zh"),
        comparability_en=row.text("comparability_en"),
        anchor_year=row.integer("anchor_year"),
    )


def _body(row: Row) -> Body:
    return Body(
        row.text("code"),
        row.text("name_zh"),
        row.text("name_en"),
        row.text("short_zh"),
        row.text("kind"),
        row.text("valid_from"),
        row.text("valid_to"),
        row.flag("verified"),
    )


def _goal(row: Row) -> Goal:
    return Goal(
        row.text("domain"), row.integer("no"), row.text("title_zh"), row.text("title_en"), row.text("clause")
    )


def _target(row: Row) -> BoundTarget:
    return BoundTarget(
        code=row.text("code"),
        domain=row.text("domain"),
        goal_no=row.integer("goal_no"),
        indicator=row.text("indicator"),
        breakdown=row.text("breakdown"),
        operator=row.text("operator"),
        value=row.number_or_none("value"),
        unit=row.text("unit"),
        year=row.integer("year"),
        tolerance=row.number_or_none("tolerance"),
        change=row.text("change"),
        basis=row.text("basis"),
        base_year=row.integer_or_none("base_year"),
        compare_indicator=row.text("compare_indicator"),
        compare_breakdown=row.text("compare_breakdown"),
        note_zh=row.text("note_zh"),
        note_en=row.text("note_en"),
    )


def _track(row: Row) -> Track:
    return Track(
        code=row.text("code"),
        domain=row.text("domain"),
        goal_no=row.integer("goal_no"),
        kind=row.text("kind"),
        target=row.text("target"),
        indicator=row.text("indicator"),
        breakdown=row.text("breakdown"),
        direction=row.text("direction"),
        subject=row.text("subject"),
        compare_indicator=row.text("compare_indicator"),
        compare_breakdown=row.text("compare_breakdown"),
        title_zh=row.text("title_zh"),
        title_en=row.text("title_en"),
    )


def _milestone(row: Row) -> Milestone:
    return Milestone(
        code=row.text("code"),
        track=row.text("track"),
        no=row.integer("no"),
        title_zh=row.text("title_zh"),
        title_en=row.text("title_en"),
        due_year=row.integer("due_year"),
        weight=row.number("weight"),
        mechanism=row.flag("mechanism"),
        evidence_zh=row.text("evidence_zh"),
        evidence_en=row.text("evidence_en"),
    )


def _allotment(row: Row) -> Allotment:
    return Allotment(
        row.text("kind"),
        row.text("domain"),
        row.integer("no"),
        row.text("lead"),
        row.words("supporting"),
        row.text("deadline"),
        row.text("status"),
    )


def _plan(root: Path, folder: Path) -> PlanRows:
    path = folder / "plan.yaml"
    name = path.relative_to(root).as_posix()
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        shape = tuple(
            DomainShape(
                str(domain["slug"]),
                str(domain["name_zh"]),
                str(domain["name_en"]),
                int(domain["goals"]),
                int(domain["measures"]),
            )
            for domain in data["shape"]["domains"]
        )
        return PlanRows(
            code=str(data["code"]),
            title_zh=str(data["title_zh"]),
            title_en=str(data["title_en"]),
            start_year=int(data["start_year"]),
            end_year=int(data["end_year"]),
            base_year=int(data["base_year"]),
            domains=shape,
            goals=_read(root, folder / "goals.csv", _goal),
            measures=_read(root, folder / "measures.csv", _goal),
            targets=_read(root, folder / "targets.csv", _target),
            tracks=_read(root, folder / "tracks.csv", _track),
            milestones=_read(root, folder / "milestones.csv", _milestone),
            allotments=_read(root, folder / "division.csv", _allotment),
        )
    except (KeyError, TypeError, ValueError) as error:
        field = error.args[0] if isinstance(error, KeyError) else str(error)
        raise CatalogueError("bad_plan", file=name, field=field) from error
