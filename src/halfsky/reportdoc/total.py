"""Totals and their parts: "妇纲 45 项、儿纲 49 项，共 94 项", "共 1,200 人，其中男性 650 人、女性 550 人"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from halfsky.reportdoc.figure import Figure, meets
from halfsky.reportdoc.finding import Checked, Finding
from halfsky.reportdoc.sentence import Sentence

_SUM = re.compile(r"^\s*[，,、]?\s*(?:合计|共计|总计|总共|共)(?:有)?[^，,、。；]{0,6}$")
_LISTED = re.compile(r"^\s*[、和及，,]\s*[^，,、。；]{0,12}$")
_TOTAL = re.compile(r"(?:共有?|共计|总计|合计|总数为?|总人数为?|总人口为?)[^，,。；]{0,12}$")
_SIDES = (("男", "女"), ("女", "男"), ("城镇", "农村"), ("农村", "城镇"), ("城镇", "乡村"), ("城市", "农村"))


def check_totals(sentences: Sequence[Sentence]) -> Checked:
    """Recompute every total whose parts are all listed beside it."""
    checked = Checked()
    for sentence in sentences:
        counts = [f for f in sentence.figures if f.is_count]
        for at, total in enumerate(counts):
            parts = _listed_before(sentence, counts[:at], total) or _two_sides(sentence, total, counts[at + 1 : at + 3])
            if not parts or total.rough or any(part.rough for part in parts):
                continue
            checked.claims += 1
            low, high = sum(p.low for p in parts), sum(p.high for p in parts)
            if not (total.low <= high and low <= total.high):
                told = " + ".join(part.printed for part in parts)
                exact = sum(p.value for p in parts)
                checked.findings.append(Finding("total", sentence.line, sentence.text, {
                    "printed": total.printed, "right": f"{exact / _scale(total):f}".rstrip(".") + total.unit, "parts": told,
                }))  # fmt: skip
    return checked


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


def _two_sides(sentence: Sentence, total: Figure, after: Sequence[Figure]) -> list[Figure]:
    """共 A 人，其中男性 B 人，女性 C 人: both sides of one division."""
    if len(after) < 2 or any(part.kind != total.kind for part in after):
        return []
    first, second = sentence.text[total.end : after[0].start], sentence.text[after[0].end : after[1].start]
    if "其中" not in first or len(first) > 14 or len(second) > 12 or re.search(r"比|较|占|增|减|率", first + second):
        return []
    both = any(one in first and other in second for one, other in _SIDES)
    return list(after[:2]) if both and all(part.value <= total.value or meets(part, total.low, total.high) for part in after[:2]) else []
