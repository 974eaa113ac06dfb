"""Claims of reports in English: shares, changes and sex ratios whose figures stand in one sentence.

Only fixed forms are followed: "from A to B, an increase of X", "N, down X % from M", "N, of whom M (X %)", "Of the N …,
M … (X %)". Figures said to be about, nearly or more than, and yearly averages, are left alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from halfsky.reportdoc.figure import decimals_of, rounded
from halfsky.reportdoc.finding import Checked, Finding
from halfsky.reportdoc.sentence import Sentence

_FIGURE = re.compile(
    r"(?<![\w./-])(?<!\d,)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,9}(?:\.\d{1,4})?)(?![\d/-])"
    r"(?:\s(?P<scale>million|thousand|billion)\b)?(?P<unit>\s?(?:%|per ?cent\b)|\s(?:percentage )points?\b)?"
)
_SCALE = {"thousand": 1000, "million": 10**6, "billion": 10**9}
_ROUGH = re.compile(r"\b(?:about|around|nearly|almost|some|over|under|than|approximately|roughly|least|most|close to)\s*$", re.IGNORECASE)
_CUT = re.compile(r"(?<=[\w)%])[.;]\s+(?=[A-Z\d])|(?<=[\w)%]);\s+")
_YEARLY = re.compile(r"\b(?:annual|annually|average|yearly|a year|per year|each year)\b(?! earlier| before)", re.IGNORECASE)
_MOVED = re.compile(r"\b(?:by|(?:increase|rise|growth|gain|decline|decrease|drop|fall|reduction) of|up|down)\s*$", re.IGNORECASE)
_UP = r"up|increase|rise|growth|gain|more"
_DOWN = r"down|decrease|decline|drop|fall|reduction|fewer|less"


@dataclass(frozen=True, slots=True)
class Number:
    """A printed figure: its value and interval, "%", "point" or "" as unit, its place."""

    value: Decimal
    low: Decimal
    high: Decimal
    unit: str
    start: int
    end: int
    printed: str
    rough: bool

    @property
    def is_count(self) -> bool:
        """A count: no share, no change in points, no year."""
        return not self.unit and not (len(self.printed) == 4 and 1900 <= self.value <= 2100)


def check_english(sentences: Sequence[Sentence]) -> Checked:
    """Recompute the claims of every English sentence."""
    checked = Checked()
    boys_and_girls: tuple[Number, Number] | None = None
    paragraph, before = -1, ""
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, boys_and_girls, before = sentence.paragraph, None, ""
        if re.search(r"[\u4e00-\u9fff]", sentence.text):
            continue
        for clause in _CUT.split(sentence.text):
            numbers = numbers_of(clause)
            _from_to(checked, sentence, clause, numbers)
            _against(checked, sentence, clause, numbers)
            _more_than(checked, sentence, clause, numbers)
            _shares(checked, sentence, clause, numbers)
            boys_and_girls = _sexes(clause, numbers) or boys_and_girls
            _sex_ratio(checked, sentence, clause, boys_and_girls)
        _made_up(checked, sentence, before)
        before = sentence.text
    return checked


def numbers_of(text: str) -> list[Number]:
    """The figures of an English clause, left to right."""
    found = []
    for one in _FIGURE.finditer(text):
        printed = one["number"]
        scale = _SCALE.get(one["scale"] or "", 1)
        value = Decimal(printed.replace(",", "")) * scale
        mark = (one["unit"] or "").strip()
        unit = "point" if mark.endswith(("point", "points")) else "%" if mark else ""
        decimals = decimals_of(printed)
        half = Decimal(scale) / (2 * 10**decimals) if unit or scale > 1 or decimals else Decimal(0)
        found.append(Number(value, value - half, value + half, unit, one.start(), one.end(), one.group().strip(), bool(_ROUGH.search(text[: one.start()]))))
    return found


def _from_to(checked: Checked, sentence: Sentence, clause: str, numbers: Sequence[Number]) -> None:
    """rose from 99.1 % to 99.6 %, an increase of 0.5 percentage points; grew by 8.0 %, from 8,200 to 8,856."""
    ends = [(a, b) for a, b in itertools.pairwise(numbers) if _are_ends(clause, a, b)]
    if not ends:
        pairs = [(a, b, c) for a in numbers for b in numbers for c in numbers if _with_years(clause, a, b, c)]
        ends = [(a, c) for a, _, c in pairs][:1]
    moves = [n for n in numbers if n.unit and _MOVED.search(clause[: n.start]) and not any(n in pair for pair in ends)]
    if len(ends) != 1 or len(moves) != 1 or _YEARLY.search(clause):
        return
    old, new = ends[0]
    _judge(checked, sentence, clause, old, new, moves[0])


def _are_ends(clause: str, old: Number, new: Number) -> bool:
    between = clause[old.end : new.start]
    return bool(re.search(r"\bfrom\s*$", clause[: old.start])) and bool(re.fullmatch(r"[^\d.;]{0,40}\bto\s*", between))


def _with_years(clause: str, old: Number, year: Number, new: Number) -> bool:
    """from 99.1 % in 2022 to 99.6 %."""
    in_year = re.fullmatch(r"[^\d.;,]{0,30}\bin\s*", clause[old.end : year.start]) and not year.is_count and not year.unit
    return bool(old.end < year.start < new.start and re.search(r"\bfrom\s*$", clause[: old.start]) and in_year and re.fullmatch(r"\s*to\s*", clause[year.end : new.start]))


def _against(checked: Checked, sentence: Sentence, clause: str, numbers: Sequence[Number]) -> None:
    """214 reports, down 10.1 % from 238 in 2022; was 40.4 %, up from 39.9 % a year earlier, an increase of 0.5 percentage points."""
    left = [n for n in numbers if n.unit or n.is_count]
    for new, one, other in zip(left, left[1:], left[2:], strict=False):
        lead, between = clause[new.end : one.start], clause[one.end : other.start]
        if re.fullmatch(r"[^\d.;]{0,60},\s*(?:up|down)\s*", lead) and re.fullmatch(r"\s*(?:from|on|against|compared with)\s*", between) and one.unit and not other.unit:
            _judge(checked, sentence, clause, other, new, one)
        elif re.fullmatch(r",?\s*(?:up|down) from\s*", lead) and _MOVED.search(clause[: other.start]) and len(between) < 50 and other.unit:
            _judge(checked, sentence, clause, one, new, other)


def _more_than(checked: Checked, sentence: Sentence, clause: str, numbers: Sequence[Number]) -> None:
    """3,615 minors, 415 more than in 2023, an increase of 13.0 %."""
    left = [n for n in numbers if n.unit or n.is_count]
    for new, step, rate in zip(left, left[1:], left[2:], strict=False):
        lead, between = clause[new.end : step.start], clause[step.end : rate.start]
        told = re.fullmatch(r"\s*(?P<way>more|fewer|less) than [^.;]{0,30}?,\s*(?:an?\s)?(?:(?:increase|rise|growth|decline|decrease|drop|fall|reduction) of|up|down)\s*", between)
        if not told or rate.unit != "%" or not (new.is_count and step.is_count) or not re.fullmatch(r"[^\d.;]{0,40},\s*", lead):
            continue
        base = new.value + step.value * (1 if told["way"] != "more" else -1)
        if base > 0 and not (new.rough or step.rough or rate.rough):
            slack = (new.high - new.low + step.high - step.low) / 2
            _told(checked, sentence, clause, "change", rate, step.low * 100 / (base + slack), step.high * 100 / max(base - slack, Decimal(1)), step.value * 100 / base,
                  {"old": f"{base:,f}".split(".")[0], "new": new.printed, "unit_zh": "变动幅度", "unit_en": "relative change"})  # fmt: skip


def _judge(checked: Checked, sentence: Sentence, clause: str, old: Number, new: Number, moved: Number) -> None:
    if old.unit != new.unit or old.unit == "point" or old.low <= 0 or old.rough or new.rough or moved.rough:
        return
    sign = 1 if new.value >= old.value else -1
    if moved.unit == "point":
        if old.unit != "%":
            return
        steps = [sign * (n - o) for n in (new.low, new.high) for o in (old.low, old.high)]
        right = sign * (new.value - old.value)
    else:
        steps = [sign * (n / o - 1) * 100 for n in (new.low, new.high) for o in (old.low, old.high)]
        right = sign * (new.value / old.value - 1) * 100
    params = {"old": old.printed, "new": new.printed, "unit_zh": "变动" if moved.unit == "point" else "变动幅度", "unit_en": "change" if moved.unit == "point" else "relative change"}
    points = sign * (new.value - old.value)
    if moved.unit == "%" and old.unit == "%" and moved.value == points and not min(steps) <= moved.value <= max(steps):
        checked.claim(sentence)
        checked.findings.append(Finding("point_as_percent", sentence.line, clause, {
            "old": old.printed, "new": new.printed, "printed": moved.printed, "right": str(points), "relative": rounded(right, moved.printed),
        }))  # fmt: skip
        return
    _told(checked, sentence, clause, "change", moved, min(steps), max(steps), right, params)


_PART = re.compile(r"[^\d.;()]{0,60}?(?:,|:|\bincluding\b|\bof whom\b|\bof which\b|\bof them\b)[^\d.;()]{0,20}")
_CLAIMED = re.compile(r"[^\d.;()]{0,50}\(\s*(?:or\s+)?|[^\d.;()]{0,40},\s*(?:or|that is,?)\s*")


def _shares(checked: Checked, sentence: Sentence, clause: str, numbers: Sequence[Number]) -> None:
    """4,862 students, of whom 2,519 (51.8 %); Of the 61 indicators, 47 met the target (77.0 %), 9 were close (14.8 %)."""
    left = [n for n in numbers if n.unit or n.is_count]
    whole: Number | None = None
    for at, (part, rate) in enumerate(itertools.pairwise(left)):
        if rate.unit != "%" or part.unit or not _CLAIMED.fullmatch(clause[part.end : rate.start]):
            continue
        if at and left[at - 1].is_count and _is_whole(clause, left[at - 1], part):
            whole = left[at - 1]
        elif whole is None or not re.fullmatch(r"[)\s,]*(?:and\s)?[^\d.;()]{0,12}", clause[left[at - 1].end : part.start]):
            whole = None
        if whole is None or whole.rough or part.rough or rate.rough or not 0 < part.value <= whole.value:
            continue
        _told(checked, sentence, clause, "share", rate, part.low * 100 / whole.high, part.high * 100 / whole.low, part.value * 100 / whole.value,
              {"part": part.printed, "whole": whole.printed})  # fmt: skip


def _is_whole(clause: str, whole: Number, part: Number) -> bool:
    between = clause[whole.end : part.start]
    if re.search(r"\b[Oo]f (?:the|these|all(?: the)?)\s*$|^\s*Of\s*$", clause[: whole.start]):
        return bool(re.fullmatch(r"[^\d.;()]{0,60},[^\d.;(),]{0,12}", between))
    return bool(re.search(r"of whom|of which|of them|including", between) and _PART.fullmatch(between))


_MADE_UP = re.compile(
    r"(?P<whole>\d[\d,]*) (?P<noun>[a-z]+)(?: [a-z ]{0,30})?, (?:including|of whom) (?P<part>\d[\d,]*) (?:were )?(?P<who>girls|boys|women|men|females|males)\b"
    r"[;,.] (?:and )?(?P=who) (?:(?:thus )?made up|accounted for|represented|were) (?P<rate>\d{1,3}(?:\.\d{1,2})?)\s?%"
)


def _made_up(checked: Checked, sentence: Sentence, before: str) -> None:
    """2,140 students, including 893 girls; girls made up 41.7 % of …."""
    for found in _MADE_UP.finditer(f"{before} {sentence.text}"):
        if found.end() <= len(before):
            continue
        part, whole = (Decimal(found[name].replace(",", "")) for name in ("part", "whole"))
        rate = numbers_of(found["rate"] + "%")[0]
        if 0 < part <= whole:
            value = part * 100 / whole
            _told(checked, sentence, sentence.text, "share", rate, value, value, value, {"part": found["part"], "whole": found["whole"]})


def _sexes(clause: str, numbers: Sequence[Number]) -> tuple[Number, Number] | None:
    for one, other in itertools.pairwise(numbers):
        if re.fullmatch(r"\s*(?:were )?(?:boys|men|males?)\s*(?:,|and)\s*", clause[one.end : other.start]) and re.match(r"\s*(?:were )?(?:girls|women|females?)\b", clause[other.end :]):
            return None if one.rough or other.rough or other.low <= 0 else (one, other)
    return None


def _sex_ratio(checked: Checked, sentence: Sentence, clause: str, sexes: tuple[Number, Number] | None) -> None:
    found = re.search(r"sex ratio[^\d.;]{0,40}(?P<ratio>\d{2,3}(?:\.\d{1,2})?) (?:boys|men|males) (?:per|for every|to) 100", clause)
    if found and sexes:
        ratio = numbers_of(found["ratio"] + "%")[0]
        men, women = sexes
        _told(checked, sentence, clause, "share", ratio, men.low * 100 / women.high, men.high * 100 / women.low, men.value * 100 / women.value,
              {"part": men.printed, "whole": f"{women.printed} × 100"}, unit="")  # fmt: skip


def _told(checked: Checked, sentence: Sentence, clause: str, kind: str, printed: Number, low: Decimal, high: Decimal, right: Decimal, params: dict[str, str], unit: str | None = None) -> None:
    """Count the claim; a finding when the printed interval and ``[low, high]`` do not meet."""
    checked.claim(sentence)
    if printed.low <= high and low <= printed.high:
        return
    own = " percentage points" if printed.unit == "point" else " %" if unit is None else unit
    said = printed.printed if unit is None else printed.printed.rstrip("%")
    checked.findings.append(Finding(kind, sentence.line, clause, {**params, "printed": said, "right": f"{rounded(right, printed.printed)}{own}"}))
