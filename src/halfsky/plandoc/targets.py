"""Numbers of a goal become targets: operator, value, unit, year, quote and place.

A clause is cut into phrases at its commas. In each phrase the numbers that belong to names are blanked out, then
every number is judged by the words directly before and behind it (see `cues`). What has no cue is no target; when it
still looks like one it is listed as a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from halfsky.plandoc.clause import Clause, Phrase, phrases
from halfsky.plandoc.cues import INDICATOR_END, LESS_IS_BETTER
from halfsky.plandoc.judge import YEAR_IN_BRACKETS, Slot, goes_on, is_base, judge, share, slots_of
from halfsky.plandoc.names import YearWord, without_names, without_years, years
from halfsky.plandoc.subjects import count_of, says_all, subject_of

_PAST_PHRASE = re.compile(r"截至|截止|(?<![由从在比较])(?:目前|现阶段)|现已|已有|已达|已经|以来|期间全[县市省]")
_YEARLY = re.compile(r"年均|每年|逐年|年递")


@dataclass(frozen=True, slots=True)
class Target:
    """A numeric target.

    operator: one of >= <= ~ hold>= hold<= hold~ delta>= delta<= ratio>=; value as written; unit in one spelling.
    goal_no is None for a target in a table. indicator: the words before the value. change: "once", "yearly" or "";
    basis: "percent" (of the base), "points" (in the unit) or ""; base_year where the text names it. said_year: the phrase itself gives the year.
    """

    domain_index: int | None
    goal_no: int | None
    operator: str
    value: Decimal
    unit: str
    year: int | None
    quote: str
    line: int
    span: tuple[int, int]
    indicator: str = ""
    change: str = ""
    basis: str = ""
    base_year: int | None = None
    said_year: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One value found in a clause, before it is given to a goal: words [start, end) of the clause are its quote."""

    operator: str
    value: Decimal
    unit: str
    year: int | None
    start: int
    end: int
    indicator: str
    change: str = ""
    basis: str = ""
    base_year: int | None = None
    bare: bool = False
    count: int = 1


@dataclass(slots=True)
class _Scope:
    """What a sentence hands from phrase to phrase."""

    sentence: int = -1
    year: int | None = None
    years: tuple[int, ...] = ()
    pending: str = ""
    past: bool = False
    start: int = 0
    last: Slot | None = None
    listed: int = 1


def readings(clause: Clause, start_year: int | None, end_year: int | None) -> tuple[list[Reading], list[tuple[int, int]]]:
    """All values of a clause, and the phrases [start, end) with a number that was left alone."""
    found: list[Reading] = []
    left: list[tuple[int, int]] = []
    text = without_names(clause.text)
    scope = _Scope()
    for phrase in phrases(clause):
        if phrase.sentence != scope.sentence:
            scope = _Scope(sentence=phrase.sentence, start=phrase.start, listed=scope.listed)
        _phrase(text, phrase, scope, start_year, end_year, found, left)
    return found, left


def _phrase(text: str, phrase: Phrase, scope: _Scope, start_year: int | None, end_year: int | None,
            found: list[Reading], left: list[tuple[int, int]]) -> None:
    words = text[phrase.start:phrase.end]
    dates = years(words, start_year, end_year)
    plain = without_years(words, dates)
    slots = slots_of(plain)
    ahead = any(date.role == "target" for date in dates)
    if (said := _PAST_PHRASE.search(words)) and not (ahead and said[0].startswith("截")):
        scope.past = True
    elif ahead or "力争" in words:
        scope.past = False
    if not slots and words.startswith("20") and [date.role for date in dates] == ["base"] and not plain.strip("▣"):
        scope.past = True  # 2020年，入园率达到85%
    past = scope.past
    _carry_year(words, plain, dates, phrase, scope)
    if not slots:
        scope.last = None
        ends_open = INDICATOR_END.search(plain) is not None
        scope.pending = plain if ends_open else ""
        return
    previous: Slot | None = None
    for slot in slots:
        judge(plain, slot, previous, dates, past)
        previous = slot
    if scope.last is not None and not slots[0].operator and not past and not is_base(plain, slots[0], dates) \
            and goes_on(plain, slots[0], scope.last):
        slots[0].operator = slots[0].by_suffix or scope.last.operator
    if scope.pending and not slots[0].operator and slots[0].last.is_share and not past and _says_part(plain, slots[0], dates):
        _bare_of_part(slots[0], scope.pending)
    share(slots)
    for slot in slots:
        if slot.operator:
            found.extend(_results(plain, slot, slots, dates, phrase, scope))
        elif slot.first.unit and not past and not is_base(plain, slot, dates):
            left.append((phrase.start, phrase.end))
    if plain[:slots[0].start].strip("▣"):
        scope.pending = ""
    scope.listed = len(_chain(slots[-1], slots))
    scope.last = slots[-1] if slots[-1].operator and slots[-1].end == len(plain) else None


_PART = re.compile(r"[\u4e00-\u9fff]{1,8}(?:为|达)")


def _says_part(plain: str, slot: Slot, dates: Sequence[YearWord]) -> bool:
    """占比，2025年55%，2030年60%; 建设率，新建为100%: the number's own words say for which year or part it is."""
    ahead = plain[:slot.start]
    return _PART.fullmatch(ahead) is not None or (any(date.role == "target" for date in dates) and not ahead.strip("▣"))


def _bare_of_part(slot: Slot, indicator: str) -> None:
    less = LESS_IS_BETTER.search(indicator[-16:]) is not None
    slot.operator = slot.by_suffix or ("<=" if less else ">=")
    slot.bare = not slot.behind


def _carry_year(words: str, plain: str, dates: Sequence[YearWord], phrase: Phrase, scope: _Scope) -> None:
    """到2025年，… holds for the sentence."""
    named = [date for date in dates if date.role == "target"]
    rest = re.sub(r"[□▣到至在力争取确保底末前,，:]+", "", plain)
    if named and scope.year is not None and named[0].year > scope.year and re.match(r"[到至]▣", plain):
        scope.year, scope.years = named[0].year, ()  # 到2023年，…，到2025年达到80%，…
    if named and (len(rest) <= 2 or (phrase.start == scope.start and words[:named[0].start] in ("到", "至", ""))):
        at_head = named[0].start <= 2
        if len(rest) <= 2 or (at_head and words.startswith(("到", "至"))):
            scope.year = named[-1].year
            scope.years = tuple(date.year for date in named)


# -- results ------------------------------------------------------------------------------------------------------

def _results(plain: str, slot: Slot, slots: Sequence[Slot], dates: Sequence[YearWord], phrase: Phrase,
             scope: _Scope) -> list[Reading]:
    year = _year(plain, slot, slots, dates, scope)
    subject = subject_of(slot.subject)
    start = phrase.start
    if scope.pending and (not subject or says_all(slot.subject)):
        start = phrase.start - len(scope.pending) - 1
    elif not subject and phrase.start > scope.start and slot is slots[0] and len(plain) - slots[-1].end <= 3:
        start = scope.start
    base = next((date.year for date in dates if date.role == "base"), None)
    delta = slot.operator.startswith("delta")
    change = "" if not delta else "yearly" if _YEARLY.search(plain[:slot.start]) else "once"
    unit = slot.last.unit
    basis = basis_of(slot.operator, unit)
    alone = not slot.chained and not any(other.chained for other in slots[slots.index(slot) + 1:][:1])
    count = count_of(slot.subject) if alone and slot.second is None else 1
    if count == 1 and alone and scope.pending and says_all(slot.subject) and slot.second is None:
        count = 1 + count_of(scope.pending + "均")
    if count == 1 and alone and slot.second is None and not subject and says_all(slot.subject):
        count = scope.listed  # 甲和乙分别达到50%、45%，2030年均达到70%
    reading = Reading(slot.operator, slot.first.value, unit, year, start, phrase.end, subject or scope.pending,
                      change, basis, base, slot.bare, count)
    if slot.second is None:
        return [reading] * count
    lower, upper = range_operators(slot.operator)
    return [replace(reading, operator=lower), replace(reading, operator=upper, value=slot.second.value)]


def basis_of(operator: str, unit: str) -> str:
    """What a change is counted in: "percent" of the base, or "points", that is in the unit itself (1岁, 2个百分点)."""
    if not operator.startswith("delta"):
        return ""
    return "percent" if unit == "%" else "points"


def range_operators(operator: str) -> tuple[str, str]:
    """The operators of a range's two ends."""
    if operator.startswith("hold"):
        return "hold>=", "hold<="
    if operator.startswith("delta"):
        return operator, operator  # the sign of a change tells rise from fall at both ends
    return ">=", "<="


def _year(plain: str, slot: Slot, slots: Sequence[Slot], dates: Sequence[YearWord], scope: _Scope) -> int | None:
    named = [date for date in dates if date.role == "target"]
    chain = _chain(slot, slots)
    if not named and len(scope.years) == len(chain) > 1 and len({one.last.unit for one in chain}) == 1:
        return scope.years[chain.index(slot)]
    bracket = YEAR_IN_BRACKETS.match(plain, slot.end)
    inside = [date.year for date in named if bracket and date.start == bracket.start() + 1]
    if inside:
        return inside[0]
    if len(named) > 1:
        ahead = [date for date in named if date.end <= chain[0].start]
        if len(chain) == len(ahead) and len(chain) > 1:
            return ahead[chain.index(slot)].year
    before = [date for date in named if date.end <= slot.start]
    if before:
        return before[-1].year
    behind = [date for date in named if slot.end <= date.start <= slot.end + 2 and not any(
        date.end <= other.start for other in slots)]  # 65%(2023年达到50%): the year is the next number's
    return behind[0].year if behind else scope.year


def _chain(slot: Slot, slots: Sequence[Slot]) -> list[Slot]:
    at = slots.index(slot)
    first = at
    while first and slots[first].chained:
        first -= 1
    last = at
    while last + 1 < len(slots) and slots[last + 1].chained:
        last += 1
    return list(slots[first:last + 1])
