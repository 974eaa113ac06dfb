"""How many goals are met, in words: the rate with numerator and denominator, and what leaves it.

Met early and met count as met; not reported, not due and not monitorable stand apart from the denominator
and are always said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from halfsky.method.wording import number
from halfsky.method.wording.phrase import finish, phrase, words
from halfsky.method.wording.piece import Field, Sentence, Slot, join, judged, named, sentence

JUDGED = ("met_early", "met", "expected", "hard", "not_met")
LEFT_OUT = ("no_data", "not_due", "not_monitorable")
RANKED, MOST_RANKED = 2, 3
"""How many domains are named at each end of the order, and the most where some share a place."""


@dataclass(frozen=True, slots=True)
class Counts:
    """One row of a run's counts; `key` is its address, such as `domain:health:goals`."""

    key: str
    by_state: Mapping[str, int]
    monitorable: int
    rate: Decimal | None

    @property
    def attained(self) -> int:
        return self.by_state["met"] + self.by_state["met_early"]

    @property
    def bad(self) -> int:
        return self.by_state["hard"] + self.by_state["not_met"]

    @property
    def total(self) -> int:
        return self.monitorable + sum(self.by_state[state] for state in LEFT_OUT)

    def field(self, what: str) -> Field:
        """A count as a bound field: a state, `total`, `monitorable`, `attained`, `bad` or `rate`."""
        if what == "rate":
            return Field(f"{self.key}:rate", "" if self.rate is None else number.in_percent(self.rate, 2))
        amount = {
            "total": self.total,
            "monitorable": self.monitorable,
            "attained": self.attained,
            "bad": self.bad,
        }
        return Field(f"{self.key}:{what}", str(amount[what] if what in amount else self.by_state[what]))


def counts(key: str, row: Mapping[str, Any]) -> Counts:
    """Counts from a run's row `{met, met_early, …, monitorable, rate}`."""
    rate = row.get("rate")
    by_state = {state: int(row.get(state, 0)) for state in (*JUDGED, *LEFT_OUT)}
    return Counts(key, by_state, int(row["monitorable"]), None if rate is None else Decimal(str(rate)))


def state_list(found: Counts, states: Sequence[str], lang: str) -> Sentence:
    """`已达标12项、预期达标9项`: the states that occur."""
    some = [
        phrase(lang, "count.state", state=words(lang, f"state.{state}"), count=found.field(state))
        for state in states
        if found.by_state[state]
    ]
    return join(some, words(lang, "list"))


def overall(goals: Counts, year: Field, lang: str) -> list[Sentence]:
    """The conclusion's sentences: rate, split, what is left out."""
    if not goals.monitorable:
        first = phrase(lang, "attain.total.none", total=goals.field("total"), year=year)
    else:
        names = ("total", "monitorable", "attained", "rate")
        first = phrase(lang, "attain.total", year=year, **{name: goals.field(name) for name in names})
    found = [finish(lang, [first])]
    if goals.monitorable:
        found.append(finish(lang, [phrase(lang, "attain.split", states=state_list(goals, JUDGED, lang))]))
    left: Slot = state_list(goals, LEFT_OUT, lang)
    none = sentence(phrase(lang, "attain.left_out.none"), judged(f"{goals.key}:left_out", "none"))
    found.append(finish(lang, [phrase(lang, "attain.left_out", states=left) if left else none]))
    return found


def by_indicator(indicators: Counts, lang: str) -> Sentence:
    """The count of indicators, printed beside that of goals."""
    if not indicators.monitorable:
        return ()
    names = ("monitorable", "attained", "rate")
    return finish(
        lang, [phrase(lang, "attain.indicators", **{name: indicators.field(name) for name in names})]
    )


def against_last_year(goals: Counts, before: Counts, lang: str) -> Sentence:
    """The rate against last year's, in percentage points."""
    if goals.rate is None or before.rate is None:
        return ()
    moved = goals.rate - before.rate
    if moved == 0:
        return finish(lang, [sentence(phrase(lang, "attain.last.flat"), judged(f"{goals.key}:rate.change", "flat"))])
    way = "up" if moved > 0 else "down"
    amount = Field(f"{goals.key}:rate.change", number.in_points(abs(moved), 2, lang))
    return finish(lang, [sentence(phrase(lang, f"attain.last.{way}", amount=amount), judged(f"{goals.key}:rate.change", way))])


def rest(domain: Counts, lang: str) -> Sentence:
    """What is not met yet and on pace, of a domain where nothing lags; empty where all is met."""
    count = domain.by_state["expected"]
    if not count or domain.bad:
        return ()
    name = "open.rest.whole" if not domain.attained else "open.rest.one" if count == 1 and lang == "en" else "open.rest"
    return finish(lang, [sentence(phrase(lang, name, expected=domain.field("expected")), judged(f"{domain.key}:rest", name))])


def moves(key: str, kinds: Sequence[str], lang: str) -> Sentence:
    """`与上年相比，新达标1项，上年达标、本年未保持的8项。`: what became of the goals since last year, by kind, in the order given."""
    parts = [
        phrase(lang, f"decomp.{kind}", count=Field(f"{key}:{kind}", str(list(kinds).count(kind)))) for kind in dict.fromkeys(kinds)
    ]
    return finish(lang, [phrase(lang, "decomp", parts=join(parts, words(lang, "comma")))]) if parts else ()


def domain_counts(domain: Counts, year: Field, lang: str, place: int = 0) -> Sentence:
    """`10项目标中可监测6项，达标3项，达标率50.00%（3/6）；未上报2项、未到期2项，不计入分母。`

    Where all or none is met, or less than half could be judged, this is said and no rate that would claim more. `place`
    varies the words between domains.
    """
    names = ("total", "monitorable", "attained", "rate")
    slots: dict[str, Slot] = {one: domain.field(one) for one in names}
    left = state_list(domain, LEFT_OUT, lang)
    name = _form(domain, place)
    said = sentence(phrase(lang, name, year=year, states=left, **slots), judged(f"{domain.key}:form", name))
    if not left or name in {"open.dark", "open.blind"}:
        return finish(lang, [said])
    more = "domain.left_out" if name == "domain.counts" else "domain.left_out.more"
    return finish(lang, [said, phrase(lang, more, states=left, total=slots["total"])], "semicolon")


def _form(domain: Counts, place: int) -> str:
    whole = domain.monitorable == domain.total
    if not domain.monitorable:
        return "open.dark"
    if domain.monitorable * 2 < domain.total:
        return "open.blind"
    if domain.attained == domain.monitorable:
        return "domain.counts.all.whole" if whole else "domain.counts.all"
    if not domain.attained and domain.monitorable > 1:
        return "domain.counts.zero"
    if place % 3 == 1:
        return "domain.counts.rate"
    return "domain.counts.whole" if whole else "domain.counts"


def ranking(domains: Sequence[tuple[str, Counts]], lang: str, best: bool) -> Sentence:
    """Which domains stand highest or lowest by rate: two, or those that share the place, none of them at both ends.

    A domain of which less than half could be judged is not ranked. Nothing where all are equal or too many share an end.
    """
    rated = [(name, found) for name, found in domains if found.rate is not None and found.monitorable * 2 >= found.total]
    ordered = sorted(rated, key=lambda one: one[1].rate or Decimal(0), reverse=best)
    ends = [one for one in ordered if one[1].rate != ordered[-1][1].rate][: min(RANKED, len(ordered) // 2)]
    tied = [one for one in ordered if ends and one[1].rate == ends[-1][1].rate]
    if len(tied) > len([one for one in tied if one in ends]):
        above = [one for one in ends if one not in tied]
        ends = above + tied if len(above) + len(tied) <= MOST_RANKED else above
    if not ends:
        return ()
    names = [
        phrase(
            lang,
            "domain.rate",
            name=named(f"{found.key}:name", name),
            **{w: found.field(w) for w in ("rate", "attained", "monitorable")},
        )
        for name, found in ends
    ]
    end = "best" if best else "worst"
    chosen = judged(f"all:{end}", ",".join(found.key for _, found in ends))
    listed = join(names, words(lang, "list")) if lang == "zh" or len(names) == 1 else join(
        [join(names[:-1], words(lang, "list")), names[-1]], words(lang, "list.last")
    )  # fmt: skip
    return sentence(phrase(lang, f"domain.{end}", names=listed), chosen)
