"""The reading rules as a list that people can follow; the reference page is written from it and held equal by a test."""

from __future__ import annotations

from collections.abc import Iterator

from halfsky.plandoc.cues import BEFORE, BEHIND
from halfsky.plandoc.directions import RULES as DIRECTIONS
from halfsky.plandoc.doubts import SENTENCES
from halfsky.plandoc.names import RULES as NAMES
from halfsky.plandoc.verdict import REASONS

#: How the outline is found; each sentence is held by a test of the layouts in tests/plandoc/specimens.py.
OUTLINE = (
    ("domain", "The heading in front of a pair of 主要目标 and 策略措施 (or 发展目标, 主要措施 …) is a domain, whatever it is called.",
     "（一）妇女与健康 / 主要目标："),
    ("general goals", "A 主要目标 that no 策略措施 follows belongs to the plan as a whole and opens no domain.", "（三）主要目标"),
    ("headings of the whole plan", "总体目标 and 保障措施 are parts of the plan; where they come again in each domain they are its goals and measures.",
     "妇女与健康 / 奋斗目标 / 保障措施"),
    ("structural words", "A heading of structural words alone names no domain; the heading above it does.", "一、妇女与健康 / 目标与措施"),
    ("two parts", "The same headings below 主要目标 and again below 策略措施 are one domain each.",
     "二、主要目标 / （一）妇女与健康 … 三、策略措施 / （一）妇女与健康"),
    ("indicators beside goals", "Lines under a heading 主要指标 of its own, behind a domain's goals, are no goals; their figures are targets with goal_no"
     " null, as a table's are. A paragraph without a number in front of them is the domain's goal.", "1.发展目标 / 2.主要指标 / 3.策略措施"),
    ("measures first", "The measures may stand before the goals: so it is when a domain's heading parts goals from the measures behind them,"
     " and none parts measures from the goals behind them.", "（一）妇女与健康 / 1.工作措施 / 2.发展目标"),
    ("goals with their own measures", "目标2： or a second heading of goals behind measures goes on with the domain's goals; so does the next"
     " goal's number where each goal has a heading of measures below it.", "目标1：… / 措施：… / 目标2：…"),
    ("two headings of goals", "主要目标 and 具体目标 below one another are both the domain's goals; the numbers stay as printed.", "主要目标 / 1.… / 具体目标 / 1.…"),
    ("lead-in", "Where no 主要目标 or 策略措施 stands, a line that leads in goals or measures takes its place.", "为此，采取以下措施："),
    ("paragraph before deeds", "In a domain without headings a paragraph that sets a figure, in front of numbered deeds, is its goal; the deeds"
     " are its measures. Otherwise the numbered items are its goals.", "到2025年，覆盖率达到90%。 / 1.加强服务。"),
    ("one heading for both", "Below 主要目标和策略措施, or with no heading at all, numbers that begin again at 1 with deeds are the measures; below"
     " that heading so are deeds numbered below each goal, and titled deeds that go on with the goals' numbers.",
     "主要目标和策略措施 / 1.死亡率降到5‰。 / 2.水平提高。 / 1.完善服务。"),
    ("deeds behind a figure", "With no numbers either, paragraphs of deeds to the domain's end, behind a paragraph that sets a figure, are its measures.",
     "覆盖率达到90%。 / 完善服务体系。"),
    ("tasks", "Below 主要任务 or 重点任务 numbered deeds are measures: such a plan sets its figures in a table, and has no goals.",
     "三、主要任务 / （一）妇女与健康 / 1.完善服务。"),
    ("second plan", "A title of the other genre behind the domains, with goals below it, begins a second plan: only the first is read,"
     " and the second is named as a doubt.", "妇女发展规划 … 儿童发展规划"),
    ("numbers of the plan as a whole", "A figure in 总体目标 before the domains is no target: it belongs to no goal.",
     "到2030年，人均预期寿命达到82岁"),
    ("level of a 市", "County when it says 县级市, carries out another city's plan, speaks of its towns as next below it, or is known as"
     " one; city when it speaks of its counties, or when nothing is said, which is a doubt.", "市、镇两级 / 各县（市、区）"),
    ("item", "The first number behind a marker sets the style of the items; only the same style begins a new item.", "1. … 2. …"),
    ("number due", "A number that is not the one due begins an item only behind a finished sentence, and is listed as a doubt.",
     "3. behind 1."),
    ("one paragraph", "Goals or measures without numbers in one paragraph are parted at its semicolons; one is enough where nothing else stands there.", "寿命提高；死亡率下降；覆盖率达到90%。"),
    ("figure first", "1.90%以上的… is item 1 when item 1 is due; so is 1 90%以上的… where white space stands for the dot.", "3.90%以上的乡镇"),
    ("broken line", "A line without a mark goes on with the item before it, over page numbers and running heads.", "- 12 -"),
    ("box", "专栏 with a number opens a box inside a section: its lines are no goals or measures. The section's next number closes it, when it"
     " is not the box's own next.", "专栏2 重点工程"),
    ("marker with a name", "A marker may repeat its domain's name; where no heading above says that name, the marker's line is the heading too.",
     "（一）妇女与健康主要目标"),
    ("number alone", "A number alone on its line belongs to the words on the next line.", "1. / 提高妇女健康水平。"),
    ("lost line breaks", "A line of more than 600 characters with 主要目标 or 策略措施 inside, or a shorter one with both in front of an item 1, is cut at"
     " its white space.",
     "主要目标： 1.寿命提高。 2.覆盖率达到90%。"),
    ("words broken by lost line breaks", "In such a line 主要 目标 and 策 略措施 are markers, and a page number between two words is none of them.",
     "2.水平 - 3 - 提高。 策 略措施： 1.完善服务。"),
    ("no white space", "Such a line without white space is cut at its headings' numbers, behind the title's years, and around a 主要目标 or 策略措施"
     " in front of item 1.", "（一）妇女与健康主要目标1.寿命提高。"),
    ("contents", "What follows 目录 and comes again later, or ends in dots and a page number, opens no domain.", "妇女与健康……3"),
    ("duty", "A clause under 组织实施 or 监测评估 behind the domains is a duty.", "（一）加强组织领导。"),
    ("table", "A row of cells under 指标 and a target column gives a target with goal_no null; its domain is that of the row,"
     " the group, the title, the section, or at last of the indicator's words.", "健康 | 婴儿死亡率 | ‰ | 5.2 | ≤4.5"),
    ("table of the whole plan", "A table in one domain's section most of whose indicators belong to several others is read by its indicators' words.",
     "专栏 主要指标 / 婴儿死亡率 … 毛入园率 … 参保率"),
    ("commas", "Lines of commas under a header such as 领域,类别,序号,内容 are a table's rows; a comma too many belongs to the widest column.",
     "健康,主要目标,1,覆盖率达到90%。"),
    ("one cell a line", "A table's header and cells, one a line, are put together to rows; a merged domain or an empty base may be lacking.",
     "序号 / 指标 / 单位 / 2025年 / 1 / 婴儿死亡率 / ‰ / 5.2"),
    ("rows with names", "A table whose first cells are 主要目标 and 策略措施 gives the goals and measures of the heading above it, or of the cells"
     " ahead of them.", "主要目标 | 1.提高。 / 策略措施 | 1.完善。"),
    ("year in brackets", "A year in brackets directly behind a value is that value's.", "达到90%（2025年）、95%（2030年）"),
    ("kind by row", "A column whose cells are 主要目标 or 策略措施 says for each row whether it holds a goal or a measure.", "领域 | 类别 | 内容"),
    ("plan as a table", "A table with columns 主要目标 or 策略措施 gives goals and measures where the prose has none: numbered in the cell, or one a"
     " row. Their domain is the row's, the group's, or the heading above the table.", "领域 | 主要目标 | 策略措施"),
)

#: How a phrase is read beyond the words next to its number; each example is a case in tests/plandoc/phrases.py.
PHRASES = (
    ("several indicators", "均, 都, 分别 or 各 behind a list gives each of its members the value; so does 各 with a verb behind it.",
     "五好家庭、最美家庭每年各评选100户以上", ">= 100, >= 100"),
    ("levels and places", "Levels (市、县) and places (中小学、幼儿园) in front of indicators are not counted.",
     "中小学、幼儿园封闭化管理、一键式报警装置达标率均达到100%", ">= 100, >= 100"),
    ("pace", "以每年…的速度下降 is a change by so much, whose sense stands behind the number.", "总体近视率以每年0.5个百分点以上的速度下降", "delta<= 0.5"),
    ("figure in front of those it counts", "So many of them do it: a share in front of its subject is a target.", "90%以上的县（市、区）建立未成年人救助保护中心", ">= 90"),
    ("dash", "A dash between words ends a sentence: what stands in front of it is a title.", "提高保健水平——孕产妇系统管理率达到90%", ">= 90"),
    ("signs in a list", "Each number of a list may have a sign of its own.", "宫颈癌、乳腺癌早诊率分别≥90%、≥85%", ">= 90, >= 85"),
    ("base in front of 基础上", "A value that 的基础上 follows is a base.", "自来水普及率在41.2%的基础上提高到60%", ">= 60"),
    ("from a base", "The value behind 由 or 从 is the base, the one behind 提高到 the target.", "高中阶段毛入学率从91.2%提高到95%以上", ">= 95"),
)


def page() -> str:
    """The reference page in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# How a plan is read"
    yield ""
    yield "This page is written from the rules in `src/halfsky/plandoc/`; a test fails when the two differ, and another runs"
    yield "every example. A reading never guesses in silence: what is unsure is listed under `doubts`."
    yield from _table("Outline", ("Rule", "What it says", "Example"), OUTLINE)
    yield from _table("Words before a number", ("Rule", "Operator", "Example", "Reads as"), (
        (cue.name, f"`{cue.says}`", cue.example, " ".join(cue.gives).strip()) for cue in BEFORE))
    yield ""
    yield "`hold` takes its sense from the words behind the number: 以上 `hold>=`, 以下 `hold<=`, 左右 `hold~`."
    yield from _table("Words behind a number", ("Rule", "Sense", "Example", "Reads as"), (
        (cue.name, cue.says, cue.example, " ".join(cue.gives).strip()) for cue in BEHIND))
    yield from _table("Phrases", ("Rule", "What it says", "Example", "Reads as"), PHRASES)
    yield from _table("Numbers that belong to a name", ("Rule", "Example without a target"), (
        (rule.name, rule.example) for rule in NAMES))
    yield from _table("Directions", ("Direction", "Example"), ((rule.name, rule.example) for rule in DIRECTIONS))
    yield from _table("Why a document is no plan", ("Key", "Chinese", "English"), (
        (key, zh, en) for key, (zh, en) in REASONS.items()))
    yield from _table("Doubts", ("Key", "Chinese", "English"), ((key, zh, en) for key, (zh, en) in SENTENCES.items()))


def _table(title: str, head: tuple[str, ...], rows: object) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:  # type: ignore[attr-defined]
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
