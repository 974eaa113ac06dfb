"""Shares whose part and whole stand in the text: "人大代表 371 名，其中女代表 100 名，占 27.0%".

A share is followed only when exactly one pair of part and whole can be meant: two counts of one kind since the share
before, the second one part of the first, no change among them. When the words say the share of something else than
was counted, it is left alone, unless it is exactly the counted share: then it is printed under the wrong name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from halfsky.reportdoc.figure import RATES, Figure, meets, rounded, share
from halfsky.reportdoc.finding import Checked, Finding
from halfsky.reportdoc.sentence import Sentence

_CHANGED = re.compile(
    r"(?:增加|减少|增长|上涨|下降|降低|提高|上升|新增|净增|多|少|增至?|减)了?(?:近|约)?\s*$|(?:比|较)[^，,]{0,12}$|(?:每|排|列|第)\s*$"
)
_ATTAINED = re.compile(r"(?:指标|目标|任务).*(?:达标|实现|完成)|达标率")
"""Said of goals and indicators; ``attainment`` reads it."""
_PLAIN_PART = re.compile(r"其中[^，,。；]{0,12}\d+[项个][，,]\s*占\s*$")
_MOVED = re.compile(r"(?:同比|增长|上升|上涨|提高|增加|增幅|涨幅|涨|下降|降低|减少|降幅|升|降|增|减)(?:了|长?率|分别|幅度?为|达到?|为|是|约|近)*\s*$")
_CLAIM = re.compile(r"占|率|比例|比重|即|为|达")
_OWN_WHOLE = re.compile(r"占(?P<noun>[^，,、（(）)。；;]{0,24}?)(?:的|比|为|达到?|约|近|比例|比重)*\s*$")
_ITSELF = re.compile(r"^(?:其|总|全部?|全县|全市|全省|全区|全国|上述|参加|当年|同期)?(?:人|个|项|户|例)?(?:总数|总量|总人数|总体|全部|人数|数)?(?:的)?$")
NOUNS = (
    "常委会", "常务委员", "常委", "组成人员", "党代表", "代表", "委员", "领导班子", "班子", "村委会", "村民委员会", "居委会", "居民委员会",
    "主任", "书记", "党员", "干部", "公务员", "教职工", "职工", "教师", "在校生", "学生", "毕业生", "董事", "监事", "就业人员", "从业人员",
    "贫困", "活产", "产妇", "孕产妇", "新生儿", "企业家", "专业技术人员", "中层", "科级", "处级", "厅级", "正职", "副职", "后备",
)  # fmt: skip
"""Groups that a share may be of. Longer words first: 常委会 is not 委员."""
_WITHIN = {"党代表": "代表", "常务委员": "委员", "孕产妇": "产妇", "教职工": "职工"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A part and its whole, with the words that name them."""

    part: Figure
    whole: Figure
    named: str


def check_shares(sentences: Sequence[Sentence]) -> Checked:
    """Recompute every share that can be followed."""
    checked = Checked()
    for at, sentence in enumerate(sentences):
        _in_english(checked, sentence)
        _sex_ratio(checked, sentence, sentences[at - 1] if at else None)
        for place, figure in enumerate(sentence.figures):
            if figure.kind != "rate":
                continue
            pair = _pair(sentence, place)
            if pair is None and at and sentences[at - 1].paragraph == sentence.paragraph:
                pair = _left_over(sentences[at - 1], sentence, place)
                if pair is not None and not _named_elsewhere(sentence, figure, pair):
                    pair = None
            if pair is not None:
                _judge(checked, sentence, figure, pair)
    return checked


_ENGLISH = re.compile(
    r"\b(?P<part>\d{1,7}) (?:out )?of (?:the |all )?(?P<whole>\d{1,7})\b[^.;()%]{0,60}[(,:]\s*(?:that is |or )?"
    r"(?P<share>\d{1,3}(?:\.\d{1,3})?)\s?(?:%|per cent)"
)


def _in_english(checked: Checked, sentence: Sentence) -> None:
    """44 of 54 indicators are met (81.5 %)."""
    for found in _ENGLISH.finditer(sentence.text):
        part, whole, printed = (Decimal(found[name]) for name in ("part", "whole", "share"))
        if not 0 < whole >= part:
            continue
        checked.claim(sentence)
        half = Decimal(1) / (2 * 10 ** len(found["share"].partition(".")[2]))
        value = part * 100 / whole
        if not printed - half <= value <= printed + half:
            checked.findings.append(Finding("share", sentence.line, sentence.text, {
                "printed": f"{printed} %", "part": str(part), "whole": str(whole), "right": f"{rounded(value, found['share'])} %",
            }))  # fmt: skip


_RATIO = re.compile(r"性别比(?:例)?(?:[（(]以?女性?(?:为|＝|=)100[^（()）]{0,16}[)）])?(?:为|是|达到?)?\s*(?P<ratio>\d{2,3}(?:\.\d{1,3})?)(?![\d.%‰名人个/])")
_OF_SEX = {"男": re.compile(r"男[婴孩童性生]?(?:人口|儿)?(?:为|有)?$"), "女": re.compile(r"女[婴孩童性生]?(?:人口|儿)?(?:为|有)?$")}


def _sex_ratio(checked: Checked, sentence: Sentence, before: Sentence | None) -> None:
    """男婴 590 人，女婴 533 人，出生人口性别比为 110.7: males for 100 females."""
    found = _RATIO.findall(sentence.text)
    sexes = _of_sexes(sentence)
    if found and before is not None and not any(sexes.values()):
        born = "出生" in sentence.text
        sexes = _of_sexes(before) if born == bool(re.search(r"男婴|女婴|出生", before.text)) else sexes
    if len(found) != 1 or any(len(counts) != 1 for counts in sexes.values()) or sexes["女"][0].value <= 0:
        return
    men, women = sexes["男"][0], sexes["女"][0]
    low, high = share(men, women, 100)
    half = Decimal(1) / (2 * 10 ** len(found[0].partition(".")[2]))
    checked.claim(sentence)
    if not (Decimal(found[0]) - half <= high and low <= Decimal(found[0]) + half):
        checked.findings.append(Finding("share", sentence.line, sentence.text, {
            "printed": found[0], "part": men.printed, "whole": f"{women.printed} × 100", "right": rounded(men.value * 100 / women.value, found[0]),
        }))  # fmt: skip


def _of_sexes(sentence: Sentence) -> dict[str, list[Figure]]:
    """The counts of each sex, those that are a change left out."""
    return {sex: [f for f in sentence.figures if f.is_count and not f.rough and named.search(sentence.before(f))] for sex, named in _OF_SEX.items()}


def _judge(checked: Checked, sentence: Sentence, figure: Figure, pair: Pair) -> None:
    full = RATES[figure.unit]
    low, high = share(pair.part, pair.whole, full)
    right = meets(figure, low, high)
    elsewhere = _named_elsewhere(sentence, figure, pair)
    if elsewhere and not right:
        return
    checked.places.add((sentence.line, sentence.text, figure.start))
    checked.claim(sentence)
    if right and not elsewhere:
        return
    computed = pair.part.value * full / pair.whole.value
    told = f"{rounded(computed, figure.printed)}{figure.unit if figure.unit != '/10万' else '/10万'}"
    params = {"printed": figure.printed, "part": pair.part.printed, "whole": pair.whole.printed, "right": told}
    if elsewhere:
        counted = _nouns(pair.named)[0]
        params |= {"subject": elsewhere, "counted": counted}
    checked.findings.append(Finding("misattributed" if elsewhere else "share", sentence.line, sentence.text, params))


def _pair(sentence: Sentence, place: int) -> Pair | None:
    """The part and the whole of the share at ``place``, or None when it cannot be told."""
    figure = sentence.figures[place]
    inside = _in_brackets(sentence, place)
    if inside is not None:
        return inside
    if figure.low >= 100:
        return None  # 完成率 103.8 %: no share of a whole
    if place >= 2 and (both := _of_two_sides(sentence, place)) is not None:
        return both
    start = max((n + 1 for n in range(place) if sentence.figures[n].kind in ("rate", "point", "times")), default=0)
    if _MOVED.search(sentence.text[: figure.start]):
        return None
    counts = [f for f in sentence.figures[start:place] if f.is_count]
    counts = [f for f in counts if not _CHANGED.search(sentence.before(f)) and not _CHANGED.search(sentence.text[: f.start])]
    if len(counts) > 2 and counts[-1].unit == counts[-2].unit and all(f.kind != counts[-1].kind for f in counts[:-2]):
        counts = counts[-2:]
    if len(counts) == 1 and start:
        return _of_the_part_before(sentence, counts[0], figure, start)
    if len(counts) != 2 or counts[0].kind != counts[1].kind or any(f.rough for f in counts) or figure.rough:
        return None
    first, second = counts
    if first.kind == "item" and _ATTAINED.search(sentence.text) and not _PLAIN_PART.search(sentence.text[: figure.start]):
        return None
    between = sentence.text[first.end : second.start]
    behind = sentence.text[second.end : figure.start]
    if len(between) > 60 or len(behind) > 40 or not _CLAIM.search(between + behind):
        return None
    if second.high <= first.low or second.value <= first.value:
        part, whole = second, first
    elif re.search(r"占\s*[^，,、。]{0,16}$", between):
        part, whole = first, second
    else:
        return None
    if whole is first and not re.search(r"其中|中[，,]?|有|女|男|达标|实|已|参|筛|检|，|,", between):
        return None
    if whole.value <= 0 or _two_sided(between) or _two_halves(sentence.before(first) + " " + between) or (whole is first and _is_of_the_first(sentence, first, between, behind)):
        return None
    if figure.unit != "%" and not re.search(r"死亡|活产|率", sentence.text):
        return None
    named = sentence.text[: first.start][-24:] + sentence.text[first.end : second.start] + re.split("[，,。；;]", behind)[0][:6]
    return Pair(part, whole, named if whole is first else between + named)


_SIDES = (("男", "女"), ("城镇", "农村"), ("城镇", "乡村"), ("城市", "农村"), ("公立", "民营"), ("公办", "民办"))


def _of_two_sides(sentence: Sentence, place: int) -> Pair | None:
    """在校女生 1.86 万人，男生 1.52 万人，女生占 55.0 %: the whole is both sides together."""
    figure, (one, other) = sentence.figures[place], sentence.figures[place - 2 : place]
    if not (one.is_count and other.is_count and one.kind == other.kind) or one.rough or other.rough or figure.rough or figure.unit != "%":
        return None
    names = sentence.before(one)[-8:], sentence.text[one.end : other.start]
    behind = sentence.text[other.end : figure.start]
    told = re.fullmatch(r"\s*[，,；;]\s*(?P<who>[^，,。；占]{2,10})占(?:比为?|[^，,。；]{0,8}的)?\s*", behind)
    told = told or re.fullmatch(r"\s*[，,；;]\s*(?:常住人口)?(?P<who>城镇)化率(?:为|达到?)?\s*", behind)
    if not told or not re.fullmatch(r"\s*[，,、和]\s*[^，,、。；其]{0,10}", names[1]) or re.search(r"增|减|比|较|其中", names[0] + names[1]):
        return None
    sides = next((s for s in _SIDES if all((s[0] in n) != (s[1] in n) for n in (*names, told["who"]))), None)
    if sides is None or (sides[0] in names[0]) == (sides[0] in names[1]):
        return None
    part = one if (sides[0] in names[0]) == (sides[0] in told["who"]) else other
    both = Figure(one.value + other.value, one.low + other.low, one.high + other.high, one.kind, one.unit, one.start, other.end, f"（{one.printed} + {other.printed}）")
    return Pair(part, both, "")


def _of_the_part_before(sentence: Sentence, part: Figure, figure: Figure, start: int) -> Pair | None:
    """应查 …，实查 19,872 人，筛查率 92.6 %，其中患病 4,173 人，患病率 21.0 %: the part of the share before is the whole."""
    share_before = sentence.figures[start - 1]
    wholes = [f for f in sentence.figures[: start - 1] if f.is_count and f.kind == part.kind and not f.rough and not _CHANGED.search(sentence.before(f))]
    lead, behind = sentence.text[share_before.end : part.start], sentence.text[part.end : figure.start]
    if share_before.kind != "rate" or figure.unit != "%" or part.rough or figure.rough or not re.match(r"\s*[，,]\s*其中", lead):
        return None
    if re.search("[男女]", lead) and "占" in behind:
        return None  # 其中普通高中女生 1440 万人，占比 49.3 %: of the pupils there, not of the girls before
    if not wholes or not re.fullmatch(r"\s*[，,]\s*(?:占|占比为?|[^，,。；占比]{0,6}率(?:为|达到?)?)\s*", behind):
        return None
    fitting = [f for f in wholes if f.value >= part.value and meets(figure, *share(part, f, 100))]
    whole = fitting[-1] if fitting else wholes[-1]
    return Pair(part, whole, lead) if whole.value > part.value else None


def _is_of_the_first(sentence: Sentence, first: Figure, between: str, behind: str) -> bool:
    """公立 24.78 万张，民营 7.17 万张，公立床位占 …: the share told is of the count that stands first, not of the second."""
    told = re.match(r"\s*[，,；;]\s*(?P<who>[^，,。；占]{2,16}?)(?:所)?占", behind)
    if not told or "其中" in between:
        return False
    ahead = re.split("[，,。；;、]", sentence.text[: first.start])[-1]
    return told["who"] in ahead or (told["who"][:2] in ahead and told["who"][:2] not in between)


def _two_halves(words: str) -> bool:
    """城镇人口…，乡村人口…: the two sides of a whole, none a part of the other."""
    one, _, other = words.partition(" ")
    if "其中" in other:
        return False
    one, other = one[-10:], re.split("[，,；;]", other)[-1]
    return any(a in one and b in other and b not in one and a not in other for s in _SIDES for a, b in (s, s[::-1]))


def _two_sided(between: str) -> bool:
    """Two counts side by side (男性 12 人、女性 8 人) are no whole and part."""
    return bool(re.fullmatch(r"\s*[、和及]\s*[^，,。]{0,10}", between)) and "其中" not in between


def _in_brackets(sentence: Sentence, place: int) -> Pair | None:
    """A share with what it was computed from in brackets behind it: 27.0%（100/371）, 27.0%（代表 371 名，其中女性 100 名）."""
    figure = sentence.figures[place]
    opened = re.match(r"\s*[（(]", sentence.text[figure.end :])
    if opened:
        inside = [f for f in sentence.figures[place + 1 :] if f.is_count]
        if len(inside) == 2 and inside[0].kind == inside[1].kind and inside[1].value < inside[0].value:
            between = sentence.text[figure.end : inside[1].start]
            if "其中" in between and not re.search(r"[)）]", between) and not any(f.rough for f in inside):
                return Pair(inside[1], inside[0], between + sentence.text[inside[1].start : inside[1].end])
    found = re.match(r"\s*[（(]\s*(\d{1,9})\s*[名人项个]?\s*[/／÷]\s*(\d{1,9})\s*[名人项个]?\s*[)）]", sentence.text[figure.end :])
    if not found:
        return None
    def whole(words: str) -> Figure:
        value = Decimal(words)
        return Figure(value, value, value, "bare", "", figure.end, figure.end, words)

    part, all_ = whole(found.group(1)), whole(found.group(2))
    return Pair(part, all_, "") if 0 < part.value <= all_.value else None


def _left_over(before: Sentence, sentence: Sentence, place: int) -> Pair | None:
    """The whole and part of the sentence before, when it states no share of its own and this one has no counts."""
    if any(f.is_count for f in sentence.figures[:place]) or any(f.kind == "rate" for f in before.figures):
        return None
    counts = [f for f in before.figures if f.is_count]
    if len(counts) != 2 or counts[0].kind != counts[1].kind or counts[1].value >= counts[0].value:
        return None
    if "其中" not in before.text[counts[0].end : counts[1].start] and "女" not in before.before(counts[1]):
        return None
    return Pair(counts[1], counts[0], before.text[: counts[1].end])


def _named_elsewhere(sentence: Sentence, figure: Figure, pair: Pair) -> str:
    """The group the share is said to be of, when it is not the group that was counted; else ""."""
    if figure.unit != "%":
        return ""  # 孕产妇死亡率 is of the live births: its name tells who dies, not who is counted
    counted = _nouns(pair.named)
    before = sentence.text[: figure.start] if figure.start < pair.part.start else sentence.before(figure)
    own = _OWN_WHOLE.search(before)
    if own and own["noun"] and not _ITSELF.match(own["noun"]):
        more = [noun for noun in _nouns(own["noun"]) if noun not in counted]
        return more[0] if more and counted and not _same(more, counted) else ""
    said = _nouns(before)
    if not said or not counted or set(said) & set(counted):
        return ""
    return "" if _same(said, counted) else said[0]


def _same(said: Sequence[str], counted: Sequence[str]) -> bool:
    return bool({_WITHIN.get(noun, noun) for noun in said} & {_WITHIN.get(noun, noun) for noun in counted})


def _nouns(words: str) -> list[str]:
    found, rest = [], words
    for noun in NOUNS:
        if noun in rest:
            found.append(noun)
            rest = rest.replace(noun, "　")
    return found
