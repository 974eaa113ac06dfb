"""The head of a plan: title, region, level, years, genre and the upper-level plans it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from halfsky.plandoc.lines import Line
from halfsky.plandoc.marks import marker_of
from halfsky.plandoc.numerals import chinese_number, half_width

_PLAN = re.compile(r"(?:妇女|儿童|女性|妇幼|少年儿童)[^。,，;]{0,24}?(?:规划|纲要|计划)|(?:规划|纲要)[^。,，;]{0,12}(?:妇女|儿童)")
_TITLE = re.compile(r"[^。,，;:!?]{0,60}(?:规划|纲要|计划|规划纲要)(?:的通知)?\s*(?:\([^()]{0,30}\)|[“”\"']|\d{4}\s?—\s?\d{4}年?)*\s*$")
_BOOK = re.compile(r"《([^《》]{2,80})》")
_PLAN_NAME = re.compile(r"(?:规划|纲要|计划)(?:\([^()]{0,24}\))?$|规划和[^《》]{0,40}纲要$")
_FIVE = {"九": 1996, "十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
_FIVE_YEARS = re.compile(r"[“\"']?(十[一二三四五六]?|九)五[”\"']")
_FIVE_PLAIN = re.compile(r"(十[二三四五六])五(?:时期|规划|期间|妇女|儿童|发展|末)")
_RANGE = re.compile(r"((?:19|20)\d{2})\s?年?\s?(?:—{1,2}|至|到)\s?((?:19|20)\d{2})\s?年?")
_HAN_RANGE = re.compile(r"(二[零〇][零〇一二三四五六七八九]{2})年?(?:—{1,2}|至|到)(二[零〇][零〇一二三四五六七八九]{2})年")
_ISSUED = re.compile(r"^(?:.{0,40}?(?:关于|印发|下发|公布|批转|转发|发布|通过)(?:印发|下发|实施|发布)?|《)+")
_NOT_TITLE = re.compile(
    r"(?:\d{4}|[二〇零○一三四五六七八九]{4})年.{1,3}月.{1,3}日|\(.{1,40}\)|.{1,12}[\[〔]\d{4}[\]〕]\d{1,4}号"
    r"|.{0,24}(?:人民政府|国务院|办公厅|办公室|委员会)(?:文件)?|.{2,24}文件")
_REGION_END = re.compile(
    r"(?P<corps>[\u4e00-\u9fff]{0,12}兵团)|(?P<province>[\u4e00-\u9fff]{2,8}?(?:省|自治区(?!人民)))"
    r"|(?P<city>[\u4e00-\u9fff]{1,10}?(?:自治州|地区|盟|市|州))"
    r"|(?P<county>[\u4e00-\u9fff]{1,12}?(?:自治县|自治旗|林区|特区|县|旗))|(?P<below>[\u4e00-\u9fff]{1,10}?(?:新区|开发区|示范区|区))"
    r"|(?P<township>[\u4e00-\u9fff]{1,8}?(?:镇|乡|街道))")
_MUNICIPAL = ("北京市", "上海市", "天津市", "重庆市", "香港", "澳门")
_PROVINCES = tuple("河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆".split())  # noqa: SIM905
_MUNICIPAL_SHORT = ("北京", "上海", "天津", "重庆")


@dataclass(frozen=True, slots=True)
class Front:
    """title as printed, white space aside; lines: indices of the title's lines; years None when not found.

    genre: "women", "children" or ""; level: nation, province, city, county, township or "".
    A district, a banner and a county-level city are county; an autonomous prefecture and a league are city.
    """

    title: str
    lines: frozenset[int]
    region: str
    level: str
    start_year: int | None
    end_year: int | None
    genre: str
    upper_plans: tuple[str, ...]
    both_genres: bool = False


def front_of(lines: Sequence[Line], text: str, first_domain: int | None) -> Front:
    """Read the head of a document; first_domain is the index of the first domain's heading, None when none was found."""
    head = lines[:first_domain if first_domain is not None else min(len(lines), 80)]
    title, places = _title(head, text)
    plain = half_width(re.sub(r"\s+", "", title))
    raw = re.sub(r"\s+", "", text[:head[-1].end] if head else text[:3000])[:20000]
    opening = half_width(raw)
    start, end = years_of(plain)
    if start is None:
        start, end = _years_from_text(opening)
    region, level = region_of(plain)
    if not region:
        region, level = _region_from_text(opening)
    upper = _upper(raw, plain, region)
    if level == "city" and _is_county_city(region, upper, opening):
        level = "county"
    genre, both = _genre(plain, half_width(text[:40000]))
    return Front(title, frozenset(places), region, level, start, end, genre, upper, both)


def _title(head: Sequence[Line], text: str) -> tuple[str, list[int]]:
    usable = [i for i, line in enumerate(head[:60]) if not line.noise and not line.is_table_row]
    notice: tuple[str, list[int]] | None = None
    for position in range(min(30, len(usable))):
        for size in (1, 2, 3):
            group = usable[position:position + size]
            if len(group) < size or any(head[j].mark and head[j].mark.style != "bullet" for j in group):  # type: ignore[union-attr]
                break
            if any(len(head[j].words) > 60 for j in group) or marker_of(head[group[0]].words):
                break
            joined = half_width(re.sub(r"\s+", "", "".join(head[j].words for j in group)))
            if _TITLE.fullmatch(joined) and _PLAN.search(joined):
                group = _with_years(head, usable, position + size, _without_lead(head, group))
                raw = "".join(text[head[j].start:head[j].end] for j in group)
                found = _inner(re.sub(r"\s+", "", raw)), group
                if "印发" not in joined and "通知" not in joined:
                    return found
                notice = notice or found
                break
    if notice is not None:
        return notice
    for i, line in enumerate(head[:60]):  # a title that was taken for a running head
        words = half_width(re.sub(r"\s+", "", line.words))
        if line.noise == "header" and len(words) <= 60 and _TITLE.fullmatch(words) and _PLAN.search(words):
            after = usable.index(next(j for j in usable if j > i)) if any(j > i for j in usable) else len(usable)
            group = _with_years(head, usable, after, [i])
            return re.sub(r"\s+", "", "".join(text[head[j].start:head[j].end] for j in group)), group[1:]
    for i in usable[:40]:
        for name in _BOOK.findall(text[head[i].start:head[i].end]):
            if _PLAN.search(name) and re.search(r"印发|制定|发布|通知", head[i].words):
                return re.sub(r"\s+", "", name), []
    return "", []


def _without_lead(head: Sequence[Line], group: Sequence[int]) -> list[int]:
    """A date, a bracketed remark, a document number or the sender's name above the title is no part of it."""
    first = 0
    while first + 1 < len(group) and _NOT_TITLE.fullmatch(re.sub(r"\s+", "", head[group[first]].words)):
        first += 1
    return list(group[first:])


def _with_years(head: Sequence[Line], usable: Sequence[int], nxt: int, group: list[int]) -> list[int]:
    """（2021—2025年） on a line of its own belongs to the title."""
    if nxt < len(usable):
        following = half_width(re.sub(r"\s+", "", head[usable[nxt]].words))
        if re.fullmatch(r"\(?(?:19|20)\d{2}年?—{1,2}(?:19|20)\d{2}年?\)?", following):
            return [*group, usable[nxt]]
    return group


def _inner(title: str) -> str:
    """The plan's name out of 关于印发《……》的通知."""
    found = _BOOK.search(title)
    if found and _PLAN.search(half_width(found[1])):
        return found[1]
    bare = re.sub(r"的通知$", "", title)
    if bare != title:
        cut = re.search(r"(?:印发|下发|发布|公布|转发)(.+)$", bare)
        return cut[1] if cut else bare
    return title.lstrip("#*").rstrip("*")


def years_of(words: str) -> tuple[int | None, int | None]:
    """The first and last year named in a title (half-width): 2021—2025年, “十四五”, 二〇二一至二〇三〇年."""
    if found := _RANGE.search(words):
        return int(found[1]), int(found[2])
    if found := _HAN_RANGE.search(words):
        one, other = chinese_number(found[1]), chinese_number(found[2])
        if one and other:
            return int(one), int(other)
    if found := (_FIVE_YEARS.search(words) or _FIVE_PLAIN.search(words)):
        start = _FIVE.get(found[1])
        if start:
            return start, start + 4
    return None, None


def _years_from_text(opening: str) -> tuple[int | None, int | None]:
    for pattern in (r"(?:制定|制订|编制|颁布|实施)[^。]{0,40}", r"《[^《》]{0,60}》", r"[^。]{0,80}规划期[^。]{0,30}"):
        for words in re.findall(pattern, opening):
            start, end = years_of(words)
            if start and (end or 0) - start in (4, 5, 9, 10):
                return start, end
    if found := _RANGE.search(opening):
        return int(found[1]), int(found[2])
    if found := re.search(r"到(20[1-3]\d)年", opening):
        return None, int(found[1])
    return None, None


def region_of(title: str) -> tuple[str, str]:
    """Region and level from a half-width title: 岢岚县妇女发展… is ("岢岚县", "county")."""
    name = re.split(r"妇女|儿童|女性|妇幼|少年|[“\"(]?十[一二三四五六]五|(?:19|20)\d{2}|国民|未成年", title)[0]
    name = re.sub(r"^[^\u4e00-\u9fff]+", "", _ISSUED.sub("", name))
    if name.startswith(("中国", "全国", "中华人民共和国", "国家")):
        return "中国", "nation"
    parts = [(match.group(), match.lastgroup or "") for match in _REGION_END.finditer(name)]
    if not parts:
        short = name.strip("人民政府")
        if short in _MUNICIPAL_SHORT or short in _PROVINCES:
            return short, "province"
        return name if 2 <= len(name) <= 8 else "", ""
    words, level = parts[-1]
    if words in _MUNICIPAL or level == "corps":
        level = "province"
    return words, "county" if level == "below" else level


def _region_from_text(opening: str) -> tuple[str, str]:
    found = re.search(r"([\u4e00-\u9fff]{2,10}(?:省|自治区|市|州|盟|县|旗|区))(?:委|人民政府|委员会)", opening)
    if found is None:
        return "", ""
    return region_of(re.split(r"规划|纲要|方案|通知|由|经|和|及", found[1])[-1])


def _is_county_city(region: str, upper: Sequence[str], opening: str) -> bool:
    """A 市 that says it is one of county level, or that carries out another city's plan."""
    if not region.endswith("市"):
        return False
    if re.search(r"(?:为|是|系|属|作为)[^。;]{0,24}县级市", opening):
        return True
    return any(level == "city" and name != region for name, level in map(region_of, map(half_width, upper)))


def _genre(title: str, text: str) -> tuple[str, bool]:
    women = len(re.findall(r"妇女|女性|妇儿", title))
    children = len(re.findall(r"儿童|未成年", title))
    if women and not children:
        return "women", False
    if children and not women:
        return "children", False
    women, children = text.count("妇女") + text.count("女性"), text.count("儿童") + text.count("未成年")
    if women == children:
        return "", bool(title)
    return ("women" if women > children else "children"), bool(title) and "妇女" in title


def _upper(opening: str, title: str, region: str) -> tuple[str, ...]:
    """Plans named before the domains that are another region's: what this plan carries out."""
    own = region_of(title)[0] or region
    named: list[str] = []
    for name in _BOOK.findall(opening):
        plain = half_width(name)
        if not _PLAN_NAME.search(plain) or name in named or plain == title:
            continue
        if own and own != "中国" and plain.startswith(own):
            continue
        named.append(name)
    return tuple(named)
