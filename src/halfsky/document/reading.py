"""A run's result, the framework and the figures, read as one: what the report's sentences and charts ask for.

`result` is the run of the release (`halfsky/run/2`). `framework` is a mapping with `plan`, `goals`,
`indicators` and, where known, `bodies`, `division` and `area` {name_zh, name_en}: the release's framework with
its indicators and bodies, rows as mappings or as the release's own frozen rows. `figures` are the release's observations of its own area, rows with `indicator`, `breakdown`,
`year`, `numerator`, `denominator`, `value`, `status`, `reason`, `source_body`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from halfsky.document.series import Point, Series, StateBar, Twin
from halfsky.method.wording import attainment, naming, plan_title
from halfsky.method.wording.attainment import LEFT_OUT, Counts
from halfsky.method.wording.clause import Aim, Subject
from halfsky.method.wording.comparison import Pair
from halfsky.method.wording.number import Unit, unit_of
from halfsky.method.wording.phrase import phrase
from halfsky.method.wording.piece import Text, plain

Row = Mapping[str, Any]
FRAMEWORK_TABLES = ("goals", "indicators", "bodies")
REASONS = ("not_due", "not_applicable", "no_sex_split", "hard_to_obtain", "not_reported", "not_surveyed")

@dataclass(frozen=True, slots=True)
class Cell:
    """One accepted figure."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    reason: str
    source_body: str


@dataclass(frozen=True)
class Reading:
    """Look-ups over a run. Build it with `read`."""

    result: Row
    framework: Row
    lang: str
    year: int
    base_year: int
    tables: Mapping[str, Mapping[str, Row]]
    cells: Mapping[tuple[str, str], Mapping[int, Cell]]
    leads: Mapping[str, str] = field(default_factory=dict)
    tracks: tuple[Row, ...] = ()
    """The run's tracks of the release's own area, in the plan's order."""
    targets: Mapping[str, Row] = field(default_factory=dict)
    outlooks: Mapping[str, Row] = field(default_factory=dict)
    """The run's outlook of each track."""

    def words(self, row: Row, what: str) -> str:
        """A row's text in the language asked for, else in Chinese."""
        return str(row.get(f"{what}_{self.lang}") or row.get(f"{what}_zh") or row.get(what) or "")

    def plan_title(self, *, beside: bool = False) -> str:
        """The plan's title in the language asked for; English by rule where none was given. `beside`: the Chinese behind it."""
        plan = self.framework["plan"]
        chinese = str(plan.get("title_zh") or "")
        if self.lang == "zh":
            return chinese
        region = str((self.framework.get("area") or {}).get("name_en") or "")
        made = plan_title.english(chinese, str(plan.get("title_en") or ""), region, plan.get("start_year"), plan.get("end_year"))
        if not made:
            return chinese
        article = "" if made.startswith(("The ", "the ")) else "the "
        return f"{article}{made} ({chinese})" if beside and chinese else made

    def title_beside(self) -> str:
        """The Chinese title, to stand below an English one; "" where the document is Chinese or has no English title."""
        chinese = str(self.framework["plan"].get("title_zh") or "")
        return "" if self.lang == "zh" or self.plan_title() == chinese else chinese

    def domain_counts(self, slug: str, what: str = "goals") -> Counts:
        """Counts of one domain; `what` is goals or indicators."""
        row = next(one for one in self.result["domains"] if one["slug"] == slug)
        return attainment.counts(f"domain:{slug}:{what}", row[what])

    def all_counts(self, what: str = "goals") -> Counts:
        """Counts of the whole plan."""
        return attainment.counts(f"all:{what}", self.result["all"][what])

    def domains(self) -> list[tuple[str, str]]:
        """(slug, name) in the plan's order."""
        return [(one["slug"], self.words(one, "name")) for one in self.result["domains"]]

    def tracks_of(self, slug: str) -> list[Row]:
        """The run's tracks of one domain, in the run's order."""
        return [row for row in self.tracks if row["domain"] == slug]

    def indicator(self, code: str) -> Row:
        return self.tables["indicators"].get(code, {})

    def unit(self, code: str) -> Unit:
        row = self.indicator(code)
        return unit_of(str(row.get("unit", "")), str(row.get("name_zh", "")))

    def decimals(self, code: str) -> int:
        return int(self.indicator(code).get("decimals", 1) or 0)

    def cell(self, indicator: str, breakdown: str, year: int) -> Cell | None:
        return self.cells.get((indicator, breakdown), {}).get(year)

    def value(self, indicator: str, breakdown: str, year: int) -> Decimal | None:
        found = self.cell(indicator, breakdown, year)
        return None if found is None else found.value

    def name(self, indicator: str, breakdown: str) -> str:
        """The indicator's name, with women, men, urban or rural before it where its cell is theirs."""
        return naming.label(self.words(self.indicator(indicator), "name") or indicator, breakdown, self.lang)

    def item(self, track: Row, name: str) -> str:
        """What a track follows, by the name of its indicator: a gap is called one."""
        kind, _colon, dimension = str(track.get("subject") or "").partition(":")
        return plain(phrase(self.lang, f"gap.name.{dimension}", name=Text(name))) if kind == "gap" else name

    def lead(self, goal: str) -> str:
        """The lead department of a goal, by its short name."""
        body = self.tables["bodies"].get(self.leads.get(goal, ""), {})
        return str(body.get("short_zh") or "") if self.lang == "zh" else self.words(body, "name")

    def body(self, code: str) -> str:
        body = self.tables["bodies"].get(code, {})
        return (
            str(body.get("short_zh") or body.get("name_zh") or "")
            if self.lang == "zh"
            else self.words(body, "name")
        )

    def aim(self, track: Row) -> Aim | None:
        """The target of a track as it is worded: the figure to reach, or the change as the plan writes it."""
        if not track.get("operator") or track.get("target_year") is None:
            return None
        operator, written = str(track["operator"]), number_or_none(track.get("target_value"))
        reach = number_or_none(track.get("reach"))
        if written is None:
            operator, written = operator.removeprefix("delta").removeprefix("ratio"), reach
        if written is None:
            return None
        target = self.targets.get(str(track.get("target") or ""), {})
        basis = str(target.get("basis") or "points")
        base_year = int(track.get("base_year") or self.base_year)
        return Aim(operator, written, int(track["target_year"]), base_year, basis)

    def pair(self, indicator: str, breakdown: str, dimension: str) -> Pair | None:
        """Women and men, or town and country, this year and in the base year."""
        first, second = _sides(breakdown, dimension)
        now = self.value(indicator, first, self.year), self.value(indicator, second, self.year)
        if now[0] is None or now[1] is None:
            return None
        before = self.value(indicator, first, self.base_year), self.value(indicator, second, self.base_year)
        return Pair(now[0], now[1], *before, before_year=self.base_year)

    def subject(self, row: Row) -> Subject | None:
        """What a sentence may say of one track; None for a track without an indicator.

        A track on a gap or a comparison is worded by its indicator's own figure; the gap comes beside it.
        """
        code, breakdown = str(row.get("indicator") or ""), str(row.get("breakdown") or "")
        if not code:
            return None
        indicator = self.indicator(code)
        own = self.cell(code, breakdown, self.year)
        two_sided = str(row.get("subject") or "value") != "value"
        value = number_or_none(row.get("first_value" if row.get("subject") == "compare" else "value"))
        if str(row.get("subject") or "").startswith("gap"):
            value = None if own is None else own.value
        pool = row.get("pooled")
        carried = bool(row.get("carried")) and value is not None
        small = pool is not None or indicator.get("small_count") in (True, "yes")
        unjudged = str(row["state"]) in LEFT_OUT
        foreseen = self.outlooks.get(str(row["code"]), {})
        return Subject(
            key=f"track:{row['code']}",
            name=self.name(code, breakdown),
            unit=self.unit(code),
            decimals=self.decimals(code),
            direction=str(indicator.get("direction") or "none"),
            year=self.year,
            state=str(row["state"]),
            value=None if (unjudged and not two_sided) or (small and pool is None) else value,
            last=None if small else self.value(code, breakdown, self.year - 1),
            base=None if small else self.value(code, breakdown, self.base_year),
            base_year=self.base_year,
            aim=self.aim(row),
            sexes=None if small else self._pair_of(code, breakdown, "SEX"),
            places=None if small else self._pair_of(code, breakdown, "URBANISATION"),
            observed_year=int(row.get("year_of_value") or 0) if carried else 0,
            provisional=own is not None and own.status in ("P", "E"),
            cases=own.numerator if own is not None and small else None,
            pool=None if pool is None else (int(pool["from"]), int(pool["to"])),
            reason=self._reason(row, own),
            short=number_or_none(row.get("gap_to_target")),
            women="SEX=F" in breakdown.split(";"),
            directional=row.get("kind") == "directional" and not two_sided,
            interval=_interval(as_row(foreseen.get("counts") or pool), self.unit(code)) if pool is not None else None,
            chance=number_or_none(foreseen.get("p_met")) if foreseen.get("kind") == "target" else None,
            level=str(foreseen.get("level") or ""),
            said=naming.said(self.name(code, breakdown), self.unit(code), self.lang),
            deaths="死亡" in str(indicator.get("name_zh") or ""),
        )

    def series(self, indicator: str, breakdown: str, track: Row | None = None) -> Series:
        """An indicator's line over all years of the release."""
        years = self.cells.get((indicator, breakdown), {})
        points = tuple(Point(year, years[year].value, years[year].status == "I") for year in sorted(years))
        aim = self.aim(track) if track is not None else None
        reach = number_or_none(track.get("reach")) if track is not None else None
        if reach is None and aim is not None and not aim.operator.startswith(("delta", "ratio")):
            reach = aim.value
        return Series(
            f"figure:{indicator}:{breakdown}",
            self.name(indicator, breakdown),
            self.unit(indicator),
            self.decimals(indicator),
            points,
            self.base_year,
            aim,
            reach,
            self._cases(indicator, years),
        )

    def twin(self, indicator: str, breakdown: str, dimension: str) -> Twin:
        """The two groups' lines."""
        first, second = _sides(breakdown, dimension)
        return Twin(dimension, self.series(indicator, first), self.series(indicator, second))

    def state_bars(self) -> list[StateBar]:
        """The domains' goals by state, for the attainment chart."""
        bars = []
        for slug, name in self.domains():
            found = self.domain_counts(slug)
            states = tuple(found.by_state.items())
            bars.append(StateBar(found.key, name, states, found.monitorable, found.attained, found.rate))
        return bars

    def _pair_of(self, code: str, breakdown: str, dimension: str) -> Pair | None:
        asked = str(self.indicator(code).get("breakdowns") or "")
        return self.pair(code, breakdown, dimension) if dimension in asked else None

    def _cases(self, indicator: str, years: Mapping[int, Cell]) -> tuple[tuple[int, Decimal], ...]:
        if self.indicator(indicator).get("small_count") not in (True, "yes"):
            return ()
        return tuple(
            (year, one.numerator) for year, one in sorted(years.items()) if one.numerator is not None
        )

    def _reason(self, row: Row, own: Cell | None) -> str:
        if own is not None and own.reason:
            return own.reason
        key = str((row.get("reason") or {}).get("key") or "")
        if own is not None and own.value is not None and row["state"] == "no_data":
            return "too_few_cases" if key == "too_few_cases" else "not_comparable"
        if key in REASONS:
            return key
        return {"not_due": "not_due", "no_data": "not_reported"}.get(str(row["state"]), "")


def read(result: Row, framework: Row, figures: Iterable[Any], lang: str) -> Reading:
    """Put a run, its framework and its figures together. Raises `KeyError` where the result lacks a part."""
    tables = {name: _by_code(framework.get(name) or ()) for name in FRAMEWORK_TABLES}
    leads = {}
    for entry in framework.get("division") or ():
        row = as_row(entry)
        leads[str(row.get("of") or f"{row.get('domain')}.{row.get('kind')}.{row.get('no')}")] = str(
            row["lead"]
        )
    area = result["release"].get("area")
    cells: dict[tuple[str, str], dict[int, Cell]] = {}
    for entry in figures:
        row = as_row(entry)
        if area and row.get("area", area) != area:
            continue
        key = (str(row["indicator"]), str(row.get("breakdown") or ""))
        cells.setdefault(key, {})[int(row["year"])] = Cell(
            number_or_none(row.get("value")),
            number_or_none(row.get("numerator")),
            number_or_none(row.get("denominator")),
            str(row.get("status") or "A"),
            str(row.get("reason") or ""),
            str(row.get("source_body") or ""),
        )
    order = {domain["slug"]: place for place, domain in enumerate(result["domains"])}
    tracks = [row for row in result["tracks"] if not area or row.get("area", area) == area]
    tracks.sort(key=lambda row: (order.get(str(row["domain"]), len(order)), _natural(str(row["code"]))))
    targets = {str(row["code"]): row for row in result.get("targets", ()) if row.get("area", area) == area}
    outlooks = {str(row["code"]): row for row in result.get("outlooks", ()) if row.get("area", area) == area}
    base_year = int(framework["plan"]["base_year"])
    return Reading(
        result, framework, lang, int(result["year"]), base_year, tables, cells, leads, tuple(tracks), targets, outlooks
    )


def as_row(entry: Any) -> Row:
    """A mapping from a mapping, or from a frozen row with slots."""
    if isinstance(entry, Mapping):
        return entry
    return {name: getattr(entry, name) for name in entry.__dataclass_fields__}


def number_or_none(value: Any) -> Decimal | None:
    """An exact decimal from what JSON or a row holds; None for nothing."""
    return None if value is None or value == "" else Decimal(str(value))


def _interval(pool: Row | None, unit: Unit) -> tuple[Decimal, Decimal] | None:
    """The 95 % interval of a pooled rate: the outlook's where there is one, as on the pages, else the exact one. A share ends at
    a hundred, wherever the counts would let it go."""
    low, high = (number_or_none((pool or {}).get(f"{side}_95")) for side in ("low", "high"))
    if low is None or high is None:
        return None
    return (low, min(high, Decimal(100))) if unit.group == "share" else (low, high)


def _natural(code: str) -> tuple[int, ...]:
    return tuple(int(part) for part in code.split(".") if part.isdigit())


def _by_code(rows: Any) -> dict[str, Row]:
    if isinstance(rows, Mapping):
        return {str(code): as_row(one) for code, one in rows.items()}
    return {str(as_row(one)["code"]): as_row(one) for one in rows}


def _sides(breakdown: str, dimension: str) -> tuple[str, str]:
    kept = [part for part in breakdown.split(";") if part and not part.startswith(f"{dimension}=")]
    codes = {"SEX": "FM", "URBANISATION": "UR"}[dimension]
    order = ("SEX", "URBANISATION", "AGE")

    def key(code: str) -> str:
        parts = [*kept, f"{dimension}={code}"]
        return ";".join(sorted(parts, key=lambda part: order.index(part.split("=")[0])))

    return key(codes[0]), key(codes[1])
