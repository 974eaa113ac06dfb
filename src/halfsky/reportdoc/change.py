"""Changes between two printed values: "由 20% 提高到 25%，提高 5 个百分点", "比 2020 年的 30/10 万降低 43.7%".

Read: from A to B and then the change; or the value, and the change against an earlier value that is printed. A change of
a share is in percentage points (a rate of so many in a thousand or 100,000 is not), a change in per cent is relative; each is recomputed from the printed values, as
wide as their rounding allows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from halfsky.reportdoc.figure import RATES, Figure, meets, rounded
from halfsky.reportdoc.finding import Checked, Finding
from halfsky.reportdoc.sentence import Sentence

_UP = "提高|上升|上涨|增加|增长|提升|升高|扩大|延长|升幅|增幅|涨幅|多|高|增"
_DOWN = "下降|降低|减少|缩小|缩短|回落|下滑|降幅|减幅|低|少|降|减"
_FROM = re.compile(r"(?:由|从)[^，,。]{0,20}$")
_TO = re.compile(rf"^[^，,。由从]{{0,12}}?(?P<verb>{_UP}|{_DOWN}|升|提|发展|调整|变化|变|扩|缩)(?:至|到|为|成)[^，,。]{{0,12}}$")
_MOVE = re.compile(rf"(?P<verb>{_UP}|{_DOWN})(?:了|幅度?为|达到?|为|约|近)*\s*$")
_AGAINST = re.compile(rf"(?:(?<!占)比(?![例重])|较|与)(?:(?!{_UP}|{_DOWN})[^，,。；比较]){{0,16}}[（(]?\s*$")


def check_changes(sentences: Sequence[Sentence]) -> Checked:
    """Recompute every change whose two values are printed in the same sentence."""
    checked = Checked()
    for sentence in sentences:
        figures = [f for f in sentence.figures if f.kind not in ("year", "bare") and not (f.is_count and not f.printed[:1].isdigit())]
        for at in range(len(figures) - 2):
            old, new, moved = figures[at : at + 3]
            if old.unit != new.unit or old.rough or new.rough or moved.rough:
                continue
            verb = _from_to(sentence, old, new, moved) or _two_years(sentence, old, new, moved) or ""
            if not verb and _is_against(sentence, old, new, moved):
                old, new = new, old
                verb = _verb(sentence, moved) or ""
            if verb:
                judge(checked, sentence, old, new, moved, verb)
                _told_twice(checked, sentence, old, new, figures[at + 2 : at + 4])
        for at in range(len(figures) - 2):
            _grown(checked, sentence, *figures[at : at + 3])
            _fallen(checked, sentence, *figures[at : at + 3])
            _multiple(checked, sentence, *figures[at : at + 3])
            _yearly(checked, sentence, *figures[at : at + 3])
            _of_then(checked, sentence, *figures[at : at + 3])
        for at in range(len(figures) - 1):
            _turned(checked, sentence, figures[at], figures[at + 1])
        for at in range(len(figures) - 2):
            _apart(checked, sentence, *figures[at : at + 3])
    return checked


def _told_twice(checked: Checked, sentence: Sentence, old: Figure, new: Figure, moves: Sequence[Figure]) -> None:
    """…, 增加 300 人，增长 25%: the same change said once more in the other way."""
    if len(moves) < 2 or moves[1].rough or moves[0].unit == moves[1].unit:
        return
    between = sentence.text[moves[0].end : moves[1].start]
    verb = _verb(sentence, moves[1])
    if verb and re.fullmatch(rf"\s*[，,、（(]?\s*(?:即|同比|幅度)?(?:{_UP}|{_DOWN})(?:了|幅度?为|达)*\s*", between):
        judge(checked, sentence, old, new, moves[1], verb)


def _from_to(sentence: Sentence, old: Figure, new: Figure, moved: Figure) -> str | None:
    if not _FROM.search(sentence.text[: old.start]) or not _TO.match(sentence.text[old.end : new.start].lstrip("）)")):
        return None
    between = sentence.text[new.end : moved.start]
    return _verb(sentence, moved) if len(between) <= 16 and "年均" not in between and "比" not in between else None


def _two_years(sentence: Sentence, old: Figure, new: Figure, moved: Figure) -> str | None:
    """2023 年 …为 93.1%，2024 年为 95.2%，提高 …: two values, each behind its own year."""
    first, second = _year_of(sentence, old), _year_of(sentence, new)
    between, behind = sentence.text[old.end : new.start], sentence.text[new.end : moved.start]
    if first is None or second is None or not first < second or len(behind) > 12 or re.search("年均|比|较", behind):
        return None
    return _verb(sentence, moved) if re.fullmatch(r"\s*[，,、；;]?\s*\d{4}年(?:为|是|达到?|则为)?\s*", between) else None


def _year_of(sentence: Sentence, figure: Figure) -> int | None:
    """The year that stands before a figure with no other figure between."""
    before = [f for f in sentence.figures if f.end <= figure.start]
    return int(before[-1].value) if before and before[-1].kind == "year" else None


def _grown(checked: Checked, sentence: Sentence, now: Figure, moved: Figure, rate: Figure) -> None:
    """12,000 人，比上年增加 500 人，增长 4.3%: the growth follows from the value and the amount."""
    if not (now.is_count and moved.kind == now.kind and rate.unit == "%") or now.rough or moved.rough or rate.rough:
        return
    lead, between = sentence.text[now.end : moved.start], sentence.text[moved.end : rate.start]
    found = re.fullmatch(rf"\s*[，,]\s*(?:同比|(?:比|较|与)(?:上年|上届|去年|前一年|\d{{4}}年)(?:同期|末|底)?(?:相比[，,]?)?)?(?:净)?(?P<verb>{_UP}|{_DOWN})了?\s*", lead)
    if not found or not re.fullmatch(rf"\s*[，,、（(]\s*(?:{_UP}|{_DOWN})(?:了|幅度?为|达)*\s*", between):
        return
    if re.search(r"(?:上年|去年|前年|上届|\d{4}年)(?:同期|末|底)?(?:为|是)?\s*$", sentence.text[max(now.start - 12, 0) : now.start]) and len(sentence.figures) > 3:
        earlier = [f for f in sentence.figures if f.end <= now.start and f.kind == now.kind]
        if earlier:
            return  # 1260 人次，上年 1050 人次，增加 210 人次: the value before the amount is last year's
    if not re.match(r"\s*[，,]\s*(?:同比|比|较|与)", lead) and re.search(r"由|从|比|较", sentence.text[: now.start]):
        return
    _hold_growth(checked, sentence, now, moved, rate, found["verb"])


def _fallen(checked: Checked, sentence: Sentence, now: Figure, rate: Figure, moved: Figure) -> None:
    """48 起，同比下降 14.3 %，比上年减少 8 起: as `_grown`, the rate told first. Money may be told at constant prices and is left alone."""
    if not (now.is_count and moved.kind == now.kind and rate.unit == "%") or now.rough or moved.rough or rate.rough or "元" in now.unit:
        return
    than = r"(?:同比|(?:比|较|与)(?:上年|去年|前一年|(?P<year>\d{4})年)(?:同期|末|底)?(?:相比[，,]?)?)"
    first = re.fullmatch(rf"\s*[，,]\s*{than}(?P<verb>{_UP}|{_DOWN})(?:了|幅度?为)?\s*", sentence.text[now.end : rate.start])
    then = re.fullmatch(rf"\s*[，,、]\s*(?:即)?(?P<told>{than})?(?:净)?(?P<verb>{_UP}|{_DOWN})了?\s*", sentence.text[rate.end : moved.start])
    if not first or not then or _falls(first["verb"]) != _falls(then["verb"]) or (then["told"] and then["year"] != first["year"]):
        return
    _hold_growth(checked, sentence, now, moved, rate, first["verb"])


def _hold_growth(checked: Checked, sentence: Sentence, now: Figure, moved: Figure, rate: Figure, verb: str) -> None:
    """The rate that follows from the value and the amount by which it moved."""
    sign = -1 if _falls(verb) else 1
    base = now.value - sign * moved.value
    if base <= 0 or not checked.once((sentence.line, sentence.text, rate.start)):
        return
    checked.claim(sentence)
    low = moved.low * 100 / (now.high - sign * moved.low)
    high = moved.high * 100 / max(now.low - sign * moved.high, Decimal(1))
    if not meets(rate, min(low, high), max(low, high)):
        tell(checked, "change", sentence, {
            "old": f"{base.normalize():f}", "new": now.printed, "printed": f"{verb}{rate.printed}",
        }, right=f"{rounded(moved.value * 100 / base, rate.printed)}%", unit_zh="变动幅度", unit_en="relative change")  # fmt: skip


def _apart(checked: Checked, sentence: Sentence, one: Figure, other: Figure, gap: Figure) -> None:
    """最高 92.7 %，最低 71.8 %，相差 20.9 个百分点."""
    between, behind = sentence.text[one.end : other.start], sentence.text[other.end : gap.start]
    if gap.kind != "point" or one.unit != other.unit or one.kind != "rate" or any(f.rough for f in (one, other, gap)):
        return
    sides = "最高" in sentence.before(one) and re.fullmatch(r"\s*[，,、]\s*最低[^，,。；]{0,6}", between)
    if not sides or not re.fullmatch(r"\s*[，,]\s*(?:两者|二者|两地)?(?:相差|差距为)\s*", behind):
        return
    checked.claim(sentence)
    if not meets(gap, one.low - other.high, one.high - other.low):
        tell(checked, "change", sentence, {"old": other.printed, "new": one.printed, "printed": f"相差{gap.printed}"},
              right=f"{rounded(abs(one.value - other.value), gap.printed)}{gap.unit}", unit_zh="差距", unit_en="gap")  # fmt: skip


def _of_then(checked: Checked, sentence: Sentence, then: Figure, moved: Figure, rate: Figure) -> None:
    """比 2022 年的 6766.4 万人减少 37.2 万人，下降 0.5 %: the rate follows from the earlier value and the amount."""
    if not (then.is_count and moved.kind == then.kind and rate.unit == "%") or then.rough or moved.rough or rate.rough or then.low <= 0:
        return
    verb = re.fullmatch(rf"\s*(?:净)?(?P<verb>{_UP}|{_DOWN})了?\s*", sentence.text[then.end : moved.start])
    if not verb or not _AGAINST.search(sentence.text[: then.start]) or not re.fullmatch(
        rf"\s*[，,、（(]\s*(?:同比|环比)?(?:{_UP}|{_DOWN})(?:了|幅度?为|达)*\s*", sentence.text[moved.end : rate.start]
    ):
        return
    if not checked.once((sentence.line, sentence.text, rate.start)):
        return
    checked.claim(sentence)
    if not meets(rate, moved.low * 100 / then.high, moved.high * 100 / then.low):
        told = _verb(sentence, rate) or verb["verb"]
        tell(checked, "change", sentence, {"old": then.printed, "new": f"{verb['verb']}{moved.printed}", "printed": f"{told}{rate.printed}"},
              right=f"{rounded(moved.value * 100 / then.value, rate.printed)}%", unit_zh="变动幅度", unit_en="relative change")  # fmt: skip


def _is_against(sentence: Sentence, now: Figure, then: Figure, moved: Figure) -> bool:
    """now …, 比 2020 年的 then 提高 moved."""
    if not _AGAINST.search(sentence.text[: then.start]) or len(sentence.text[now.end : then.start]) > 24:
        return False
    between = re.sub(r"[）)]?相比[，,]?", "", sentence.text[then.end : moved.start])
    return len(between) <= 10 and not re.search("年均|比|较|目标", between) and _verb(sentence, moved) is not None


def _verb(sentence: Sentence, moved: Figure) -> str | None:
    found = _MOVE.search(sentence.text[: moved.start])
    return found["verb"] if found else None


def _falls(verb: str) -> bool:
    return bool(re.fullmatch(_DOWN, verb))


def _turned(checked: Checked, sentence: Sentence, old: Figure, new: Figure) -> None:
    """由 25% 提高到 22%: the word says the contrary of the figures."""
    if old.unit != new.unit or old.kind in ("point", "times") or old.rough or new.rough:
        return
    to = _TO.match(sentence.text[old.end : new.start].lstrip("）)"))
    if not to or not _FROM.search(sentence.text[: old.start]) or to["verb"] in ("调整", "变化", "变"):
        return
    checked.claim(sentence)
    falls = _falls(to["verb"])
    if (falls and new.low > old.high) or (not falls and new.high < old.low):
        _tell_direction(checked, sentence, old, new, to["verb"])


def _tell_direction(checked: Checked, sentence: Sentence, old: Figure, new: Figure, verb: str) -> None:
    rises = new.value > old.value
    tell(checked, "direction", sentence, {
        "old": old.printed, "new": new.printed, "printed": verb,
        "right_zh": "上升" if rises else "下降", "right_en": "rise" if rises else "fall",
    })  # fmt: skip


def _multiple(checked: Checked, sentence: Sentence, new: Figure, old: Figure, times: Figure) -> None:
    """112 个，是 2020 年 56 个的 2 倍."""
    if times.unit != "倍" or new.kind != old.kind or new.rough or old.rough or times.rough or old.low <= 0:
        return
    lead, between = sentence.text[new.end : old.start], sentence.text[old.end : times.start]
    if not re.fullmatch(r"[^，,。；]{0,8}[，,]?\s*(?:是|为|相当于)[^，,。；]{0,10}", lead) or not re.fullmatch(r"\s*[^，,。；]{0,4}的\s*", between):
        return
    if not checked.once((sentence.line, sentence.text, times.start)):
        return
    checked.claim(sentence)
    if not meets(times, new.low / old.high, new.high / old.low):
        tell(checked, "change", sentence, {"old": old.printed, "new": new.printed, "printed": times.printed},
              right=f"{rounded(new.value / old.value, times.printed)}倍", unit_zh="倍数", unit_en="multiple")  # fmt: skip


def _yearly(checked: Checked, sentence: Sentence, old: Figure, new: Figure, moved: Figure) -> None:
    """由 2020 年的 25,600 元提高到 2024 年的 33,280 元，年均增长 6.8%: compound or simple, both are in use."""
    first, last = _year_of(sentence, old), _year_of(sentence, new)
    if first is None or last is None or last <= first or old.unit != new.unit or any(f.rough for f in (old, new, moved)) or old.low <= 0:
        return
    if not _FROM.search(sentence.text[: old.start]) or not (to := _TO.match(sentence.text[old.end : new.start].lstrip("）)"))):
        return
    if not re.fullmatch(rf"[^，,。；]{{0,6}}[，,]\s*年(?:均|平均)(?:{_UP}|{_DOWN})(?:了|幅度?为|约)*\s*", sentence.text[new.end : moved.start]):
        return
    years, sign = last - first, -1 if _falls(to["verb"]) else 1
    step = [sign * (n - o) / years for n in (new.low, new.high) for o in (old.low, old.high)]
    ratio = [n / o for n in (new.low, new.high) for o in (old.low, old.high)]
    compound = [sign * (r ** (Decimal(1) / years) - 1) * 100 for r in ratio]
    simple = [sign * (r - 1) * 100 / years for r in ratio]
    if moved.kind == "point" and old.unit == "%":
        ways, right = [step], f"{rounded(sign * (new.value - old.value) / years, moved.printed)}个百分点"
    elif moved.unit == "%":
        right = f"{rounded(sign * ((new.value / old.value) ** (Decimal(1) / years) - 1) * 100, moved.printed)}%"
        ways = [compound, simple]
    else:
        return
    if not checked.once((sentence.line, sentence.text, moved.start)):
        return
    checked.claim(sentence)
    if not any(meets(moved, min(way), max(way)) for way in ways):
        tell(checked, "change", sentence, {"old": old.printed, "new": new.printed, "printed": f"年均{moved.printed}"},
              right=right, unit_zh="年均变动", unit_en="yearly change")  # fmt: skip


def judge(checked: Checked, sentence: Sentence, old: Figure, new: Figure, moved: Figure, verb: str) -> None:
    """Hold one change against its two values: points, per cent, times or an amount."""
    if not checked.once((sentence.line, sentence.text, moved.start)):
        return
    sign = -1 if _falls(verb) else 1
    points = (sign * (new.low - old.high), sign * (new.high - old.low))
    points = (min(points), max(points))
    if old.value == 0 or old.low <= 0:
        relative = None
    else:
        bounds = [sign * (n / o - 1) * 100 for n in (new.low, new.high) for o in (old.low, old.high)]
        relative = (min(bounds), max(bounds))
    exact = sign * (new.value - old.value)
    if exact < 0 and (moved.kind == "point" or moved.kind == old.kind) and meets(moved, -points[1], -points[0]):
        checked.claim(sentence)
        _tell_direction(checked, sentence, old, new, verb)
        return
    per_cent = sign * (new.value / old.value - 1) * 100 if old.value else None
    if exact < 0:
        return
    params = {"old": old.printed, "new": new.printed, "printed": f"{verb}{moved.printed}"}
    shares = old.kind == "rate"
    if moved.unit == "个百分点" and shares and old.unit != "%":
        checked.claim(sentence)
        unit = "个千分点" if old.unit == "‰" else old.unit
        if not meets(moved, *(bound * 100 / RATES[old.unit] for bound in points)):
            tell(checked, "point_of_rate", sentence, params, right=f"{rounded(exact, old.printed)}{unit}")
    elif moved.kind == "point" and old.kind == "point":
        checked.claim(sentence)
        if not meets(moved, *points):
            tell(checked, "change", sentence, params, right=f"{rounded(exact, old.printed)}{moved.unit}", unit_zh="变动", unit_en="change")
    elif moved.kind == "point" and shares:
        checked.claim(sentence)
        if meets(moved, *points):
            return
        if relative and meets(moved, *relative) and per_cent is not None:
            tell(checked, "percent_as_point", sentence, params, right=rounded(exact, old.printed), relative=rounded(per_cent, moved.printed))
        else:
            tell(checked, "change", sentence, params, right=f"{rounded(exact, old.printed)}{moved.unit}", unit_zh="变动", unit_en="change")
    elif moved.unit == "%" and relative is not None and per_cent is not None:
        checked.claim(sentence)
        mixed = shares and old.unit == "%" and moved.value == exact and not moved.low <= per_cent <= moved.high
        if meets(moved, *relative) and not mixed:
            return
        if shares and old.unit == "%" and (mixed or meets(moved, *points)):
            tell(checked, "point_as_percent", sentence, params, right=rounded(exact, old.printed), relative=rounded(per_cent, moved.printed))
        else:
            tell(checked, "change", sentence, params, right=f"{rounded(per_cent, moved.printed)}%", unit_zh="变动幅度", unit_en="relative change")
    elif moved.kind == "times" and old.value and re.search(r"增长|增加", verb):
        checked.claim(sentence)
        low, high = new.low / old.high - 1, new.high / max(old.low, Decimal("0.001")) - 1
        if not meets(moved, low, high):
            tell(checked, "change", sentence, params, right=f"{rounded(new.value / old.value - 1, moved.printed)}倍", unit_zh="增长", unit_en="growth")
    elif moved.is_count and moved.kind == old.kind:
        checked.claim(sentence)
        if not meets(moved, *points):
            tell(checked, "change", sentence, params, right=f"{exact.normalize():f}{moved.unit}", unit_zh="变动", unit_en="change")


def tell(checked: Checked, kind: str, sentence: Sentence, params: dict[str, str], **more: str) -> None:
    """Add a finding of the sentence."""
    checked.findings.append(Finding(kind, sentence.line, sentence.text, {**params, **more}))
