"""What the reader is unsure of: said, not guessed away.

A doubt is a key with named parameters; `SENTENCES` holds the sentence of each key in Chinese and English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SENTENCES: Mapping[str, tuple[str, str]] = {
    "number_repeated": ("序号“{no}”重复出现，按先后顺序分别读取", "Number {no} appears twice; both items are kept"),
    "number_skipped": ("序号从“{last}”跳到“{no}”，可能缺条", "Numbers jump from {last} to {no}; an item may be missing"),
    "number_back": ("序号从“{last}”退回到“{no}”，可能串行", "Numbers go back from {last} to {no}"),
    "number_missing": ("条目没有序号，按段落先后编号", "Items carry no numbers; they are numbered in order"),
    "number_odd": ("行首的序号与上下文不符，按续行读取", "A number at the head of a line does not fit; read as a continuation"),
    "domain_number": ("领域序号不连续，可能缺领域", "Domain numbers are not consecutive; a domain may be missing"),
    "no_goals": ("领域“{name}”没有读到主要目标", "No goal was found in the domain {name}"),
    "no_measures": ("领域“{name}”没有读到策略措施", "No measure was found in the domain {name}"),
    "no_goals_heading": ("领域“{name}”没有“主要目标”字样，按位置判断", "The domain {name} has no goals heading; judged by place"),
    "number_not_read": ("“{words}”中的数字没有作为目标值读取", "A number in “{words}” was not taken as a target"),
    "target_bare": ("“{words}”没有说明以上或以下，按字面读取", "“{words}” does not say at least or at most"),
    "target_share_words": ("“{words}”为约数，按百分比读取", "“{words}” is a share in words, read as per cent"),
    "several_indicators": ("“{words}”含多个指标，按{count}个读取", "“{words}” names several indicators, read as {count}"),
    "table_no_domain": ("表格行“{words}”没有写明领域，按指标名称判断", "Table row “{words}” names no domain; judged by its words"),
    "table_domain_unknown": ("表格行“{words}”无法归入任何领域", "Table row “{words}” fits no domain"),
    "table_cell": ("表格单元格“{words}”没有读成目标值", "Table cell “{words}” was not read as a target"),
    "no_title": ("没有读到规划名称", "No title was found"),
    "no_years": ("没有读到规划起止年份", "The plan's years were not found"),
    "no_region": ("没有读到规划所属地区", "The plan's region was not found"),
    "both_genres": ("标题同时提到妇女和儿童，按正文判断", "The title names women and children; judged by the text"),
    "second_plan": ("文件中还有另一部规划“{words}”，本次只读第一部；请把它另存为单独的文件再读",
                    "The document holds a second plan, {words}; only the first was read. Save the second as a file of its own"),
    "unknown_genre": ("无法判断是妇女规划还是儿童规划", "Neither women's nor children's plan for certain"),
    "level_guess": ("“{words}”是地级市还是县级市，文中没有说明，按地级市读取", "The text does not say whether {words} is a city of prefecture or county level; read as prefecture level"),
    "source": ("{words}", "{words}"),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """what: number, domain, target, table or front; why: a key of `SENTENCES`; where: line and span in the document."""

    what: str
    why: str
    line: int
    span: tuple[int, int]
    params: tuple[tuple[str, str], ...] = ()

    def sentence(self, language: str = "zh") -> str:
        """The doubt in words; language is "zh" or "en"."""
        return SENTENCES[self.why][0 if language.startswith("zh") else 1].format(**dict(self.params))

    def to_dict(self) -> dict[str, object]:
        return {
            "what": self.what, "why": self.why, "line": self.line, "span": list(self.span),
            "params": dict(self.params), "text": self.sentence(),
        }


def doubt(what: str, why: str, line: int, span: tuple[int, int], **params: object) -> Doubt:
    """Make a doubt; parameters are kept as text, long ones cut."""
    return Doubt(what, why, line, span, tuple((key, str(value)[:80]) for key, value in params.items()))
