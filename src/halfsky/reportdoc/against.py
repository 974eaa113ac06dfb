"""Changes against an earlier value that stands elsewhere: behind ("比上年提高 3.9 个百分点，上年为 70.9%"), before the change
("6.38 万人，上年末为 6.21 万人，同比增长 2.7%"), in the sentence before or behind, or in brackets; lists place by place.

Where no earlier value is told, the amount and the rate of one change are held against each other: rate = amount ÷ (value − amount).
Growth at constant prices (生产总值, 实际增长) does not follow from the amounts and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from decimal import Decimal

from halfsky.reportdoc.change import judge, tell
from halfsky.reportdoc.figure import Figure, meets, rounded
from halfsky.reportdoc.finding import Checked, Place
from halfsky.reportdoc.sentence import Sentence
from halfsky.reportdoc.vector import (
    DOWN,
    MOVED,
    PERIOD,
    UP,
    Told,
    at_constant_prices,
    falls,
    moved,
    same_period,
    told,
)

_BASE = re.compile(rf"[）)]?\s*[，,；;（(]\s*(?:而)?(?P<period>{PERIOD})(?:[^，,。；;\d（(]{{0,10}}?分别)?(?:仅|只|则|分别)*(?:为|是|有)?\s*$")
_BASE_FIRST = re.compile(rf"\s*(?P<period>{PERIOD})(?:[^，,。；;\d]{{0,8}}?分别)?(?:仅|只)?(?:为|是|有)\s*$")
_EARLIER = re.compile(rf"(?:^|[，,；;。）)、])\s*(?P<period>{PERIOD})[，,]?[^，,。；;比较]{{0,16}}?(?:为|是|有|达到?)?\s*$")
_NOW = re.compile(r"\s*[，,；;]?\s*(?:今年|本年|当年|\d{4}年)(?:末|底)?(?:[^，,。；;比较\d]{0,6}?(?:为|是|有|达到?|增至|升至|降至|减至))?\s*$")
_LINK = re.compile(
    rf"[）)]?\s*[，,、（(]?\s*(?:[两三四五六七八九十]年(?:间|来)?(?:累计)?)?(?:占比|比重|比例|其)?(?:分别)?(?:同比|环比|(?:比|较|与)(?:{PERIOD})(?:相比)?[，,]?)?(?:也|又|均|分别|进一步)*(?:名义|净|共)?"
    rf"(?:{UP}|{DOWN})(?:了|幅度?|率|为|达到?)*\s*"
)
_ABOVE = re.compile(rf"[）)]?\s*[，,]?\s*(?P<verb>高于|低于|高出|多于|少于)(?P<period>{PERIOD})(?:水平)?\s*")
_ABOVE_VERB = {"高于": "提高", "高出": "提高", "多于": "增加", "低于": "降低", "少于": "减少"}
_TIMES_OF = re.compile(rf"[）)]?\s*[，,]?\s*(?:是|为|相当于)(?P<period>{PERIOD})的\s*")
_FOLD = re.compile(rf"\s*(?:[，,]|，?(?:比|较)(?P<period>{PERIOD}))\s*翻了?(?P<n>[一二两])?番(?![多])")
_FOLD_HIGH = Decimal("1.15")
"""翻一番 is twice; up to 15 % more is still said so, less only by rounding to two digits."""


def check_against(sentences: Sequence[Sentence], followed: Set[Place] = frozenset()) -> Checked:
    """Recompute the changes whose earlier value is not part of the same clause; ``followed``: changes that were judged already."""
    checked = Checked(places=set(followed))
    for at, sentence in enumerate(sentences):
        near = [s for s in sentences[at + 1 : at + 2] if s.paragraph == sentence.paragraph]
        before = [s for s in sentences[max(at - 1, 0) : at] if s.paragraph == sentence.paragraph]
        _sentence(checked, sentence, before, near)
    return checked


def _sentence(checked: Checked, sentence: Sentence, before: Sequence[Sentence], near: Sequence[Sentence]) -> None:
    tokens = told(sentence)
    for at, token in enumerate(tokens):
        found = moved(token)
        above = _ABOVE.fullmatch(token.lead)
        times = _TIMES_OF.fullmatch(token.lead) if token.unit == "倍" else None
        if at == 0 or token.rough or not (found or above or times):
            continue
        verb = _ABOVE_VERB[above["verb"]] if above else found["verb"] if found else ""
        period = next((m["period"] or "" for m in (above, times, found) if m), "")
        place = _value(tokens, at)
        if place is None:
            continue
        base = _behind(tokens, at, period, near) or (_ahead(tokens, place, period, before) if not above else None)
        while base is not None and place > 0 and re.match(r"\s*[，,（(]\s*占|的(?:比重)?\s*$", tokens[place].lead) and base.kind != "rate":
            place -= 1  # 1866 件，占投诉总数的六成，比 2024 年下降 6.7 %
        value = tokens[place]
        if base is not None and (base.start, base.lead) == (value.start, value.lead):
            base = None
        if base is None or not _comparable(value, base, token):
            continue
        for new, old, step in zip(value.figures, base.figures, token.figures, strict=True):
            if times:
                _times(checked, sentence, new, old, step)
            elif not (step.unit == "%" and at_constant_prices(value.lead)):
                judge(checked, sentence, old, new, step, verb)
    _amounts(checked, sentence, tokens)
    _reversed(checked, sentence, tokens)
    _folds(checked, sentence, tokens)


def _value(tokens: Sequence[Told], at: int) -> int | None:
    """The place of the value that the change at ``at`` is said of: right before it, other changes and one earlier value between allowed."""
    place = at - 1
    if not (_LINK.fullmatch(tokens[at].lead) or _ABOVE.fullmatch(tokens[at].lead) or _TIMES_OF.fullmatch(tokens[at].lead)):
        return None
    while place >= 0 and (MOVED.search(tokens[place].lead) or tokens[place].kind in ("point", "times")):
        if not (_LINK.fullmatch(tokens[place].lead) or re.search(r"(?:至|到)\s*$", tokens[place].lead)):
            return None
        if re.search(r"(?:至|到)\s*$", tokens[place].lead):
            break
        place -= 1
    if place > 0 and tokens[place - 1].kind == tokens[place].kind and _is_earlier(tokens[place - 1], tokens[place]):
        place -= 1
    return place if place >= 0 else None


def _is_earlier(value: Told, base: Told) -> bool:
    """1260 人次，上年 1050 人次: the second value is of an earlier time than the first."""
    named, own = _BASE.fullmatch(base.lead), re.findall(PERIOD, value.lead)
    if not named or (own and not own[-1][:4].isdigit()):
        return False
    year = named["period"][:4]
    return not (own and year.isdigit() and own[-1][:4] < year)


def _behind(tokens: Sequence[Told], at: int, period: str, near: Sequence[Sentence]) -> Told | None:
    """The earlier value told behind the change: in the sentence, in brackets, or at the start of the next sentence."""
    place = at + 1
    while place < len(tokens) and MOVED.search(tokens[place].lead) and _LINK.fullmatch(tokens[place].lead):
        place += 1
    if place < len(tokens):
        found = _BASE.fullmatch(tokens[place].lead)
        return tokens[place] if found and _means(period, found["period"]) else None
    for sentence in near:
        first = next(iter(told(sentence)), None)
        found = _BASE_FIRST.fullmatch(first.lead) if first else None
        if found and _means(period, found["period"]):
            return first
    return None


def _ahead(tokens: Sequence[Told], place: int, period: str, before: Sequence[Sentence]) -> Told | None:
    """The earlier value told before the change: behind the value, or before it."""
    if place + 1 < len(tokens):
        found = _BASE.fullmatch(tokens[place + 1].lead)
        if found and not MOVED.search(tokens[place + 1].lead) and _means(period, found["period"]):
            return tokens[place + 1]
    if place and re.search(rf"(?:{UP}|{DOWN}|升)(?:至|到|为)[^，,。]{{0,8}}$", tokens[place].lead):
        found = re.search(rf"(?:由|从)(?P<period>{PERIOD})的?[^，,。]{{0,8}}$", tokens[place - 1].lead)
        return tokens[place - 1] if found and period and same_period(period, found["period"]) else None
    if not _NOW.fullmatch(tokens[place].lead):
        return None
    if place:
        earlier, found = tokens[place - 1], _EARLIER.search(tokens[place - 1].lead)
        return earlier if found and _means(period, found["period"]) and not moved(earlier) else None
    for sentence in before:
        last = next(iter(reversed(told(sentence))), None)
        found = _EARLIER.search(last.lead) if last else None
        if last and found and sentence.text[last.end :].strip("。；; ") == "" and _means(period, found["period"]) and not moved(last):
            return last
    return None


def _means(period: str, named: str) -> bool:
    """Whether the value named is the one compared with; 同比 may be told with the year's number."""
    return same_period(period, named) or (same_period(period, "") and named[:4].isdigit())


def _comparable(value: Told, base: Told, step: Told) -> bool:
    same = value.kind == base.kind and (value.kind != "rate" or value.unit == base.unit)
    sizes = len(value.figures) == len(base.figures) == len(step.figures)
    fits = step.kind in ("point", "times") or step.unit == "%" or step.kind == value.kind
    return same and sizes and fits and not value.rough and not base.rough and value.kind not in ("point", "times")


def _times(checked: Checked, sentence: Sentence, new: Figure, old: Figure, times: Figure) -> None:
    if old.low <= 0 or not checked.once((sentence.line, sentence.text, times.start)):
        return
    checked.claim(sentence)
    if not meets(times, new.low / old.high, new.high / old.low):
        tell(checked, "change", sentence, {"old": old.printed, "new": new.printed, "printed": times.printed},
             right=f"{rounded(new.value / old.value, times.printed)}倍", unit_zh="倍数", unit_en="multiple")  # fmt: skip


def _amounts(checked: Checked, sentence: Sentence, tokens: Sequence[Told]) -> None:
    """Amount and rate of one change beside each other, either first: 增加 96 人，增速为 8.1%; 增长 5.0%，增加 0.11 万人."""
    for at in range(1, len(tokens) - 1):
        one, other = tokens[at : at + 2]
        if not (moved(one) and moved(other) and _LINK.fullmatch(one.lead) and _OTHER.fullmatch(other.lead)):
            continue
        amount, rate = (one, other) if other.unit == "%" else (other, one)
        if rate.unit != "%" or not amount.is_count or len(amount.figures) != len(rate.figures) or amount.rough or rate.rough:
            continue
        verbs = [m["verb"] for m in (moved(one), moved(other)) if m]
        if falls(verbs[0]) != falls(verbs[1]):
            continue
        value = tokens[at - 1]
        many = value.figures if len(value.figures) == len(amount.figures) else _single(tokens, at, len(amount.figures))
        if many is None or any(v.kind != a.kind or v.rough for v, a in zip(many, amount.figures, strict=True)) or at_constant_prices(value.lead):
            continue
        if re.search(r"(?:由|从)[^，,。]{0,20}$", tokens[at - 2].lead if at > 1 else "") or moved(value):
            continue
        if at > 1 and len(value.figures) == 1 and tokens[at - 2].kind == value.kind and _is_earlier(tokens[at - 2], value):
            continue
        for now, step, share in zip(many, amount.figures, rate.figures, strict=True):
            _growth(checked, sentence, now, step, share, verbs[0])
    _of_the_base(checked, sentence, tokens)


_OTHER = re.compile(rf"\s*[，,、（(]?\s*(?:同比|分别)*(?:{UP}|{DOWN})(?:了|幅度?|率|为|达到?)*\s*")


def _single(tokens: Sequence[Told], at: int, size: int) -> tuple[Figure, ...] | None:
    """托育机构 36 家、托位 1120 个，较 2023 年分别增加 8 家和 260 个: the values stand one by one, each with its name."""
    if size < 2 or at < size or "分别" not in tokens[at].lead:
        return None
    run = tokens[at - size : at]
    if any(len(t.figures) != 1 or moved(t) or not t.is_count for t in run):
        return None
    return tuple(t.figures[0] for t in run) if all(re.fullmatch(r"[、和，,][^，,。；]{1,12}", t.lead) for t in run[1:]) else None


def _growth(checked: Checked, sentence: Sentence, now: Figure, step: Figure, rate: Figure, verb: str) -> None:
    sign = -1 if falls(verb) else 1
    base = now.value - sign * step.value
    if base <= 0 or not checked.once((sentence.line, sentence.text, rate.start)):
        return
    ends = [s * 100 / max(n - sign * s, Decimal(1)) for s in (step.low, step.high) for n in (now.low, now.high)]
    checked.claim(sentence)
    if not meets(rate, min(ends), max(ends)):
        scale = now.value / Decimal(re.sub(r"[^\d.]", "", now.printed) or 1)
        old = f"{(base / scale if scale else base).normalize():f}{now.unit}"
        tell(checked, "change", sentence, {"old": old, "new": f"{now.printed}（{verb}{step.printed}）", "printed": f"{verb}{rate.printed}"},
             right=f"{rounded(step.value * 100 / base, rate.printed)}%", unit_zh="变动幅度", unit_en="relative change")  # fmt: skip


def _of_the_base(checked: Checked, sentence: Sentence, tokens: Sequence[Told]) -> None:
    """比 2010 年增加 9.82 万人，增长 85.7%，2010 年为 11.46 万人: no value of today is told."""
    for at in range(len(tokens) - 2):
        amount, rate, base = tokens[at : at + 3]
        how, found = moved(amount), _BASE.fullmatch(base.lead)
        if not (how and how["period"] and moved(rate) and found and _means(how["period"], found["period"]) and _OTHER.fullmatch(rate.lead)):
            continue
        if at and _LINK.fullmatch(amount.lead) and tokens[at - 1].kind == amount.kind:
            continue
        if rate.unit != "%" or amount.kind != base.kind or not amount.is_count or any(len(t.figures) != 1 or t.rough for t in (amount, rate, base)):
            continue
        step, share, old = amount.figures[0], rate.figures[0], base.figures[0]
        if old.low <= 0:
            continue
        checked.claim(sentence)
        if not meets(share, step.low * 100 / old.high, step.high * 100 / old.low):
            tell(checked, "change", sentence, {"old": old.printed, "new": f"{how['verb']}{step.printed}", "printed": f"{how['verb']}{share.printed}"},
                 right=f"{rounded(step.value * 100 / old.value, share.printed)}%", unit_zh="变动幅度", unit_en="relative change")  # fmt: skip


def _reversed(checked: Checked, sentence: Sentence, tokens: Sequence[Told]) -> None:
    """同比增长 8.0%，由上年的 50 起减少到 46 起: the change stands before its two values."""
    for at in range(len(tokens) - 2):
        step, old, new = tokens[at : at + 3]
        how = moved(step)
        if not how or any(len(t.figures) != 1 or t.rough for t in (step, old, new)) or old.kind != new.kind or old.kind in ("point", "times"):
            continue
        if not re.fullmatch(r"\s*[，,]\s*(?:由|从)[^，,。；]{0,10}", old.lead) or not re.fullmatch(rf"\s*(?:{UP}|{DOWN}|升|降)(?:至|到|为)[^，,。；]{{0,10}}", new.lead):
            continue
        _judge_reversed(checked, sentence, old.figures[0], new.figures[0], step.figures[0], how["verb"])


def _judge_reversed(checked: Checked, sentence: Sentence, old: Figure, new: Figure, step: Figure, verb: str) -> None:
    if falls(verb) == (new.value < old.value) or step.unit != "%" or old.value <= 0:
        judge(checked, sentence, old, new, step, verb)
        return
    checked.claim(sentence)
    rises = new.value > old.value
    tell(checked, "direction", sentence, {
        "old": old.printed, "new": new.printed, "printed": verb, "right_zh": "上升" if rises else "下降", "right_en": "rise" if rises else "fall",
    })  # fmt: skip


def _folds(checked: Checked, sentence: Sentence, tokens: Sequence[Told]) -> None:
    """由 286 所增加到 572 所，翻了一番; 720 元，比 2020 年翻了一番，2020 年为 360 元."""
    for at, token in enumerate(tokens):
        found = _FOLD.match(sentence.text[token.end :])
        if not found or len(token.figures) != 1 or token.rough:
            continue
        old = None
        if found["period"] and at + 1 < len(tokens):
            named = _BASE.search(tokens[at + 1].lead)
            old = tokens[at + 1] if named and same_period(found["period"], named["period"]) else None
        elif at and not found["period"] and re.search(r"(?:由|从)[^，,。]{0,20}$", tokens[at - 1].lead) and re.search(r"(?:至|到)[^，,。]{0,12}$", token.lead):
            old = tokens[at - 1]
        if old is None or old.kind != token.kind or len(old.figures) != 1 or old.rough or old.figures[0].low <= 0:
            continue
        fold = Decimal(4 if found["n"] in ("两", "二") else 2)
        new, then = token.figures[0], old.figures[0]
        checked.claim(sentence)
        if not (fold * Decimal("0.95") <= new.high / then.low and new.low / then.high <= fold * _FOLD_HIGH):
            printed = "翻两番" if fold == 4 else "翻一番"
            tell(checked, "change", sentence, {"old": then.printed, "new": new.printed, "printed": printed},
                 right=f"{rounded(new.value / then.value, '1.0')}倍", unit_zh="倍数", unit_en="multiple")  # fmt: skip
