"""Marks at the head of a line: 第一章, 一、, （一）, 1., （1）, ①, bullets; and lines that are noise.

A mark has a style. Styles have a rank, from the widest (第一编) to the narrowest (bullet): a line of a wider style
closes what stands open under a narrower one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from halfsky.plandoc.numerals import chinese_number, half_width

RANKS = {
    "book": 1, "chapter": 2, "section": 3, "article": 4, "area": 5, "han_comma": 5, "han_bracket": 6, "roman": 7, "letter": 7, "digit_dot": 8,
    "digit_two": 9, "digit_three": 10, "digit_four": 11, "digit_bracket": 12, "digit_half": 13, "circled": 14, "bullet": 15,
}
_HAN = r"[零〇一二三四五六七八九十百]{1,4}"
_CHAPTER = re.compile(rf"第\s?({_HAN}|\d{{1,3}})\s?(编|篇|部分|章|节|条)[\s、:.]*")
_AREA = re.compile(rf"(?:重点|发展|优先|目标)?领域\s?({_HAN}|\d{{1,2}})\s?[:、.\s]\s*")
_NAMED = re.compile(rf"(?:主要|具体|工作)?(?:目标|措施|举措|任务)\s?({_HAN}|\d{{1,2}})\s?(?:[:：、.．]\s*|$|\s+(?=\S{{2}}))")
"""目标1：…, 措施二：…: an item that names its kind before its number."""
_HAN_COMMA = re.compile(rf"({_HAN})\s?[、.．]\s*")
_HAN_BRACKET = re.compile(rf"\(\s?({_HAN})\s?\)[\s、.]*")
_DECIMAL = re.compile(
    r"(?:\d{1,2}(?:[.．]\d{1,2}){2,3}(?!\d)[\s、.]*(?=[^\d\s.%‰/][^\s.%‰/])|\d{1,2}[.．]\d{1,2}(?!\d)[\s、.]*(?=[^\d\s.%‰/]{2}))")
_DECIMAL_STYLE = ("digit_two", "digit_three", "digit_four")
_ROMAN = re.compile(r"(X{0,1}(?:IX|IV|V?I{1,3}|V|X))\s?[.．、:]\s*(?=[\u4e00-\u9fff\[])|([\u2160-\u216b])\s?[.．、:]?\s*")
_LETTER = re.compile(r"([A-H])\s?[.．、:]\s*(?=[\u4e00-\u9fff\[])")
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10}
_DIGIT_DOT = re.compile(r"(\d{1,3})\s?(?:[.．、]|,(?!\d{3}))(?!\d)[\s、.]*")
_DIGIT_YEAR = re.compile(r"(\d{1,2})[.、](?=20\d\d年)")
_DIGIT_BRACKET = re.compile(r"\(\s?(\d{1,3})\s?\)[\s、.]*")
_DIGIT_HALF = re.compile(r"(\d{1,3})\s?\)[\s、.]*")
_DIGIT_SPACE = re.compile(r"(\d{1,2})\s+(?=[\u4e00-\u9fff]{4})(?![年月日岁名个人所项次%])")
_BULLET = re.compile(r"(?:#{1,6}\s|[—*•·●◎■◆◇○□▪▸▲△►➢➤▶※★☆–—]{1,2}|)\s*")
_UNIT_HEAD = re.compile(r"(?:%|‰|/|[年月日岁名个人所次]|百分点|周岁|万|以[上下内])")
_CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x2776 + i): i + 1 for i in range(10)}
_IN_BRACKETS = {chr(0x2474 + i): i + 1 for i in range(20)}
_WITH_DOT = {chr(0x2488 + i): i + 1 for i in range(20)}
_HAN_SIGN = {chr(0x3220 + i): i + 1 for i in range(10)}
_SUB_HAN = re.compile(rf"{_HAN}[、.]")


@dataclass(frozen=True, slots=True)
class Mark:
    """style: a key of `RANKS`; no: the number, 0 for a bullet; length: characters up to where the words begin."""

    style: str
    no: int
    length: int

    @property
    def rank(self) -> int:
        return RANKS[self.style]


def mark_of(line: str) -> Mark | None:
    """The mark a half-width line begins with, or None. Leading space and a bullet before a number belong to it."""
    return _kept(line) if len(line) <= _SHORT else _begins(line)


def _begins(line: str) -> Mark | None:
    lead = len(line) - len(line.lstrip())
    bullet = _BULLET.match(line, lead)
    start = bullet.end() if bullet else lead
    found = _numbered(line, start)
    if found is not None:
        return found
    if start > lead and line[start:].strip():
        return Mark("bullet", 0, start)
    return None


_SHORT = 200
_kept = lru_cache(maxsize=4096)(_begins)
"""The same line is asked about by each step of the reading; one of megabytes is not kept."""


def _numbered(line: str, start: int) -> Mark | None:
    sign = line[start:start + 1]
    for table, style in ((_CIRCLED, "circled"), (_IN_BRACKETS, "digit_bracket"), (_WITH_DOT, "digit_dot"),
                         (_HAN_SIGN, "han_bracket")):
        if sign in table:
            rest = len(line[start + 1:]) - len(line[start + 1:].lstrip(" 、."))
            return Mark(style, table[sign], start + 1 + rest)
    if found := _CHAPTER.match(line, start):
        style = {"编": "book", "篇": "book", "部分": "book", "章": "chapter", "节": "section"}.get(found[2], "article")
        return _mark(style, found[1], found.end())
    if found := _AREA.match(line, start):
        return _mark("area", found[1], found.end())
    if found := _NAMED.match(line, start):
        return _mark("digit_dot", found[1], found.end())
    if found := _HAN_BRACKET.match(line, start):
        return _mark("han_bracket", found[1], found.end())
    if found := _HAN_COMMA.match(line, start):
        return None if _SUB_HAN.match(line, found.end()) else _mark("han_comma", found[1], found.end())
    if found := _ROMAN.match(line, start):
        return Mark("roman", _roman(found[1]) if found[1] else ord(found[2]) - 0x215F, found.end())
    if found := _LETTER.match(line, start):
        return Mark("letter", ord(found[1]) - 64, found.end())
    if (found := _DECIMAL.match(line, start)) and not _UNIT_HEAD.match(line, found.end()):
        parts = re.findall(r"\d+", found[0])
        return Mark(_DECIMAL_STYLE[len(parts) - 2], int(parts[-1]), found.end())
    for pattern, style in ((_DIGIT_BRACKET, "digit_bracket"), (_DIGIT_DOT, "digit_dot"), (_DIGIT_HALF, "digit_half"), (_DIGIT_YEAR, "digit_dot"),
                           (_DIGIT_SPACE, "digit_dot")):
        if found := pattern.match(line, start):
            return Mark(style, int(found[1]), found.end())
    return None


def _roman(words: str) -> int:
    values = [_ROMAN_VALUE[sign] for sign in words]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


_TIGHT = re.compile(r"\s{0,8}(?:[—*•·●-]\s?)?(\d{1,2})[.．、](?=\d)")


_SPACED = re.compile(r"\s{0,8}(\d{1,2})\s{1,2}(?=[\d\u4e00-\u9fff])")


def spaced_mark_of(line: str) -> Mark | None:
    """3 35—64岁妇女…, 4 小学、初中…: as a tight mark, with white space for its dot."""
    found = _SPACED.match(line)
    return Mark("digit_dot", int(found[1]), found.end()) if found else None


def tight_mark_of(line: str) -> Mark | None:
    """1.90%以上的…, 2.3岁以下…: a mark only when its number is the one due, which the caller must know."""
    found = _TIGHT.match(line)
    return Mark("digit_dot", int(found[1]), found.end()) if found else None


def _mark(style: str, words: str, end: int) -> Mark | None:
    value = int(words) if words.isdigit() else chinese_number(words)
    return None if value is None else Mark(style, int(value), end)


_PAGE = re.compile(
    r"(?:[—\s·.]{0,6}\d{1,4}[—\s·.]{0,6}|第\s?\d{1,4}\s?页(?:[\s,，/]{0,3}共\s?\d{1,4}\s?页)?|\d{1,4}\s?/\s?\d{1,4}"
    r"|page\s?\d{1,4}(?:\s?of\s?\d{1,4})?|—\s?[ivxl]{1,6}\s?—)", re.IGNORECASE)
_ALONE = re.compile(r"\d{1,2}\s?\.")
"""A number with its dot and nothing else is an item's, not a page's."""
_COLUMNS = re.compile(r"\t.*\t|\|.*\|")
_LEADER = re.compile(r"(?:[.…·‥—_]\s?){3,}\s*\(?\d{1,4}\)?\s*$|^[^\t]{1,50}\t+\s*\d{1,3}\s*$")
_TOC = re.compile(r"(?:目\s{0,6}录|contents)", re.IGNORECASE)


def is_page_number(line: str) -> bool:
    """True for - 3 -, 第 3 页 共 20 页, 3/20 and the like (half-width line)."""
    line = line.strip()
    return len(line) <= 24 and _PAGE.fullmatch(line) is not None and _ALONE.fullmatch(line) is None


def has_columns(line: str) -> bool:
    """True for a row typed with tabs or bars; the tabs around an item's number (\t1.\t…) part no columns."""
    mark = mark_of(line)
    body = line[mark.length:] if mark is not None and not line[:mark.length].rstrip()[-1:].isdigit() else line
    return _COLUMNS.search(body.strip(" \t") if mark is not None else body) is not None


def is_toc_head(line: str) -> bool:
    """True for 目录 alone on its line."""
    line = line.strip()
    return len(line) <= 12 and _TOC.fullmatch(line) is not None


def has_leader(line: str) -> bool:
    """True for a contents line that ends with dots and a page number."""
    return _LEADER.search(line[-60:]) is not None


_GOALS = re.compile(r"(?:到?(?:19|20)\d{2}年的?)?(?:(?:主要|发展|具体|预期|工作|领域|奋斗|分项|阶段性?|量化|重点|核心|预计|规划){1,2}|总体发展)?目标(?:任务|要求|指标|值|体系)?(?:\([^()]{0,20}\))?")
_MEASURES = re.compile(
    r"(?:(?:支持|保障|针对|政策)性)?(?:策略|主要|重点|具体|工作|对策|实施|政策|支持|发展|行动|推进)?(?:和|与|及|、)?"
    r"(?:策略|措施|举措|任务|对策|行动)(?:(?:和|与|及|、)?(?:策略|措施|举措|对策))?(?:\([^()]{0,20}\))?|重点工作|主要工作|实施路径")
#: Only such words: 目标与措施, 主要目标和策略措施, 发展领域、主要目标和策略措施. A heading of these alone names no domain.
_STRUCTURE = re.compile(
    r"(?:(?:主要|发展|具体|重点|工作|总体|优先|基本|各|分|策略|实施|政策)*(?:领域|目标|策略|措施|任务|举措|对策|指标|要求|内容|行动)(?:任务)?(?:[、和与及]|以及)?){1,4}")
_INLINE = re.compile(
    r"\[?((?:主要|发展|具体|工作|预期)?目标|(?:策略|主要|具体|工作|重点|保障)?措施|策略和措施|策略与措施|重点任务|主要任务)(?:\]|:|。(?=\S))\s*")
_TRIM = " \t:。.—[]<>「」“”\"*#★◎◆■●"
#: 儿童与健康的策略措施: a marker that repeats its domain's name.
_OF_DOMAIN = re.compile(
    r"(?P<name>(?:妇女|儿童|女性|女童|未成年人)[\u4e00-\u9fff、]{1,12}?)的?(?P<what>主要目标|发展目标|具体目标|策略措施|主要措施|具体措施|工作措施)")


def marker_of(words: str) -> str | None:
    """"goals" for a line that says 主要目标 and nothing else, "measures" for 策略措施; None otherwise."""
    words = re.sub(r"(?<=[标施])\s+[A-Za-z\s]{1,30}$", "", words.strip(_TRIM)).replace(" ", "")
    if not 2 <= len(words) <= 30 or words == "总体发展目标":
        return None
    found = _OF_DOMAIN.fullmatch(words)
    words = found["what"] if found else words
    if _GOALS.fullmatch(words):
        return "goals"
    return "measures" if _MEASURES.fullmatch(words) else None


_INDICATORS = re.compile(r"(?:主要|核心|重点|具体|发展|监测|量化)指标(?:要求)?")


def is_indicators(words: str) -> bool:
    """True for 主要指标 as a heading of its own, which stands beside 主要目标 in some plans."""
    return _INDICATORS.fullmatch(words.strip(_TRIM).replace(" ", "")) is not None


def named_kind(line: str) -> str | None:
    """"goals" for a line that begins 目标1：, "measures" for 措施二：; None for any other."""
    lead = len(line) - len(line.lstrip())
    found = _NAMED.match(line, lead)
    if found is None or "任务" in found[0]:
        return None
    return "goals" if "目标" in found[0] else "measures"


def domain_in_marker(words: str) -> tuple[str, int] | None:
    """The domain's name in 儿童与健康主要目标, and where the marker begins; None for any other words."""
    found = _OF_DOMAIN.fullmatch(words.strip(_TRIM))
    return (found["name"], words.index(found["what"])) if found else None


#: Words of the plan as a whole that some plans use in each domain.
_WHOLE = re.compile(r"总体?目标")
_SUPPORT = re.compile(r"(?:保障|推进|支持|支撑|工作|落实)(?:措施|举措|机制|行动)")


def whole_plan_kind(words: str) -> str | None:
    """"goals" for 总体目标, "measures" for 保障措施: headings that may stand once in a plan or once in each domain."""
    words = words.strip(_TRIM).replace(" ", "")
    return "goals" if _WHOLE.fullmatch(words) else "measures" if _SUPPORT.fullmatch(words) else None


_LEAD_IN = re.compile(
    r"(?:[^。;]{0,24}[,，])?[^。;,，:]{0,16}(?:以下|下列|如下)(?:几项|几个|方面的?|的|主要|具体|重点|策略|发展|工作)*(?P<what>目标|措施|举措|对策|任务|工作):"
    r"|(?:[^。;]{0,24}[,，])?(?:主要|具体|发展|工作|策略|重点)?(?P<other>目标|措施|举措|任务)(?:是|为|有|包括|如下):")


def lead_in_of(words: str) -> str | None:
    """"goals" for 到2025年，实现以下目标：, "measures" for 为此，采取以下措施：; None for any other line."""
    found = _LEAD_IN.fullmatch(words.strip())
    if found is None:
        return None
    return "goals" if (found["what"] or found["other"]) == "目标" else "measures"


def is_structural(words: str) -> bool:
    """True for a heading of structural words alone, such as 目标与措施: it says what stands below, not about whom."""
    words = re.sub(r"\([^()]{0,20}\)", "", words.strip(_TRIM).replace(" ", ""))
    return len(words) <= 30 and _STRUCTURE.fullmatch(words) is not None


def part_of(words: str) -> str | None:
    """What stands below a structural heading: "goals" for 发展领域和主要目标, "measures" for 主要策略措施, None for both or neither."""
    if not is_structural(words):
        return None
    goals, measures = "目标" in words, re.search(r"措施|举措|对策|任务|策略", words) is not None
    return None if goals == measures else "goals" if goals else "measures"


def inline_marker(words: str) -> tuple[str, int] | None:
    """A line that begins 主要目标： and goes on: which marker, and where the rest begins."""
    found = _INLINE.match(words)
    if found is None or found.end() >= len(words.rstrip()):
        return None
    return ("goals" if found[1].endswith("目标") else "measures"), found.end()


def heading_words(line: str) -> str:
    """A heading's words without mark, closing punctuation and white space."""
    line = half_width(line)
    mark = mark_of(line)
    return re.sub(r"\s+", "", line[mark.length if mark else 0:]).strip("。:.")
