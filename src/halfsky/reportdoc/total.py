"""Totals and their parts: "妇纲 45 项、儿纲 49 项，共 94 项", "共 1,200 人，其中男性 650 人、女性 550 人".

Also lists over several sentences of one paragraph: "健康 9 项达标 7 项；教育 10 项达标 8 项；合计 19 项达标 15 项". They are
followed only when at least one column adds up, which shows that the list is whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from halfsky.reportdoc.figure import Figure, meets
from halfsky.reportdoc.finding import Checked, Finding
from halfsky.reportdoc.sentence import Sentence

_SUM = re.compile(r"^\s*[，,、]?\s*(?:合计|共计|总计|总共|共)(?:有|为|计|指标|目标|人数)*\s*$")
_SUM_OF = re.compile(r"^[^，,、。；]{0,8}[，,]\s*(?P<noun>[^，,、。；]{0,10}?)(?:合计|共计|总计|总共|共)(?:有|为|计|指标|目标|人数)*\s*$")
_LISTED = re.compile(r"^\s*[、和及，,]\s*[^，,、。；]{0,12}$")
_TOTAL = re.compile(r"(?:共有?|共计|总计|合计|总数为?|总人数为?|总人口为?)[^，,。；]{0,12}$")
_SUMMED = re.compile(r"\s*(?:合计|共计|总计)")
_SIDES = (("男", "女"), ("女", "男"), ("城镇", "农村"), ("农村", "城镇"), ("城镇", "乡村"), ("城市", "农村"))


def check_totals(sentences: Sequence[Sentence]) -> Checked:
    """Recompute every total whose parts are all listed beside it."""
    checked = Checked()
    for sentence in sentences:
        counts = [f for f in sentence.figures if f.is_count]
        for at, total in enumerate(counts):
            parts = _listed_before(sentence, counts[:at], total) or _named_alike(sentence, counts[:at], total) or _two_sides(sentence, total, counts[at + 1 : at + 3])
            if not parts or total.rough or any(part.rough for part in parts):
                continue
            checked.claim(sentence)
            low, high = sum(p.low for p in parts), sum(p.high for p in parts)
            if not (total.low <= high and low <= total.high):
                told = " + ".join(part.printed for part in parts)
                exact = sum(p.value for p in parts)
                checked.findings.append(Finding("total", sentence.line, sentence.text, {
                    "printed": total.printed, "right": f"{exact / _scale(total):f}".rstrip(".") + total.unit, "parts": told,
                }))  # fmt: skip
    for before, sentence in pairwise(sentences):
        if sentence.paragraph == before.paragraph:
            _insured(checked, before, sentence)
    for at, sentence in enumerate(sentences):
        if _SUMMED.match(sentence.text):
            _columns(checked, sentence, sentences[:at])
    return checked


def _columns(checked: Checked, total: Sentence, before: Sequence[Sentence]) -> None:
    """A 9 项达标 7 项；B 10 项达标 8 项；合计 19 项达标 15 项: each column of counts against the last row."""
    sums = _counted(total)
    rows: list[list[Figure]] = []
    for sentence in reversed(before):
        counts = _counted(sentence)
        if sentence.paragraph != total.paragraph or _named(sentence, counts) != _named(total, sums):
            break
        rows.append(counts)
    if len(rows) < 2 or len(sums) < 2 or any(f.rough or f.low != f.high for row in (*rows, sums) for f in row):
        return
    columns = [list(reversed(column)) for column in zip(*rows, strict=True)]
    wrong = [n for n, column in enumerate(columns) if sum(f.value for f in column) != sums[n].value]
    if len(wrong) == len(sums):
        return
    for _ in sums:
        checked.claim(total)
    for n in wrong:
        checked.findings.append(Finding("total", total.line, total.text, {
            "printed": sums[n].printed, "right": f"{sum(f.value for f in columns[n])}{sums[n].unit}",
            "parts": " + ".join(f.printed for f in columns[n]),
        }))  # fmt: skip


def _counted(sentence: Sentence) -> list[Figure]:
    return [f for f in sentence.figures if f.is_count]


def _named(sentence: Sentence, counts: Sequence[Figure]) -> list[tuple[str, str]]:
    """What each count of a row is of: its unit, and from the second on the two characters before it."""
    return [(f.unit, sentence.text[max(f.start - 2, 0) : f.start] if n else "") for n, f in enumerate(counts)]


def _insured(checked: Checked, before: Sentence, sentence: Sentence) -> None:
    """参加基本养老保险 4,218 万人，比上年末…。其中，职工 1,862 万人，居民 2,356 万人: the two schemes are all there is."""
    whole = next((f for f in before.figures if f.is_count), None)
    parts = [f for f in sentence.figures if f.is_count][:2]
    if whole is None or len(parts) != 2 or any(f.rough or f.kind != whole.kind for f in (whole, *parts)):
        return
    names = sentence.text[: parts[0].start], sentence.text[parts[0].end : parts[1].start]
    scheme = re.search(r"基本(养老|医疗)保险(?:总?人数)?(?:为|达到?)?$", before.before(whole).strip())
    if not scheme or not re.fullmatch(rf"其中[，,：:]?\s*(?:参加)?(?:城镇)?职工基本{scheme[1]}保险(?:人数)?(?:为)?", names[0]):
        return
    if not re.fullmatch(rf"\s*[，,、；]\s*(?:参加)?(?:城乡)?居民基本{scheme[1]}保险(?:人数)?(?:为)?", names[1]):
        return
    checked.claim(sentence)
    if not (whole.low <= parts[0].high + parts[1].high and parts[0].low + parts[1].low <= whole.high):
        checked.findings.append(Finding("total", sentence.line, sentence.text, {
            "printed": whole.printed, "right": f"{(parts[0].value + parts[1].value) / _scale(whole):f}".rstrip(".") + whole.unit,
            "parts": " + ".join(part.printed for part in parts),
        }))  # fmt: skip


def _scale(figure: Figure) -> int:
    found = re.match("[万亿]", figure.unit)
    return {"万": 10**4, "亿": 10**8}[found.group()] if found else 1


def _listed_before(sentence: Sentence, before: Sequence[Figure], total: Figure) -> list[Figure]:
    """A 项、B 项，共 C 项: the parts stand side by side right before the total."""
    if len(before) < 2 or not _SUM.match(sentence.text[before[-1].end : total.start]):
        return []
    parts = [before[-1]]
    for earlier in reversed(before[:-1]):
        if earlier.kind != total.kind or not _LISTED.match(sentence.text[earlier.end : parts[0].start]):
            break
        parts.insert(0, earlier)
    same = all(part.kind == total.kind and part.unit == total.unit for part in parts)
    lead = sentence.text[: parts[0].start]
    return parts if len(parts) >= 2 and same and not re.search(r"其中[^，,。]*$|共[^，,。]*$|增加|减少", lead[-14:]) else []


def _named_alike(sentence: Sentence, before: Sequence[Figure], total: Figure) -> list[Figure]:
    """9 个街道，4 个镇，共 12 个街镇: parts with their own nouns, each of which is in the total's noun."""
    if len(before) < 2:
        return []
    found = _SUM_OF.match(sentence.text[before[-1].end : total.start])
    named = re.match(r"[^，,、。；（(]{0,8}", sentence.text[total.end :])
    nouns = (found["noun"] if found else "") + (named.group() if named else "")
    parts: list[Figure] = []
    for at, figure in reversed(list(enumerate(before))):
        ahead = sentence.text[before[at - 1].end if at else 0 : figure.start]
        own = re.split("[，,、。；]", ahead)[-1] + re.split("[，,、。；]", sentence.text[figure.end : total.start])[0]
        if figure.unit != total.unit or not set(nouns) & set(own) - set("的有共"):
            return []
        parts.insert(0, figure)
        if re.search(r"[。；]", ahead) or (at and not re.fullmatch(r"[^，,、。；]{0,8}[，,、和及][^，,、。；]{0,12}", ahead)):
            break
    lead = sentence.text[: parts[0].start]
    changed = re.search(r"其中|增加|减少|新增|比|较|占", sentence.text[parts[0].start : total.start] + lead[-8:])
    return parts if found and len(parts) >= 2 and not changed else []


def _two_sides(sentence: Sentence, total: Figure, after: Sequence[Figure]) -> list[Figure]:
    """共 A 人，其中男性 B 人，女性 C 人: both sides of one division."""
    if len(after) < 2 or any(part.kind != total.kind for part in after):
        return []
    first, second = sentence.text[total.end : after[0].start], sentence.text[after[0].end : after[1].start]
    if "其中" not in first or len(first) > 14 or len(second) > 12 or re.search(r"比|较|占|增|减|率", first + second):
        return []
    both = any(one in first and other in second for one, other in _SIDES)
    return list(after[:2]) if both and all(part.value <= total.value or meets(part, total.low, total.high) for part in after[:2]) else []
