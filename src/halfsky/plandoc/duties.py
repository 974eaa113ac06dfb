"""Clauses on organisation and monitoring as duties: who owes what, by when."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BODIES = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?(?:妇女儿童工作委员会办公室|妇儿工委办公室|妇儿工委办|妇女儿童工作委员会|妇儿工委|人民政府|统计部门|统计局|财政部门"
    r"|监测评估领导小组|领导小组|监测组|评估组|成员单位|有关部门|各部门|相关机构|人民团体|妇联|专家组|财政局|县财政|市财政))")
_TIMES = re.compile(
    r"每[一二两三四五\d]{0,2}(?:年度?|季度|月|周)(?:\d{1,2}月\d{1,2}日前?|第[一二三四]季度)?(?:底前|召开|至少|一次)?|(?:19|20)\d{2}年(?:底前|底|前)?"
    r"|\d{1,2}月\d{1,2}日前|年度|中期|终期|末期|定期|及时")
_LEAD = re.compile(r"^(?:由|向|同级|经|报|和|及|与|、|以及|为|将|各|在|把)+")


@dataclass(frozen=True, slots=True)
class Duty:
    """A clause behind the domains. kind: "organisation" or "monitoring"; title: its first sentence; who: the bodies
    named; when: the words of time in it, both in the order of the text."""

    kind: str
    no: int
    title: str
    text: str
    who: tuple[str, ...]
    when: tuple[str, ...]
    line: int
    span: tuple[int, int]


def duty(kind: str, no: int, text: str, line: int, span: tuple[int, int]) -> Duty:
    """Read bodies and times out of a clause's words."""
    first = re.split(r"[。;；]", text, maxsplit=1)[0][:60]
    who = _once(_LEAD.sub("", body) for body in _BODIES.findall(text[:20000]))
    return Duty(kind, no, first, text, who, _once(_TIMES.findall(text[:20000])), line, span)


def _once(words: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))  # type: ignore[attr-defined]
