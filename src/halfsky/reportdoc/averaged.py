"""Averages: for each of what is counted ("36 期，培训 2,160 人次，平均每期 60 人次"), for a year ("五年来累计投入 4,120 万元，年均投入 824 万元"),
and yearly changes over a span that is printed ("由 2020 年的 8.62 万人增加到 2025 年的 10.35 万人，五年年均增长 3.7%").

A yearly change in per cent may be compound or simple: both are in use, both are accepted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from halfsky.plandoc.numerals import chinese_number, half_width
from halfsky.reportdoc.change import tell
from halfsky.reportdoc.figure import Figure, decimals_of, meets, rounded
from halfsky.reportdoc.finding import Checked, Finding, Place
from halfsky.reportdoc.sentence import Sentence
from halfsky.reportdoc.vector import DOWN, UP, Told, falls, told

_EACH = re.compile(r"[，,；;、]\s*(?:平均每(?=[期笔场户家所人个件例次班村镇校])|(?=[校园村班户镇场期笔次]均))(?P<per>[期笔场户家所人个件例次班村镇校园])均?(?P<what>[^，,。；;\d]{0,6}?)(?:为|达到?)?\s*")
_PER_UNITS = {"期": ("期",), "笔": ("笔",), "场": ("场", "场次"), "户": ("户",), "家": ("家",), "所": ("所",), "人": ("人", "名"), "个": ("个",), "件": ("件",),
              "例": ("例",), "次": ("次", "场次", "期次"), "班": ("个", "班"), "村": ("个", "村"), "镇": ("个",), "校": ("所",), "园": ("所",)}  # fmt: skip
_YEARS = re.compile(r"(?P<n>[两二三四五六七八九十]|十[一二三四五]|\d{1,2})年(?:来|间|累计|合计|共)")
_A_YEAR = re.compile(r"[，,]\s*(?:年均|平均每年)(?P<verb>投入|安排|拨付|发放|支出|培训|救助|新增|受理|检查|筛查)?(?:为|达到?|约)?\s*")
_FROM = re.compile(r"(?:由|从)[^，,。]{0,20}$")
_TO = re.compile(rf"[^，,。由从]{{0,12}}?(?P<verb>{UP}|{DOWN}|升|降)(?:至|到|为|成)[^，,。]{{0,12}}")
_YEARLY = re.compile(rf"[^，,。；;]{{0,4}}[，,、]?\s*(?:(?:[两二三四五六七八九十]|\d{{1,2}})年(?:来|间)?)?(?:年(?:均|平均)|平均每年|每年平均)(?P<verb>{UP}|{DOWN})(?:了|幅度?|率|速度|为|约)*\s*")
_SPAN = re.compile(rf"(?:^|[，,。；;）)])[^，,。；;\d]{{0,8}}?(?P<n>[两二三四五六七八九十]|十[一二三四五]|\d{{1,2}})年(?:来|间)?(?:累计|共|合计)*(?P<verb>{UP}|{DOWN})(?:了|为)*\s*$")
_OTHER = re.compile(rf"\s*[，,、]\s*(?:年均|平均每年|每年平均)(?:{UP}|{DOWN})(?:了|约|为)*\s*")


def check_averages(sentences: Sequence[Sentence], followed: set[Place]) -> Checked:
    """Recompute averages for each, for a year, and yearly changes; ``followed``: changes that were judged already."""
    checked = Checked(places=set(followed))
    for n, sentence in enumerate(sentences):
        tokens = told(sentence)
        before = [s for s in sentences[max(n - 1, 0) : n] if s.paragraph == sentence.paragraph]
        for at, token in enumerate(tokens):
            if at and len(token.figures) == 1 and not token.rough:
                _each(checked, sentence, before, tokens, at)
                _a_year(checked, sentence, tokens, at)
                _yearly(checked, sentence, tokens, at)
                _span(checked, sentence, tokens[at - 1], token)
    return checked


def _each(checked: Checked, sentence: Sentence, before: Sequence[Sentence], tokens: Sequence[Told], at: int) -> None:
    """126 笔 2,268 万元，平均每笔 18 万元: the sum and the count right before, in either order."""
    token, found = tokens[at], _EACH.fullmatch(tokens[at].lead)
    if not found or not token.is_count:
        return
    average = token.figures[0]
    heads = _heads(sentence.text[: token.start - len(token.lead)], found["per"])
    if not heads and before:
        heads = _heads(before[-1].text, found["per"])
    near = [t.figures[0] for t in tokens[max(at - 2, 0) : at] if len(t.figures) == 1 and t.figures[0].unit[-1:] != found["per"]]
    sums = [f for f in near if f.kind == average.kind] or [f for f in near if f.unit.lstrip("万亿") == average.unit.lstrip("万亿")]
    if len(heads) != 1 or len(sums) != 1 or sums[0].rough or heads[0] <= 0:
        return
    if re.search(r"增|减|比|较|占|[。；;]", sentence.text[sums[0].start - len(sentence.before(sums[0])) : average.start].replace("比例", "")):
        return
    by = heads[0]
    _average(checked, sentence, average, sums[0], by, by, f"{by}{found['per']}", f"平均每{found['per']}")


def _heads(text: str, per: str) -> list[Decimal]:
    """The whole numbers told with the measure word: 126 笔, 246 场次."""
    units = "|".join(sorted(_PER_UNITS[per], key=len, reverse=True))
    return [Decimal(m[1].replace(",", "")) for m in re.finditer(rf"(?<![\d.,])(\d[\d,]*)(?:{units})(?![分百千])", half_width(text))]


def _average(checked: Checked, sentence: Sentence, average: Figure, total: Figure, low: Decimal, high: Decimal, by: str, word: str) -> None:
    if not checked.once((sentence.line, sentence.text, average.start)):
        return
    checked.claim(sentence)
    scale = average.value / Decimal(re.sub(r"[^\d.]", "", average.printed)) if average.value else Decimal(1)
    half = scale / (2 * Decimal(10) ** decimals_of(average.printed))
    if not (average.value - half <= total.high / low and total.low / high <= average.value + half):
        checked.findings.append(Finding("ratio", sentence.line, sentence.text, {
            "printed": f"{word}{average.printed}", "part": total.printed, "whole": by,
            "right": f"{total.value / low / scale:.{decimals_of(average.printed)}f}{average.unit}",
        }))  # fmt: skip


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(chinese_number(words.replace("两", "二")) or 0)


def _a_year(checked: Checked, sentence: Sentence, tokens: Sequence[Told], at: int) -> None:
    """五年来累计投入 4,120 万元，年均投入 824 万元."""
    found, total = _A_YEAR.fullmatch(tokens[at].lead), tokens[at - 1]
    if not found or total.kind != tokens[at].kind or len(total.figures) != 1 or total.rough or not total.is_count:
        return
    ahead = sentence.text[: total.start][-40:]
    years = list(_YEARS.finditer(ahead))
    if len(years) != 1 or not re.search("累计|合计|共", ahead[years[0].start() :]) or (found["verb"] and found["verb"] not in ahead) or re.search("增|减|提高|下降", ahead[years[0].start() :]):
        return
    n = Decimal(_number(years[0]["n"]))
    if n > 1:
        _average(checked, sentence, tokens[at].figures[0], total.figures[0], n, n, f"{n} 年", "年均")


def _yearly(checked: Checked, sentence: Sentence, tokens: Sequence[Told], at: int) -> None:
    """由 2020 年的 A 增加到 2025 年的 B，…，五年年均增长 r: other changes may stand between."""
    found = _YEARLY.fullmatch(tokens[at].lead)
    if not found:
        return
    for place in range(at - 1, 0, -1):
        old, new = tokens[place - 1], tokens[place]
        to = _TO.fullmatch(new.lead.lstrip("）)"))
        if not to or not _FROM.search(old.lead):
            continue
        first, last = re.findall(r"(\d{4})年", old.lead), re.findall(r"(\d{4})年", new.lead)
        between = sentence.text[new.end : tokens[at].start]
        if not first or not last or "。" in between or any(_FROM.search(t.lead) for t in tokens[place + 1 : at + 1]):
            return
        if any(not re.search(rf"(?:{UP}|{DOWN}|的)(?:了|为|幅)*\s*$|年均", t.lead) for t in tokens[place + 1 : at]):
            return
        if any(len(t.figures) != 1 or t.rough for t in (old, new)) or old.unit != new.unit:
            return
        _judge(checked, sentence, old.figures[0], new.figures[0], tokens[at].figures[0], int(last[-1]) - int(first[-1]), found["verb"])
        return


def _judge(checked: Checked, sentence: Sentence, old: Figure, new: Figure, moved: Figure, years: int, verb: str) -> None:
    if years < 2 or old.low <= 0 or falls(verb) != (new.value < old.value):
        return
    sign = -1 if falls(verb) else 1
    step = [sign * (n - o) / years for n in (new.low, new.high) for o in (old.low, old.high)]
    if moved.kind == "point" and old.unit == "%":
        ways, right = [step], f"{rounded(sign * (new.value - old.value) / years, moved.printed)}个百分点"
    elif moved.unit == "%":
        ratio = [n / o for n in (new.low, new.high) for o in (old.low, old.high)]
        ways = [[sign * (r ** (Decimal(1) / years) - 1) * 100 for r in ratio], [sign * (r - 1) * 100 / years for r in ratio]]
        right = f"{rounded(sign * ((new.value / old.value) ** (Decimal(1) / years) - 1) * 100, moved.printed)}%"
    elif moved.is_count and moved.kind == old.kind:
        scale = moved.value / Decimal(re.sub(r"[^\d.]", "", moved.printed) or 1) or Decimal(1)
        half = scale / (2 * Decimal(10) ** decimals_of(moved.printed))
        ways = [[s + d for s in step for d in (-half, half)]]
        right = f"{rounded(sign * (new.value - old.value) / years / scale, moved.printed)}{moved.unit}"
    else:
        return
    if not checked.once((sentence.line, sentence.text, moved.start)):
        return
    checked.claim(sentence)
    if not any(meets(moved, min(way), max(way)) for way in ways):
        tell(checked, "change", sentence, {"old": old.printed, "new": new.printed, "printed": f"年均{moved.printed}"},
             right=right, unit_zh="年均变动", unit_en="yearly change")  # fmt: skip


def _span(checked: Checked, sentence: Sentence, whole: Told, token: Told) -> None:
    """十年累计提高 15.6 个百分点，平均每年提高 1.56 个百分点."""
    found = _SPAN.search(sentence.text[: whole.start])
    if not found or not _OTHER.fullmatch(token.lead) or whole.unit != token.unit or len(whole.figures) != 1 or whole.rough or whole.unit == "%":
        return
    years = Decimal(_number(found["n"]))
    if years > 1:
        total, average = whole.figures[0], token.figures[0]
        _average(checked, sentence, average, total, years, years, f"{years} 年", "年均")
