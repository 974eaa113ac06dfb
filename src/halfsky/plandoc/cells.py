"""Targets out of a table: each row's cell under a target column, with the unit, year and domain the table gives."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from halfsky.plandoc.cues import LESS_IS_BETTER
from halfsky.plandoc.doubts import Doubt, doubt
from halfsky.plandoc.judge import cue_of, operator_of, slots_of
from halfsky.plandoc.lines import Line
from halfsky.plandoc.names import without_years, years
from halfsky.plandoc.numerals import half_width, plain_unit
from halfsky.plandoc.tables import Grid
from halfsky.plandoc.targets import Target, basis_of, range_operators

_UNIT_BEHIND = re.compile(r"\(([^()]{1,10})\)$")
_IS_UNIT = re.compile(r"%|‰|1?/?(?:每)?(?:10|十)万(?:分之一?)?|百分[比点]|个百分点|岁|年|(?:[百千]?[百千万亿])?[个名人所张项次家元件户部册例]|平方米|小时|万?人次|天|[\u4e00-\u9fff]{1,3}/(?:每)?[\u4e00-\u9fff\d]{1,6}|个/千人|张/千人|千分[比之]")
_EMPTY = re.compile(r"[—\s/.、]*|无|另行下达|待定")
_YEARLY = re.compile(r"年均|每年|逐年")
#: An indicator that is itself a change: 低保标准年均增长率, 伤害死亡率下降幅度.
_CHANGE = re.compile(
    r"(?:(?P<fall>下降|降低|减少)|年均(?:增长|增加|提高|递增)|(?:增长|提高|提升)(?=率|幅|百分点|比例)|增(?=速|幅))(?:率|速|幅度|幅|比例|百分点|值)?$")
_STRIP = re.compile(r"妇女|儿童|女性|领域|发展|主要指标|指标|专栏\s?\d*|表\s?\d*|目标|[与和及、·\s:()一二三四五六七八九十\d.]")
_TOPICS: Sequence[tuple[str, str]] = (
    ("安全", r"伤害|溺水|食品|交通|欺凌|保安|封闭化|头盔|玩具|用品|产品|校车|应急|意外"),
    ("法律", r"法律|法治|犯罪|司法|维权|家庭暴力|家暴|普法|刑事|拐卖|性侵|保护令|告诫书|调解"),
    ("决策", r"人大|政协|代表|委员|村委|居委|领导班子|党员|干部|正职|职代会|董事|监事|两委|参政|书记"),
    ("家庭", r"家庭教育|家长学校|家教|家风|最美家庭|文明家庭|亲子"),
    ("教育", r"入学|入园|受教育|巩固率|文盲|教育|学校|学位|幼儿园|毕业|科学素质|科学素养|培训|招生|教师|普惠园"),
    ("福利", r"托位|托育|孤儿|儿童之家|康复|困境|儿童主任|督导员|留守|救助|收养|福利"),
    ("保障", r"参保|保险|低保|养老|救助|福利|护理|社会保障"),
    ("经济", r"就业|从业|收入|技术人员|劳动|创业|工资|专业技术|土地|失业|企业家|贷款|技能"),
    ("健康", r"死亡|寿命|筛查|健康|孕产|疫苗|近视|生长|贫血|传播|患病|体检|医疗|体育|体质|营养|出生|肥胖|母乳|保健|医师|医生|床位|艾滋|产前"
     r"|系统管理|访视|分娩|剖宫|龋|两癌|婚检|婚前医学|孕前|视力|心理|低体重|缺陷|免疫|接种|发病|感染|检查率|锻炼"),
    ("家庭", r"家庭|家长|婚姻|家务|育儿|托育|托位"),
    ("环境", r"自来水|厕|空气|环境|饮用水|污水|垃圾|文化|网络|绿地|场地|公园|阅读|图书|友好|母婴|供水|广播|媒体|活动中心|志愿|PM2"),
)
_TOPIC_WORDS = tuple((topic, re.compile(words)) for topic, words in _TOPICS)


@dataclass(frozen=True, slots=True)
class CellReading:
    """A value in a cell: operator, value, unit, and the year when the cell itself names one."""

    operator: str
    value: Decimal
    unit: str
    year: int | None
    change: str = ""


def cell_readings(cell: str, unit: str, indicator: str, start_year: int | None, end_year: int | None) -> list[CellReading]:
    """Read ≥95, 95以上, ＜12.5, 12.5以下, [300], 8—10, 提高2个百分点; a bare value follows the indicator's sense."""
    words = re.sub(r"\s+", "", half_width(cell))
    words = re.sub(r"\((?:累计|预期|约束|预计|目标)[^()]*\)|[\[\]]|±[\d.]+%?", "", words)
    dates = years(words, start_year, end_year)
    plain = without_years(words, dates)
    found = []
    reached = 0
    for slot in slots_of(plain):
        before = plain[reached:slot.start]
        own = slot.last.unit or unit
        cue, _, about = cue_of(before, slot)
        rest = re.sub(r"[□▣、,，;(:约]+", "", before)
        if cue is not None:
            operator = operator_of(cue, slot.behind, about, indicator, own)
        elif len(rest) > 3 or slot.first.kind == "words":
            continue
        else:
            bare = "<=" if LESS_IS_BETTER.search(indicator) else ">="
            operator = slot.by_suffix or ("~" if about else bare)
            changed = _CHANGE.search(indicator)
            if changed:
                operator = "delta<=" if changed["fall"] else "delta>="
        reached = slot.end
        if slot.first.kind == "double":
            operator, own = "ratio>=", ""
        year = next((date.year for date in reversed(dates) if date.role == "target" and date.end <= slot.start), None)
        change = "" if not operator.startswith("delta") else "yearly" if _YEARLY.search(before + indicator) else "once"
        if slot.second is not None:
            lower, upper = range_operators(operator)
            found.append(CellReading(lower, slot.first.value, own, year, change))
            found.append(CellReading(upper, slot.second.value, own, year, change))
        else:
            found.append(CellReading(operator, slot.first.value, own, year, change))
    return found


def domain_for(words: str, names: Sequence[str]) -> int | None:
    """The domain whose name the words hold, or the other way round; None when none does."""
    said = re.sub(r"\s+", "", half_width(words))
    if said in names:  # 妇女发展, 儿童发展: nothing is left of such a name once 妇女 and 发展 are taken off
        return list(names).index(said)
    core = _STRIP.sub("", half_width(words))
    if len(core) < 2:
        return None
    cores = [_STRIP.sub("", name).removeprefix("参") for name in names]
    for match in (lambda a, b: a == b, lambda a, b: len(a) >= 2 and a in b, lambda a, b: len(a) >= 2 and b in a and len(b) >= 2):
        for i, name in enumerate(cores):
            if match(name, core):
                return i
    for i, name in enumerate(cores):
        if any(name[j:j + 2] in core for j in range(max(1, len(name) - 1)) if len(name) >= 2 and name[j:j + 2] not in ("保障", "保护")):
            return i
    return None


def topic_for(indicator: str, names: Sequence[str]) -> int | None:
    """The domain an indicator belongs to by its words (孕产妇死亡率: health)."""
    for topic, pattern in _TOPIC_WORDS:
        if pattern.search(indicator):
            for i, name in enumerate(names):
                if topic in name:
                    return i
    return None


def _of_whole_plan(grid: Grid, column: int, names: Sequence[str], section: int) -> bool:
    """True when a table that stands in a domain's section holds the indicators of several others, most of them."""
    topics = [topic for row in grid.rows if (topic := topic_for(half_width(row.cells[column]), names)) is not None]
    others = [topic for topic in topics if topic != section]
    return len(set(others)) > 1 and 2 * len(others) > len(topics)


def table_targets(grid: Grid, lines: Sequence[Line], text: str, names: Sequence[str], domain_of: Mapping[int, int],
                  start_year: int | None, end_year: int | None) -> tuple[list[Target], list[Doubt]]:
    """All targets of a table and what is unsure about them."""
    targets: list[Target] = []
    doubts: list[Doubt] = []
    if not grid.has_targets:
        return targets, doubts
    at = {role: i for i, (role, _) in reversed(list(enumerate(grid.columns)))}
    goal_columns = [(i, year) for i, (role, year) in enumerate(grid.columns) if role == "target"]
    title = lines[grid.title].words if grid.title is not None else ""
    titled = domain_for(title, names) if title else None
    section = domain_of.get(grid.rows[0].line) if grid.rows else None
    if section is not None and _of_whole_plan(grid, at["indicator"], names, section):
        domain_of = {}
    group: int | None = None
    indicator = ""
    for row in grid.rows:
        line = lines[row.line]
        filled = [cell for cell in row.cells if cell]
        if len(filled) <= 1 or len(set(filled)) == 1:
            named = domain_for(filled[0], names) if filled else None
            group = named if named is not None else group
            continue
        if "domain" in at and row.cells[at["domain"]]:
            group = domain_for(row.cells[at["domain"]], names)
        indicator = row.cells[at["indicator"]] or indicator
        unit, name = _unit(row.cells[at["unit"]] if "unit" in at else "", indicator)
        domain = next((d for d in (group, titled, domain_of.get(row.line)) if d is not None), None)
        span = (line.start, line.end)
        read_any = False
        for column, year in goal_columns:
            cell = row.cells[column]
            values = [] if _EMPTY.fullmatch(half_width(cell)) else cell_readings(cell, unit, name, start_year, end_year)
            if not values and re.search(r"\d", cell):
                doubts.append(doubt("table", "table_cell", line.line, span, words=cell))
            if values and domain is None:
                domain = topic_for(name, names)
                why = "table_no_domain" if domain is not None else "table_domain_unknown"
                doubts.append(doubt("table", why, line.line, span, words=name))
            read_any = read_any or bool(values)
            targets.extend(Target(
                domain, None, value.operator, value.value, value.unit, value.year or year or end_year,
                re.sub(r"\s+", "", text[line.start:line.end]), line.line, span, name, value.change,
                basis_of(value.operator, value.unit), None, bool(value.year or year)) for value in values)
    return targets, doubts


def _unit(cell: str, indicator: str) -> tuple[str, str]:
    """The unit from its column or from the brackets behind the indicator's name; the name without them."""
    name = half_width(indicator)
    found = _UNIT_BEHIND.search(name)
    if found and _IS_UNIT.fullmatch(found[1]):
        name = name[:found.start()]
        if not cell or _EMPTY.fullmatch(half_width(cell)):
            return plain_unit(found[1]), name
    return ("" if _EMPTY.fullmatch(half_width(cell)) else plain_unit(cell)), name
