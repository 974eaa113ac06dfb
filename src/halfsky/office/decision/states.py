"""The states of a matter and the acts that move it, as one table: services, pages and tests read the same.

A matter is drafted, put forward, and approved or objected to. Approval ends it; what is approved is never changed,
a new matter takes its place. What was objected to may go back to draft, and a draft may be dropped.
"""

from __future__ import annotations

from dataclasses import dataclass

DRAFT, PUT_FORWARD, APPROVED, OBJECTED, DROPPED = "draft", "put_forward", "approved", "objected", "dropped"

STATE_WORDS: dict[str, tuple[str, str]] = {
    DRAFT: ("拟稿", "Draft"),
    PUT_FORWARD: ("已呈批", "Put forward"),
    APPROVED: ("已批准", "Approved"),
    OBJECTED: ("不同意", "Objected to"),
    DROPPED: ("作废", "Dropped"),
}


@dataclass(frozen=True, slots=True)
class Move:
    """One act: from which state, to which, whether it belongs to the drafting side, whether it must say why."""

    act: str
    before: str
    after: str
    drafting: bool
    needs_comment: bool
    zh: str
    en: str


MOVES: dict[str, Move] = {
    move.act: move
    for move in (
        Move("touch", DRAFT, DRAFT, True, False, "修改", "changed it"),
        Move("put_forward", DRAFT, PUT_FORWARD, True, False, "呈批", "put it forward"),
        Move("take_back", PUT_FORWARD, DRAFT, True, False, "撤回", "took it back"),
        Move("drop", DRAFT, DROPPED, True, False, "作废", "dropped it"),
        Move("approve", PUT_FORWARD, APPROVED, False, False, "批准", "approved it"),
        Move("object_to", PUT_FORWARD, OBJECTED, False, True, "不同意", "objected to it"),
        Move("redraft", OBJECTED, DRAFT, True, False, "退回重拟", "took it back to draft"),
    )
}
"""By the name of the act, which is also the service's."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of matter: who drafts and puts it forward, who decides; the same in words, Chinese and English."""

    name: str
    zh: str
    en: str
    drafts: frozenset[str]
    decides: frozenset[str]
    drafters: tuple[str, str]
    deciders: tuple[str, str]

    def who(self, drafting: bool) -> tuple[frozenset[str], tuple[str, str]]:
        """The roles of one side and its words."""
        return (self.drafts, self.drafters) if drafting else (self.decides, self.deciders)


KINDS: dict[str, Kind] = {
    "scheme": Kind(
        "scheme", "监测方案", "Monitoring scheme", frozenset({"officer", "statistician"}), frozenset({"leader"}),
        ("妇儿工委办或统计局", "the committee office or the statistics bureau"), ("监测评估领导小组", "the leading group"),
    ),
    "report": Kind(
        "report", "监测报告", "Report", frozenset({"officer", "statistician"}), frozenset({"leader"}),
        ("妇儿工委办或统计局", "the committee office or the statistics bureau"), ("监测评估领导小组", "the leading group"),
    ),
}
"""The leading group (监测评估领导小组, role leader) approves the monitoring scheme, the evaluation scheme and each report."""
