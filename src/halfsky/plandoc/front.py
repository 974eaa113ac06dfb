"""The head of a plan: title, region, level, years, genre and the upper-level plans it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from halfsky.plandoc.lines import Line
from halfsky.plandoc.marks import marker_of
from halfsky.plandoc.numerals import FIVE_YEARS, chinese_number, half_width
from halfsky.plandoc.places import level_of_city, region_from_text, region_of

_PLAN = re.compile(r"(?:妇女|儿童|女性|妇幼|少年儿童)[^。,，;]{0,24}?(?:规划|纲要|计划)|(?:规划|纲要)[^。,，;]{0,12}(?:妇女|儿童)")
_TITLE = re.compile(r"[^。,，;:!?]{0,60}(?:规划|纲要|计划|规划纲要|方案)(?:的通知)?\s*(?:\([^()]{0,30}\)|[“”\"']|\d{4}\s?—\s?\d{4}年?)*\s*$")
_BOOK = re.compile(r"《([^《》]{2,80})》")
_PLAN_NAME = re.compile(r"(?:规划|纲要|计划)(?:\([^()]{0,24}\))?$|规划和[^《》]{0,40}纲要$")
_FIVE_QUOTED = re.compile(r"[“\"']?(十[一二三四五六]?|九)五[”\"']")
_FIVE_PLAIN = re.compile(r"(十[二三四五六])五(?:时期|规划|期间|妇女|儿童|发展|末)")
_RANGE = re.compile(r"((?:19|20)\d{2})\s?年?\s?(?:—{1,2}|至|到)\s?((?:19|20)\d{2})\s?年?")
_HAN_RANGE = re.compile(r"(二[零〇][零〇一二三四五六七八九]{2})年?(?:—{1,2}|至|到)(二[零〇][零〇一二三四五六七八九]{2})年")
_ALONE_IN_MARKS = re.compile(r"^《([^《》]*)》$")
_NOT_TITLE = re.compile(
    r"(?:\d{4}|[二〇零○一三四五六七八九]{4})年.{1,3}月.{1,3}日|\(.{1,40}\)|.{1,12}[\[〔]\d{4}[\]〕]\d{1,4}号"
    r"|.{0,24}(?:人民政府|国务院|办公厅|办公室|委员会)(?:文件)?|.{2,24}文件")


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
    level_guessed: bool = False


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
        region, level = region_from_text(opening)
    upper = _upper(raw, plain, region)
    plan = half_width(text[:60000])
    guessed = False
    if level == "city":
        level, guessed = level_of_city(region, map(region_of, map(half_width, upper)), re.sub(r"\s+", "", plan))
    genre, both = _genre(plain, plan)
    return Front(title, frozenset(places), region, level, start, end, genre, upper, both, guessed)


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
            joined = _ALONE_IN_MARKS.sub(r"\1", joined)
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


def second_plan(lines: Sequence[Line], front: Front, first_domain: int | None, in_tables: frozenset[int]) -> int | None:
    """The first line of a second plan in the same document: behind the first one's domains, a title of the other genre
    that goals follow. None when there is none."""
    first = _genres(half_width(front.title))
    if first_domain is None or len(first) != 1:
        return None

    def is_title(group: Sequence[int]) -> bool:
        if any(i in in_tables or lines[i].mark or lines[i].noise not in ("", "header") or len(lines[i].words) > 60 for i in group):
            return False
        words = re.sub(r"\s+", "", "".join(lines[i].words for i in group))
        return bool(_TITLE.fullmatch(words) and _PLAN.search(words) and len(_genres(words) - first) == 1 and region_of(words)[1])

    last_goals = max((i for i, line in enumerate(lines) if marker_of(line.body) == "goals"), default=-1)
    for i in range(first_domain + 1, last_goals):
        if is_title([i]) or (not is_title([i + 1]) and is_title([i, i + 1])):
            return i
    return None


def _genres(title: str) -> set[str]:
    """The genres a title names."""
    women, children = re.search(r"妇女|女性|妇儿", title), re.search(r"儿童|未成年", title)
    return {genre for genre, named in (("women", women), ("children", children)) if named}


def _without_lead(head: Sequence[Line], group: Sequence[int]) -> list[int]:
    """A date, a bracketed remark, a document number, the sender's name or a web page's path above the title is no part
    of it: a last line that names region and plan is the whole title."""
    last = half_width(re.sub(r"\s+", "", head[group[-1]].words))
    if _TITLE.fullmatch(last) and _PLAN.search(last) and region_of(last)[1]:
        return [group[-1]]
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
    if found and _PLAN.search(half_width(found[1])) and re.search(r"印发|下发|发布|公布|转发|颁布|通知", title):
        return found[1]
    bare = re.sub(r"的通知$", "", title)
    if bare != title:
        cut = re.search(r"(?:印发|下发|发布|公布|转发)(.+)$", bare)
        return cut[1] if cut else bare
    return _ALONE_IN_MARKS.sub(r"\1", title.lstrip("#*").rstrip("*"))


def years_of(words: str) -> tuple[int | None, int | None]:
    """The first and last year named in a title (half-width): 2021—2025年, “十四五”, 二〇二一至二〇三〇年."""
    if found := _RANGE.search(words):
        return int(found[1]), int(found[2])
    if found := _HAN_RANGE.search(words):
        one, other = chinese_number(found[1]), chinese_number(found[2])
        if one and other:
            return int(one), int(other)
    if found := (_FIVE_QUOTED.search(words) or _FIVE_PLAIN.search(words)):
        start = FIVE_YEARS.get(found[1])
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


def _genre(title: str, text: str) -> tuple[str, bool]:
    named = _genres(title)
    if len(named) == 1:
        return named.pop(), False
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
