"""The figures a report prints, against those of a release: "孕产妇死亡率为 0" for the year it names.

Followed only when a sentence names the indicator in full, then the figure in the indicator's unit, and a year; the
words before the name must not narrow it to a part (women, the countryside) or widen it to another area.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from halfsky.plandoc.source import Source
from halfsky.reportdoc.figure import Figure, decimals_of
from halfsky.reportdoc.finding import Checked, Finding
from halfsky.reportdoc.sentence import Sentence, sentences

_IS = re.compile(r"^(?:的)?(?:已|仍|约)?(?:为|是|达到?|升至|降至|升到|降到|提高到|提高至|上升到|上升至|下降到|下降至|降低到|降低至|增加到|增加至|保持在|稳定在|：|:)?\s*$")
_NARROWED = re.compile(r"(?:女|男|城镇|城市|农村|乡村|全国|全省|全市|省|市级|小学|初中|高中)(?:性|童|生|孩|民|平均|的)*$")
_OF_A_PART = re.compile(r"比(?:全[县市省区国]|[县市省]平均)")
"""What a township or a county says of itself beside the area above: its own figure, which the release of that area does not know."""
_UNITS = {"percent": "%", "permille": "‰", "per_100k": "/10万", "per_10k": "/万"}


@dataclass(frozen=True, slots=True)
class Known:
    """One figure of a release: the total of an indicator in a year, in its unit."""

    name: str
    year: int
    value: Decimal
    unit: str


def compare(source: Source, known: Sequence[Known], release: str) -> Checked:
    """The figures of the report that can be matched with the release, and those that differ."""
    checked = Checked()
    names: dict[str, dict[int, Known]] = {}
    for one in known:
        names.setdefault(one.name, {})[one.year] = one
    ordered = sorted(names, key=len, reverse=True)
    titled = _title_year(source)
    for sentence in sentences(source):
        for name, at in _named(sentence.text, ordered):
            printed = next((f for f in sentence.figures if f.start >= at + len(name) and f.kind != "year"), None)
            if printed is None or not _IS.match(sentence.text[at + len(name) : printed.start]) or printed.rough:
                continue
            if _OF_A_PART.search(sentence.text, printed.end):
                continue
            year = _year(sentence, at) or titled
            ours = names[name].get(year) if year else None
            if ours is not None and _same_unit(printed, ours):
                _judge(checked, sentence, printed, ours, release)
    return checked


def _judge(checked: Checked, sentence: Sentence, figure: Figure, ours: Known, release: str) -> None:
    checked.claim(sentence)
    half = Decimal(1) / (2 * 10 ** decimals_of(figure.printed))
    if abs(ours.value - figure.value) <= half:
        return
    checked.findings.append(Finding("differs_from_release", sentence.line, sentence.text, {
        "name": ours.name, "year": ours.year, "release": release, "printed": figure.printed,
        "right": f"{round(ours.value, max(decimals_of(figure.printed), 2)).normalize():f}{_UNITS.get(ours.unit, '')}",
    }))  # fmt: skip


def _named(text: str, names: Sequence[str]) -> list[tuple[str, int]]:
    """The indicators a sentence names, the longest name first, none inside another."""
    found: list[tuple[str, int]] = []
    taken: list[tuple[int, int]] = []
    for name in names:
        at = text.find(name)
        if at < 0 or any(start < at + len(name) and at < end for start, end in taken):
            continue
        taken.append((at, at + len(name)))
        if not _NARROWED.search(text[:at]):
            found.append((name, at))
    return found


def _year(sentence: Sentence, at: int) -> int:
    """The last year named before the indicator; 0 when none is."""
    years = [f for f in sentence.figures if f.kind == "year" and f.end <= at]
    return int(years[-1].value) if years else 0


def _title_year(source: Source) -> int:
    head = " ".join(block.text for block in source.blocks[:4])
    found = set(re.findall(r"(20\d\d)\s*年?度?.{0,30}(?:监测|评估)", head))
    return int(found.pop()) if len(found) == 1 else 0


def _same_unit(figure: Figure, ours: Known) -> bool:
    if ours.unit in _UNITS:
        return figure.unit == _UNITS[ours.unit]
    return figure.kind not in ("rate", "point", "times", "bare")
