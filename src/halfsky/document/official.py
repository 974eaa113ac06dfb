"""A signed report as an official document (GB/T 9704-2012): head with mark and number, list of annexes, date, foot.

What is not signed, such as a yearbook or a leader's page, keeps its own head and takes the number and the day below its title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from halfsky.document import outline, template
from halfsky.document.block import Block, Heading, Imprint, Letterhead, Masthead, Paragraph, Signature, Title
from halfsky.method.wording.day import day_words
from halfsky.method.wording.piece import Field, Sentence, Slot, Text, plain, sentence


@dataclass(frozen=True, slots=True)
class Issue:
    """What an edition says beside its text. ``area``: the area's name in the report's language; ``copies``: to whom copies go, "" for the members of
    the committee; ``corrects`` and ``corrected``: number and title of the edition that it stands in the place of, or "".
    """

    no: int
    day: date
    area: str
    copies: str = ""
    corrects: str = ""
    corrected: str = ""
    lang: str = "zh"


def number(issue: Issue) -> Sentence:
    """The edition's number: 妇儿工委办〔2026〕1号."""
    form = template.load("edition", issue.lang)
    return form.line("number", {"no": Field("edition:no", str(issue.no)), "year": Field("edition:year", str(issue.day.year))})


def issued(blocks: Sequence[Block], issue: Issue) -> tuple[Block, ...]:
    """The document as it is published."""
    form, lang = template.load("edition", issue.lang), issue.lang
    area = {"area": Field("release:area", issue.area)}
    slots: dict[str, Slot] = {**area, "office": form.line("office", area)}
    note: list[Sentence] = []
    if issue.corrects:
        old = {"number": Field("edition:corrects", issue.corrects), "title": Field("edition:corrects:title", issue.corrected)}
        note = [form.line("corrects", old)]
    dated = day_words(issue.day, lang)
    if not any(isinstance(one, Signature) for one in blocks):
        at = next((at + 1 for at, one in enumerate(blocks) if isinstance(one, Title)), 0)
        return (*blocks[:at], Letterhead((number(issue), *note, dated)), *blocks[at:])
    out: list[Block] = [Masthead(form.line("mark", slots), number(issue), "file")]
    for block in blocks:
        match block:
            case Title():
                out += [block, *([Letterhead(tuple(note))] if note else [])]
            case Letterhead():
                pass
            case Signature(lines):
                out += _annexes(blocks, lang)
                out.append(replace(block, lines=(*(line for line in lines if not _is_date(line)), dated)))
            case _:
                out.append(block)
    copies = form.line("copies", slots | {"to": Field("edition:copies", issue.copies) if issue.copies else form.say("members", **area)})
    return (*out, Imprint(copies, form.line("printer", slots), form.line("printed", slots | {"day": dated})))


def _annexes(blocks: Sequence[Block], lang: str) -> list[Block]:
    """The lines that name the annexes, before the signature."""
    titles = [one.text for one in blocks if isinstance(one, Heading) and one.level == 1 and one.key.startswith(outline.ANNEX)]
    head = "附件：" if lang == "zh" else "Annexes: " if len(titles) > 1 else "Annex: "
    lines: list[Block] = []
    for place, title in enumerate(titles, 1):
        number: Sentence = (Field("edition:annex", str(place)), Text(". ")) if len(titles) > 1 else ()
        said = sentence(head if place == 1 else "", number, title)
        lines.append(Paragraph(said, "annex" if place == 1 else "annex_more"))
    return lines


def _is_date(line: Sentence) -> bool:
    return any(isinstance(one, Field) and one.key == "report:year" for one in line) and bool(plain(line))
