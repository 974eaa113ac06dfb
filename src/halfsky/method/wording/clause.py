"""What one indicator's sentence says, and in which order: the sentence plan, and its clauses (`telling` puts them together).

The plan is chosen by what matters: a missed target is said first, then a loss against last year, then a gap
between women and men; good news is short. What is weak is said to be weak: a carried value, a provisional
one, a small number. Nothing is claimed beyond the state that the run gave.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from halfsky.method.wording import change, comparison, number
from halfsky.method.wording.comparison import Pair
from halfsky.method.wording.number import Unit
from halfsky.method.wording.phrase import phrase
from halfsky.method.wording.piece import Field, Piece, Sentence, Slot, judged, named, sentence

BAD = frozenset({"not_met", "hard"})
ATTAINED = frozenset({"met", "met_early"})
COMPARISONS = ("sex", "urban")
SLIGHT = Decimal("0.1")
"""Percentage points below which a fall of a share is told where it is, and is no fall worth a place of its own (a house rule)."""
HELD = ("hold>=", "hold<=", "hold~")


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as it is worded: operator of the plan, value in the indicator's unit, year."""

    operator: str
    value: Decimal
    year: int
    base_year: int = 0
    basis: str = ""
    """`points` or `percent` for a change (`delta`) target."""


@dataclass(frozen=True, slots=True)
class Subject:
    """All that a sentence may say about one indicator in one year; what is not known is None."""

    key: str
    name: str
    unit: Unit
    decimals: int
    direction: str
    year: int
    state: str
    value: Decimal | None = None
    last: Decimal | None = None
    base: Decimal | None = None
    base_year: int = 0
    aim: Aim | None = None
    sexes: Pair | None = None
    places: Pair | None = None
    observed_year: int = 0
    """The year a carried value was observed in; 0 when the value is this year's own."""
    provisional: bool = False
    cases: Decimal | None = None
    """The count behind a small-count rate."""
    pool: tuple[int, int] | None = None
    reason: str = ""
    women: bool = False
    """`value` is the women's own figure."""
    directional: bool = False
    """Judged against its base year and not against a target."""
    short: Decimal | None = None
    """How far the value is from its target, without sign."""
    interval: tuple[Decimal, Decimal] | None = None
    """The 95 % interval of a pooled small-count rate."""
    chance: Decimal | None = None
    """The outlook: probability of meeting the target, 0 to 1; None where it was not judged."""
    level: str = ""
    """The outlook's level; says the chance in words."""
    said: str = ""
    """The name as the subject of a sentence, where that is another."""
    deaths: bool = False
    """The events counted are deaths."""
    rank: tuple[int, int] | None = None
    """Place among peers, best first, and how many peers there are."""


def clauses_of(subject: Subject) -> tuple[str, ...]:
    """The sentence plan: names of clauses, most important first."""
    if subject.value is None:
        return ("missing",)
    if subject.pool is not None:
        return ("pooled", "state", "interval", "cases")
    return (*_plan(subject), *(("rank",) if subject.rank is not None else ()))


def _plan(subject: Subject) -> tuple[str, ...]:
    falling = worsened(subject)
    if subject.state in BAD and subject.directional:
        return ("value", "last", "base", "state", "outlook", "sex", "urban")
    if subject.state in BAD:
        return ("value", "state", "outlook", "last", "base", "sex", "urban")
    if falling:
        return ("value", "last", "state", "outlook", "base", "sex", "urban")
    if subject.sexes is not None and comparison.material(subject.sexes, subject.unit, subject.decimals):
        return ("value", "sex", "last", "base", "state", "outlook", "urban")
    if subject.state in ATTAINED:
        return ("value", "state", "last", "base", "sex", "urban")
    return ("value", "last", "base", "state", "outlook", "sex", "urban")


def worsened(subject: Subject) -> bool:
    """Worse than last year, by the indicator's direction and as printed; less than a tenth of a point of a share is not."""
    if subject.value is None or subject.last is None:
        return False
    found = change.between(subject.value, subject.last, subject.unit, subject.decimals, subject.direction)
    return found.better is False and found.amount >= (SLIGHT if found.kind == "points" else 0)


def foreseen(subject: Subject) -> bool:
    """Whether the target is still open and the outlook judged it: then its chance is said and not the pace."""
    return subject.chance is not None and subject.state in {"expected", "hard"} and subject.level != "cannot_judge"


def aim_words(subject: Subject, lang: str) -> Sentence:
    """`不低于95%`, `45%左右`: the target itself."""
    aim = subject.aim
    if aim is None:
        return ()
    return phrase(
        lang,
        f"target.{aim.operator}",
        target=_bound(subject, "target", aim_amount(aim, subject.unit, lang)),
        base_year=_bound(subject, "target.base_year", str(aim.base_year or subject.base_year)),
    )


def clause(subject: Subject, name: str, lang: str) -> Sentence:
    """One clause of the plan; empty where the result has nothing for it."""
    if name == "missing":
        year = _bound(subject, "year", str(subject.year))
        said = phrase(lang, f"missing.{subject.reason}", name=_name(subject), year=year)
        return sentence(said, judged(f"{subject.key}:reason", subject.reason))
    if subject.value is None:
        return ()
    if name in {"value", "pooled"}:
        return _value(subject, lang)
    if name == "cases":
        return _cases(subject, lang)
    if name == "interval":
        return _interval(subject, lang)
    if name == "state":
        return _state(subject, lang)
    if name == "outlook":
        return _outlook(subject, lang)
    if name == "rank":
        return _rank(subject, lang)
    if name in {"last", "base"}:
        return _moved(subject, name, lang)
    if name == "sex" and subject.sexes is not None and not comparison.silent(subject.sexes, subject.decimals):
        form = "men" if subject.women else ""
        return comparison.sex_clause(subject.key, subject.sexes, subject.unit, subject.decimals, lang, form)
    if name == "urban" and subject.places is not None and not comparison.silent(subject.places, subject.decimals):
        return comparison.urban_clause(subject.key, subject.places, subject.unit, subject.decimals, lang)
    return ()


def _value(subject: Subject, lang: str) -> Sentence:
    assert subject.value is not None
    slots: dict[str, Slot] = {
        "name": _name(subject),
        "value": _bound(
            subject, "value", number.with_unit(subject.value, subject.unit, subject.decimals, lang)
        ),
        "year": _bound(subject, "year", str(subject.year)),
    }
    if subject.pool is not None:
        slots["pool_from"] = _bound(subject, "pool.from", str(subject.pool[0]))
        slots["pool_to"] = _bound(subject, "pool.to", str(subject.pool[1]))
        return phrase(lang, "value.pooled", **slots)
    if subject.observed_year:
        slots["observed_year"] = _bound(subject, "observed_year", str(subject.observed_year))
        return phrase(lang, "value.carried", **slots)
    if subject.provisional:
        return sentence(phrase(lang, "value.provisional", **slots), judged(f"{subject.key}:value", "provisional"))
    return phrase(lang, "value.plain", **slots)


def _cases(subject: Subject, lang: str) -> Sentence:
    if subject.cases is None:
        return ()
    year, name = _bound(subject, "year", str(subject.year)), "deaths" if subject.deaths else "cases"
    if subject.cases == 0:
        return sentence(phrase(lang, f"{name}.none", year=year), judged(f"{subject.key}:cases", "none"))
    told = _bound(subject, "cases", number.digits(subject.cases, 0))
    return phrase(lang, f"{name}.one" if subject.cases == 1 else name, year=year, cases=told)


def _interval(subject: Subject, lang: str) -> Sentence:
    """What a handful of cases cannot rule out."""
    if subject.interval is None:
        return ()
    low, high = (number.with_unit(one, subject.unit, subject.decimals, lang) for one in subject.interval)
    if subject.value is not None and subject.interval[0] > subject.value:
        # with no case the prior keeps the interval above the pooled rate: a range without the figure would read as an error
        return phrase(lang, "interval.most", high=_bound(subject, "interval.high", high))
    return phrase(lang, "interval", low=_bound(subject, "interval.low", low), high=_bound(subject, "interval.high", high))


def unsure(subject: Subject) -> bool:
    """A pooled rate meets its target while its 95 % interval reaches to the other side of it."""
    aim = subject.aim
    if subject.interval is None or aim is None or subject.state not in ATTAINED:
        return False
    low, high = subject.interval
    return high > aim.value if aim.operator in {"<=", "hold<="} else low < aim.value if aim.operator in {">=", "hold>="} else False


def _outlook(subject: Subject, lang: str) -> Sentence:
    """The chance of meeting a target that is not met yet, said as strongly as it is and no more."""
    if subject.chance is None or not foreseen(subject):
        return ()
    per_cent = number.digits(subject.chance * 100, 0)
    if subject.chance < Decimal("0.01") or subject.chance > Decimal("0.99"):
        return sentence(phrase(lang, f"outlook.{subject.level}.bare"), judged(f"{subject.key}:level", subject.level))
    said = phrase(lang, f"outlook.{subject.level}", chance=_bound(subject, "chance", f"{per_cent}%"))
    return sentence(said, judged(f"{subject.key}:level", subject.level))


def _rank(subject: Subject, lang: str) -> Sentence:
    assert subject.rank is not None
    place, peers = subject.rank
    return phrase(lang, "rank", place=_bound(subject, "rank", str(place)), peers=_bound(subject, "peers", str(peers)))


def moved(subject: Subject, against: str) -> change.Change | None:
    """The change against `last` year or the `base` year where it is told; None where it is not."""
    if subject.value is None or (against == "last" and subject.observed_year):
        return None
    if against == "base" and subject.base_year in {subject.year, subject.year - 1}:
        return None
    before = subject.last if against == "last" else subject.base
    if before is None:
        return None
    known = [one for one in (subject.last, subject.base) if one is not None]
    few = subject.unit.group == "count" and any(number.rounded(one, subject.decimals) < change.SMALL_BASE for one in known)
    return change.between(subject.value, before, subject.unit, subject.decimals, subject.direction, pieces=few)


def times(subject: Subject, against: str) -> Decimal | None:
    """How many times last year's or the base year's figure it is, from twofold on; None where that is not told."""
    before = subject.last if against == "last" else subject.base
    if subject.value is None or before is None:
        return None
    return change.multiple(subject.value, before, subject.unit, subject.decimals)


def both_moved(subject: Subject, lang: str) -> Sentence:
    """`比上年下降0.02个百分点，但比2020年提高1.19个百分点`: the two changes in one clause; empty where they are not two of a kind."""
    last, base = moved(subject, "last"), moved(subject, "base")
    if last is None or base is None or not last.sign or not base.sign or last.kind != base.kind:
        return ()
    if times(subject, "last") is not None or times(subject, "base") is not None:
        return ()
    amount = _bound(subject, "change.base", change.amount_words(base, lang))
    if last == base:
        same: dict[str, Slot] = {"base": phrase(lang, change.phrase_key(base), amount=amount), "base_year": _bound(subject, "base_year", str(subject.base_year))}
        told = judged(f"{subject.key}:change.last", change.amount_words(last, lang))
        return sentence(phrase(lang, "both.same", **same), told, _way(subject, "last", last), _way(subject, "base", base))
    slots: dict[str, Slot] = {
        "last": phrase(lang, change.phrase_key(last), amount=_bound(subject, "change.last", change.amount_words(last, lang))),
        "base": phrase(lang, change.phrase_key(base), amount=amount),
        "base_year": _bound(subject, "base_year", str(subject.base_year)),
    }
    if lang == "en" and last.sign == base.sign:
        slots["base"] = amount  # the verb of the first change holds for both
    said = phrase(lang, "both" if last.sign == base.sign else "both.but", **slots)
    return sentence(said, _way(subject, "last", last), _way(subject, "base", base))


def _way(subject: Subject, against: str, found: change.Change) -> Field:
    return judged(f"{subject.key}:change.{against}", {1: "up", 0: "flat", -1: "down"}[found.sign])


def _moved(subject: Subject, against: str, lang: str) -> Sentence:
    found = moved(subject, against)
    if found is None:
        return ()
    base_year, way = _bound(subject, "base_year", str(subject.base_year)), _way(subject, against, found)
    if found.sign == 0 and flat_twice(subject):
        return sentence(phrase(lang, "both.flat", base_year=base_year), way) if against == "last" else ()
    if found.sign == 0:
        return sentence(phrase(lang, f"{against}.flat", base_year=base_year), way)
    many = times(subject, against)
    if many is not None:
        key = f"{against}.doubled" if many == 2 else f"{against}.times"
        told = _bound(subject, f"times.{against}", number.digits(many, 1))
        return sentence(phrase(lang, key, times=told, base_year=base_year), judged(f"{subject.key}:change.{against}", "times"))
    amount = _bound(subject, f"change.{against}", change.amount_words(found, lang))
    verb = phrase(lang, change.phrase_key(found), amount=amount)
    return sentence(phrase(lang, against, change=verb, base_year=base_year), way)


def flat_twice(subject: Subject) -> bool:
    """As last year and as in the base year: said once."""
    said_base = subject.base is not None and subject.base_year not in {subject.year, subject.year - 1}
    if not said_base or subject.last is None or subject.observed_year:
        return False
    printed = {number.rounded(one, subject.decimals) for one in (subject.value, subject.last, subject.base) if one is not None}
    return len(printed) == 1


def _state(subject: Subject, lang: str) -> Sentence:
    said = _state_words(subject, lang)
    return sentence(said, judged(f"{subject.key}:state", subject.state)) if said else ()


def _state_words(subject: Subject, lang: str) -> Sentence:
    aim = subject.aim
    if subject.directional and subject.state in BAD:
        return phrase(lang, f"dir.{subject.state}")
    if aim is None or subject.state not in BAD | ATTAINED | {"expected"}:
        return ()
    slots: dict[str, Slot] = {
        "aim": aim_words(subject, lang),
        "target_year": _bound(subject, "target.year", str(aim.year)),
    }
    if foreseen(subject):
        return _open_target(subject, aim, slots, lang)
    name = subject.state
    if unsure(subject):
        return sentence(phrase(lang, "met.unsure", **slots), judged(f"{subject.key}:interval", "unsure"))
    if name == "met" and aim.operator in HELD:
        name = "met.hold"
    if name in BAD and subject.short and aim.operator in {">=", "<=", "hold>=", "hold<="}:
        return _short_of(subject, aim, name, slots, lang)
    if name == "not_met" and aim.operator in HELD:
        name = "not_met.hold"
    return phrase(lang, name, **slots)


def _open_target(subject: Subject, aim: Aim, slots: dict[str, Slot], lang: str) -> Sentence:
    """What the plan asks and how far it is, without a word on the pace."""
    if subject.short and aim.operator in {">=", "<="}:
        return _short_of(subject, aim, "open", slots, lang)
    return phrase(lang, "open", **slots)


def _short_of(subject: Subject, aim: Aim, name: str, slots: dict[str, Slot], lang: str) -> Sentence:
    """How far from the target; a distance that the printed decimals round to nothing is called slight."""
    assert subject.short is not None
    side = "short" if aim.operator.endswith(">=") else "over"
    if number.rounded(subject.short, subject.decimals) == 0:
        return sentence(phrase(lang, f"{name}.just_{side}", **slots), judged(f"{subject.key}:short", "slight"))
    slots["short"] = _bound(subject, "short", comparison.difference_words(subject.short, subject.unit, subject.decimals, lang))
    return phrase(lang, f"{name}.{side}", **slots)


def aim_amount(aim: Aim, unit: Unit, lang: str) -> str:
    """A target's number with its unit, and the decimals it is written with in the plan."""
    decimals = max(0, -int(aim.value.normalize().as_tuple().exponent))
    if aim.operator.startswith("ratio"):
        return number.digits(aim.value, decimals)
    if aim.operator.startswith("delta") and aim.basis == "percent":
        return number.in_percent(aim.value, decimals)
    if aim.operator.startswith("delta"):
        return comparison.difference_words(aim.value, unit, decimals, lang)
    return number.with_unit(aim.value, unit, decimals, lang)


def _name(subject: Subject) -> Piece:
    return named(f"{subject.key}:{'name.said' if subject.said else 'name'}", subject.said or subject.name)


def _bound(subject: Subject, what: str, text: str) -> Field:
    return Field(f"{subject.key}:{what}", text)
