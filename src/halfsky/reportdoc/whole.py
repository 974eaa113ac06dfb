"""Shares whose whole is told apart from the part: in brackets behind ("占 20.3%（村委会主任 286 人）"), by its name ("占孕产妇总数的 30.5%",
the count of 孕产妇 two clauses before), by 应 or 总 ("实查 24,860 人，应查 30,120 人"), and rates of so many per person or thousand.

A whole that is named must be told once only within reach; where the printed share is right for another count of the
paragraph, it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from halfsky.reportdoc.figure import RATES, Figure, meets, rounded, share
from halfsky.reportdoc.finding import Checked, Finding, Place
from halfsky.reportdoc.sentence import Sentence

_CASES = ("person", "case", "visit", "份")
_BRACKET = re.compile(r"\s*[（(](?P<name>[^，,。；;()（）\d]{2,16}?)(?:共有?|为|有|共计)?(?=\d)")
_CLAIM = re.compile(r"(?:占|率|比例|比重)[^，,。；;（(]{0,14}$")
_NAMED = re.compile(r"占(?P<noun>[^，,、。；;（()）]{2,20}?)(?:的比[例重](?:为|达到?)?|的|比[例重](?:为|达到?)?)\s*$")
_TOTAL_OF = re.compile(r"(?:总数|总人数|总户数|总量|总人次|总额|总人口数?)$")
_FILL = re.compile(r"(?:总数|总人数|总户数|总量|人数|数)?(?:已|就|共|合计|累计|总计)?(?:为|有|达到?|是|共计?|：|:)?\s*$")
_MOVED = re.compile(r"(?:增加|减少|增长|下降|降低|提高|上升|新增|净增|多|少)了?\s*$|(?:比|较)[^，,]{0,12}$")
_DUE = re.compile(r"(?:^|[，,；;、])[^，,；;、。]{0,8}?(?:应[查检报配到参入开接种]*|总)[^，,；;、。]{0,10}$")
_RATE_WORD = re.compile(r"率(?:为|达到?|是)?\s*$|占比(?:为|达到?)?\s*$")
_FOUND = re.compile(r"检出|确诊|患病|感染|发病|发现|死亡|剖宫产|手术|缺陷|病例|阳性")
_PER = re.compile(r"每(?P<per>百|千|万|十万|10万)(?P<who>[^，,。；;\d]{0,10}?)(?:拥有|有|配备)?(?P<what>[^，,。；;\d]{0,12}?)(?:数)?(?:为|达到?|是|约为)?\s*$")
_SCALE = {"百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "10万": 100_000}


def check_wholes(sentences: Sequence[Sentence], followed: set[Place]) -> Checked:
    """Recompute the shares that ``share`` could not follow; ``followed``: those that it did."""
    checked = Checked(places=set(followed))
    for at, sentence in enumerate(sentences):
        paragraph = [s for s in sentences[max(at - 3, 0) : at + 2] if s.paragraph == sentence.paragraph]
        for place, figure in enumerate(sentence.figures):
            if figure.kind == "rate" and not figure.rough:
                _bracket(checked, sentence, place)
                _by_name(checked, sentence, place, paragraph)
                _due(checked, sentence, place)
                _found(checked, sentence, place)
                _deaths(checked, sentence, place, paragraph)
                _told_whole(checked, sentence, place)
                _among(checked, sentence, place, paragraph)
                _of_its_kind(checked, sentence, place, paragraph)
            elif figure.is_count and not figure.rough:
                _per_so_many(checked, sentence, place)
    return checked


def _judge(checked: Checked, sentence: Sentence, figure: Figure, part: Figure, whole: Figure, others: Sequence[Figure] = ()) -> None:
    if not checked.once((sentence.line, sentence.text, figure.start)) or whole.low <= 0:
        return
    full = RATES[figure.unit]
    right = meets(figure, *share(part, whole, full))
    if not right and any(o is not part and o.low > 0 and o.value > part.value and meets(figure, *share(part, o, full)) for o in others):
        return
    checked.claim(sentence)
    if right:
        return
    checked.findings.append(Finding("share", sentence.line, sentence.text, {
        "printed": figure.printed, "part": part.printed, "whole": whole.printed, "right": f"{rounded(part.value * full / whole.value, figure.printed)}{figure.unit}",
    }))  # fmt: skip


def _part_before(sentence: Sentence, place: int) -> Figure | None:
    """The count right before the share, with no other figure between."""
    before = sentence.figures[place - 1] if place else None
    plain = before is not None and before.is_count and not before.rough and not _MOVED.search(sentence.before(before))
    return before if plain else None


_SUBJECT = re.compile(r"[）)]?\s*[，,；;]\s*(?P<who>[^，,。；;占]{2,12}?)(?:所)?占")


def _told_of(sentence: Sentence, part: Figure, figure: Figure) -> Figure | None:
    """The count that the share is said of: 女童 4.69 万人，儿童人口占…: the count of 儿童人口, not the last one."""
    found = _SUBJECT.match(sentence.text[part.end : figure.start])
    if not found or found["who"] in ("约", "仅"):
        return part
    named = [f for f in sentence.figures if f.is_count and not f.rough and f.end <= part.end and found["who"] in sentence.before(f)]
    return named[0] if len(named) == 1 else None


def _alike(part: Figure, whole: Figure) -> bool:
    return part.kind == whole.kind or (part.kind in _CASES and whole.kind in _CASES)


def _bracket(checked: Checked, sentence: Sentence, place: int) -> None:
    """占 20.3%（全区共有村委会主任 286 人）: the bracket tells the whole."""
    figure, part = sentence.figures[place], _part_before(sentence, place)
    found = _BRACKET.match(sentence.text[figure.end :])
    part = _told_of(sentence, part, figure) if part is not None else None
    if part is None or not found or place + 1 >= len(sentence.figures):
        return
    whole = sentence.figures[place + 1]
    closed = re.match(r"\s*[)）]", sentence.text[whole.end :])
    if whole.start != figure.end + found.end() or not closed or not whole.is_count or whole.rough or not _alike(part, whole):
        return
    between = sentence.text[part.end : figure.start]
    if whole.value >= part.value and _CLAIM.search(between) and not re.search(r"比|较|其中|女性占比重", re.sub("比[例重]|占比", "", between)):
        _judge(checked, sentence, figure, part, whole)


def _by_name(checked: Checked, sentence: Sentence, place: int, paragraph: Sequence[Sentence]) -> None:
    """占孕产妇总数的 30.5 %: the whole is the count that bears the name, told once."""
    figure, part = sentence.figures[place], _part_before(sentence, place)
    named = _NAMED.search(sentence.before(figure))
    part = _told_of(sentence, part, figure) if part is not None else None
    if part is None or not named or figure.unit != "%":
        return
    name = re.sub(r"^(?:全[县市省区州镇]|所有|全部|同期)+", "", named["noun"])
    core = _TOTAL_OF.sub("", name)
    if len(core) < 2 or core in ("全部", "总数"):
        return
    people = core in ("人口", "总人口", "常住人口", "人口总")
    wholes, others = [], []
    for one in paragraph:
        for count in one.figures:
            if not count.is_count or count is part or count.rough or not _alike(part, count) or count.start == figure.start:
                continue
            lead = _FILL.sub("", one.before(count))
            others.append(count)
            words = re.split("[，,；;。：:]", lead)[-1]
            if (words.endswith(("常住人口", "总人口", "人口")) if people else words.endswith(core) or (len(core) >= 4 and core in words)) and not _MOVED.search(one.before(count)):
                wholes.append(count)
    if people and figure.printed and not wholes:
        return
    if len(wholes) == 1 and wholes[0].value > part.value:
        _judge(checked, sentence, figure, part, wholes[0], others)


def _deaths(checked: Checked, sentence: Sentence, place: int, paragraph: Sequence[Sentence]) -> None:
    """活产 18,640 例，…；孕产妇死亡 2 例，死亡率 10.73/10 万: of the live births told once in the paragraph."""
    figure, part = sentence.figures[place], _part_before(sentence, place)
    if part is None or figure.unit not in ("‰", "/10万") or not re.fullmatch(r"\s*[，,]\s*[^，,。；;\d比较]{0,10}死亡率(?:为|达到?|是)?\s*", sentence.before(figure)):
        return
    births = [f for s in paragraph for f in s.figures if f.is_count and not f.rough and re.search(r"活产(?:婴儿|数|儿|总数)?(?:为|共)?\s*$", s.before(f))]
    if re.search(r"(?:婴儿|儿童|产妇|新生儿|围产儿)死亡(?:人数|数)?(?:为)?\s*$", sentence.before(part)) and len(births) == 1 and births[0].value > part.value:
        _judge(checked, sentence, figure, part, births[0])


def _told_whole(checked: Checked, sentence: Sentence, place: int) -> None:
    """女干部 187 人，占处科级干部总数 726 人的 25.8 %: the whole stands between 占 and 的, the part right before 占."""
    figure = sentence.figures[place]
    if place < 2 or not re.fullmatch(r"的(?:比[例重](?:为|达到?)?)?\s*", sentence.before(figure)):
        return
    part, whole = sentence.figures[place - 2 : place]
    lead = re.fullmatch(r"\s*[，,]\s*(?:占|完成)[^，,。；;\d]{0,16}", sentence.before(whole))
    plain = part.is_count and whole.is_count and not part.rough and not whole.rough and _alike(part, whole) and (part.value <= whole.value or "完成" in sentence.before(whole))
    if lead and plain and not _MOVED.search(sentence.before(part)):
        _judge(checked, sentence, figure, part, whole)


_AMONG = re.compile(r"^(?:[^，,。；;]{0,6}[，,])?(?P<noun>[^，,。；;\d]{2,10}?)(?:当)?中[，,]?(?:有)?[^，,。；;\d中]{1,8}$")


def _among(checked: Checked, sentence: Sentence, place: int, paragraph: Sequence[Sentence]) -> None:
    """低保对象 8,650 人，…。低保对象中女性 3,876 人，占 44.8 %: the whole is the count of the noun before 中."""
    figure, part = sentence.figures[place], _part_before(sentence, place)
    if part is None or figure.unit != "%" or not re.fullmatch(r"\s*[，,]\s*(?:所)?占(?:比(?:例|重)?(?:为|达到?)?)?\s*", sentence.before(figure)):
        return
    found = _AMONG.match(sentence.before(part))
    if not found or "其" in found["noun"]:
        return
    noun = re.sub(r"^(?:全[县市省区州镇])", "", found["noun"])
    wholes = _bearing(paragraph, noun, part, figure)
    if len(wholes) == 1 and wholes[0].value > part.value:
        _judge(checked, sentence, figure, part, wholes[0])


def _bearing(paragraph: Sequence[Sentence], noun: str, part: Figure, figure: Figure) -> list[Figure]:
    """The counts right before which the noun stands."""
    return [
        f for s in paragraph for f in s.figures
        if f.is_count and f is not part and not f.rough and f.start != figure.start and _alike(part, f)
        and re.split("[，,；;。：:、]", _FILL.sub("", s.before(f)))[-1].endswith(noun) and not _MOVED.search(s.before(f))
    ]  # fmt: skip


_OWN_NAME = re.compile(r"(?:^|[，,；;。：:、])(?:其中)?[，,：:]?(?P<name>[^，,；;。：:、\d]{3,14})$")


def _of_its_kind(checked: Checked, sentence: Sentence, place: int, paragraph: Sequence[Sentence]) -> None:
    """有幼儿园 118 所，…，普惠性幼儿园 104 所，占 88.1 %: the part's name is the whole's name with one more word before it."""
    figure, part = sentence.figures[place], _part_before(sentence, place)
    if part is None or figure.unit != "%" or not re.fullmatch(r"\s*[，,]\s*占(?:比(?:例|重)?(?:为|达到?)?)?\s*", sentence.before(figure)):
        return
    found = _OWN_NAME.search(sentence.before(part))
    if not found:
        return
    wholes = []
    for one in paragraph:
        for count in one.figures:
            if not count.is_count or count is part or count.rough or count.unit.lstrip("万亿") != part.unit.lstrip("万亿") or (one is sentence and count.start > part.start):
                continue
            lead = re.split("[，,；;。：:、]|共有|现有|拥有|有|共", _FILL.sub("", one.before(count)))[-1]
            name = re.sub(r"^(?:全[县市省区州镇]|其中)+", "", lead)
            if count.value > part.value:
                wholes.append((count, name))
    if len(wholes) == 1 and len(wholes[0][1]) >= 3 and not re.search("[男女]", wholes[0][1]) and found["name"].endswith(wholes[0][1]) and found["name"] != wholes[0][1]:
        _judge(checked, sentence, figure, part, wholes[0][0])


def _due(checked: Checked, sentence: Sentence, place: int) -> None:
    """实查 24,860 人，应查 30,120 人，筛查率 82.5 %: the second count is the whole by its word."""
    figure = sentence.figures[place]
    counts = [f for f in sentence.figures[:place] if f.is_count]
    if len(counts) < 2 or figure.unit != "%" or not _RATE_WORD.search(sentence.before(figure)):
        return
    part, whole = counts[-2:]
    task = bool(re.search(r"完成率", sentence.before(figure)) and re.search(r"(?:任务|计划|目标)(?:数|人数|量)?(?:为)?$", sentence.before(whole)))
    if any(f.rough or f.start < figure.start - 60 for f in (part, whole)) or part.kind != whole.kind or (part.value > whole.value and not task):
        return
    between, behind = sentence.text[part.end : whole.start], sentence.text[whole.end : figure.start]
    if not (task or _DUE.search(between)) or _DUE.search(sentence.before(part)) or re.search("其中", between) or not re.fullmatch(r"\s*[，,]\s*[^，,。；\d]{0,12}", behind):
        return
    if not _MOVED.search(sentence.before(part)) and not re.search("比|较", re.sub("比[例重]|占比", "", between + behind)):
        _judge(checked, sentence, figure, part, whole)


def _found(checked: Checked, sentence: Sentence, place: int) -> None:
    """检查 12,650 人，检出病例 38 例，检出率 300.4/10 万: cases found among persons."""
    figure, part = sentence.figures[place], _part_before(sentence, place)
    if part is None or part.kind not in ("case", "person") or not _RATE_WORD.search(sentence.before(figure)) or len(sentence.before(figure)) > 16:
        return
    words = sentence.before(part)
    whole = sentence.figures[place - 2] if place >= 2 else None
    if whole is None or whole.kind not in ("person", "visit") or whole.rough or not re.fullmatch(r"\s*[，,；;]\s*[^，,。；;\d]{1,12}", words):
        return
    if not _FOUND.search(words) or not _FOUND.search(sentence.before(figure)) or whole.value <= part.value or "其中" in words or _MOVED.search(sentence.before(whole)):
        return
    if "死亡" in words and not re.search("活产|出生|人口", sentence.before(whole)):
        return
    _judge(checked, sentence, figure, part, whole)


def _per_so_many(checked: Checked, sentence: Sentence, place: int) -> None:
    """托位数 1,260 个，每千人口托位数为 4.4 个（常住人口 28.614 万人）."""
    figure = sentence.figures[place]
    part = next((f for f in reversed(sentence.figures[:place]) if f.printed[:1].isdigit()), None)
    per = _PER.search(sentence.text[part.end : figure.start]) if part is not None and not part.rough and not _MOVED.search(sentence.before(part)) else None
    if part is None or not per or part.kind != figure.kind or part.unit[-1:] != figure.unit[-1:] or place + 1 >= len(sentence.figures):
        return
    whole = sentence.figures[place + 1]
    found = _BRACKET.match(sentence.text[figure.end :])
    if not found or whole.start != figure.end + found.end() or whole.kind != "person" or whole.rough or whole.low <= 0:
        return
    if not checked.once((sentence.line, sentence.text, figure.start)):
        return
    full = _SCALE[per["per"]]
    checked.claim(sentence)
    half = (figure.high - figure.low) / 2 or Decimal(1) / (2 * 10 ** len(figure.printed.partition(".")[2].rstrip("个张名人所家")))
    low, high = share(part, whole, full)
    if not (figure.value - half <= high and low <= figure.value + half):
        checked.findings.append(Finding("ratio", sentence.line, sentence.text, {
            "printed": figure.printed, "part": part.printed, "whole": whole.printed, "right": f"{rounded(part.value * full / whole.value, figure.printed)}{figure.unit}",
        }))  # fmt: skip
