"""A group of people in words: women, the countryside, women of 35 to 45."""

from __future__ import annotations

import re

from halfsky.method.breakdown import parse
from halfsky.method.wording.phrase import phrase, words
from halfsky.method.wording.piece import Field, Sentence, join, sentence

_AGE = re.compile(r"Y(?:(?P<low>\d+)T(?P<high>\d+)|_GE(?P<from>\d+)|_LE(?P<to>\d+))")


def group_words(key: str, lang: str) -> Sentence:
    """The group that a breakdown's key names, "" being all. BreakdownError for a key that names none.

    >>> from halfsky.method.wording.piece import plain
    >>> plain(group_words("SEX=F;AGE=Y35T45", "zh"))
    '女性35—45岁'
    """
    found = parse(key)
    parts: list[Sentence] = []
    if found.urbanisation != "_T":
        parts.append(sentence(words(lang, f"col.{found.urbanisation}")))
    if found.sex != "_T":
        parts.append(sentence(words(lang, f"col.{found.sex}")))
    age = _AGE.fullmatch(found.age)
    if age:
        parts.append(_age(found.age, age, lang))
    return join(parts, "" if lang == "zh" else " ") or sentence(words(lang, "col.total"))


def _age(code: str, found: re.Match[str], lang: str) -> Sentence:
    bound = {name: Field(f"age:{code}:{name}", value) for name, value in found.groupdict().items() if value}
    if "low" in bound:
        return phrase(lang, "age.between", low=bound["low"], high=bound["high"])
    if "from" in bound:
        return phrase(lang, "age.from", low=bound["from"])
    return phrase(lang, "age.to", high=bound["to"])
