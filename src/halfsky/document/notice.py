"""The notice letter of a warning: number, addressee, facts, what is asked, by when, issuing body and date.

Every fixed sentence stands in ``catalogue/reports/notice/template.yaml``; what varies comes ready worded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from halfsky.document import template
from halfsky.document.block import Block, Heading, Masthead, Meta, Paragraph, Signature, Title
from halfsky.document.template import Template
from halfsky.method.wording.piece import Field, Sentence, plain


@dataclass(frozen=True, slots=True)
class Letter:
    """What the letter says, in words of its language. ``parts`` are the sentences of facts by the template's name with
    their words; ``review``: it asks for a case review."""

    no: int
    issued: date
    area: str
    addressee: str
    indicator: str
    domain: str
    goal: int
    goal_title: str
    level: str
    reason: str
    parts: Mapping[str, Mapping[str, str]]
    supporting: str
    due: date
    monitored: int
    release: str
    release_hash: str
    review: bool = False
    demo: bool = False
    lang: str = "zh"


def blocks(letter: Letter) -> tuple[Block, ...]:
    """The letter's blocks in their order."""
    form, slots = template.load("notice", letter.lang), _slots(letter)
    facts = [
        *form.paragraphs("facts", slots),
        *(form.say(name, **{key: Field(f"warning:{key}", text) for key, text in words.items()}) for name, words in letter.parts.items()),
    ]
    asked = "review" if letter.review else "asked"
    made: list[Block] = [
        Masthead(form.line("issuer", slots), form.line("number", slots)),
        Title(_title(form, letter, slots)),
        Paragraph(form.say("to", addressee=slots["addressee"]), style="flush"),
        Paragraph(form.say("opening", **slots)),
        Heading(1, form.title("facts")),
        *(Paragraph(one) for one in facts),
        Heading(1, form.title(asked)),
        *(Paragraph(one) for one in form.paragraphs(asked, slots)),
        Heading(1, form.title("scope")),
        *(Paragraph(one) for one in form.paragraphs("scope", slots)),
        Signature((form.line("issuer", slots), (Field("letter:issued", _day(letter.issued, letter.lang)),))),
    ]
    return tuple(made)


def meta(letter: Letter) -> Meta:
    """What belongs to the letter as a whole."""
    form, slots = template.load("notice", letter.lang), _slots(letter)
    return Meta(
        title="".join(plain(line) for line in _title(form, letter, slots)), lang=letter.lang, demo=letter.demo, author=plain(form.line("issuer", slots)),
        subject=plain(form.line("number", slots)), made=letter.issued, release=f"{letter.release} {letter.release_hash}",
    )


def number(no: int, year: int, lang: str = "zh") -> str:
    """The letter's number in words: `妇儿工委办函〔2025〕3号`."""
    slots = {"no": Field("letter:no", str(no)), "year": Field("letter:year", str(year))}
    return plain(template.load("notice", lang).line("number", slots))


def file_name(letter: Letter) -> str:
    """The file's name without suffix: `warning-notice-2025-3`."""
    return str(template.load("notice", letter.lang).data["file_name"]).format(year=letter.issued.year, no=letter.no)


def _title(form: Template, letter: Letter, slots: Mapping[str, Field | Sentence]) -> tuple[Sentence, ...]:
    return form.lines("review_title" if letter.review else "title", slots)


def _slots(letter: Letter) -> dict[str, Field | Sentence]:
    words = {
        "no": str(letter.no), "area": letter.area, "addressee": letter.addressee, "indicator": letter.indicator, "domain": letter.domain,
        "goal": str(letter.goal), "goal_title": letter.goal_title, "level": letter.level, "reason": letter.reason,
        "due": _day(letter.due, letter.lang), "release": letter.release, "hash": letter.release_hash[:12],
    }
    slots: dict[str, Field | Sentence] = {name: Field(f"warning:{name}", text) for name, text in words.items()}
    form = template.load("notice", letter.lang)
    slots["supporting"] = Field("warning:supporting", letter.supporting) if letter.supporting else form.say("nobody")
    slots["year"] = Field("letter:year", str(letter.issued.year))
    slots["monitored"] = Field("run:year", str(letter.monitored))
    return slots


def _day(day: date, lang: str) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else day.isoformat()
