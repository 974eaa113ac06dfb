"""How an indicator's figures are written: its unit, its decimals, its direction, in one value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from halfsky.method.wording import change, comparison, number
from halfsky.office.framework.models import Indicator

UNIT_FIELDS = ("code", "name_zh", "name_en", "unit", "decimals", "direction")


@dataclass(frozen=True, slots=True)
class Delta:
    """A change as a table shows it: ``text`` (`+1.4 百分点`), ``sign`` up, down or flat, ``tone`` better, worse or ""."""

    text: str
    sign: str
    tone: str
    weight: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator's way of writing figures in one language (``zh`` or ``en``)."""

    code: str
    name: str
    unit: number.Unit
    decimals: int
    direction: str
    lang: str

    @property
    def unit_text(self) -> str:
        """The unit alone, as a column head shows it."""
        return (self.unit.zh if self.lang == "zh" else self.unit.en).strip()

    def bare(self, value: Decimal | None) -> str:
        """The number without its unit, "" when missing."""
        return "" if value is None else number.digits(value, self.decimals)

    def text(self, value: Decimal | None) -> str:
        """The number with its unit, "" when missing."""
        return "" if value is None else number.with_unit(value, self.unit, self.decimals, self.lang)

    def difference(self, amount: Decimal) -> str:
        """The absolute difference of two values: points for shares, the unit itself otherwise."""
        return comparison.difference_words(abs(amount), self.unit, self.decimals, self.lang)

    def delta(self, now: Decimal | None, before: Decimal | None) -> Delta | None:
        """The change between two values, None when either is missing."""
        if now is None or before is None:
            return None
        moved = change.between(now, before, self.unit, self.decimals, self.direction)
        words = change.table_words(moved, self.lang)
        if moved.sign == 0:
            return Delta("持平" if self.lang == "zh" else "no change", "flat", "", 0.0)
        tone = "" if moved.better is None else ("better" if moved.better else "worse")
        weight = abs(float(now - before)) / max(abs(float(before)), 1e-9)
        return Delta(words, "up" if moved.sign > 0 else "down", tone, weight)


def measure_of(row: tuple[object, ...], lang: str) -> Measure:
    """A measure from the values of ``UNIT_FIELDS``."""
    code, name_zh, name_en, unit, decimals, direction = row
    return Measure(
        code=str(code), name=str(name_en if lang == "en" and name_en else name_zh),
        unit=number.unit_of(str(unit), str(name_zh)), decimals=int(str(decimals)),
        direction=str(direction), lang=lang,
    )


def measures(lang: str) -> dict[str, Measure]:
    """Every indicator's measure by code, in the framework's order (one query)."""
    return {
        str(row[0]): measure_of(row, lang) for row in Indicator.objects.order_by("order").values_list(*UNIT_FIELDS)
    }
