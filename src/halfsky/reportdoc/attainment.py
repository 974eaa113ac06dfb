"""How many of the indicators or goals are met: counts and the rate of attainment.

Met + missed + without data (+ not due) can never be more than all; where "the rest" is said to be met, they are exactly
all. The rate is met ÷ all or met ÷ those that could be judged; both are accepted, since reports use both, and
both are told when neither fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from halfsky.plandoc.numerals import half_width
from halfsky.reportdoc.figure import Figure, rounded
from halfsky.reportdoc.finding import Checked, Finding
from halfsky.reportdoc.sentence import Sentence

_ABOUT = re.compile(r"指标|目标|任务")
_ROLES = (
    ("judged", re.compile(r"(?<![无没])有(?:监测)?数据|可(?:以)?监测的?$|可评价")),
    ("no_data", re.compile(r"无数据|数据缺失|缺少?数据|暂无|无法监测|不可监测|未监测|未统计|未上报|没有数据|无统计|不具备监测")),
    ("not_due", re.compile(r"未到期|尚未到期|未到(?:目标)?年")),
    ("partial", re.compile(r"接近|有望|预期|预计|困难|难以|基本达|进展|滞后|部分")),
    ("missed", re.compile(r"未达标|未达到|未实现|未完成|没有达标|没有达到|没有实现|不达标|尚未达|尚未实现|仍未")),
    ("early", re.compile(r"提前(?:达标|实现|达到|完成)")),
    ("met", re.compile(r"达标|达到|实现|完成")),
)
_TOTAL_BEFORE = re.compile(r"(?:共|总计|合计|涉及|设置|确定|监测|的|全部|可监测的|在|对)[^，,。；]{0,10}$")
_TOTAL_AFTER = re.compile(r"^[^，,。；]{0,16}?(?:指标|目标|任务)[^，,。；]{0,6}?(?:中|里|，|,|$)")
_TOTAL_NAMED = re.compile(r"(?:共|监测|设置|涉及|纳入|总计|合计)[^，,。；]{0,12}(?:指标|目标)(?:数|总数|共|为|有)?\s*$")
_RATE = re.compile(r"达标率|实现率|完成率|达标比例|达标的?占|占[^，,。]{0,14}$|比重[)）]为$")
_GROUP = re.compile(
    r"(?<![\d.])(?P<total>\d{1,4})[项个](?:(?:主要|可监测|监测|统计)*(?:指标|目标))?(?:中|有|，|,)*(?:已|提前|全部)?(?:达标|实现|完成)(?:目标)?的?(?:有)?"
    r"(?P<met>\d{1,4})[项个](?:指标|目标)?[，,（(]\s*(?:达标率|实现率|完成率)(?:为|达到?|是)?\s*(?P<rate>\d{1,3}(?:\.\d{1,3})?)%"
)
"""One group of several in a sentence: how many, how many met, the rate."""


def check_attainment(sentences: Sequence[Sentence]) -> Checked:
    """Recompute counts and rates of attainment that a sentence states in full."""
    checked = Checked()
    for at, sentence in enumerate(sentences):
        before = sentences[at - 1] if at and sentences[at - 1].paragraph == sentence.paragraph else None
        if not _ABOUT.search(sentence.text):
            _each_of_several(checked, sentence, at_least=1)
        _by_count(checked, sentence, sentences[max(at - 4, 0) : at])
        if _ABOUT.search(sentence.text) or (before and _ABOUT.search(before.text) and "达标" in sentence.text):
            if not _each_of_several(checked, sentence) and not _check(checked, sentence) and before is not None:
                last = before.figures[-1] if before.figures else None
                if last is not None and last.kind == "item" and not last.rough and re.search(r"(?:指标|目标)(?:共|为|有)?\s*$|监测(?:的|指标|目标)?$", before.before(last)):
                    _check(checked, sentence, last)
            if at and sentences[at - 1].paragraph == sentence.paragraph:
                _rest(checked, sentences[at - 1], sentence)
    return checked


_BY_COUNT = re.compile(
    r"按(?:照)?(?:已|提前)?(?:达标|实现|完成)(?:的)?(?P<met>\d{1,4})[项个](?:指标|目标)?(?:计算|计|统计)[，,]?\s*(?:总)?(?:达标率|实现率|完成率)(?:为|达到?|是)?\s*(?P<rate>\d{1,3}(?:\.\d{1,3})?)%"
)


def _by_count(checked: Checked, sentence: Sentence, before: Sequence[Sentence]) -> None:
    """按已达标 48 项计算，达标率为 76.2 %: of one of the totals that stand before it."""
    found = _BY_COUNT.search(half_width(sentence.text))
    wholes = [f.value for s in before if s.paragraph == sentence.paragraph for f in s.figures if f.kind == "item"]
    if not found or not wholes:
        return
    met, rate = Decimal(found["met"]), Decimal(found["rate"])
    half = Decimal(1) / (2 * 10 ** len(found["rate"].partition(".")[2]))
    shares = {whole: met * 100 / whole for whole in wholes if whole > met}
    near = {whole: value for whole, value in shares.items() if whole <= met * 2}
    if not near:
        return
    checked.claim(sentence)
    if any(rate - half <= value <= rate + half for value in shares.values()):
        return
    how = "、".join(f"{met} ÷ {whole} = {rounded(value, found['rate'])}%" for whole, value in near.items())
    right = rounded(min(near.values(), key=lambda value: abs(value - rate)), found["rate"])
    checked.findings.append(Finding("attainment_rate", sentence.line, sentence.text, {"printed": f"{rate}%", "how": how, "right": f"{right}%"}))


def _each_of_several(checked: Checked, sentence: Sentence, at_least: int = 2) -> bool:
    """健康 12 项指标达标 11 项（达标率 91.7%），教育 10 项…: each with its own rate; False when there are not two."""
    found = list(_GROUP.finditer(half_width(sentence.text)))
    if len(found) < at_least:
        return False
    for one in found:
        total, met = Decimal(one["total"]), Decimal(one["met"])
        half = Decimal(1) / (2 * 10 ** len(one["rate"].partition(".")[2]))
        rate = Decimal(one["rate"])
        if not 0 < total >= met:
            continue
        checked.claim(sentence)
        if not rate - half <= met * 100 / total <= rate + half:
            right = f"{rounded(met * 100 / total, one['rate'])}%"
            checked.findings.append(Finding("attainment_rate", sentence.line, sentence.text, {
                "printed": f"{one['rate']}%", "how": f"{met} ÷ {total} = {right}", "right": right,
            }))  # fmt: skip
    return True


def _rest(checked: Checked, before: Sentence, sentence: Sentence) -> None:
    """68 项中 61 项达标，占 89.7%；7 项未达标，占 10.3%: the other side of the same whole."""
    here = [f for f in sentence.figures if f.kind == "item"]
    rates = [f for f in sentence.figures if f.kind == "rate"]
    if len(here) != 1 or len(rates) != 1 or not re.search(r"占\s*$", sentence.before(rates[0])) or here[0].start > rates[0].start:
        return
    wholes = [f for f in before.figures if f.kind == "item"]
    pairs = list(pairwise(wholes))[-1:]
    if not pairs or pairs[0][1].value + here[0].value != pairs[0][0].value or rates[0].unit != "%" or rates[0].rough or here[0].rough:
        return
    whole = pairs[0][0].value
    checked.claim(sentence)
    share = here[0].value * 100 / whole
    if not rates[0].low <= share <= rates[0].high:
        right = f"{rounded(share, rates[0].printed)}%"
        checked.findings.append(Finding("share", sentence.line, sentence.text, {
            "printed": rates[0].printed, "part": here[0].printed, "whole": pairs[0][0].printed, "right": right,
        }))  # fmt: skip


def _check(checked: Checked, sentence: Sentence, told: Figure | None = None) -> bool:
    """told: the number of all indicators, when the sentence before ends with it. Whether the counts could be followed."""
    counts = [f for f in sentence.figures if f.kind == "item" and f.printed[:1].isdigit()]
    roles = {id(f): _role(sentence, f) for f in counts}
    total = told or next((f for f in counts if _is_total(sentence, f, roles[id(f)])), None)
    if total is None:
        return False
    later = [f for f in counts if told or f.start > total.start]
    if told is not None and not later:
        return False
    groups: dict[str, list[Figure]] = {}
    for figure in later:
        groups.setdefault(roles[id(figure)], []).append(figure)
    if "met" not in groups and "early" in groups:
        groups["met"] = groups.pop("early")
    if any(len(found) > 1 for role, found in groups.items() if role != "partial") or "" in groups or "met" not in groups:
        return False
    met = groups["met"][0]
    if met.value > total.value or any(f.rough for f in later):
        return False
    left: dict[str, Decimal] = {role: groups[role][0].value for role in ("missed", "no_data", "not_due") if role in groups}
    if "judged" in groups:
        left["no_data"] = left.get("no_data", total.value - groups["judged"][0].value)
    early = groups["early"][0].value if "early" in groups else Decimal(0)
    if early and "missed" in left and early + met.value + sum(left.values()) > total.value:
        early = Decimal(0)
    rate = _rate(sentence, total if told is None else later[0])
    if "partial" in groups and _too_many(checked, sentence, total, later):
        parts_right = True
    else:
        parts_right = _parts(checked, sentence, total, met, left, rest="partial" not in groups)
    if rate is not None and parts_right:
        _rate_right(checked, sentence, rate, total, met, left, early)
    return True


def _too_many(checked: Checked, sentence: Sentence, total: Figure, later: Sequence[Figure]) -> bool:
    """达标 57 项，接近达标 6 项，未达标 7 项 of 68: the grades exclude each other and can never be more than all."""
    parts = [f for f in later if _role(sentence, f) not in ("judged", "no_data") or len(later) > 2]
    together = sum((f.value for f in parts), Decimal(0))
    if together <= total.value or together > total.value * Decimal("1.25") or any(_role(sentence, f) == "judged" for f in later) or "其中" in "".join(sentence.before(f) for f in parts[1:]):
        return False
    checked.claim(sentence)
    checked.findings.append(Finding("total", sentence.line, sentence.text, {
        "printed": total.printed, "right": f"{together}{total.unit}", "parts": " + ".join(f.printed for f in parts),
    }))  # fmt: skip
    return True


def _is_total(sentence: Sentence, figure: Figure, role: str) -> bool:
    after, before = sentence.after(figure), sentence.before(figure)
    if role in ("missed", "no_data", "not_due") and not re.match(r"^[^，,。；]{0,16}?(?:指标|目标|任务)[^，,。；]{0,4}中", after):
        return False
    named = _TOTAL_AFTER.match(after) and (_TOTAL_BEFORE.search(before) or re.match(r"^[^，,]{0,16}中", after))
    opens = not before.strip() and bool(re.match(r"^[^，,。；\d]{0,8}(?:指标|目标)[，,]", after))
    return bool(named or opens or (not role and _TOTAL_NAMED.search(before) and re.match(r"^\s*[，,。；（(]", after)))


def _role(sentence: Sentence, figure: Figure) -> str:
    """What the count is of, by the words right behind it, else right before it."""
    behind = re.split(r"以及|[，,；;。、]|(?<![的])和", sentence.after(figure), maxsplit=1)[0]
    ahead = re.split(r"[，,；;。、]|其中", sentence.before(figure))[-1]
    for words in (behind[:30], ahead[-12:]):
        for role, pattern in _ROLES:
            if pattern.search(words):
                return role
    return ""


def _rate(sentence: Sentence, total: Figure) -> Figure | None:
    rates = [f for f in sentence.figures if f.unit == "%" and f.start > total.start]
    named = [f for f in rates if _RATE.search(sentence.before(f))]
    return named[0] if len(rates) == 1 and named and not named[0].rough else None


def _parts(
    checked: Checked, sentence: Sentence, total: Figure, met: Figure, left: dict[str, Decimal], *, rest: bool
) -> bool:
    """Whether the counts can stand beside each other."""
    if not left:
        return True
    checked.claim(sentence)
    together = met.value + sum(left.values())
    says_rest = bool(re.search(r"其余|其他|剩余", sentence.before(met)))
    if together == total.value or (together < total.value and not says_rest):
        return True
    right = total.value - sum(left.values())
    judged = total.value - left.get("no_data", Decimal(0)) - left.get("not_due", Decimal(0))
    rates = f"{right * 100 / total.value:.1f}%（÷{total.value}）"
    if judged != total.value and judged:
        rates += f"、{right * 100 / judged:.1f}%（÷{judged}）"
    told = " + ".join(str(value) for value in left.values())
    checked.findings.append(Finding("attainment_parts", sentence.line, sentence.text, {
        "total": str(total.value), "left": told, "right": str(right), "printed": str(met.value), "rates": rates,
    }))  # fmt: skip
    return False


def _rate_right(
    checked: Checked, sentence: Sentence, rate: Figure, total: Figure, met: Figure, left: dict[str, Decimal], early: Decimal
) -> None:
    checked.claim(sentence)
    judged = total.value - left.get("no_data", Decimal(0)) - left.get("not_due", Decimal(0))
    wholes = [total.value, *([judged] if judged != total.value and judged else [])]
    if "missed" in left:
        wholes.append(met.value + left["missed"])
    shares = {whole: met.value * 100 / whole for whole in wholes if whole}
    if any(rate.low <= value <= rate.high for value in shares.values()):
        return
    if early:
        together = {whole: (met.value + early) * 100 / whole for whole in wholes if whole >= met.value + early}
        if any(rate.low <= value <= rate.high for value in together.values()):
            return
        shares = together or shares
    how = "、".join(f"{met.value + early} ÷ {whole} = {rounded(value, rate.printed)}%" for whole, value in shares.items())
    right = rounded(next(iter(shares.values())), rate.printed)
    checked.findings.append(Finding("attainment_rate", sentence.line, sentence.text, {
        "printed": rate.printed, "how": how, "right": f"{right}%",
    }))  # fmt: skip
