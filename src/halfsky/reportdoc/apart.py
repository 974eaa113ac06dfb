"""How far two values are apart: from a goal or an average ("78.9%，较目标值 80% 低 1.1 个百分点"), or from each other
("城镇 62.3%，农村 48.8%，相差 13.5 个百分点"; "分别为 95.3% 和 92.6%，城乡相差 2.7 个百分点").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from halfsky.reportdoc.change import tell
from halfsky.reportdoc.figure import RATES, Figure, meets, rounded
from halfsky.reportdoc.finding import Checked
from halfsky.reportdoc.sentence import Sentence
from halfsky.reportdoc.vector import PERIOD, Told, told

_MORE = "高于|高出|超过|超出|优于|多于|高|多|长|大"
_LESS = "低于|低出|少于|低|少|短|小"
_GAP = "相差|还差|尚差|仅差|差距为?|差值为?|差"
_FROM_GOAL = re.compile(r"[）)]?\s*[，,（(；]?\s*(?:仍|还|也|均)?(?P<word>比|较|与|距离?|离|高于|低于|高出|超过|超出|优于|低出|(?:规划)?目标值?为?)(?P<what>[^，,。；;\d]{0,14}?)[（(]?\s*")
_BY = re.compile(rf"[）)]?\s*(?:的?[^，,。；;\d]{{0,8}}?)[）)]?[，,]?\s*(?:仍|还|尚|仅|均)?(?P<word>{_MORE}|{_LESS}|{_GAP})?(?:了|出)?\s*")
_TOO = re.compile(rf"\s*[，,；;]\s*(?P<one>[^，,。；;比\d]{{1,8}}?)比(?P<other>[^，,。；;\d]{{1,8}}?)(?P<word>高出|低出|{_MORE}|{_LESS})(?:了|出)?\s*")
_TOO_OTHER = re.compile(r"\s*[，,；;]\s*(?P<one>[^，,。；;比\d]{1,8}?)(?P<word>高出|高于|低于|多于|少于|低出)(?P<other>[^，,。；;\d]{1,8}?)\s*")
_BETWEEN = re.compile(r"\s*[，,；;]\s*(?:两者|二者|城乡|男女|两地|两性|性别|城乡间|两者之间|城乡之间|城乡差距|性别差距|城乡性别)?(?:仅|仍|之间)?(?:相差|差距为?|差值为?|差距在)\s*")
_SIDE = re.compile(r"[，,；;]?\s*[^，,。；;\d]{2,14}?")


def check_apart(sentences: Sequence[Sentence]) -> Checked:
    """Recompute the distance of two values that stand side by side, or of a value from a goal."""
    checked = Checked()
    for sentence in sentences:
        tokens = told(sentence)
        for at in range(2, len(tokens)):
            value = next((t for t in reversed(tokens[: at - 1]) if t.kind != "point"), tokens[at - 2])
            _goal(checked, sentence, value, *tokens[at - 1 : at + 1])
            _sides(checked, sentence, *tokens[at - 2 : at + 1])
            _named(checked, sentence, *tokens[at - 2 : at + 1])
        for one, gap in pairwise(tokens):
            _both(checked, sentence, one, gap)
            _of_a_whole(checked, sentence, one, gap)
    return checked


def _goal(checked: Checked, sentence: Sentence, value: Told, goal: Told, gap: Told) -> None:
    first, second = _FROM_GOAL.fullmatch(goal.lead), _BY.fullmatch(gap.lead)
    if not first or not second or re.search(PERIOD, goal.lead) or re.search("比|较", second.group()) or not _single(value, goal, gap):
        return
    word = second["word"] or first["word"]
    if second["word"] is None and not re.fullmatch("高于|低于|高出|超过|超出|优于|低出", first["word"]):
        return
    aim = goal.figures[0]
    if re.search("目标|标准|要求|任务", goal.lead + gap.lead):
        aim = replace(aim, low=aim.value, high=aim.value)  # a goal is set, not rounded
    _tell(checked, sentence, value.figures[0], aim, gap.figures[0], word)


_NAMED = re.compile(rf"[）)]?\s*[，,]\s*(?:比|较|高于|低于|高出|与)(?P<name>[^，,。；;\d]{{2,10}}?)(?:水平)?(?:相比)?(?P<word>{_MORE}|{_LESS})?\s*")


def _named(checked: Checked, sentence: Sentence, value: Told, gap: Told, base: Told) -> None:
    """96.8 %，比全省平均低 0.6 个百分点，全省平均为 97.4 %: the other value is told behind, by its name."""
    found = _NAMED.fullmatch(gap.lead)
    if not found or re.search(PERIOD, gap.lead) or not _single(value, base, gap):
        return
    if not re.fullmatch(rf"\s*[，,（(]\s*{re.escape(found['name'])}(?:水平)?(?:为|是|达)?\s*", base.lead):
        return
    opening = re.match(r"[）)]?\s*[，,]\s*(高于|低于|高出)", gap.lead)
    word = found["word"] or (opening[1] if opening else "")
    if word:
        _tell(checked, sentence, value.figures[0], base.figures[0], gap.figures[0], word)


def _sides(checked: Checked, sentence: Sentence, one: Told, other: Told, gap: Told) -> None:
    if not _single(one, other, gap) or not _SIDE.fullmatch(other.lead) or re.search(rf"比|较|增|减|升|降|其中|占全|目标|{PERIOD}", other.lead):
        return
    too = _TOO.fullmatch(gap.lead) or _TOO_OTHER.fullmatch(gap.lead)
    if too:
        names = sentence.text[: one.start], _names(other.lead)
        if (too["one"], too["other"]) == ("前者", "后者"):
            _tell(checked, sentence, one.figures[0], other.figures[0], gap.figures[0], too["word"])
            return
        a, b = _core(too["one"]), _core(too["other"])
        if a in names[0] and b in names[1] and not (a in names[1] and b in names[0]):
            _tell(checked, sentence, one.figures[0], other.figures[0], gap.figures[0], too["word"])
        elif a in names[1] and b in names[0]:
            _tell(checked, sentence, other.figures[0], one.figures[0], gap.figures[0], too["word"])
    elif _BETWEEN.fullmatch(gap.lead):
        _tell(checked, sentence, one.figures[0], other.figures[0], gap.figures[0], "差")


def _names(lead: str) -> str:
    return re.split("[，,。；;、]", lead)[-1] if re.search("[，,。；;、]", lead.rstrip("，,；;")) else lead


def _core(name: str) -> str:
    """女生, 女性, 农村地区: the word that tells the side."""
    plain = re.sub(r"^(?:其中|全[县市省区州])", "", name)
    return plain[:1] if plain[:1] in ("男", "女") else plain[:2]


def _both(checked: Checked, sentence: Sentence, pair: Told, gap: Told) -> None:
    """城市和农村…分别为 95.3% 和 92.6%，城乡相差 2.7 个百分点."""
    if len(pair.figures) != 2 or len(gap.figures) != 1 or pair.rough or gap.rough or "分别" not in pair.lead:
        return
    if _BETWEEN.fullmatch(gap.lead) and _one_scale(pair.figures[0], gap.figures[0]):
        _tell(checked, sentence, *pair.figures, gap.figures[0], "差")


def _of_a_whole(checked: Checked, sentence: Sentence, one: Told, gap: Told) -> None:
    """女大学生占 52.3%，比男生多 4.6 个百分点: the other sex is the rest of the whole."""
    found = re.fullmatch(r"\s*[，,]\s*(?:占比)?(?P<word>比|高于|高出|低于)(?P<sex>[男女])[^，,。；\d]{0,3}?(?P<by>多|高|少|低)?出?\s*", gap.lead)
    if not found or one.unit != "%" or gap.unit != "个百分点" or one.rough or gap.rough or len(one.figures) != 1 or len(gap.figures) != 1:
        return
    sex = "女" if found["sex"] == "男" else "男"
    ahead = sentence.text[: one.start]
    if sex not in ahead or found["sex"] in ahead or not re.search(r"占[^，,。；]{0,16}$|(?:比重|比例|占比)(?:为|达到?)?$", one.lead):
        return
    if not (found["by"] or found["word"] != "比"):
        return
    share = one.figures[0]
    rest = Figure(100 - share.value, 100 - share.high, 100 - share.low, share.kind, share.unit, share.start, share.end, f"{100 - share.value}%")
    _tell(checked, sentence, share, rest, gap.figures[0], found["by"] or found["word"])


def _single(one: Told, other: Told, gap: Told) -> bool:
    plain = all(len(t.figures) == 1 and not t.rough for t in (one, other, gap))
    return plain and one.kind == other.kind and one.unit == other.unit and one.kind not in ("point", "times") and _one_scale(one.figures[0], gap.figures[0])


def _one_scale(value: Figure, gap: Figure) -> bool:
    """Shares are apart by points of their own scale, ages and amounts by their own unit."""
    if value.kind == "rate":
        return (value.unit, gap.unit) in (("%", "个百分点"), ("‰", "个千分点"))
    return value.unit == gap.unit and value.kind in ("岁", "year", "元", "分", "person")


def _tell(checked: Checked, sentence: Sentence, value: Figure, other: Figure, gap: Figure, word: str) -> None:
    if not checked.once((sentence.line, sentence.text, gap.start)):
        return
    checked.claim(sentence)
    apart = sorted((abs(value.low - other.high), abs(value.high - other.low)))
    low, high = apart if value.low > other.high or other.low > value.high else (Decimal(0), apart[1])
    if not meets(gap, low, high):
        unit = gap.unit if value.unit in RATES else value.unit
        tell(checked, "change", sentence, {"old": other.printed, "new": value.printed, "printed": f"{word}{gap.printed}"},
             right=f"{rounded(abs(value.value - other.value), gap.printed)}{unit}", unit_zh="差距", unit_en="gap")  # fmt: skip
        return
    says_more = bool(re.fullmatch(_MORE, word))
    if re.fullmatch(rf"{_MORE}|{_LESS}", word) and word != "优于" and value.value != other.value and says_more != (value.value > other.value):
        rises = value.value > other.value
        tell(checked, "direction", sentence, {
            "old": other.printed, "new": value.printed, "printed": word, "right_zh": "高出" if rises else "低", "right_en": "rise" if rises else "fall",
        })  # fmt: skip
