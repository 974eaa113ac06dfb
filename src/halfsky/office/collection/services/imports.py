"""Importing figures: every row is checked against the framework, then all that is good goes in at once, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from django.db import IntegrityError

from halfsky.formats.table import FigureRow, FigureTable, read_figures
from halfsky.formats.table_words import REASON, TEMPLATE_ZH
from halfsky.method.errors import HalfskyError
from halfsky.method.rounding import half_up
from halfsky.office.collection.models import Batch, Observation
from halfsky.office.files.services import all_or_none, store
from halfsky.office.framework.models import Indicator
from halfsky.office.people.models import Body, Office, Region
from halfsky.office.people.selectors import signature
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.services import record

MISSING = {"not_due": "O", "not_applicable": "M", "no_sex_split": "L", "hard_to_obtain": "L", "not_reported": "O",
           "not_surveyed": "O"}
LARGEST = Decimal(10) ** 12  # a release keeps figures as 64-bit integers of millionths
DIGITS = 15  # the database keeps this many digits of a figure exactly
NEAR_MOST = 40  # names for which a near one is looked up: each is compared with every indicator
STATUSES = ("A", "P", "E", "I", "B", "O", "L", "M")


class ImportRefused(HalfskyError):
    """Nothing of the file can be taken."""

    messages = {
        "no_rows": (
            "{name} 里没有可以导入的数据：{refused} 行有问题，没有写入任何数据。请按提示改正后再导入。",
            "Nothing in {name} can be imported: {refused} rows have problems and nothing was written. "
            "Mend them as listed and import again.",
        ),
        "no_framework": (
            "还没有指标体系，请先采用规划（halfsky plan adopt）。",
            "There is no indicator framework yet; adopt a plan first.",
        ),
        "ledger_moved": (
            "核对之后，别人写入了同一格数据，本次没有导入任何数据。请重新导入一次。",
            "Somebody else wrote one of these cells after they were checked, so nothing was imported. Import again.",
        ),
    }


#: key -> (Chinese, English): why a row was not taken and how to mend it
PROBLEMS: Mapping[str, tuple[str, str]] = {
    "indicator_unknown": ("没有代码或名称为“{text}”的指标，请对照指标目录。", "There is no indicator “{text}”; see the list of indicators."),
    "indicator_near": ("没有代码或名称为“{text}”的指标，是不是“{near}”。", "There is no indicator “{text}”; did you mean “{near}”?"),
    "indicator_of_women": (
        "没有名称为“{text}”的指标。请写“{near}”，性别填“女”。", "There is no indicator “{text}”. Write “{near}”, and 女 for the sex.",
    ),
    "area_unknown": ("区划代码“{text}”不在名录里，请填 12 位代码。", "The area “{text}” is not in the list; write the 12-digit code."),
    "body_unknown": ("单位“{text}”不在名录里，请对照单位名录。", "The body “{text}” is not in the list of bodies."),
    "status_unknown": ("状态“{text}”不认识，可用 A、P、E、I、B、O、L、M。", "The status “{text}” is not known; use A, P, E, I, B, O, L or M."),
    "reason_unknown": ("缺数原因“{text}”不认识，可用：{known}。", "The reason “{text}” is not known; use one of {known}."),
    "no_reason": ("没有数值时要填缺数原因，可用：{known}。", "A missing value needs a reason, one of {known}."),
    "value_and_reason": ("既有数值又有缺数原因，请只留一项。", "There is both a value and a reason for a missing one; keep one."),
    "no_denominator": ("该指标要有分母：{what}。", "This indicator needs a denominator: {what}."),
    "zero_denominator": ("分母为 0，不能计算，请核对；确无对象的缺数原因填“不适用”。", "The denominator is 0; check it, or give the reason not_applicable."),
    "share_outside": ("占比 {value}% 不在 0-100 之间，请核对分子和分母。", "The share {value} % lies outside 0-100; check numerator and denominator."),
    "negative": ("{value} 是负数，请核对。", "{value} is negative; check it."),
    "value_differs": (
        "填写的数值 {value} 与分子除以分母得出的 {computed} 不符，请核对。",
        "The value {value} is not what numerator and denominator give ({computed}); check them.",
    ),
    "too_large": (
        "算出的数值 {value} 过大，请核对分子和分母。",
        "The value {value} is too large; check numerator and denominator.",
    ),
    "too_precise": (
        "{value} 的有效数字超过 {digits} 位，不能原样保存，请核对。",
        "{value} has more than {digits} significant digits and cannot be kept as it is; check it.",
    ),
    "twice": ("与第 {other} 行是同一格数据，请只留一行。", "This is the same cell as row {other}; keep one row."),
    "cell": ("{why_zh}", "{why_en}"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row was not taken: row and column of the sheet, and the sentence."""

    row: int
    column: str
    key: str
    params: Mapping[str, object]

    def text(self, lang: str = "zh-hans") -> str:
        zh, en = PROBLEMS[self.key]
        if lang.startswith("en"):
            return en.format(**{**self.params, "known": ", ".join(MISSING)})
        return zh.format(**{**self.params, "known": "、".join(word for word, code in REASON.items() if word != code and code)})

    def heading(self, lang: str = "zh-hans") -> str:
        """The column as the sheet's header has it in ``lang``."""
        return self.column if lang.startswith("en") else TEMPLATE_ZH.get(self.column, self.column)


@dataclass(frozen=True, slots=True)
class Line:
    """A row ready to be written: its effect is ``new``, ``revised`` or ``same``."""

    row: int
    effect: str
    observation: Observation
    before: Decimal | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. Nothing is written by it."""

    name: str
    count: int
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]

    def of(self, effect: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.effect == effect)

    @property
    def new(self) -> tuple[Line, ...]:
        return self.of("new")

    @property
    def revised(self) -> tuple[Line, ...]:
        return self.of("revised")

    @property
    def same(self) -> tuple[Line, ...]:
        return self.of("same")

    @property
    def refused_rows(self) -> int:
        return len({problem.row for problem in self.problems})


def preview(*, path: Path, name: str) -> Preview:
    """Read a file and say row by row what would be taken, revised, left as it is or refused, and why."""
    return checked(read_figures(path, name), name)


def checked(table: FigureTable, name: str) -> Preview:
    """Check typed rows against indicators, areas and bodies, and against what is already in the ledger."""
    indicators = {row.code: row for row in Indicator.objects.all()}
    if not indicators:
        raise ImportRefused("no_framework")
    checker = _Checker(indicators)
    lines = []
    for row in table.rows:
        line = checker.line(row)
        if line is not None:
            lines.append(line)
    problems = [
        Problem(finding.row, finding.column, "cell", {"why_zh": finding.text(), "why_en": finding.text("en")}) for finding in table.findings
    ] + checker.problems
    return Preview(name, table.count, tuple(lines), tuple(sorted(problems, key=lambda p: (p.row, p.column))))


class _Checker:
    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self.by_code = indicators
        self.by_name = {row.name_zh: row for row in indicators.values()}
        office = Office.objects.first()
        self.home = office.region if office else ""
        self.areas = set(Region.objects.values_list("code", flat=True)) | {self.home}
        self.bodies = {body.code: body for body in Body.objects.all()}
        self.bodies_by_name = {body.name_zh: body for body in self.bodies.values()} | {
            body.short_zh: body for body in self.bodies.values() if body.short_zh
        }
        self.known = {
            (o.area, o.indicator_id, o.breakdown, o.year): o for o in Observation.objects.filter(current=True)
        }
        self.seen: dict[tuple[object, ...], int] = {}
        self.problems: list[Problem] = []
        self.near: dict[str, str] = {}

    def wrong(self, row: FigureRow, column: str, key: str, **params: object) -> None:
        self.problems.append(Problem(row.row, column, key, params))

    def unknown(self, row: FigureRow) -> None:
        """Say that there is no such indicator, with the one that was meant where it can be told: reports print
        人均预期寿命 of women as 女性人均预期寿命."""
        text = row.indicator[:60]
        bare = next((text.removeprefix(word) for word in ("女性", "妇女") if text.startswith(word)), "")
        if bare in self.by_name:
            self.wrong(row, "indicator", "indicator_of_women", text=text, near=bare)
            return
        if text not in self.near and len(self.near) < NEAR_MOST:
            self.near[text] = next(iter(get_close_matches(text, [*self.by_name, *self.by_code], 1, 0.7)), "")
        near = self.near.get(text, "")
        self.wrong(row, "indicator", "indicator_near" if near else "indicator_unknown", text=text, **({"near": near} if near else {}))

    def line(self, row: FigureRow) -> Line | None:
        before = len(self.problems)
        indicator = self.by_code.get(row.indicator) or self.by_name.get(row.indicator)
        area = row.area or self.home
        if len(area) == 6 and area.isdigit():
            area += "000000"
        body = None
        if indicator is None:
            self.unknown(row)
        if area not in self.areas:
            self.wrong(row, "area", "area_unknown", text=row.area[:20])
        if row.source_body:
            body = self.bodies.get(row.source_body) or self.bodies_by_name.get(row.source_body)
            if body is None:
                self.wrong(row, "source_body", "body_unknown", text=row.source_body[:40])
        if row.status and row.status not in STATUSES:
            self.wrong(row, "status", "status_unknown", text=row.status[:10])
        if row.reason and row.reason not in MISSING:
            self.wrong(row, "reason", "reason_unknown", text=row.reason[:30])
        if indicator is None or len(self.problems) > before:
            return None
        value = self.value(row, indicator)
        if len(self.problems) > before:
            return None
        status = row.status or ("A" if value is not None else MISSING.get(row.reason, "O"))
        if value is None:
            status = MISSING[row.reason]
        key = (area, indicator.pk, row.breakdown, row.year)
        if key in self.seen:
            self.wrong(row, "indicator", "twice", other=self.seen[key])
            return None
        self.seen[key] = row.row
        made = Observation(
            area=area, indicator=indicator, breakdown=row.breakdown, year=row.year, numerator=row.numerator,
            denominator=row.denominator, value=value, status=status, reason=row.reason, note=row.note,
            source_body=body or indicator.source_body,
        )
        return self.against_ledger(row, made, self.known.get(key))

    def value(self, row: FigureRow, indicator: Indicator) -> Decimal | None:
        """The figure in the indicator's unit, from numerator and denominator where both are given."""
        empty = row.value is None and row.numerator is None
        nobody = row.value is None and row.denominator == 0 and row.reason == "not_applicable"
        if row.reason and not empty and not nobody:
            self.wrong(row, "reason", "value_and_reason")
            return None
        if nobody:
            return None
        if empty:
            if not row.reason:
                self.wrong(row, "value", "no_reason")
            return None
        computed = None
        if indicator.scale is not None and row.numerator is not None:
            if row.denominator is None:
                self.wrong(row, "denominator", "no_denominator", what=indicator.denominator_zh)
                return None
            if row.denominator == 0:
                self.wrong(row, "denominator", "zero_denominator")
                return None
            computed = row.numerator / row.denominator * indicator.scale
            if abs(computed) < LARGEST:
                computed = half_up(computed, 6)
        elif row.numerator is not None and row.value is None:
            computed = row.numerator
        value = computed if computed is not None else row.value
        assert value is not None
        below = next((part for part in (row.numerator, row.denominator) if part is not None and part < 0), None)
        if indicator.kind != "other" and below is not None:
            self.wrong(row, "numerator" if below == row.numerator else "denominator", "negative", value=below)
            return None
        for column in ("numerator", "denominator", "value"):
            given = getattr(row, column)
            if given is not None and _digits(given) > DIGITS:
                self.wrong(row, column, "too_precise", value=given, digits=DIGITS)
                return None
        if abs(value) >= LARGEST:
            self.wrong(row, "value", "too_large", value=f"{value:.3e}")
            return None
        if computed is not None and row.value is not None:
            places = max(0, -int(row.value.as_tuple().exponent))
            if abs(computed - row.value) >= Decimal(1).scaleb(-min(places, 6)):  # rounded or cut off at its last place, not more
                self.wrong(row, "value", "value_differs", value=row.value, computed=half_up(computed, min(places + 1, 6)))
                return None
        if indicator.kind != "other" and value < 0:
            self.wrong(row, "value", "negative", value=value)
            return None
        if indicator.kind == "share" and not 0 <= value <= 100:
            self.wrong(row, "value", "share_outside", value=half_up(value, 2))
            return None
        return half_up(value, max(0, min(6, DIGITS - max(1, value.adjusted() + 1))))

    def against_ledger(self, row: FigureRow, made: Observation, known: Observation | None) -> Line:
        if known is None:
            return Line(row.row, "new", made, None)
        fields = ("numerator", "denominator", "value", "status", "reason")
        if all(getattr(known, field) == getattr(made, field) for field in fields):
            return Line(row.row, "same", made, known.value)
        made.version = known.version + 1
        return Line(row.row, "revised", made, known.value)


def _digits(number: Decimal) -> int:
    """Significant digits of a number."""
    return len(number.normalize().as_tuple().digits)


def accept(*, path: Path, name: str, by: Actor, at: datetime) -> Batch:
    """Take the good rows of a file into the ledger in one transaction; a revision becomes a new version of its cell."""
    plan = preview(path=path, name=name)
    if not plan.lines:
        raise ImportRefused("no_rows", name=name, refused=plan.refused_rows)
    return write(plan=plan, data=path.read_bytes(), by=by, at=at)


@all_or_none()
def write(*, plan: Preview, data: bytes, by: Actor, at: datetime) -> Batch:
    """Write a preview's new and revised lines; all of them, or none."""
    file = store(data=data, name=plan.name, media_type="application/octet-stream", kind="figures", by=by, at=at)
    office = Office.objects.first()
    batch = Batch.objects.create(
        file=file, at=at, login=by.login, name=by.name, body=by.body, taken=len(plan.new) + len(plan.revised),
        same=len(plan.same), refused=plan.refused_rows, demo=bool(office and office.demo),
    )
    for line in plan.revised:
        one = line.observation
        moved = Observation.objects.filter(
            area=one.area, indicator=one.indicator, breakdown=one.breakdown, year=one.year, current=True,
            version=one.version - 1,
        ).update(current=False)
        if moved != 1:
            raise ImportRefused("ledger_moved")
    written = [line.observation for line in (*plan.new, *plan.revised)]
    signer = signature(by)
    for one in written:
        one.batch, one.accepted_at, one.signer = batch, at, signer[:120]
    try:
        Observation.objects.bulk_create(written, batch_size=500)
    except IntegrityError as cause:
        raise ImportRefused("ledger_moved") from cause
    record(
        by=by, at=at, action="collection.import", about=f"batch:{batch.pk}",
        facts={"file": file.digest, "new": len(plan.new), "revised": len(plan.revised), "same": len(plan.same),
               "refused": batch.refused},
    )
    return batch
