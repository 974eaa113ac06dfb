"""Several indicators in one sentence: `甲、乙和丙分别为25.00%、16.00%和22.22%，均与上年、2020年持平，尚未改善。`

Only what reads alike is put together: the same unit, moves of the same sign, the same standing to the target. What calls for
a word of its own (a missed target, a loss against last year, an uncertain outlook, a small number, a provisional figure, a
gap that widened markedly) keeps its own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import replace
from itertools import groupby

from halfsky.method.wording import change, clause, comparison, naming, number
from halfsky.method.wording.clause import ATTAINED, BAD, Subject
from halfsky.method.wording.comparison import Pair
from halfsky.method.wording.phrase import CATALOGUES, finish, paragraph, phrase, words
from halfsky.method.wording.piece import Field, Sentence, Slot, join, judged, named, plain, sentence
from halfsky.method.wording.telling import describe

FAR = 10
"""Percentage points of gain since the base year that are said before last year's."""
STRIKING = 10
"""Percentage points against last year, and `STRIKING_SHARE` per cent, from which a change has a sentence of its own."""
STRIKING_SHARE = 30
ALIKE = ("share", "rate", "count")
"""Groups of units whose figures may stand side by side: a wage beside a pension would invite a comparison that nobody means."""
MOST = 3
"""More than three figures one behind the other are a table."""
OWN_GROUP = re.compile(r"^women's |^women (?=senior|workers|students|delegates)| among women$")
"""What names the women in an indicator that women and men are compared in."""
LISTS = ("、", ", ")
"""A name that is a list itself would be counted as several."""
SHARED_ENDS = ("中女性比例", "中的女性比例")
SHARED_BEGINS = {"the share of ": "the shares of ", "the number of ": "the numbers of "}


def told(subjects: Sequence[Subject], lang: str, key: str) -> list[Sentence]:
    """What is said of the subjects, each in its own sentences or with others of its kind; the order is that of the first of each.

    A sentence on several is bound to their choice as well, under `key`, such as `domain:health`.
    """
    sets: dict[Hashable, list[list[Subject]]] = {}
    order: list[list[Subject]] = []
    for one in subjects:
        kind = likeness(one)
        open_ = sets.setdefault(kind, [])
        if kind is None or not open_ or len(open_[-1]) == MOST:
            open_.append([])
            order.append(open_[-1])
        open_[-1].append(one)
    return [describe(some[0], lang) if len(some) == 1 else together(some, lang, key) for some in order]


def likeness(subject: Subject) -> Hashable | None:
    """What a subject shares with those it may stand together with; None where it stands alone."""
    if subject.unit.group not in ALIKE or any(sign in subject.name for sign in LISTS):
        return None
    if subject.value is None or subject.pool is not None or subject.provisional or subject.rank is not None:
        return None
    if clause.foreseen(subject) or clause.worsened(subject) or (subject.state in BAD and not subject.directional):
        return None
    if any(clause.times(subject, against) is not None for against in ("last", "base")):
        return None
    if any(comparison.material(pair, subject.unit, subject.decimals) for pair in _pairs(subject)):
        return None
    lately = clause.moved(subject, "last")
    if lately is not None and lately.amount >= {"points": STRIKING, "percent": STRIKING_SHARE}.get(lately.kind, lately.amount + 1):
        return None
    moves = tuple(None if (one := clause.moved(subject, against)) is None else (one.kind, one.sign) for against in ("last", "base"))
    aimed = subject.aim is not None and subject.state in ATTAINED | {"expected"}
    if aimed and subject.state == "expected":
        return None
    stand = "met" if aimed else subject.state if subject.directional and subject.state in BAD else ""
    return subject.unit.code, subject.unit.zh, subject.observed_year, moves, stand


def together(subjects: Sequence[Subject], lang: str, key: str) -> Sentence:
    """The sentences on two or three subjects of one likeness; a gain since the base year of many points comes before last year's."""
    first = subjects[0]
    head, state = _head(subjects, lang), _state(subjects, lang)
    head = (*head, judged(f"{key}:set", ",".join(one.key for one in subjects)))
    changes = [one for one in _changes(subjects, lang) if one]
    if lang == "en":
        after = words(lang, "comma" if plain(join(changes[1:])).startswith(("and ", "but ")) else "list.last")
        said = [finish(lang, [head, join(changes, after)]), finish(lang, [state] if state else [])]
    elif first.observed_year or not (first.directional and first.state in BAD):
        said = [finish(lang, [one for one in (head, state, *changes) if one])]
    else:
        said = [finish(lang, [one for one in (head, *changes, state) if one])]
    sides = [phrase(lang, f"by.{name}", clause=one) for name in ("sex", "urban") if (one := _sides(subjects, name, lang))]
    said.append(finish(lang, sides, "semicolon"))
    return paragraph(lang, [one for one in said if one])


def _head(subjects: Sequence[Subject], lang: str) -> Sentence:
    first = subjects[0]
    values = [_value(one, lang) for one in subjects]
    slots: dict[str, Slot] = {"names": _names(subjects, lang), "values": _listed(values, lang)}
    if not first.observed_year:
        return phrase(lang, "set.head.same" if len({plain(one) for one in values}) == 1 else "set.head", **slots)
    slots["year"] = Field(f"{first.key}:year", str(first.year))
    slots["observed_year"] = Field(f"{first.key}:observed_year", str(first.observed_year))
    return phrase(lang, "set.head.carried", **slots)


def _value(subject: Subject, lang: str) -> Sentence:
    assert subject.value is not None
    return (Field(f"{subject.key}:value", number.with_unit(subject.value, subject.unit, subject.decimals, lang)),)


def _names(subjects: Sequence[Subject], lang: str) -> Sentence:
    """The names; what all begin or end with is said once."""
    names = [one.said or one.name for one in subjects]
    begin = next((one for one in SHARED_BEGINS if all(name.startswith(one) for name in names)), "") if lang == "en" and len(names) > 1 else ""
    end = next((end for end in SHARED_ENDS if all(name.endswith(end) for name in names)), "")
    kept = [name.removeprefix(begin) for name in names]
    kept = [name.removesuffix(end) for name in kept[:-1]] + kept[-1:]
    parts: list[Sentence] = [(named(f"{one.key}:name.said", name),) for one, name in zip(subjects, kept, strict=True)]
    ambiguous = lang == "zh" and any("和" in name for name in kept)
    listed = join(parts, words(lang, "list")) if ambiguous else _listed(parts, lang)
    return sentence(SHARED_BEGINS.get(begin, ""), listed)


def _each(texts: Sequence[Sentence], lang: str) -> tuple[Sentence, str]:
    """The amounts, once where all are the same, and the word that says so."""
    if len(texts) == 1:
        return texts[0], ""
    same = len({plain(one) for one in texts}) == 1
    return _listed(texts, lang), words(lang, "set.each.same" if same else "set.each")


def _changes(subjects: Sequence[Subject], lang: str) -> list[Sentence]:
    last, base = (clause.moved(subjects[0], against) for against in ("last", "base"))
    far = last is not None and base is not None and last.sign == base.sign != 0 and base.kind == "points" and base.amount >= FAR
    return [_base(subjects, lang), _last(subjects, lang, after=True)] if far else [_last(subjects, lang), _base(subjects, lang)]


def _last(subjects: Sequence[Subject], lang: str, *, after: bool = False) -> Sentence:
    found = [clause.moved(one, "last") for one in subjects]
    if found[0] is None:
        return ()
    ways = _ways(subjects, "last", found[0].sign)
    if found[0].sign == 0:
        flat = all(clause.flat_twice(one) for one in subjects)
        said = phrase(lang, "set.both.flat" if flat else "set.last.flat", base_year=_base_year(subjects))
        return (*said, *ways)
    slight = all(one is not None and one.kind == "points" and one.amount < clause.SLIGHT for one in found)
    name = "set.last.slight" if slight else "set.last.after" if after else "set.last"
    return (*phrase(lang, name, verb=_verb(found[0], lang)), *ways)


def _base(subjects: Sequence[Subject], lang: str) -> Sentence:
    found = [clause.moved(one, "base") for one in subjects]
    first = found[0]
    if first is None or (first.sign == 0 and all(clause.flat_twice(one) for one in subjects)):
        return ()
    ways = _ways(subjects, "base", first.sign)
    if first.sign == 0:
        return (*phrase(lang, "set.base.flat", base_year=_base_year(subjects)), *ways)
    amounts, each = _each(_amounts([(one.key, "change.base", moved) for one, moved in zip(subjects, found, strict=True) if moved is not None], lang), lang)
    verb = phrase(lang, change.phrase_key(first), amount=amounts)
    last = clause.moved(subjects[0], "last")
    name = "set.base.but" if last is not None and last.sign * first.sign < 0 else "set.base"
    return (*phrase(lang, name, change=verb, each=each, base_year=_base_year(subjects)), *ways)


def _state(subjects: Sequence[Subject], lang: str) -> Sentence:
    states = tuple(judged(f"{one.key}:state", one.state) for one in subjects)
    first = subjects[0]
    if first.directional and first.state in BAD:
        return (*phrase(lang, f"set.dir.{first.state}"), *states)
    if first.aim is None or first.state not in ATTAINED:
        return ()
    said = [clause.aim_words(one, lang) for one in subjects]
    same = len({plain(one) for one in said}) == 1
    held = {one.aim.operator in clause.HELD for one in subjects if one.aim is not None} == {True}
    name = "set.met" if not same else "set.met.hold" if held else "set.met.same"
    return (*phrase(lang, name, aims=_listed(said, lang)), *states)


def _sides(subjects: Sequence[Subject], name: str, lang: str) -> Sentence:
    """How the two groups stand apart in each of the subjects that know them, those on the same side together."""
    known: list[tuple[Subject, Pair, str]] = []
    for one in subjects:
        pair = one.sexes if name == "sex" else one.places
        if pair is not None and (sign := comparison.gap(pair, one.decimals).sign):
            known.append((one, pair, "higher" if sign > 0 else "lower"))
    parts: list[Sentence] = []
    for side, some in groupby(sorted(known, key=lambda one: one[2]), key=lambda one: one[2]):
        parts.append(_one_side(list(some), len(subjects), name, side, lang))
    return join(parts, words(lang, "semicolon"))


def _one_side(some: Sequence[tuple[Subject, Pair, str]], whole: int, name: str, side: str, lang: str) -> Sentence:
    first = "women" if name == "sex" else "urban"
    gaps = [comparison.gap(pair, one.decimals) for one, pair, _ in some]
    own = [one for one, _, _ in some]
    amounts, each = _each(_amounts([
        (one.key, f"gap.{first}", change.Change("points" if one.unit.group == "share" else "absolute", 1, gap.amount, one.decimals, one.unit, None))
        for one, gap in zip(own, gaps, strict=True)
    ], lang), lang)  # fmt: skip
    counted = ".count" if own[0].unit.group == "count" else ""
    said = phrase(lang, f"set.{name}.{side}{counted}", names=_whose(own, whole, name, side, lang), gaps=amounts, each=each)
    told_ = (*said, *(judged(f"{one.key}:gap.{first}", side) for one in own))
    moves = {None if gap.moved is None else (gap.moved > 0) - (gap.moved < 0) for gap in gaps}
    if len(moves) != 1 or None in moves:
        return told_
    trend = {1: "widen", 0: "flat", -1: "narrow"}[next(iter(moves)) or 0]
    before = Field(f"{some[0][0].key}:gap.{first}.before_year", str(some[0][1].before_year))
    moved = phrase(lang, f"set.gap.{trend}{'.one' if len(own) == 1 else ''}", before_year=before)
    return join([told_, (*moved, *(judged(f"{one.key}:gap.{first}.move", trend) for one, _, _ in some))], words(lang, "comma"))


def _whose(own: Sequence[Subject], whole: int, name: str, side: str, lang: str) -> Sentence:
    """Of which indicators the groups are compared, and whose figure is the higher one, as far as it was not said before."""
    if lang == "en":
        if len(own) == whole:
            return ()
        bare = [naming.said(OWN_GROUP.sub("", one.name) if name == "sex" else one.name, one.unit, lang) for one in own]
        return sentence(" in ", _names([replace(one, said=said) for one, said in zip(own, bare, strict=True)], lang))
    who = words(lang, "col.F") if name == "sex" else words(lang, "col.U" if side == "higher" else "col.R")
    if len(own) == whole:
        return sentence(who)
    women = name == "sex" and all(one.women for one in own)
    return sentence(_names(own, lang), "" if women else who)


def _amounts(rows: Sequence[tuple[str, str, change.Change]], lang: str) -> list[Sentence]:
    """`11.0`, `15.50`, `16.00个百分点`: percentage points are named once, any other amount has its unit."""
    texts = [change.amount_words(moved, lang) for _, _, moved in rows]
    same = len(set(texts)) == 1
    parts: list[Sentence] = []
    for place, ((key, what, moved), text) in enumerate(zip(rows, texts, strict=True)):
        whole = moved.kind != "points" or same or place == len(rows) - 1
        parts.append((Field(f"{key}:{what}", text) if whole else Field(f"{key}:{what}.bare", number.digits(moved.amount, moved.decimals)),))
    return parts


def _listed(parts: Sequence[Sentence], lang: str) -> Sentence:
    """`甲、乙和丙`; what reads the same is written once, bound to each."""
    if len({plain(one) for one in parts}) == 1:
        return (*parts[0], *(judged(piece.key, piece.text) for one in parts[1:] for piece in one if isinstance(piece, Field)))
    return join([join(parts[:-1], words(lang, "list")), parts[-1]], words(lang, "list.last"))


def _verb(moved: change.Change, lang: str) -> str:
    return CATALOGUES[lang][change.phrase_key(moved)].replace("{amount}", "").strip()


def _ways(subjects: Sequence[Subject], against: str, sign: int) -> tuple[Field, ...]:
    way = {1: "up", 0: "flat", -1: "down"}[sign]
    return tuple(judged(f"{one.key}:change.{against}", way) for one in subjects)


def _base_year(subjects: Sequence[Subject]) -> Field:
    return Field(f"{subjects[0].key}:base_year", str(subjects[0].base_year))


def _pairs(subject: Subject) -> list[Pair]:
    return [one for one in (subject.sexes, subject.places) if one is not None]
