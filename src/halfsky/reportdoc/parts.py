"""Lists of parts that are whole, by what the words say or by the division: "共有幼儿园 64 所，其中公办 41 所，民办 23 所".

A list is whole when it ends with 其余, when it names a division that leaves nothing out (男 and 女, 公办 and 民办, 小学 and 初中 of
义务教育), when it says how many parts it has (三类合计), or when it lists every grade of attainment. Any list of parts that exclude
each other can never be more than its whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from halfsky.plandoc.numerals import chinese_number
from halfsky.reportdoc.figure import Figure
from halfsky.reportdoc.finding import Checked, Finding
from halfsky.reportdoc.sentence import Sentence
from halfsky.reportdoc.vector import counts, told

DIVISIONS = (
    ("男", "女"), ("公办", "民办"), ("城镇", "乡村"), ("城镇", "农村"), ("城市", "农村"), ("小学", "初中"), ("普通高中", "中等职业"), ("普通高中", "中职"),
    ("职工", "居民"), ("县级", "乡镇"), ("县级", "乡级"), ("村级", "社区"), ("公立", "民营"), ("普惠性", "非普惠性"), ("已婚", "未婚"), ("集中", "散居"), ("集中", "分散"), ("机构", "社会散居"),
)  # fmt: skip
"""Two sides that make a whole, when the words 其中 or a total lead them."""
_ONLY_OF = {("小学", "初中"): "义务教育", ("普通高中", "中等职业"): "高中阶段", ("普通高中", "中职"): "高中阶段", ("职工", "居民"): "保险|养老|医保"}
_MIXED = re.compile(r"女|妇|少数民族|党员|残疾|低保|困难|留守|高级|新增|脱贫|以上|以下|达标率")
"""Parts named so may lie inside one another: their sum says nothing."""
_REST = re.compile(r"[，,；;、]\s*(?:其余|剩余|余下|其他|剩下)(?:的)?[^，,。；;\d]{0,6}$")
_PART = re.compile(r"\s*[，,；;、和及与]\s*[^，,。；;、\d增减比较占]{1,14}")
_LED = re.compile(r"\s*[（(]\s*[^，,。；;、\d增减比较占]{0,8}|\s*[，,：:。；;（(]?\s*(?:其中|分别为|包括)[，,：:]?\s*[^，,。；;、\d增减比较占]{0,14}")
_SUM = re.compile(r"\s*[，,；;]\s*(?P<n>[两二三四五六七八九])(?:类|项|级|者|种|地|部分|个学段)(?:合计|共计|共|总计)(?:有|为)?(?P<noun>[^，,。；;\d]{0,10}?)\s*")
_SHARE = re.compile(r"\s*[，,、（(]\s*(?:[^，,。；;\d增减比较]{0,10}?(?:所占|占|占比|比例|比重|率)(?:比[例重])?|占[^，,。；;\d增减较]{0,16}?的)(?:为|达到?)?\s*\d{1,3}(?:\.\d+)?[%％][)）]?")
_CHANGED = re.compile(r"增|减|提高|下降|上升|同比|比上|较上|平均|人均|每")
_FIELD = re.compile(r"领域|方面")
_GRADES = (
    re.compile(r"提前"), re.compile(r"^(?:其中[：:]?)?已?达标|^实现"), re.compile(r"预期|有望|接近|基本"), re.compile(r"难以|困难|滞后|缓慢"), re.compile(r"未达|未实现|不达"),
)  # fmt: skip
_NEAR = Decimal("1.25")
"""Parts that are more than the whole by over a quarter are of another whole."""


def check_parts(sentences: Sequence[Sentence], faulted: set[tuple[int, str]]) -> Checked:
    """Recompute lists of parts against their whole; ``faulted``: sentences where a total was told already."""
    checked = Checked()
    for at, sentence in enumerate(sentences):
        before = sentences[at - 1] if at and sentences[at - 1].paragraph == sentence.paragraph else None
        _counted(checked, sentence, [s for s in sentences[max(at - 2, 0) : at] if s.paragraph == sentence.paragraph])
        _due_and_done(checked, sentence)
        _list_and_sum(checked, sentence)
        if (sentence.line, sentence.text) in faulted:
            continue
        if not _inside(checked, sentence):
            _led_by_the_sentence_before(checked, before, sentence)
    _fields(checked, sentences)
    return checked


def _tell(checked: Checked, sentence: Sentence, total: Figure, parts: Sequence[Figure], right: Decimal) -> None:
    checked.findings.append(Finding("total", sentence.line, sentence.text, {
        "printed": total.printed, "right": _like(right, total), "parts": " + ".join(p.printed for p in parts),
    }))  # fmt: skip


def _like(value: Decimal, figure: Figure) -> str:
    scale = {"万": 10**4, "亿": 10**8}.get(figure.unit[:1], 1)
    return f"{(value / scale).normalize():f}{figure.unit}"


def _lists(sentence: Sentence) -> list[tuple[Figure, list[Figure]]]:
    """A whole and the parts behind it: 共 64 所，其中公办 41 所，民办 23 所."""
    found = []
    figures = [f for f in sentence.figures if f.is_count and f.printed[:1].isdigit()]
    for at, whole in enumerate(figures):
        parts: list[Figure] = []
        for one, other in pairwise(figures[at:]):
            words = _SHARE.sub("", sentence.text[one.end : other.start])
            fits = _LED.fullmatch(words) if not parts else _PART.fullmatch(words) or _REST.fullmatch(words)
            if not fits or other.kind != whole.kind or not other.is_count or other.value > whole.value or other.rough:
                break
            parts.append(other)
        opened = parts and re.match(r"\s*[（(](?!\s*其中)", sentence.text[whole.end :])
        if opened and not re.match(r"\s*[^，,。；;、\d]{0,6}[)）]", sentence.text[parts[-1].end :]):
            continue
        if len(parts) >= 2 and whole.is_count and not whole.rough and not _CHANGED.search(sentence.before(whole)[-6:]):
            found.append((whole, parts))
    return found


def _inside(checked: Checked, sentence: Sentence) -> bool:
    lists = _lists(sentence)
    for whole, parts in lists:
        _whole_list(checked, sentence, whole, parts, sentence.before(whole) + sentence.text[whole.end : parts[0].start])
    return bool(lists)


def _led_by_the_sentence_before(checked: Checked, before: Sentence | None, sentence: Sentence) -> None:
    """…可监测 63 项。其中：提前达标 18 项，达标 30 项…: the whole ends the sentence before."""
    if before is None or not re.match(r"其中", sentence.text):
        return
    counts = [f for f in before.figures if f.is_count and not f.rough]
    figures = [f for f in sentence.figures if f.kind not in ("year", "bare")]
    if not counts or not figures or before.figures[-1] is not counts[-1] or figures[0].kind != counts[-1].kind or len(sentence.before(figures[0])) > 16:
        return
    parts = figures[:1]
    for one, other in pairwise(figures):
        if not (_PART.fullmatch(sentence.text[one.end : other.start]) or _REST.fullmatch(sentence.text[one.end : other.start])) or other.kind != parts[0].kind:
            break
        parts.append(other)
    if len(parts) >= 2 and not any(p.rough for p in parts):
        _whole_list(checked, sentence, counts[-1], parts, before.before(counts[-1]) + sentence.before(parts[0]))


def _whole_list(checked: Checked, sentence: Sentence, whole: Figure, parts: Sequence[Figure], lead: str) -> None:
    names = [re.split("[，,；;、：:（(]|其中", sentence.before(p))[-1] + _behind(sentence, p) for p in parts]
    low, high = sum(p.low for p in parts), sum(p.high for p in parts)
    total = sum((p.value for p in parts), Decimal(0))
    fits = whole.low <= high and low <= whole.high
    whole_by = _divides(names, lead) or _REST.search(sentence.before(parts[-1])) or _all_grades(names)
    if whole_by and not fits:
        if _REST.search(sentence.before(parts[-1])) and total > whole.value * _NEAR * 2:
            return
        checked.claim(sentence)
        _tell(checked, sentence, whole, parts, total)
    elif fits:
        checked.claim(sentence)
    elif low > whole.high and total <= whole.value * _NEAR and len(parts) >= 3 and not any(_MIXED.search(n) for n in names):
        checked.claim(sentence)
        _tell(checked, sentence, whole, parts, total)


def _behind(sentence: Sentence, part: Figure) -> str:
    return re.split("[，,；;。、和]", sentence.after(part))[0][:8] if part.kind == "item" else ""


def _divides(names: Sequence[str], lead: str) -> bool:
    """Whether two names are the two sides of a division, and nothing else is told."""
    if len(names) != 2:
        return False
    for one, other in (pair for d in DIVISIONS for pair in (d, d[::-1])):
        if names[0].startswith(one) and names[1].startswith(other) and other not in names[0] and one not in names[1]:
            needed = _ONLY_OF.get((one, other)) or _ONLY_OF.get((other, one))
            return not needed or bool(re.search(needed, lead))
    return False


def _all_grades(names: Sequence[str]) -> bool:
    """提前达标, 达标, 预期, 难以, 未达标: all five grades are all there is."""
    return len(names) == len(_GRADES) and all(sum(bool(g.search(n)) for n in names) >= 1 for g in _GRADES)


def _counted(checked: Checked, sentence: Sentence, before: Sequence[Sentence]) -> None:
    """132 人，186 人，44 人，三类合计 362 人: as many parts as the words say, in the sentences before where the words name them."""
    figures = [f for f in sentence.figures if counts(f)]
    for at, total in enumerate(figures):
        lead = sentence.text[figures[at - 1].end if at else 0 : total.start]
        found = _SUM.fullmatch(lead)
        if not found:
            continue
        size, noun = int(chinese_number(found["n"].replace("两", "二")) or 0), found["noun"]
        spoken = [(s, f) for s in (*before, sentence) for f in s.figures if counts(f) and (s is not sentence or f.start < total.start)]
        if not noun:
            spoken = [(s, f) for s, f in spoken if s is sentence]
        named = [(s, f) for s, f in spoken if f.kind == total.kind and f.is_count and (not noun or s.before(f).endswith(noun))]
        parts = [f for _, f in named[-size:]]
        if len(named) < size or (noun and len(named) != size) or any(f.rough for f in (total, *parts)):
            continue
        if any(_CHANGED.search(s.before(f)[-6:]) for s, f in named[-size:]) or (not noun and any(p.value > total.value for p in parts)):
            continue
        checked.claim(sentence)
        if not (total.low <= sum(p.high for p in parts) and sum(p.low for p in parts) <= total.high):
            _tell(checked, sentence, total, parts, sum((p.value for p in parts), Decimal(0)))
        return


_LIST_SUM = re.compile(r"\s*[，,；;]\s*(?:(?P<n>[两二三四五六七八九十])(?:年|项|类|级|地|者))?(?:间|来)?(?:累计|合计|共计|总计|总共)(?:新增|投入|有|为|培训|建成|发放)?\s*")


def _list_and_sum(checked: Checked, sentence: Sentence) -> None:
    """分别为 24 间、31 间、28 间、35 间和 32 间，五年累计新增 150 间."""
    for listed, total in pairwise(told(sentence)):
        found = _LIST_SUM.fullmatch(total.lead)
        size = int(chinese_number(found["n"].replace("两", "二")) or 0) if found and found["n"] else len(listed.figures)
        if not found or len(listed.figures) < 2 or size != len(listed.figures) or len(total.figures) != 1 or listed.rough or total.rough:
            continue
        if not listed.is_count or any(f.kind != total.kind for f in listed.figures) or re.search("增加|减少|增长|下降|提高|同比|比上|较上", listed.lead):
            continue
        checked.claim(sentence)
        whole = total.figures[0]
        if not (whole.low <= sum(p.high for p in listed.figures) and sum(p.low for p in listed.figures) <= whole.high):
            _tell(checked, sentence, whole, listed.figures, sum((p.value for p in listed.figures), Decimal(0)))


_DUE = re.compile(r"应(?P<what>报|到|查|检|配备?|配置|建|参|种)")


def _due_and_done(checked: Checked, sentence: Sentence) -> None:
    """应报数据 412 项，实报 397 项，填报率 96.4%，缺报 15 项; 排查 4,680 人，帮扶 4,212 人，剩余 468 人."""
    counts = [f for f in sentence.figures if f.is_count]
    for at in range(2, len(counts)):
        all_, done, left = counts[at - 2 : at + 1]
        if not all_.unit == done.unit == left.unit or any(f.rough for f in (all_, done, left)) or done.value > all_.value:
            continue
        words = sentence.text[: all_.start][-14:], sentence.text[all_.end : done.start], sentence.before(left)
        due, real = _DUE.search(words[0]), re.fullmatch(r"\s*[，,]\s*(?:实际|实|已)[^，,。；\d]{1,8}", words[1])
        rest = re.fullmatch(r"[^，,。；\d]{0,2}[，,；]\s*(?:缺|漏|未|少)[^，,。；\d]{1,8}", words[2]) if due and real else None
        if not rest and re.fullmatch(r"[^，,。；\d]{0,2}[，,；]\s*(?:剩余|余下|剩下|其余)(?:的)?", words[2]) and re.fullmatch(r"\s*[，,]\s*[^，,。；\d]{2,8}", words[1]):
            rest = re.match("", "")
        if not rest or _CHANGED.search(words[1] + words[2]):
            continue
        checked.claim(sentence)
        if not (left.low <= all_.high - done.low and all_.low - done.high <= left.high):
            checked.findings.append(Finding("rest", sentence.line, sentence.text, {
                "printed": left.printed, "right": _like(all_.value - done.value, left), "whole": all_.printed, "part": done.printed,
            }))  # fmt: skip


def _fields(checked: Checked, sentences: Sequence[Sentence]) -> None:
    """健康领域 14 项、教育领域 10 项、…: all the domains that the report says it has, against the count of all indicators."""
    said = {int(n) for s in sentences for m in re.finditer(r"(?P<n>[四五六七八九])(?:个|大)?(?:重点|发展)?(?:领域|方面)", s.text) if (n := chinese_number(m["n"]))}
    for at, sentence in enumerate(sentences):
        listed = [f for f in sentence.figures if f.kind == "item" and _FIELD.search(sentence.before(f)[-4:])]
        if len(listed) < 4 or len(listed) not in said or any(f.rough for f in listed):
            continue
        near = [s for s in sentences[max(at - 4, 0) : at + 1] if abs(s.paragraph - sentence.paragraph) <= 1]
        wholes = [f for s in near for f in s.figures if f.kind == "item" and f not in listed and re.search(r"(?:共|总计|监测|设|确定|涵盖)[^，,。；]{0,14}$", s.before(f))]
        total = sum((f.value for f in listed), Decimal(0))
        if not wholes or any(f.value == total for s in near for f in s.figures if f.kind == "item"):
            if wholes:
                checked.claim(sentence)
            continue
        nearest = min(wholes, key=lambda f: abs(f.value - total))
        if abs(nearest.value - total) <= nearest.value / 5:
            checked.claim(sentence)
            _tell(checked, sentence, nearest, listed, total)
