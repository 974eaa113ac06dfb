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
from halfsky.plandoc.cues import BUILD, INDICATOR_END, LESS_IS_BETTER, Cue, compiled_before, compiled_behind
from halfsky.plandoc.names import YearWord, without_names, without_years, years
from halfsky.plandoc.numerals import Quantity, quantities
from halfsky.plandoc.subjects import count_of, says_all, subject_of

_BEFORE = compiled_before()
_BEHIND = compiled_behind()
_JOIN = re.compile(r"(?:、|和|及|与|以及|或|并|/)?(?:分别)?(?:约)?$")
_LABEL = re.compile(r"(?:、|和|及|与|以及)[\u4e00-\u9fff()]{1,10}$")
_ADVERB = re.compile(r"(?:约|大约|近|了|全部|均|都|各|分别|基本|最终|逐步|稳步|力争|总体|预计|其|再|已?再|每年|年均|由此|累计|合计|平均)$")
_GAP = re.compile(r"^[\u4e00-\u9fff]{1,6}$")
_PAST = re.compile(r"(?:已|已经|目前|现已|业已)(?:经)?(?:达到?|提高到|增加到|下降到|降至|降到|实现|超过|建成|完成|有)?$")
_PAST_PHRASE = re.compile(r"截至|截止|目前|现阶段|现已|已有|已达|已经|以来|期间全[县市省]")
_BASE_VALUE = re.compile(r"(?:基数|现状|基期|基线|现有)(?:值)?(?:为|是|:)?$")
_FROM = re.compile(r"(?:由|从)[^,，]{0,24}$")
_THEN_TO = re.compile(r"(?:左右|以[上下内])?(?:逐步|稳步|进一步|大幅|继续)?(?:提高|提升|上升|增加|增长|增|升|扩大|下降|降低|降|减少|缩小|减|拓展)?(?:到|至|为)")
_TIME = frozenset(("分钟", "小时", "天", "日", "周", "月", "年", "岁", "公里", "级", "期", "届", "千米", "时"))
_YEARLY = re.compile(r"年均|每年|逐年|年递")


@dataclass(frozen=True, slots=True)
class Target:
    """A numeric target.

    operator: one of >= <= ~ hold>= hold<= hold~ delta>= delta<= ratio>=; value as written; unit in one spelling.
    goal_no is None for a target in a table. indicator: the words before the value. change: "once", "yearly" or "";
    basis: "percent", "points" or ""; base_year where the text names it. said_year: the phrase itself gives the year.
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
class _Slot:
    """A number (or a range of two) in a phrase, with what stands behind it."""

    first: Quantity
    second: Quantity | None
    behind: str
    end: int
    operator: str = ""
    cue: Cue | None = None
    bare: bool = False
    chained: bool = False
    subject: str = ""

    @property
    def start(self) -> int:
        return self.first.start

    @property
    def last(self) -> Quantity:
        return self.second or self.first


@dataclass(slots=True)
class _Scope:
    """What a sentence hands from phrase to phrase."""

    sentence: int = -1
    year: int | None = None
    pending: str = ""
    start: int = 0


def readings(clause: Clause, start_year: int | None, end_year: int | None) -> tuple[list[Reading], list[tuple[int, int]]]:
    """All values of a clause, and the phrases [start, end) with a number that was left alone."""
    found: list[Reading] = []
    left: list[tuple[int, int]] = []
    text = without_names(clause.text)
    scope = _Scope()
    for phrase in phrases(clause):
        if phrase.sentence != scope.sentence:
            scope = _Scope(sentence=phrase.sentence, start=phrase.start)
        _phrase(text, phrase, scope, start_year, end_year, found, left)
    return found, left


def _phrase(text: str, phrase: Phrase, scope: _Scope, start_year: int | None, end_year: int | None,
            found: list[Reading], left: list[tuple[int, int]]) -> None:
    words = text[phrase.start:phrase.end]
    dates = years(words, start_year, end_year)
    plain = without_years(words, dates)
    slots = _slots(plain)
    _carry_year(words, plain, dates, phrase, scope)
    if not slots:
        ends_open = INDICATOR_END.search(plain) is not None
        scope.pending = plain if ends_open else ""
        return
    past = _PAST_PHRASE.search(words) is not None
    previous: _Slot | None = None
    for slot in slots:
        _judge(plain, slot, previous, dates, past)
        previous = slot
    _share(slots)
    for slot in slots:
        if slot.operator:
            found.extend(_results(plain, slot, slots, dates, phrase, scope))
        elif slot.first.unit and not past and not _is_base(plain, slot, dates):
            left.append((phrase.start, phrase.end))
    scope.pending = ""


def _carry_year(words: str, plain: str, dates: Sequence[YearWord], phrase: Phrase, scope: _Scope) -> None:
    """到2025年，… holds for the sentence."""
    named = [date for date in dates if date.role == "target"]
    rest = re.sub(r"[□到至在力争取确保底末前,，:]+", "", plain)
    if named and (len(rest) <= 2 or (phrase.start == scope.start and words[:named[0].start] in ("到", "至", ""))):
        at_head = named[0].start <= 2
        if len(rest) <= 2 or at_head and words.startswith(("到", "至")):
            scope.year = named[-1].year


def _slots(plain: str) -> list[_Slot]:
    slots: list[_Slot] = []
    numbers = quantities(plain)
    i = 0
    while i < len(numbers):
        first, second = numbers[i], None
        following = numbers[i + 1] if i + 1 < len(numbers) else None
        if following and plain[first.end:following.start] in ("—", "至", "到", "——") and first.unit in ("", following.unit) \
                and following.kind in ("number", "share") and first.value < following.value:
            second = following
            i += 1
        end = (second or first).end
        behind = ""
        for cue, pattern in _BEHIND:
            if match := pattern.match(plain, end):
                behind, end = cue.says, match.end()
                break
        slots.append(_Slot(first, second, behind, end))
        i += 1
    return slots


# -- one number ---------------------------------------------------------------------------------------------------

def _judge(plain: str, slot: _Slot, previous: _Slot | None, dates: Sequence[YearWord], past: bool) -> None:
    before = plain[previous.end if previous else 0:slot.start]
    if slot.first.kind == "double":
        slot.operator = "ratio>="
        slot.subject = before
        return
    if past or _is_base(plain, slot, dates):
        return
    if previous is not None and previous.operator and _follows(before, slot):
        slot.chained, slot.cue, slot.subject = True, previous.cue, previous.subject
        slot.operator = _operator(slot.cue, slot.behind, False, slot.subject) if slot.cue else previous.operator
        return
    cue, stem, about = _cue(before, slot)
    slot.subject = stem if previous is None or subject_of(stem) else previous.subject
    if cue is not None:
        slot.cue = cue
        slot.operator = _operator(cue, slot.behind, about, plain[:slot.start], slot.first.unit)
    else:
        slot.operator = _without_cue(plain, before, slot, about)


def _follows(before: str, slot: _Slot) -> bool:
    """The number goes on with the list before it: 2.8‰、4.5‰和6‰; 城镇95%、农村80%."""
    if _JOIN.fullmatch(before):
        return True
    if _LABEL.fullmatch(before) and slot.first.is_share:
        return not any(pattern.search(before) for _, pattern in _BEFORE)
    return False


def _is_base(plain: str, slot: _Slot, dates: Sequence[YearWord]) -> bool:
    before = plain[max(0, slot.start - 40):slot.start]
    if _PAST.search(before) or _BASE_VALUE.search(before):
        return True
    if _FROM.search(before) and _THEN_TO.match(plain, slot.last.end):
        return True
    near = [date for date in dates if date.end <= slot.start]
    if not near or near[-1].role != "base":
        return False
    between = plain[near[-1].end:slot.start]
    changed = re.search(r"提高|提升|上升|增加|增长|下降|降低|减少|缩小|递|翻|压减|相比|基础|为基|降|增|不低于|达到", between)
    return changed is None and len(between) <= 12


def _cue(before: str, slot: _Slot) -> tuple[Cue | None, str, bool]:
    """The cue that ends directly before the number; the words in front of it; whether 约 stands between."""
    about = False
    stem = before[-60:]
    skipped = len(before) - len(stem)
    for _ in range(4):
        for cue, pattern in _BEFORE:
            if (match := pattern.search(stem)) and _fits(cue, match.group(), slot):
                return cue, before[:skipped + match.start()], about
        match = _ADVERB.search(stem)
        if match is None:
            break
        about = about or match.group() in ("约", "大约", "近")
        stem = stem[:match.start()]
    return _cue_with_gap(before, slot, about)


def _cue_with_gap(before: str, slot: _Slot, about: bool) -> tuple[Cue | None, str, bool]:
    """达到城镇95%, 至少开展家庭教育指导2次: a few words stand between the cue and the number."""
    if slot.first.kind == "words" or not slot.first.unit:
        return None, before, about
    for cut in range(1, min(13, len(before))):
        head, gap = before[:-cut], before[-cut:]
        if not _GAP.match(gap) and cut <= 6:
            return None, before, about
        for cue, pattern in _BEFORE:
            if cue.name not in ("reach", "not below", "at least", "not above", "at most", "reach and hold", "kept within"):
                continue
            match = pattern.search(head[-24:])
            if match and len(match.group()) >= 2 and match.group() not in ("确保", "实现", "完成", "力争", "争取", "保持", "控制"):
                if cut > 6 and cue.name not in ("at least", "not below"):
                    continue
                if "的" in gap and slot.first.is_share:
                    continue
                return cue, head[:len(head) - len(match.group())], about
    return None, before, about


def _fits(cue: Cue, words: str, slot: _Slot) -> bool:
    if cue.name == "reach" and words in ("到", "实现", "完成", "确保", "力争", "争取"):
        return bool(slot.first.unit) and (slot.first.kind != "words")
    if cue.name in ("rise by", "fall by") and not slot.first.unit and slot.first.kind == "number":
        return slot.second is None and bool(slot.behind)
    return True


def _operator(cue: Cue, behind: str, about: bool, subject: str, unit: str = "") -> str:
    says = cue.says
    if says.startswith("delta"):
        return says
    if unit in ("倍",) and says == ">=":
        return "ratio>="
    if says == "hold":
        if behind or about:
            return {"up": "hold>=", "down": "hold<=", "about": "hold~"}[behind or "about"]
        return "hold<=" if "控制" in subject[-12:] or LESS_IS_BETTER.search(subject) else "hold>="
    if says.startswith("hold"):
        return says
    if behind == "about":
        return says if cue.name in ("not below", "not above", "at least", "at most") else "~"
    if behind:
        return ">=" if behind == "up" else "<="
    return "~" if about and says == ">=" and cue.name == "reach" else says


def _without_cue(plain: str, before: str, slot: _Slot, about: bool) -> str:
    quantity = slot.last
    by_suffix = {"up": ">=", "down": "<=", "about": "~"}.get(slot.behind, "")
    if quantity.is_share:
        if by_suffix:
            return by_suffix
        named = re.sub(r"(?:为|是|:|均|都|分别|各|\(|约)+$", "", before)
        if INDICATOR_END.search(named) or named.endswith("占"):
            slot.bare = True
            return "<=" if LESS_IS_BETTER.search(named[-16:]) else ("~" if about else ">=")
        follow = plain[slot.end:slot.end + 3]
        if follow.startswith("的") or (quantity.value == 100 and follow.startswith(("全", "覆", "落", "实"))):
            slot.bare = True
            return ">="
        return ""
    if quantity.kind == "ratio":
        named = re.sub(r"(?:为|是|:|约)+$", "", before)
        slot.bare = INDICATOR_END.search(named) is not None
        return ">=" if slot.bare else ""
    if quantity.unit == "倍":
        return "ratio>=" if before.endswith(("的", "是")) else ""
    return _count(plain, before, slot, by_suffix)


def _count(plain: str, before: str, slot: _Slot, by_suffix: str) -> str:
    """A count is a target behind a verb of building or having, or at the end of a phrase with 以上."""
    unit = slot.last.unit
    if not unit or unit in _TIME or slot.first.kind == "words":
        return by_suffix if by_suffix and INDICATOR_END.search(before) else ""
    if BUILD.search(before[-28:]):
        slot.bare = not by_suffix
        return by_suffix or ">="
    if INDICATOR_END.search(re.sub(r"(?:为|是|:)+$", "", before)):
        slot.bare = not by_suffix
        return by_suffix or ("<=" if LESS_IS_BETTER.search(before[-16:]) else ">=")
    return by_suffix if by_suffix and slot.end >= len(plain) else ""


def _share(slots: Sequence[_Slot]) -> None:
    """In a list the unit and the closing 以下 of a later number hold for the earlier ones too."""
    for here, following in zip(reversed(slots[:-1]), reversed(slots[1:]), strict=True):
        if not following.chained or not here.operator:
            continue
        if not here.last.unit and following.first.unit:
            here.first = replace(here.first, unit=following.first.unit)
        if not here.behind and following.behind and here.cue is not None:
            here.behind = following.behind
            here.operator = _operator(here.cue, here.behind, False, here.subject, here.first.unit)


# -- results ------------------------------------------------------------------------------------------------------

def _results(plain: str, slot: _Slot, slots: Sequence[_Slot], dates: Sequence[YearWord], phrase: Phrase,
             scope: _Scope) -> list[Reading]:
    year = _year(slot, slots, dates, scope)
    subject = subject_of(slot.subject)
    start = phrase.start
    if scope.pending and (not subject or says_all(slot.subject)):
        start = phrase.start - len(scope.pending) - 1
    elif not subject and phrase.start > scope.start and slot is slots[0]:
        start = scope.start
    base = next((date.year for date in dates if date.role == "base"), None)
    delta = slot.operator.startswith("delta")
    change = "" if not delta else "yearly" if _YEARLY.search(plain[:slot.start]) else "once"
    unit = slot.last.unit
    basis = "" if not delta else "points" if unit == "个百分点" else "percent" if unit == "%" else ""
    alone = not slot.chained and not any(other.chained for other in slots[slots.index(slot) + 1:][:1])
    count = count_of(slot.subject) if alone and slot.second is None else 1
    if count == 1 and alone and scope.pending and says_all(slot.subject) and slot.second is None:
        count = 1 + count_of(scope.pending + "均")
    reading = Reading(slot.operator, slot.first.value, unit, year, start, phrase.end, subject or scope.pending,
                      change, basis, base, slot.bare, count)
    if slot.second is None:
        return [reading] * count
    lower, upper = _range_operators(slot.operator)
    return [replace(reading, operator=lower), replace(reading, operator=upper, value=slot.second.value)]


def _range_operators(operator: str) -> tuple[str, str]:
    if operator.startswith("hold"):
        return "hold>=", "hold<="
    if operator.startswith("delta"):
        return "delta>=", "delta<="
    return ">=", "<="


def _year(slot: _Slot, slots: Sequence[_Slot], dates: Sequence[YearWord], scope: _Scope) -> int | None:
    named = [date for date in dates if date.role == "target"]
    if len(named) > 1:
        chain = _chain(slot, slots)
        ahead = [date for date in named if date.end <= chain[0].start]
        if len(chain) == len(ahead) and len(chain) > 1:
            return ahead[chain.index(slot)].year
    before = [date for date in named if date.end <= slot.start]
    if before:
        return before[-1].year
    behind = [date for date in named if slot.end <= date.start <= slot.end + 2]
    return behind[0].year if behind else scope.year


def _chain(slot: _Slot, slots: Sequence[_Slot]) -> list[_Slot]:
    at = slots.index(slot)
    first = at
    while first and slots[first].chained:
        first -= 1
    last = at
    while last + 1 < len(slots) and slots[last + 1].chained:
        last += 1
    return list(slots[first:last + 1])
