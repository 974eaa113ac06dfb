"""The back of the yearbook: goals and departments, definitions, index."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from halfsky.document import annual_table, yearbook_table
from halfsky.document.block import Block, Column, Heading, Paragraph, Row, Table
from halfsky.document.outline import CITED
from halfsky.document.reading import Reading, as_row
from halfsky.document.template import Template
from halfsky.method.wording.phrase import words
from halfsky.method.wording.piece import Field, Sentence, join, named, sentence

_INITIALS = (
    ("A", 0xB0A1), ("B", 0xB0C5), ("C", 0xB2C1), ("D", 0xB4EE), ("E", 0xB6EA), ("F", 0xB7A2), ("G", 0xB8C1), ("H", 0xB9FE),
    ("J", 0xBBF7), ("K", 0xBFA6), ("L", 0xC0AC), ("M", 0xC2E8), ("N", 0xC4C3), ("O", 0xC5B6), ("P", 0xC5BE), ("Q", 0xC6DA),
    ("R", 0xC8BB), ("S", 0xC8F6), ("T", 0xCBFA), ("W", 0xCDDA), ("X", 0xCEF4), ("Y", 0xD1B9), ("Z", 0xD4D1), ("", 0xD7FA),
)  # fmt: skip
"""GB 2312-80 level 1 stands in the order of the sounds: the first code of each initial letter."""


def division(found: Reading, form: Template) -> list[Block]:
    """For each domain its goals with the lead and supporting departments."""
    lang = found.lang
    support = _support(found)
    columns = (
        Column(sentence(words(lang, "col.no")), "centre", 0.8),
        Column(sentence(words(lang, "col.goal")), "left", 6.0),
        Column(sentence(words(lang, "col.lead")), "left", 2.3),
        Column(form.say("support"), "left", 3.4),
    )
    out: list[Block] = []
    for slug, name in found.domains():
        rows = []
        for goal in annual_table.goals_of(found, slug):
            code = str(goal["code"])
            title = found.words(found.tables["goals"].get(code, goal), "title")
            others = words(lang, "list").join(support.get(code, ())) or "—"
            rows.append(Row((
                (Field(f"goal:{code}:no", code.rsplit(".", 1)[1]),), (named(f"goal:{code}:title", title),),
                (named(f"goal:{code}:lead", found.lead(code) or "—"),), (named(f"goal:{code}:support", others),),
            )))  # fmt: skip
        domain = named(f"domain:{slug}:name", name)
        out.append(Table(form.say("division_caption", domain=domain), columns, tuple(rows)))
    return out


def definitions(found: Reading, form: Template, tables: Mapping[str, str]) -> list[Block]:
    """Every indicator: definition, how it is computed, comparability, the table it stands in."""
    out: list[Block] = []
    for slug, name in found.domains():
        out.append(Heading(2, (named(f"domain:{slug}:name", name),), key=f"definitions:{slug}"))
        for code in yearbook_table.indicators_of(found, slug):
            out.append(Paragraph(_definition(found, form, code, tables)))
    return out


def index(found: Reading, form: Template, tables: Mapping[str, str]) -> list[Block]:
    """The indicators in the order of their sounds (Chinese) or letters, with the table of each."""
    named_codes = sorted(tables, key=lambda code: _sound(yearbook_table.name_of(found, code), found.lang))
    columns = (
        Column(sentence(words(found.lang, "col.indicator")), "left", 9.0),
        Column(form.say("table"), "centre", 2.0),
    )
    rows: list[Row] = []
    for letter, codes in groupby(named_codes, key=lambda code: initial(yearbook_table.name_of(found, code), found.lang)):
        rows.append(Row((sentence(letter or "#"),), "group"))
        for code in codes:
            name = named(f"indicator:{code}:name", yearbook_table.name_of(found, code))
            rows.append(Row(((name,), (Field(f"{CITED}{code}", tables[code]),))))
    return [Table(form.title("index"), columns, tuple(rows))] if rows else []


def initial(name: str, lang: str) -> str:
    """The letter a name is indexed under; "" when it has none.

    >>> initial("孕产妇死亡率", "zh"), initial("Maternal mortality", "en")
    ('Y', 'M')
    """
    if lang != "zh" or name[:1].isascii():
        return name[:1].upper() if name[:1].isalpha() else ""
    code = int.from_bytes(name[:1].encode("gb18030")[:2], "big")
    found = ""
    for letter, first in _INITIALS:
        if code < first:
            break
        found = letter
    return found


def _sound(name: str, lang: str) -> tuple[str, bytes]:
    return initial(name, lang) or "~", name.encode("gb18030") if lang == "zh" else name.lower().encode()


def _definition(found: Reading, form: Template, code: str, tables: Mapping[str, str]) -> Sentence:
    row = found.indicator(code)
    name = named(f"indicator:{code}:name", yearbook_table.name_of(found, code))
    where = form.say("table_of", table=Field(f"{CITED}{code}", tables[code])) if code in tables else ()
    said = found.words(row, "definition")
    parts: list[Sentence] = [
        form.say("definition", name=sentence(name, *where), words=named(f"indicator:{code}:definition", said))
    ]
    above, below = found.words(row, "numerator"), found.words(row, "denominator")
    if above and below:
        parts.append(form.say(
            "computed", numerator=named(f"indicator:{code}:numerator", above), denominator=named(f"indicator:{code}:denominator", below),
        ))  # fmt: skip
    if found.words(row, "comparability"):
        parts.append(form.say("comparable", words=named(f"indicator:{code}:comparability", found.words(row, "comparability"))))
    return join(parts, words(found.lang, "space"))


def _support(found: Reading) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for entry in found.framework.get("division") or ():
        row = as_row(entry)
        of = str(row.get("of") or f"{row.get('domain')}.{row.get('kind')}.{row.get('no')}")
        bodies = row.get("supporting") or ()
        codes = bodies.split() if isinstance(bodies, str) else list(bodies)
        out[of] = [found.body(str(code)) for code in codes if found.body(str(code))]
    return out
