"""The report's last parts: what was missed or not reported, the problems seen in that, what to do about each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from halfsky.document import annual_table, outline
from halfsky.document.block import Block, Heading, Paragraph
from halfsky.document.reading import Reading
from halfsky.document.template import Template
from halfsky.method.wording import attainment, clause, comparison
from halfsky.method.wording.attainment import LEFT_OUT
from halfsky.method.wording.clause import BAD
from halfsky.method.wording.phrase import listing, paragraph
from halfsky.method.wording.piece import Field, Sentence, judged, named, plain, sentence

KINDS = ("target", "stalled", "decline", "gap", "unbound", "data", "small", "mechanism")
"""The kinds of problem, in the order they are told."""
NAMED = 5
"""The most names listed in one sentence; the count is always given."""


def missed(found: Reading, form: Template) -> list[Block]:
    """Missed and hard goals, then the three kinds that leave the denominator, each with its table."""
    goals = found.all_counts()
    parts = (
        ("trouble", ("not_met", "hard"), goals.bad),
        ("silent", LEFT_OUT, goals.total - goals.monitorable),
    )
    out: list[Block] = []
    for name, states, count in parts:
        out.append(Heading(2, form.say(name), key=name))
        if not count:
            none = "blind" if name == "trouble" and not goals.monitorable else "none"
            out.append(Paragraph(sentence(form.say(f"{name}_{none}"), judged(f"all:goals:{name}", none))))
            continue
        said = form.say(f"{name}_text", states=attainment.state_list(goals, states, found.lang))
        table = annual_table.by_state(found, form, states, f"{name}_caption")
        if table is None:
            out.append(Paragraph(said))
        else:
            out += [Paragraph(paragraph(found.lang, [said, form.say("see_table", table=outline.seen(name, found.lang))])), table]
    return out


def kinds(found: Reading) -> dict[str, list[Sentence]]:
    """What each kind of problem was seen in: names, by kind; only kinds that occur."""
    seen: dict[str, list[Sentence]] = {kind: [] for kind in KINDS}
    for row in found.tracks:
        subject = found.subject(row)
        name = _name(found, row)
        if row.get("kind") == "qualitative" and row["state"] in BAD:
            seen["mechanism"].append(name)
        if row["state"] == "no_data" and (subject is None or subject.reason != "too_few_cases"):
            _add(seen["data"], name if subject is None else (named(f"{subject.key}:name", found.item(row, subject.name)),))
        if subject is None or subject.value is None:
            continue
        named_cell: Sentence = (named(f"{subject.key}:name", subject.name),)
        if subject.state in BAD and subject.aim is not None:
            _add(seen["target"], named_cell)
        elif subject.state in BAD and subject.directional:
            _add(seen["stalled"], named_cell)
        elif clause.worsened(subject):
            _add(seen["decline"], named_cell)
        pairs = [one for one in (subject.sexes, subject.places) if one is not None]
        if any(comparison.material(one, subject.unit, subject.decimals) for one in pairs):
            _add(seen["gap"], named_cell)
        if subject.pool is not None:
            _add(seen["small"], named_cell)
    for slug, _ in found.domains():
        for goal in annual_table.goals_of(found, slug):
            if goal["state"] == "not_monitorable":
                title = found.words(found.tables["goals"].get(str(goal["code"]), goal), "title")
                seen["unbound"].append((named(f"goal:{goal['code']}:title", title),))
    return {kind: names for kind, names in seen.items() if names}


def problems(found: Reading, form: Template) -> list[Block]:
    """One paragraph for each kind of problem that occurs, with its count and the first names."""
    return _told(found, form, "problem")


def suggestions(found: Reading, form: Template) -> list[Block]:
    """One paragraph for each kind of problem: what to do, by whom."""
    return _told(found, form, "suggestion")


def _told(found: Reading, form: Template, what: str) -> list[Block]:
    seen = kinds(found)
    if not seen:
        none = "none" if found.all_counts().monitorable else "blind"
        return [Paragraph(sentence(form.say(f"{what}_{none}"), judged("problem:all", none)))]
    out: list[Block] = []
    for kind, names in seen.items():
        count = Field(f"problem:{kind}:count", str(len(names)))
        chosen = judged(f"problem:{kind}", ",".join(plain(one) for one in names))
        some = sentence(listing(names, found.lang, NAMED), chosen)
        head = sentence(form.say(f"{what}_{kind}_head"), judged(f"problem:{kind}", "seen"))
        out.append(Heading(2, head, key=f"{what}:{kind}"))
        said = _targets(found, form) if (what, kind) == ("problem", "target") else form.say(f"{what}_{kind}", count=count, names=some)
        if (what, kind) == ("problem", "gap"):
            said = paragraph(found.lang, [said, _chance(found, form)])
        out.append(Paragraph(said))
    return out


def _targets(found: Reading, form: Template) -> Sentence:
    """The numeric indicators missed, then those behind: only of the latter is said what the pace will bring."""
    parts = []
    for name, state in (("missed", "not_met"), ("behind", "hard")):
        seen: list[Sentence] = []
        for row in found.tracks:
            subject = found.subject(row)
            if subject is not None and subject.value is not None and subject.aim is not None and subject.state == state:
                _add(seen, (named(f"{subject.key}:name", subject.name),))
        if seen:
            chosen = judged(f"problem:target:{name}", ",".join(plain(one) for one in seen))
            names = sentence(listing(seen, found.lang, NAMED), chosen)
            parts.append(form.say(f"problem_target_{name}", count=Field(f"problem:target:{name}:count", str(len(seen))), names=names))
    return paragraph(found.lang, parts)


def _chance(found: Reading, form: Template) -> Sentence:
    """Whether the gaps that widened did so beyond what chance would do, as far as the counts let it be known."""
    seen = {(str(row["indicator"]), str(row["dimension"])): row for row in found.result.get("gaps") or ()}
    sure = set()
    for row in found.tracks:
        subject = found.subject(row)
        for dimension, pair in (("SEX", subject.sexes), ("URBANISATION", subject.places)) if subject is not None else ():
            limits = seen.get((str(row["indicator"]), dimension), {}).get("change_95")
            if pair is not None and subject is not None and comparison.material(pair, subject.unit, subject.decimals) and limits and limits[0] > 0:
                sure.add(str(row["indicator"]))
    if not sure:
        return sentence(form.say("problem_gap_unsure"), judged("problem:gap:sure", "none"))
    return form.say("problem_gap_sure", sure=Field("problem:gap:sure", str(len(sure))))


def _name(found: Reading, row: Mapping[str, Any]) -> Sentence:
    title = found.words(row, "title")
    if found.lang != "zh":
        title = title[:1].lower() + title[1:]
    return (named(f"track:{row['code']}:title", title),)


def _add(names: list[Sentence], name: Sentence) -> None:
    if name not in names:
        names.append(name)
