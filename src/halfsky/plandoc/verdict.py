"""Is this a development plan at all? The answer always comes with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from halfsky.plandoc.outline import Region
from halfsky.plandoc.source import MAX_BLOCKS, MAX_CHARACTERS, Source

MAX_LINE = 200_000

#: key -> (Chinese, English); the reasons for refusing a document.
REASONS: Mapping[str, tuple[str, str]] = {
    "plan": ("读到规划结构", "The structure of a plan was found"),
    "empty": ("文件没有文字", "The document holds no text"),
    "too_large": ("文件过大（超过{limit}字），不是一份规划", "The document is too large (over {limit} characters) to be a plan"),
    "too_many_lines": ("文件行数过多（超过{limit}行），不是一份规划", "The document has too many lines (over {limit}) to be a plan"),
    "line_too_long": ("文件有一行超过{limit}字，不是正常文档", "A line is longer than {limit} characters"),
    "short": ("文件只有几十个字，不成一份规划", "The document has a few dozen characters, which makes no plan"),
    "not_chinese": ("文件中几乎没有汉字", "The document holds hardly any Chinese"),
    "other_subject": ("文件没有提到妇女或儿童发展规划", "The document speaks of no women's or children's plan"),
    "report": ("文件是报告或统计资料，不是规划文本", "The document is a report, not a plan"),
    "no_domains": ("没有读到“主要目标”“策略措施”等领域结构", "No domain with goals and measures was found"),
    "no_goals": ("读到领域名称，但没有读到主要目标", "Domains were found but no goal in them"),
}
_SUBJECT = re.compile(r"妇女|儿童|女性|未成年人")
_PLAN = re.compile(r"规划|纲要|计划")
HEAD = 10
"""How many lines at the beginning may hold the title of a report."""
_REPORT = re.compile(r"(?:监测|评估|统计|工作|自评|调研|分析|总结|述职)[^。\n]{0,12}报告|工作总结|统计资料|统计年鉴|新闻|讲话|问答|解读")
_REPORT_TITLE = re.compile(r"[^，。；：]{0,24}(?:监测|评估)[^，。；：]{0,6}报告(?:（[^）]{0,12}）)?")


@dataclass(frozen=True, slots=True)
class Verdict:
    """is_plan and why: a key of `REASONS` with its parameters."""

    is_plan: bool
    why: str
    params: tuple[tuple[str, str], ...] = ()

    def sentence(self, language: str = "zh") -> str:
        """The reason in words."""
        return REASONS[self.why][0 if language.startswith("zh") else 1].format(**dict(self.params))


def refuse(why: str, **params: object) -> Verdict:
    """A refusal with its reason."""
    return Verdict(False, why, tuple((key, str(value)) for key, value in params.items()))


def at_sight(source: Source) -> Verdict | None:
    """Refuse what need not be read: empty, far too large, no Chinese, another subject. None: read on."""
    text = source.text
    if len(text) > MAX_CHARACTERS:
        if "\n" not in text:
            return refuse("line_too_long", limit=MAX_LINE)
        return refuse("too_large", limit=MAX_CHARACTERS)
    if len(source.blocks) > MAX_BLOCKS:
        return refuse("too_many_lines", limit=MAX_BLOCKS)
    if any(block.end - block.start > MAX_LINE for block in source.blocks):
        return refuse("line_too_long", limit=MAX_LINE)
    if not source.blocks:
        return refuse("empty")
    han = sum(1 for sign in text[:50_000] if "\u4e00" <= sign <= "\u9fff")
    if han < 50:
        return refuse("short" if han * 2 > len(text.strip()) else "not_chinese")
    if not _SUBJECT.search(text) or not _PLAN.search(text):
        return refuse("other_subject")
    return None


def at_end(title: str, first_lines: Sequence[str], domains: Sequence[Region], paired: bool) -> Verdict:
    """Judge by what was read; paired: some domain has both goals and measures. A plan of tasks may have no goals.

    ``first_lines`` are those before the first domain: a report names the plan in one line of its title and itself in the next.
    """
    heading = title or (first_lines[0] if first_lines else "")
    titled = any(_REPORT_TITLE.fullmatch(line.strip()) for line in first_lines[:HEAD])
    if (titled or _REPORT.search(heading)) and not paired:
        return refuse("report")
    if not domains:
        return refuse("report") if _REPORT.search(heading) else refuse("no_domains")
    if not any(region.goals for region in domains) and not (title and sum(bool(region.measures) for region in domains) > 1):
        return refuse("no_goals")
    if not title and not paired and len(domains) < 3:
        return refuse("no_domains")
    return Verdict(True, "plan")
