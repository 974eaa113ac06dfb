"""Plans made for tests: many layouts, every label known. All places and figures are invented."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.plandoc.phrases import NONE, TARGETS

Label = tuple[int | None, int | None, float, str, str, int]  # domain, goal, value, operator, unit, year
HAN = "零一二三四五六七八九十"


def han(no: int) -> str:
    """1 -> 一, 12 -> 十二, 20 -> 二十."""
    if no <= 10:
        return HAN[no]
    tens, rest = divmod(no, 10)
    return (HAN[tens] if tens > 1 else "") + "十" + (HAN[rest] if rest else "")


STYLES = {
    "chapter": lambda n: f"第{han(n)}章 ", "section": lambda n: f"第{han(n)}节 ", "han_comma": lambda n: f"{han(n)}、",
    "han_bracket": lambda n: f"（{han(n)}）", "han_half": lambda n: f"({han(n)})", "dot": lambda n: f"{n}.",
    "wide_dot": lambda n: f"{n}．", "comma": lambda n: f"{n}、", "bracket": lambda n: f"（{n}）",
    "half_bracket": lambda n: f"({n})", "circled": lambda n: chr(0x245F + n), "dot_space": lambda n: f"{n}. ",
    "dash_dot": lambda n: f"- {n}.", "none": lambda n: "", "bullet": lambda n: "● ",
}


@dataclass(frozen=True)
class Layout:
    """part, domain, marker, item: styles; goals, measures: the marker's words; tail: how it ends."""

    name: str
    part: str
    domain: str
    marker: str
    item: str
    goals: str = "主要目标"
    measures: str = "策略措施"
    tail: str = ""
    flat: bool = False  # the domains are parts themselves


LAYOUTS = (
    Layout("county", "han_comma", "han_bracket", "none", "dot", tail="："),
    Layout("nation", "han_comma", "han_bracket", "none", "wide_dot", tail="："),
    Layout("numbered markers", "han_comma", "han_bracket", "dot_space", "bracket"),
    Layout("numbered markers, half width", "han_comma", "han_half", "dot", "half_bracket"),
    Layout("flat", "han_comma", "han_comma", "han_bracket", "dot", flat=True),
    Layout("flat, bracket items", "han_comma", "han_comma", "han_bracket", "comma", "发展目标", "主要措施", flat=True),
    Layout("chapters", "chapter", "chapter", "section", "dot", flat=True),
    Layout("chapters with sections", "chapter", "section", "han_comma", "dot"),
    Layout("sections, bracket items", "chapter", "section", "han_comma", "han_bracket"),
    Layout("dashes", "han_comma", "han_bracket", "none", "dash_dot", "——主要目标", "——策略措施"),
    Layout("circled", "han_comma", "han_bracket", "dot", "circled"),
    Layout("brackets", "han_comma", "han_bracket", "none", "comma", "【主要目标】", "【策略措施】"),
    Layout("bullets", "han_comma", "han_bracket", "dot", "bullet"),
    Layout("bare names", "han_comma", "none", "none", "dot", tail="："),
    Layout("other words", "han_comma", "han_bracket", "none", "bracket", "目标：", "主要任务和措施："),
    Layout("no numbers", "han_comma", "han_bracket", "none", "none", tail="："),
    Layout("tasks", "han_comma", "han_bracket", "dot", "bracket", "目标任务", "工作措施"),
    Layout("digits with points", "han_comma", "han_bracket", "dot", "bracket", "具体目标", "策略与措施"),
)

WOMEN = ("妇女与健康", "妇女与教育", "妇女与经济", "妇女参与决策和管理", "妇女与社会保障", "妇女与家庭建设", "妇女与环境", "妇女与法律")
CHILDREN = ("儿童与健康", "儿童与安全", "儿童与教育", "儿童与福利", "儿童与家庭", "儿童与环境", "儿童与法律保护")
REGIONS = (
    ("中国", "nation", "中国{g}发展纲要（2021—2025年）"), ("青岚省", "province", "青岚省{g}发展规划（2021-2025年）"),
    ("云栖市", "city", "云栖市“十四五”时期{g}发展规划"), ("望川县", "county", "望川县{g}发展“十四五”规划"),
    ("临湖区", "county", "临湖区{g}发展规划（2021—2025年）"), ("乌兰旗", "county", "乌兰旗{g}发展规划（2021—2025年）"),
    ("安溪自治县", "county", "安溪自治县{g}发展规划(2021－2025年)"), ("北京市", "province", "北京市“十四五”时期{g}发展规划"),
)
GOALS = (
    "建立健全工作机制，服务水平不断提高", "完善服务体系，提升服务能力", "性别平等意识明显增强", "依法保障合法权益，关爱服务持续改善",
    "城乡、区域和群体之间的差距逐步缩小", "有效预防和减少各类侵害行为的发生", "推动男女平等基本国策进机关、进学校、进社区",
)
MEASURES = (
    "加强部门协作。每年开展检查不少于2次，覆盖率达到90%以上。", "健全工作网络。到2023年建成示范点5个，培训人员100人次。",
    "加大投入力度。将所需经费纳入预算，2021年安排资金不少于50万元。", "开展宣传教育。每季度至少组织1次主题活动。",
    "提高服务水平。推动35—64岁妇女和3岁以下婴幼儿服务，开通12338热线。", "完善政策措施。落实《妇女权益保障法》有关规定，提高占比10个百分点。",
    "强化监督管理。对重点单位实行动态管理，及时通报情况。",
)


@dataclass
class Specimen:
    """A plan's text with its labels."""

    name: str
    text: str
    title: str
    region: str
    level: str
    genre: str
    domains: list[tuple[str, int, int]] = field(default_factory=list)
    targets: list[Label] = field(default_factory=list)
    organisation: int = 0
    monitoring: int = 0


def make(seed: int, layout: Layout | None = None) -> Specimen:
    """A plan from a seed; the same seed gives the same plan."""
    rng = random.Random(seed)
    layout = layout or LAYOUTS[seed % len(LAYOUTS)]
    region, level, form = REGIONS[rng.randrange(len(REGIONS))]
    genre = rng.choice(("women", "children"))
    title = form.format(g="妇女" if genre == "women" else "儿童")
    names = WOMEN if genre == "women" else CHILDREN
    plan = Specimen(f"{layout.name} {seed}", "", title, region, level, genre)
    part = STYLES[layout.part]
    out = [title, ""]
    if rng.random() < 0.3:
        out += _contents(layout, names)
    out += [
        "截至2020年底，全县孕产妇死亡率为12.6/10万，学前教育毛入园率达到90.3%，各项事业发展取得明显成效。",
        "根据《中国妇女发展纲要（2021—2030年）》《青岚省儿童发展规划（2021—2030年）》，结合实际，制定本规划。",
        f"{part(1)}总体要求",
    ]
    inner = "section" if layout.part == "chapter" else "han_bracket"
    if not layout.flat and layout.domain == "section":
        inner = "section"
    out += [f"{STYLES[inner](1)}指导思想", "坚持以人民为中心，促进妇女儿童全面发展。", f"{STYLES[inner](2)}基本原则"]
    out += ["1.坚持党的领导。把握正确方向。", "2.坚持统筹推进。到2025年覆盖率达到80%以上。"]
    out += [f"{STYLES[inner](3)}{rng.choice(('总体目标', '主要目标'))}", "到2025年，发展水平力争达到全省平均水平以上，人均预期寿命提高到79岁。"]
    number = 2
    if not layout.flat:
        out.append(f"{part(2)}发展领域、主要目标和策略措施")
        number = 3
    for index, name in enumerate(names):
        own = STYLES[layout.domain](index + 2 if layout.flat else index + 1)
        out.append(own + name + rng.choice(("", "", "。") if layout.domain.startswith("han_b") else ("",)))
        goals, measures = rng.randint(4, 9), rng.randint(4, 10)
        plan.domains.append((name, goals, measures))
        out.append(STYLES[layout.marker](1) + layout.goals + layout.tail)
        for no in range(1, goals + 1):
            out.append(STYLES[layout.item](no) + _goal(rng, plan, index, no))
        out.append(STYLES[layout.marker](2) + layout.measures + layout.tail)
        out.extend(STYLES[layout.item](no) + rng.choice(MEASURES) for no in range(1, measures + 1))
        if layout.flat:
            number = index + 3
    _tail(rng, plan, out, part, number, inner)
    if rng.random() < 0.6:
        _table(rng, plan, out, names)
    plan.text = _noise(rng, out, title)
    return plan


def _contents(layout: Layout, names: tuple[str, ...]) -> list[str]:
    lines = ["目  录", f"{STYLES[layout.part](1)}总体要求 ……………… 1"]
    lines += [f"{STYLES[layout.domain](i + 1)}{name} ............ {i + 3}" for i, name in enumerate(names)]
    return [*lines, f"{STYLES[layout.part](3)}组织实施………………20", ""]


def _goal(rng: random.Random, plan: Specimen, index: int, no: int) -> str:
    sentences = []
    for _ in range(rng.choice((1, 1, 2))):
        kind = rng.random()
        if kind < 0.5:
            words, wanted = rng.choice(TARGETS)
            plan.targets.extend((index, no, value, operator, unit, year) for operator, value, unit, year in wanted)
            if rng.random() < 0.3 and "，" not in words and not words.startswith(("到", "力争")):
                words = rng.choice(GOALS) + "。" + words
        elif kind < 0.65:
            words = rng.choice(NONE)
        else:
            words = rng.choice(GOALS)
        sentences.append(words)
    return "。".join(sentences) + "。"


def _tail(rng: random.Random, plan: Specimen, out: list[str], part: object, number: int, inner: str) -> None:
    plan.organisation, plan.monitoring = rng.randint(4, 7), rng.randint(3, 5)
    out.append(f"{part(number)}组织实施")  # type: ignore[operator]
    out.extend(f"{STYLES[inner](i + 1)}加强组织领导。每年召开1次会议，经费增长5%以上。" for i in range(plan.organisation))
    out.append(f"{part(number + 1)}监测评估")  # type: ignore[operator]
    out.extend(f"{STYLES[inner](i + 1)}做好监测评估。县统计局每年6月30日前报送数据。" for i in range(plan.monitoring))


ROWS: dict[str, list[tuple[str, str, str, str, list[tuple[str, float]]]]] = {
    "健康": [
        ("孕产妇死亡率", "1/10万", "13.5", "≤12", [("<=", 12)]), ("5岁以下儿童死亡率", "‰", "6.8", "6以下", [("<=", 6)]),
        ("婴儿死亡率", "‰", "5.1", "＜4.5", [("<=", 4.5)]), ("3岁以下儿童系统管理率", "%", "91.2", ">=92", [(">=", 92)]),
        ("出生缺陷发生率", "%", "—", "1.2", [("<=", 1.2)]),
    ],
    "教育": [
        ("学前教育毛入园率", "%", "90.3", "95以上", [(">=", 95)]), ("九年义务教育巩固率", "%", "96.8", "98", [(">=", 98)]),
        ("劳动年龄人口平均受教育年限", "年", "10.8", "11.5左右", [("~", 11.5)]),
    ],
    "环境": [
        ("农村自来水普及率", "%", "90", "保持在92以上", [("hold>=", 92)]), ("农村卫生厕所普及率", "%", "78", "[85]", [(">=", 85)]),
        ("空气质量优良天数比例", "%", "82.1", "完成国家下达任务", []),
    ],
    "家庭": [("家庭教育指导站点覆盖率", "%", "80", "≥95%", [(">=", 95)]), ("社区儿童之家数", "个", "120", "150—180", [(">=", 150), ("<=", 180)])],
}


def _table(rng: random.Random, plan: Specimen, out: list[str], names: tuple[str, ...]) -> None:
    gap = rng.choice(("\t", "    ", " | "))
    merged = rng.random() < 0.5
    base, goal = rng.choice((("2020年基数", "2025年目标"), ("现状值", "目标值"), ("2020年", "2025年"), ("2020年现状值", "2025年目标值")))
    out += ["专栏1 主要指标", gap.join(("领域", "指标", "单位", base, goal, "属性"))]
    for topic, rows in ROWS.items():
        index = next((i for i, name in enumerate(names) if topic in name), None)
        assert index is not None
        for position, (indicator, unit, now, cell, wanted) in enumerate(rows):
            first = [] if merged and position else [rng.choice((topic, names[index]))]
            out.append(gap.join([*first, indicator, unit, now, cell, "预期性" if position % 2 else "约束性"]))
            shown = {"1/10万": "/10万"}.get(unit, unit)
            plan.targets.extend((index, None, value, operator, shown, 2025) for operator, value in wanted)


def _noise(rng: random.Random, lines: list[str], title: str) -> str:
    """Break long lines, and put page numbers and a running head between them."""
    how = rng.choice(("clean", "blank", "pages", "broken"))
    if how == "clean":
        return "\n".join(lines) + "\n"
    if how == "blank":
        return "\n\n".join(lines) + "\n"
    out: list[str] = []
    page = 0
    for i, line in enumerate(lines):
        is_row = "\t" in line or "    " in line or " | " in line
        if len(line) > 30 and how == "broken" and not is_row:
            cut = rng.randint(20, len(line) - 5)
            cut += line[cut - 1] in "。；："  # a paragraph that breaks behind a sentence looks like two
            out.append(line[:cut])
            if rng.random() < 0.3:
                page += 1
                out += ["", f"— {page} —", ""]
            out.append(line[cut:])
        else:
            out.append(line)
        if how == "pages" and i % 25 == 24 and not is_row:
            page += 1
            out += ["", f"第 {page} 页", title, ""]
    return "\n".join(out) + "\n"


def score(wanted: list[Label], found: list[Label]) -> tuple[int, int, int]:
    """True positives, wanted and found, matched on domain, goal, value and operator."""
    rest = [label[:4] for label in found]
    hits = 0
    for label in wanted:
        if label[:4] in rest:
            rest.remove(label[:4])
            hits += 1
    return hits, len(wanted), len(found)
