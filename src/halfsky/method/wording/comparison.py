"""Women and men, town and country: who is higher, by how much, and whether the gap narrows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from halfsky.method.wording import number
from halfsky.method.wording.number import Unit
from halfsky.method.wording.phrase import phrase, words
from halfsky.method.wording.piece import Field, Sentence, join, judged, sentence


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups of one indicator in one year, and their figures in an earlier year where known.

    `first` is women or urban, `second` men or rural; values in the indicator's own unit.
    """

    first: Decimal
    second: Decimal
    before_first: Decimal | None = None
    before_second: Decimal | None = None
    before_year: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """The absolute difference as printed, its sign (1: the first group is higher) and its change."""

    amount: Decimal
    sign: int
    moved: Decimal | None
    """The gap now minus the gap before, both as printed; None where the earlier pair is not known."""


def gap(pair: Pair, decimals: int) -> Gap:
    """The gap between the two groups, from the figures as printed."""
    difference = number.rounded(pair.first, decimals) - number.rounded(pair.second, decimals)
    moved = None
    if pair.before_first is not None and pair.before_second is not None:
        before = number.rounded(pair.before_first, decimals) - number.rounded(pair.before_second, decimals)
        moved = abs(difference) - abs(before)
    return Gap(abs(difference), (difference > 0) - (difference < 0), moved)


def material(pair: Pair, unit: Unit, decimals: int) -> bool:
    """The gap is wider by so much that it is worth a place of its own: a point of a share, a hundredth of any other figure
    whose lower side also is a smaller part of the higher one.

    A house rule (`docs/method/wording.md`): smaller moves are told where the gap is, and are no problem of the year.
    """
    moved = gap(pair, decimals).moved
    if moved is None or moved <= 0:
        return False
    if unit.group == "share":
        return moved >= 1
    return moved * 100 >= max(abs(pair.first), abs(pair.second)) and _further_apart(pair)


def _further_apart(pair: Pair) -> bool:
    """The lower figure is a smaller part of the higher one than it was: amounts that all grew alike are no further apart."""
    assert pair.before_first is not None and pair.before_second is not None
    now, before = sorted((pair.first, pair.second)), sorted((pair.before_first, pair.before_second))
    return now[0] * before[1] < before[0] * now[1]


def silent(pair: Pair, decimals: int) -> bool:
    """There is nothing to tell: the two are equal, and were."""
    found = gap(pair, decimals)
    return found.sign == 0 and found.moved == 0


def difference_words(amount: Decimal, unit: Unit, decimals: int, lang: str) -> str:
    """A difference of two levels: points for shares, the unit itself for the rest."""
    if unit.group == "share":
        return number.in_points(amount, decimals, lang)
    return number.with_unit(amount, unit, decimals, lang)


def sex_clause(key: str, pair: Pair, unit: Unit, decimals: int, lang: str, form: str = "") -> Sentence:
    """`女性为89.3%、男性为92.1%，女性低2.8个百分点，差距比2020年缩小…`.

    `form` `men` names only the men's figure, after the women's was said.
    """
    found = gap(pair, decimals)
    side = {1: "higher", -1: "lower", 0: "equal"}[found.sign]
    name = f"sex.men.{side}" if form == "men" else f"sex.{side}"
    return _clause(name, ("women", "men"), key, pair, found, unit, decimals, lang)


def urban_clause(key: str, pair: Pair, unit: Unit, decimals: int, lang: str) -> Sentence:
    """`城镇为94.3%、农村为91.1%，城镇高3.2个百分点`."""
    found = gap(pair, decimals)
    side = {1: "higher", -1: "lower", 0: "equal"}[found.sign]
    return _clause(f"urban.{side}", ("urban", "rural"), key, pair, found, unit, decimals, lang)


def _clause(
    name: str, sides: tuple[str, str], key: str, pair: Pair, found: Gap, unit: Unit, decimals: int, lang: str
) -> Sentence:
    first, second = sides
    side = {1: "higher", -1: "lower", 0: "equal"}[found.sign]
    if unit.group == "count" and found.sign:
        name += ".count"
    body = phrase(
        lang,
        name,
        **{
            first: Field(f"{key}:{first}", number.with_unit(pair.first, unit, decimals, lang)),
            second: Field(f"{key}:{second}", number.with_unit(pair.second, unit, decimals, lang)),
            "gap": Field(f"{key}:gap.{first}", difference_words(found.amount, unit, decimals, lang)),
        },
    )
    body = sentence(body, judged(f"{key}:gap.{first}", side))
    if found.moved is None:
        return body
    trend = "flat" if found.moved == 0 else ("narrow" if found.moved < 0 else "widen")
    if trend == "narrow" and found.amount == 0:
        trend = "closed"
    moved = phrase(
        lang,
        f"gap.{trend}",
        before_year=Field(f"{key}:gap.{first}.before_year", str(pair.before_year)),
        amount=Field(f"{key}:gap.{first}.change", difference_words(abs(found.moved), unit, decimals, lang)),
    )
    return join([body, sentence(moved, judged(f"{key}:gap.{first}.move", trend))], words(lang, "comma"))
