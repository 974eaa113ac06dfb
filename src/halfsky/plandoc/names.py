"""Numbers that belong to a name and never to a target, and the years of a phrase.

Each rule blanks out its numbers, one sign for one sign, so that places stay right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from halfsky.plandoc.numerals import FIVE_YEARS, HAN, chinese_number

BLANK = "□"
YEAR_BLANK = "▣"


@dataclass(frozen=True, slots=True)
class NameRule:
    """name: of the rule; words: what is blanked out; example: a phrase from which no target may come."""

    name: str
    words: str
    example: str


RULES: Sequence[NameRule] = (
    NameRule("title of a law", r"《[^《》]{0,120}》", "落实《规划(2021—2025年)》"),
    NameRule("word in quotation marks", r"“(?!十[一二三四五六]五”(?:时期|规划)?期?末)[^“”]{0,24}”", "开通“12338”热线"),
    NameRule("date", r"(?:(?<=年)\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日|\d{1,2}月(?:底|末|份|前))", "6月30日前完成报送"),
    NameRule("hours of the clock", r"(?<!\d)24小时|\d{1,2}时至(?:次日)?\d{1,2}时", "22时至次日8时不得提供服务"),
    NameRule("age",
             r"(?<![\d.])(?:\d{1,3}(?:\.\d)?(?:周?岁)?[—至到]\d{1,3}周?岁|\d{1,3}(?:\.\d{1,2})?周?岁)(?:及|\(含\))?(?:以[上下内]|之?前|组|半)?",
             "0—6岁儿童和3岁以下婴幼儿"),
    NameRule("age in words", r"[一二三四五六七八九十]{1,3}周?岁(?:以[上下内]|之?前)?", "三岁以下婴幼儿"),
    NameRule("per so many", rf"每(?:\d{{1,6}}|{HAN})(?:[百千万]{{1,2}})?(?:[名人个位户张年周月天家所]|常住人口|人口|平方公里|平方千米)?"
             r"(?=[\u4e00-\u9fff\d(])", "每千名儿童床位数逐年增加"),
    NameRule("ordinal", r"第(?:\d{1,3}|[一二三四五六七八九十百]{1,4})", "第14个五年规划"),
    NameRule("grade", r"(?<![\d.])(?:\d|[一二三四五])[级甲]", "2级以上医院"),
    NameRule("kind of vaccine or model", r"[一二三四五六七八九]价|\d价|[A-Za-z]{1,6}[—/]?\d{1,4}(?![\d.%])|\d[A-Za-z]级?", "4A级景区和HPV9价疫苗"),
    NameRule("length of schooling", r"(?:(?<!\d)\d{1,2}|[一二三四五六七八九十]{1,3})年(?=义务|免费|制|一贯|教育|学制|基础(?!上))", "9年义务教育"),
    NameRule("service circle", r"\d{1,3}(?:分钟|公里|小时)(?=[\u4e00-\u9fff]{0,8}圈)", "建成15分钟健身圈"),
    NameRule("formula of words", r"\d{1,3}(?:\+[\dNXn]{1,3})+|\d对\d|“?\d\+", "推行1+3+N模式"),
    NameRule("size of a unit", r"\d{1,6}[人名户床张](?:及)?以[上下](?=的?(?:企业|用人单位|单位|社区|村|医院|学校|机构|乡镇))",
             "100人以上企业"),
    NameRule("population of a place", r"\d{1,4}(?:\.\d{1,2})?万(?:人口?)?(?:及)?以[上下]的?(?=县|区|市|城|乡|镇|街道|地区|大城市)", "30万人口以上县均设特殊教育学校"),
    NameRule("floor of a place", r"\d{1,6}(?:平方米|平米|㎡)(?:及)?以[上下]的?(?=[\u4e00-\u9fff“”]{2,16}\d)", "100平方米以上的活动室归为2类"),
    NameRule("rank among others", r"前(?:\d{1,2}|[一二三四五六七八九十]{1,3})[位名](?![\u4e00-\u9fff]{0,4}\d)", "发展水平保持在全省前3位"),
    NameRule("so many indicators", r"等?(?:[二两三四五六七八九十]|\d{1,2})[项个类](?:主要|核心|重点)?指标", "三项指标持续向好"),
    NameRule("years of a doubling", r"(?:(?<!\d)\d{1,2}|[一二三四五六七八九十]{1,2})年内?(?=翻)", "五年翻身"),
    NameRule("time limit of a service", r"\d{1,3}个?(?:工作日|小时|日|天)内(?=[\u4e00-\u9fff])", "3个工作日内办结"),
    NameRule("tolerance", r"±\d{1,3}(?:\.\d{1,2})?(?:%|个百分点)?", "比例逐年提高,允许±0.5%"),
    NameRule("the value itself, included", r"\(含(?:本数|\d{1,3}(?:\.\d{1,2})?[%‰]?)\)", "占比逐年提高(含50%)"),
    NameRule("past years", r"(?:近|过去|前)(?:\d{1,2}|[一二两三四五六七八九十]{1,2})年", "近5年没有发生"),
)
_RULES = tuple((rule, re.compile(rule.words)) for rule in RULES)
_AGE_KEPT = re.compile(
    r"(?:达到|突破|提高到|提高至|提升到|提升至|增加到|增至|保持在|稳定在|不低于|不少于|超过|控制在|不高于|缩小到|缩小至|推迟到|推迟至|延长到|延长至|延长|提高|增加|增长|达|至|到|≥|>=)(?:20\d\d年的?)?(?:约)?$")
_AGE_LISTED = re.compile(r"\d岁(?:左右|以上)?[、和及]$")
_LIFE = re.compile(r"寿命(?:女性|男性|妇女)?[:为]?(?:20\d\d年)?[:为]?$")
_AGE_SUBJECT = re.compile(r"寿命|年龄")


def without_names(text: str) -> str:
    """Blank out every number that belongs to a name; text is half-width and holds no white space."""
    for rule, pattern in _RULES:
        text = pattern.sub(_age, text) if rule.name == "age" else pattern.sub(_blank, text)
    return text


def _blank(found: re.Match[str]) -> str:
    return BLANK * len(found.group())


def _age(found: re.Match[str]) -> str:
    """An age stays when a life expectancy or an age reaches it."""
    before = found.string[max(0, found.start() - 40):found.start()]
    if ((_AGE_KEPT.search(before) or _AGE_LISTED.search(before)) and _AGE_SUBJECT.search(before)) or _LIFE.search(before):
        return found.group()
    return _blank(found)


@dataclass(frozen=True, slots=True)
class YearWord:
    """A year at [start, end). role: "target", "base" (a value of that year, or a change against it) or "other"."""

    year: int
    start: int
    end: int
    role: str


_YEAR = re.compile(
    r"(?:(?P<first>(?:19|20)\d{2})(?:年)?[—至到](?P<last>(?:19|20)\d{2})年?|(?P<year>(?:19|20)\d{2})年"
    r"|(?P<han>二[零〇][零〇一二三四五六七八九]{2})年|“?(?P<five>十[一二三四五六]?)五”?(?:时期|规划)?期?末|(?P<end>“?[□十二三四五]{1,5}”?(?:时期)?期?末|规划期?末|期末|届时))(?:年?[底末初]|度)?(?:之前|以前|前)?")
_BASE_BEFORE = re.compile(r"(?:(?<![占之])比|较|以|与|同|在|自|从|由|按|对比|相比|相较|相对|截至|截止|低于|高于|不低于|不高于|按照)(?:于)?$")
_BASE_BEHIND = re.compile(r"(?:相比|为基[数期准]|基础上|基数|基期|水平|的|现状|实际|实有|\(?基)")
_FROM = re.compile(r"(?:起|以来|开始|启动)")


def years(text: str, start_year: int | None, end_year: int | None) -> list[YearWord]:
    """The years of a phrase and what each is for."""
    found = []
    for match in _YEAR.finditer(text):
        role = _year_role(text, match, start_year)
        if match["last"]:
            value, role = int(match["last"]), "other"
        elif match["five"]:
            value = FIVE_YEARS.get(match["five"], 0) + 4
        elif match["end"]:
            if end_year is None:
                continue
            value = end_year
        elif match["han"]:
            value = int(chinese_number(match["han"]) or 0)
        else:
            value = int(match["year"])
        if role == "target" and start_year is not None and value < start_year:
            role = "base"
        found.append(YearWord(value, match.start(), match.end(), role))
    return found


def _year_role(text: str, match: re.Match[str], start_year: int | None) -> str:
    before = text[max(0, match.start() - 6):match.start()]
    behind = text[match.end():match.end() + 8]
    if _FROM.match(behind):
        return "other"
    if re.search(r"截[至止]于?$", before):
        return "target" if start_year is not None and match["year"] and int(match["year"]) > start_year else "base"
    early = match["year"] is not None and start_year is not None and int(match["year"]) < start_year
    if _BASE_BEFORE.search(before) and (early or _BASE_BEHIND.match(behind) or re.search(r"(?:(?<![占之])比|较)$", before)):
        return "base"
    if early or (_BASE_BEHIND.match(behind) and not behind.startswith("的")):
        return "base"
    return "target"


def without_years(text: str, found: Sequence[YearWord]) -> str:
    """Blank the years out."""
    for year in found:
        text = text[:year.start] + YEAR_BLANK * (year.end - year.start) + text[year.end:]
    return text
