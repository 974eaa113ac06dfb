"""One number in a phrase: is it a target, and of which operator? The words directly before and behind it decide."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from halfsky.plandoc.cues import BUILD, INDICATOR_END, LESS_IS_BETTER, Cue, compiled_before, compiled_behind
from halfsky.plandoc.names import YearWord
from halfsky.plandoc.numerals import TIME_UNITS, Quantity, quantities
from halfsky.plandoc.subjects import subject_of

_BEFORE = compiled_before()
_BEHIND = compiled_behind()
_JOIN = re.compile(r"(?:、|和|及|与|以及|或|并|/)?(?:分别)?(?:约)?$")
_LABEL = re.compile(r"(?:、|和|及|与|以及|\(?其中:?|\()[\u4e00-\u9fff()]{1,10}$")
_ADVERB = re.compile(r"(?:约|大约|近|了|全部|均|都|各|分别|基本|最终|逐步|稳步|力争|总体|预计|其|再|已?再|每年|每天|每日|每周|每月|每人|每户|每学期|每学年|人均|年均|由此|累计|合计|平均|▣+的?)$")
_LABEL_BEHIND = re.compile(r"[\u4e00-\u9fff()□]{1,16}(?:、|和|及|与|以及)$")
_AND_LABEL = re.compile(r"(?:、|和)[\u4e00-\u9fff]{1,4}\d")
_GAP = re.compile(r"^[\u4e00-\u9fff□()]{1,6}$")
_OF_ALL = re.compile(r"(?:总数|总人数|总量|总额|总人口|人数|名额|职数|比例|比重|水平|儿童|妇女|女性|职工|学生|家庭|人口|学校|社区|村|乡镇|户|单位|企业|人员|劳动者|干部|党员|代表|委员|机构|教师)的$")
#: 每周锻炼3次以上的妇女比例达到40%: the first number is part of the indicator's name.
_NAMED = re.compile(r"[\u4e00-\u9fff]{0,12}的[\u4e00-\u9fff]{0,12}(?:比例|占比|比重|率|覆盖面)")
_EACH_DAY = re.compile(r"每[天日周月]|各$")
_LISTED = re.compile(r"(?:和|及|以及|其中)?[\u4e00-\u9fff()□]{1,14}$")
_YEAR_ONLY = re.compile(r"▣+(?:为|是)?")
#: 90%（2025年）、95%（2030年）: the year of the number before it.
YEAR_IN_BRACKETS = re.compile(r"\(▣+\)")
_YEAR_OF = re.compile(r"▣+的?")
_THEN_HELD = re.compile(r"(?:的?水平)?(?:并|且|、)(?:长期|持续|继续|始终|总体|基本)?(?:保持|稳定|维持|巩固(?!率))")
#: 生均图书30册, 户均拥有…: so many for each.
_EACH = re.compile(r"[人生户校班]均")
_LASTS = re.compile(r"(?:寿命|年限)(?:女性|男性|妇女|为|是|:|▣)*$")
_SHARE_OF = re.compile(r"占(?:[\u4e00-\u9fff]{2,16}的)?$")
#: 90%的村…, 90%达到标准: so many of them do it.
_OF_THOSE = re.compile(r"的|达到|达标|完成|建成|建立|配备|配齐|开展|设立|纳入|通过")
_ALL_OF_IT = re.compile(r"[全覆落实]")
#: In front of those who are served.
_FOR = re.compile(r"(?:每年)?(?:为|对|向|给|使|让|组织|帮助)?")
_PAST = re.compile(r"(?:已|已经|目前|现已|业已)(?:经)?(?:达到?|提高到|增加到|下降到|降至|降到|实现|超过|建成|完成|有)?$")
_BASE_VALUE = re.compile(r"(?:基数|现状|基期|基线|现有)(?:值)?(?:为|是|:)?$")
_STARTING = re.compile(r"(?:由|从)[^,，]{0,24}$")
_SIGNED = re.compile(r"(?:、|和|及|与)(?:≥|≤|>|<)=?")
_ON_BASE = re.compile(r"的?(?:基础|基数)(?:之?上|[,，]|$)")
#: 以每年0.5个百分点以上的速度下降: the change is said behind its number.
_PACE = re.compile(r"的?(?:速度|速率|幅度)(?:稳步|逐步|持续|逐年)?(?:(?P<down>下降|降低|减少|递减|缩小)|增长|提高|提升|上升|递增|增加)")
_THEN_TO = re.compile(r"(?:左右|以[上下内])?(?:逐步|稳步|进一步|大幅|继续)?(?:提高|提升|上升|增加|增长|增|升|扩大|下降|降低|降|减少|缩小|减|拓展)?(?:到|至|为)")


@dataclass(slots=True)
class Slot:
    """A number (or a range of two) in a phrase, with what stands behind it."""

    first: Quantity
    second: Quantity | None
    behind: str
    end: int
    operator: str = ""
    cue: Cue | None = None
    bare: bool = False
    chained: bool = False
    subject: str = ""
    part_of_name: bool = False

    @property
    def start(self) -> int:
        return self.first.start

    @property
    def last(self) -> Quantity:
        return self.second or self.first

    @property
    def by_suffix(self) -> str:
        """The operator the words behind give alone: 以上 >=, 以下 <=, 左右 ~."""
        return {"up": ">=", "down": "<=", "about": "~"}.get(self.behind, "")


def slots_of(plain: str) -> list[Slot]:
    slots: list[Slot] = []
    numbers = quantities(plain)
    i = 0
    while i < len(numbers):
        first, second = numbers[i], None
        following = numbers[i + 1] if i + 1 < len(numbers) else None
        if following and plain[first.end:following.start] in ("—", "至", "到", "——") and (first.unit == "" or following.unit.startswith(first.unit)) \
                and following.kind in ("number", "share") and first.value < following.value:
            second = following
            i += 1
        end = (second or first).end
        behind = ""
        for cue, pattern in _BEHIND:
            if match := pattern.match(plain, end):
                behind, end = cue.says, match.end()
                break
        slots.append(Slot(first, second, behind, end))
        i += 1
    for slot, after in itertools.pairwise(slots):
        between = plain[slot.end:after.start]
        slot.part_of_name = not slot.last.is_share and slot.last.unit != "" and after.last.is_share and _NAMED.match(between) is not None
    return slots


def goes_on(plain: str, slot: Slot, last: Slot) -> bool:
    """A list goes on over a comma: 养老保险95%，医疗保险98%; 建设母婴室50间，妇女之家100个."""
    same = (slot.first.is_share and last.last.is_share) or (slot.first.is_count and last.last.is_count)
    label = plain[:slot.start]
    return same and slot.end == len(plain) and (_LISTED.fullmatch(label) is not None or _YEAR_ONLY.fullmatch(label) is not None)


# -- one number ---------------------------------------------------------------------------------------------------

def judge(plain: str, slot: Slot, previous: Slot | None, dates: Sequence[YearWord], past: bool) -> None:
    """Give the slot its operator, "" when the number is no target; 达到95%以上并保持稳定 is held."""
    _judge(plain, slot, previous, dates, past)
    if slot.operator in (">=", "<=", "~") and _THEN_HELD.match(plain, slot.end):
        slot.operator = "hold" + slot.operator


def _judge(plain: str, slot: Slot, previous: Slot | None, dates: Sequence[YearWord], past: bool) -> None:
    before = plain[previous.end if previous else 0:slot.start]
    if (pace := _PACE.match(plain, slot.end)) and not past:
        slot.operator = "delta<=" if pace["down"] else "delta>="
        slot.subject = before
        return
    if slot.first.kind == "double":
        slot.operator = "ratio>="
        slot.subject = before
        return
    if slot.part_of_name or (previous is not None and not before and slot.last.unit != previous.last.unit):
        return  # 1处400平方米以上的空间
    if past or is_base(plain, slot, dates):
        return
    if previous is not None and previous.operator and _follows(_YEAR_OF.sub("", YEAR_IN_BRACKETS.sub("", before)), slot, previous):
        slot.chained, slot.cue, slot.subject = True, previous.cue, previous.subject
        slot.operator = operator_of(slot.cue, slot.behind, False, slot.subject) if slot.cue else previous.operator
        return
    if previous is not None and previous.operator and _SIGNED.fullmatch(before):
        slot.chained, slot.subject = True, previous.subject  # 分别≥90%、≥85%
        slot.cue, _, _ = cue_of(before, slot)
        slot.operator = operator_of(slot.cue, slot.behind, False, slot.subject) if slot.cue else ""
        return
    cue, stem, about = cue_of(before, slot)
    slot.subject = stem if previous is None or subject_of(stem) else previous.subject
    if cue is not None:
        slot.cue = cue
        slot.operator = operator_of(cue, slot.behind, about, plain[:slot.start], slot.first.unit)
    else:
        shared = previous is not None and previous.operator and previous.cue is None and before.startswith("的")
        slot.operator = "" if shared and not slot.last.is_share else _without_cue(plain, before, slot, about)


def _follows(before: str, slot: Slot, previous: Slot) -> bool:
    """The number goes on with the list before it: 2.8‰、4.5‰和6‰; 城镇95%、农村80%; 1所保健院和2个站."""
    if _JOIN.fullmatch(before):
        return True
    same = slot.first.unit == previous.last.unit and slot.first.kind == previous.first.kind
    counted = previous.cue is None and not previous.last.is_share and slot.first.unit not in ("", *TIME_UNITS)
    if _LABEL_BEHIND.fullmatch(before) and slot.first.is_count and previous.last.is_count and not previous.behind:
        return True
    if before.startswith("、") and _LABEL.fullmatch(before) and slot.first.is_count and previous.last.is_count and previous.cue is not None:
        return not any(pattern.search(before) for _, pattern in _BEFORE)  # 互助组达1000个、队员1万人
    if _LABEL.fullmatch(before) and (slot.first.is_share or (same and slot.first.unit) or counted):
        return not any(pattern.search(before) for _, pattern in _BEFORE)
    return False


def is_base(plain: str, slot: Slot, dates: Sequence[YearWord]) -> bool:
    before = plain[max(0, slot.start - 40):slot.start]
    if _PAST.search(before) or _BASE_VALUE.search(before):
        return True
    if _ON_BASE.match(plain, slot.end) or (_STARTING.search(before) and _THEN_TO.match(plain, slot.last.end)):
        return True
    near = [date for date in dates if date.end <= slot.start]
    if not near or near[-1].role != "base":
        return False
    between = plain[near[-1].end:slot.start]
    if slot.last.unit == "倍":
        return False
    changed = re.search(r"提高|提升|上升|升高|上浮|增加|增长|延长|扩大|拓宽|下降|降低|减少|减低|缩小|缩短|递|翻|压减|相比|基础|为基|降|增|减|过|不低于|达到", between)
    return changed is None and len(between) <= 12


def cue_of(before: str, slot: Slot) -> tuple[Cue | None, str, bool]:
    """The cue that ends directly before the number; the words in front of it; whether 约 stands between."""
    about = False
    stem = before[-60:]
    skipped = len(before) - len(stem)
    for _ in range(4):
        for cue, pattern in _BEFORE:
            if (match := pattern.search(stem)) and _fits(cue, match.group(), slot):
                return cue, before[:skipped + match.start()], about
        match = _ADVERB.search(stem)
        if match is None:
            break
        about = about or match.group() in ("约", "大约", "近")
        stem = stem[:match.start()]
    return _cue_with_gap(before, slot, about)


def _cue_with_gap(before: str, slot: Slot, about: bool) -> tuple[Cue | None, str, bool]:
    """达到城镇95%, 至少开展家庭教育指导2次: a few words stand between the cue and the number."""
    if slot.first.kind == "words" or not slot.first.unit:
        return None, before, about
    for cut in range(1, min(13, len(before))):
        head, gap = before[:-cut], before[-cut:]
        if not _GAP.match(gap) and cut <= 6:
            return None, before, about
        for cue, pattern in _BEFORE:
            if cue.name not in ("reach", "not below", "at least", "not above", "at most", "reach and hold", "kept within"):
                continue
            match = pattern.search(head[-24:].rstrip(":"))
            if match and len(match.group()) >= 2 and match.group() not in ("确保", "实现", "完成", "力争", "争取", "保持", "控制"):
                if cut > 6 and cue.name not in ("at least", "not below"):
                    continue
                if "的" in gap and slot.first.is_share and not _OF_ALL.search(gap):
                    continue
                if slot.first.unit == "个百分点" or (match.group().endswith("巩固") and gap.startswith("率")):
                    continue  # 高于全市平均2个百分点 is no level
                return cue, head[:len(head) - len(match.group())], about
    return None, before, about


def _fits(cue: Cue, words: str, slot: Slot) -> bool:
    if cue.name == "reach" and words in ("到", "实现", "完成", "确保", "力争", "争取"):
        return bool(slot.first.unit) and (slot.first.kind != "words")
    if cue.name in ("rise by", "fall by") and not slot.last.unit and slot.first.kind == "number":
        return slot.second is None and bool(slot.behind)
    return True


def operator_of(cue: Cue, behind: str, about: bool, subject: str, unit: str = "") -> str:
    says = cue.says
    if says.startswith("delta"):
        return says
    if unit in ("倍",) and says == ">=":
        return "ratio>="
    if says == "hold":
        if behind or about:
            return {"up": "hold>=", "down": "hold<=", "about": "hold~"}[behind or "about"]
        return "hold<=" if "控制" in subject[-12:] or LESS_IS_BETTER.search(subject) else "hold>="
    if says.startswith("hold"):
        return says
    if behind == "about":
        return says if cue.name in ("not below", "not above", "at least", "at most") else "~"
    if behind:
        return ">=" if behind == "up" else "<="
    return "~" if about and says == ">=" and cue.name == "reach" else says


def _without_cue(plain: str, before: str, slot: Slot, about: bool) -> str:
    quantity = slot.last
    by_suffix = slot.by_suffix
    if quantity.is_share:
        if by_suffix:
            return by_suffix
        named = re.sub(r"(?::|(?<=率)分别为|(?<=[例重比])分别为)[\u4e00-\u9fff()▣、]{0,14}$", "", before)  # 覆盖率:城市98%
        if _AND_LABEL.match(plain, slot.end):  # 达标率小学80%、初中70%
            named = re.sub(r"(?<=[率例比重])[\u4e00-\u9fff]{1,4}$", "", named)
        named = re.sub(r"(?:为|是|在|:|均|都|分别|各|\(|约|近|▣)+$", "", named)
        if INDICATOR_END.search(named) or _SHARE_OF.search(named):
            slot.bare = True
            return "<=" if LESS_IS_BETTER.search(named[-16:]) else ("~" if about else ">=")
        if _OF_THOSE.match(plain, slot.end) or (quantity.value == 100 and _ALL_OF_IT.match(plain, slot.end)):
            slot.bare = True
            return ">="
        return ""
    if quantity.kind == "ratio":
        named = re.sub(r"(?:为|是|:|约)+$", "", before)
        slot.bare = INDICATOR_END.search(named) is not None
        return ">=" if slot.bare else ""
    if quantity.unit == "倍":
        return "ratio>=" if before.rstrip("▣").endswith(("的", "是", "到")) else ""
    return _count(plain, before, slot, by_suffix)


def _count(plain: str, before: str, slot: Slot, by_suffix: str) -> str:
    """A count is a target behind a verb of building or having, or at the end of a phrase with 以上."""
    unit = slot.last.unit
    if unit in ("小时", "分钟") and _EACH_DAY.search(before[-16:]):
        slot.bare = not by_suffix
        return by_suffix or ">="
    if slot.first.kind == "words" and BUILD.search(before[-28:]) and (by_suffix or (slot.first.value >= 20 and unit not in TIME_UNITS)):
        slot.bare = not by_suffix  # 帮助三千名以上妇女, 培训三百名骨干; 实施两项行动 counts nothing
        return by_suffix or ">="
    if unit in ("岁", "年") and _LASTS.search(before):
        slot.bare = not by_suffix
        return by_suffix or ">="
    if not unit or unit in TIME_UNITS or slot.first.kind == "words":
        return by_suffix if by_suffix and INDICATOR_END.search(before) else ""
    if BUILD.search(before[-28:]) or _EACH.search(before[-20:]):
        slot.bare = not by_suffix
        return by_suffix or ">="
    if INDICATOR_END.search(re.sub(r"(?:为|是|:|人均)+$", "", before)):
        slot.bare = not by_suffix
        return by_suffix or ("<=" if LESS_IS_BETTER.search(before[-16:]) else ">=")
    if by_suffix and _FOR.fullmatch(before.strip("▣")) and (BUILD.search(plain, slot.end) or "提供" in plain[slot.end:]):
        return by_suffix  # 3个以上设区市开展…, 为2000名以上妇女提供…
    return by_suffix if by_suffix and slot.end >= len(plain) else ""


def share(slots: Sequence[Slot]) -> None:
    """In a list the unit and the closing 以下 of a later number hold for the earlier ones too."""
    for here, following in zip(reversed(slots[:-1]), reversed(slots[1:]), strict=True):
        if not following.chained or not here.operator:
            continue
        if (not here.last.unit and following.first.unit) or (here.last.unit, following.first.unit) == ("个", "个百分点"):
            here.first = replace(here.first, unit=following.first.unit)
        if not here.behind and following.behind and here.cue is not None:
            here.behind = following.behind
            here.operator = operator_of(here.cue, here.behind, False, here.subject, here.first.unit)
