"""Ratios and averages: "城乡收入比为 1.82:1", "职工 1341 万人、离退休 521 万人，之比为 2.57:1", "3.9 亿元 … 2.6 万名 …，人均 1.5 万元"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from halfsky.plandoc.numerals import half_width
from halfsky.reportdoc.figure import Figure, decimals_of, meets, rounded
from halfsky.reportdoc.finding import Checked, Finding
from halfsky.reportdoc.sentence import Sentence

_RATIO = re.compile(r"(?P<what>[^，,。；]{0,24}?)比(?:例)?(?:为|是|达到?)?\s*(?P<one>\d{1,3}(?:\.\d{1,3})?)\s*[:∶比]\s*(?P<other>\d{1,3}(?:\.\d{1,3})?)(?![\d.:∶])")
_ROUGH = re.compile(r"(?:约|近|接近|超过?)\s*$")
_SIDES = (("城", "乡|农村"), ("男", "女"), ("城镇", "农村"))
_AVERAGE = re.compile(r"(?P<per>人均|户均|案均|件均)(?:(?P<what>[^，,。；\d]{2,8}?))?(?:为|达到?)?\s*$")
_PER = {"人均": ("person",), "户均": ("household",), "案均": ("case",), "件均": ("case",)}


_PLAIN = re.compile(r"(?P<what>城乡[^，,。；\d]{0,16})比(?:例)?(?:为|是|达到?)\s*(?P<one>\d{1,2}\.\d{1,3})(?![\d.:∶%‰比倍]|个)")
"""城乡居民收入比为 2.01: to one, without saying so."""


def check_ratios(sentences: Sequence[Sentence]) -> Checked:
    """Recompute ratios to one and averages a head, a household or a case."""
    checked = Checked()
    for at, sentence in enumerate(sentences):
        earlier = [s for s in sentences[max(at - 2, 0) : at] if s.paragraph == sentence.paragraph]
        _to_one(checked, sentence, earlier)
        for figure in sentence.figures:
            _average(checked, sentence, figure)
    return checked


def _to_one(checked: Checked, sentence: Sentence, earlier: Sequence[Sentence]) -> None:
    text = half_width(sentence.text)
    found = list(_RATIO.finditer(text)) or list(_PLAIN.finditer(text))
    if len(found) != 1:
        return
    told = found[0].groupdict()
    told.setdefault("other", "1")
    ends = _two_before(sentence, found[0].start(), told["what"]) or _two_sides(earlier, told["what"]) or _one_to_other(sentence, found[0].start(), told["what"])
    one, other = Decimal(told["one"]), Decimal(told["other"])
    if ends is None or ends[1].low <= 0 or 1 not in (one, other) or not other or not one or _ROUGH.search(told["what"]):
        return
    first, second = ends if other == 1 else (ends[1], ends[0])
    printed = told["one"] if other == 1 else told["other"]
    colon = "" if "other" not in found[0].groupdict() else f":{told['other']}"
    half = Decimal(1) / (2 * 10 ** decimals_of(printed))
    low, high = first.low / second.high, first.high / second.low
    if first.low <= 0 or Decimal(1) / 20 > low:
        return
    checked.claim(sentence)
    value = Decimal(printed)
    if not (value - half <= high and low <= value + half):
        right = rounded(first.value / second.value, printed)
        checked.findings.append(Finding("ratio", sentence.line, sentence.text, {
            "printed": f"{told['one']}{colon}", "part": ends[0].printed, "whole": ends[1].printed,
            "right": f"{right}:1" if other == 1 else f"1:{right}",
        }))  # fmt: skip


_SHORT = {"医护": ("医师|医生", "护士"), "师生": ("教师", "学生|在校生"), "普职": ("普通高中", "中等职业|中职"), "男女": ("男", "女"), "城乡": ("城镇", "农村|乡村")}


def _one_to_other(sentence: Sentence, end: int, what: str) -> tuple[Figure, Figure] | None:
    """执业(助理)医师 3.06 人，注册护士 3.42 人，医护比为 1:1.12: the short name tells the two counts right before."""
    names = next((pair for short, pair in _SHORT.items() if what.lstrip("，, ").startswith(short)), None)
    counts = [f for f in sentence.figures if f.end <= end and f.is_count]
    if names is None or len(counts) < 2 or any(f.rough for f in counts[-2:]) or counts[-1].kind != counts[-2].kind:
        return None
    spoken = [sentence.before(f) for f in counts[-2:]]
    fits = all(re.search(name, words) for name, words in zip(names, spoken, strict=True)) and not re.search("增|减|占", "".join(spoken))
    return (counts[-2], counts[-1]) if fits else None


def _two_before(sentence: Sentence, end: int, what: str) -> tuple[Figure, Figure] | None:
    """The two counts of the sentence before the ratio, when there are no others and the words name both in their order (A与B之比)."""
    counts = [f for f in sentence.figures if f.end <= end and f.is_count]
    if len(counts) < 2 or any(f.rough for f in counts[-2:]) or counts[-1].kind != counts[-2].kind:
        return None
    named = re.match(r"(?P<one>[^与和、]{2,12})[与和](?P<other>[^与和、]{2,12}?)之?(?:比|$)", what.lstrip("，, ") + "比")
    if not named:
        return None
    spoken = [sentence.before(f) for f in counts[-2:]]
    if not all(re.search(re.escape(name), words) for name, words in zip((named["one"], named["other"].rstrip("之")), spoken, strict=True)):
        return None
    return counts[-2], counts[-1]


def _two_sides(earlier: Sequence[Sentence], what: str) -> tuple[Figure, Figure] | None:
    """城镇居民 …44,817 元；农村居民 …24,630 元。城乡居民…比: the two sides of the sentences before, each with one count."""
    if "城乡" not in what:
        return None
    measure = re.sub(r"城乡|居民|之$", "", what)[-6:]
    sides: list[Figure] = []
    for words in ("城镇居民", "农村居民"):
        found = [
            f for s in earlier for f in s.figures
            if f.is_count and not f.rough and words in s.before(f) and measure and measure in s.before(f) and not re.search(r"比|增|减", s.before(f)[-6:])
        ]  # fmt: skip
        if len(found) != 1:
            return None
        sides.append(found[0])
    return (sides[0], sides[1]) if sides[0].kind == sides[1].kind else None


def _average(checked: Checked, sentence: Sentence, figure: Figure) -> None:
    before = sentence.text[: figure.start]
    told = _AVERAGE.search(before)
    if not told or figure.rough or figure.kind != "元":
        return
    ahead = [f for f in sentence.figures if f.end <= told.start()]
    sums = [f for f in ahead if f.kind == "元"]
    heads = [f for f in ahead if f.kind in _PER[told["per"]]]
    if len(sums) != 1 or len(heads) != 1 or sums[0].rough or heads[0].rough or heads[0].low <= 0 or sums[0].low <= 0:
        return
    if told["what"] and told["what"] not in sentence.before(sums[0]):
        return
    if re.search(r"[。；]", sentence.text[min(sums[0].start, heads[0].start) : figure.start]) or re.search(r"增|减|比|较|均", sentence.before(sums[0]) + sentence.before(heads[0])):
        return
    low, high = sums[0].low / heads[0].high, sums[0].high / heads[0].low
    checked.claim(sentence)
    if not meets(figure, low, high):
        scale = 10_000 if figure.unit.startswith("万") else 1
        checked.findings.append(Finding("ratio", sentence.line, sentence.text, {
            "printed": f"{told['per']}{figure.printed}", "part": sums[0].printed, "whole": heads[0].printed,
            "right": f"{_plain(sums[0].value / heads[0].value / scale, figure.printed)}{figure.unit}",
        }))  # fmt: skip


def _plain(value: Decimal, like: str) -> str:
    return f"{value:.{decimals_of(like)}f}"
