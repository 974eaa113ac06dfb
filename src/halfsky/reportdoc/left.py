"""Sentences that claim something which the report itself does not let anyone recompute, and why.

They are no faults: the value of the year before, the whole of a share or the parts of a total stand elsewhere. They are
listed so that a reader knows what was not checked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from halfsky.reportdoc.figure import Figure
from halfsky.reportdoc.sentence import Sentence
from halfsky.reportdoc.vector import MOVED, counts

WHY: dict[str, tuple[str, str]] = {
    "no_base": ("文中没有上一期（或基期）的数", "the earlier value is not in the text"),
    "no_whole": ("文中没有这个比例的总数", "the whole of this share is not in the text"),
    "no_parts": ("文中没有逐项列出各部分", "the parts are not all in the text"),
    "rough": ("写的是约数，不作核算", "it is said to be about or more than"),
}
_SHARE = re.compile(r"(?:占|比重|比例)[^，,。；;]{0,16}$|达标率(?:为|达到?)?\s*$")
_SUM = re.compile(r"(?:合计|共计|总计)(?:为|有)?\s*$")


def place_of(page: int, line: int, lang: str) -> str:
    """The page of a PDF, else the line of the text."""
    if lang.startswith("en"):
        return f"page {page}" if page else f"line {line}"
    return f"第 {page} 页" if page else f"第 {line} 行"


@dataclass(frozen=True, slots=True)
class Left:
    """A sentence that was left alone: the figure it claims, and why it cannot be recomputed (a key of ``WHY``)."""

    line: int
    sentence: str
    printed: str
    why: str
    page: int = 0
    under: str = ""

    def place(self, lang: str = "zh-hans") -> str:
        """Where it stands: the page of a PDF, else the line of the text."""
        return place_of(self.page, self.line, lang)

    def reason(self, lang: str = "zh-hans") -> str:
        """Why, in Chinese or English."""
        return WHY[self.why][1 if lang.startswith("en") else 0]


def left_alone(sentences: Sequence[Sentence], followed: Set[tuple[int, str]]) -> list[Left]:
    """One row for every sentence with a claim when none of its claims could be followed."""
    rows = []
    for sentence in sentences:
        if (sentence.line, sentence.text) in followed:
            continue
        claim = next(((f, why) for f in sentence.figures if counts(f) and (why := _why(sentence, f))), None)
        if claim is not None:
            rows.append(Left(sentence.line, sentence.text, claim[0].printed, claim[1]))
    return rows


def _why(sentence: Sentence, figure: Figure) -> str:
    lead = sentence.before(figure)
    if MOVED.search(lead) or figure.kind in ("point", "times"):
        why = "no_base"
    elif figure.kind == "rate" and _SHARE.search(lead):
        why = "no_whole"
    elif figure.is_count and _SUM.search(lead):
        why = "no_parts"
    else:
        return ""
    return "rough" if figure.rough else why
