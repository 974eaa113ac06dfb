"""How many indicators stand in front of one value: 小学、初中阶段净入学率均保持在… is two."""

from __future__ import annotations

import re

from halfsky.plandoc.cues import BUILD, INDICATOR_END

_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}是(?=..)|到|至|在|力争|争取|确保|努力|实现|其中|使|全[市省县区国]|▣|的|底|末|前|:|进一步|巩固|提高|保障|推动|促进|逐步|不断|和|、|及|与)+")
_AGAINST = re.compile(r"(?:比|较|与|同|以|在|按|从|由)?▣+(?:相比|为基[数期准]|的?基础上|水平上?|末)?")
_ALL = re.compile(r"(?:均|都|双双|全部|分别|各|总体|基本|普遍|也|应|需|要|须|将|力争|争取|确保|逐步|稳步|为|是|在)+$")
#: 市、县两级领导班子各 is one: its parts are levels, not indicators.
_LEVEL = re.compile(r"(?:[省市县区乡镇村州盟旗]|社区|街道|国家|[省市县乡]级){1,2}")
#: 对感染甲和乙的人采取措施比例, 甲标准与乙标准之比: one indicator whose name holds a list.
_ONE = re.compile(r"^(?:对|为|向|给)|与[^、]{1,24}(?:之比|之差|的?比例|的?比值|的?差距|倍差)$")
#: 五好家庭、最美家庭每年各评选100户: a verb between 各 and its number.
_EACH_DONE = re.compile(rf"(?<![中内里])(?:每年|每季度|每月|全[市省县区州])*(?<![中内里])各(?:自|新)?{BUILD.pattern}$")
_STRONG = re.compile(r"(?:、|和|及|以及|与|或)")


def subject_of(words: str) -> str:
    """The indicator's words: no year, no adverb, no closing 均 or 分别."""
    return _ALL.sub("", _LEAD.sub("", _AGAINST.sub("", _EACH_DONE.sub("各", words)))).replace("▣", "")


def says_all(words: str) -> bool:
    """True when the words close with 均, 都, 分别, 全部 or 各."""
    tail = _EACH_DONE.sub("各", words)[-6:]
    if tail.endswith(("年均", "人均", "平均")):
        return False
    return tail.endswith("各") or any(sign in tail for sign in ("均", "都", "双双", "全部", "分别"))


def count_of(words: str) -> int:
    """How many indicators the words name, given that one value follows."""
    words = _AGAINST.sub("", _EACH_DONE.sub("各", words))
    flagged = says_all(words)
    subject = _BRACKETS.sub("", subject_of(words)).rstrip("□")
    if _ONE.search(subject):
        return 1
    parts = [part for part in _STRONG.split(subject) if part]
    if len(parts) > 2 and parts[0].startswith("中小学") and parts[1].startswith("幼儿园"):
        parts = parts[1:]  # 中小学、幼儿园封闭化管理、报警装置达标率均: the places are one
    if len(parts) < 2 or (words.endswith("各") and _LEVEL.fullmatch(parts[0])):
        return 1
    others = [part for part in parts if not _LEVEL.fullmatch(part)]
    if len(others) < len(parts) and (len(others) > 1 or not INDICATOR_END.search(parts[-1])):
        parts = others  # 州、县人大代表和政协委员; 市、县均设立
    named = [part for part in parts if INDICATOR_END.search(part)]
    if not INDICATOR_END.search(parts[-1]):
        return len(parts) if flagged and all(len(part) <= 12 for part in parts) else 1
    if len(named) >= 2:
        return len(named)
    return len(parts) if flagged else 1
