"""The parts of an evaluation report that only the evaluation group can fill: as forms, with what monitoring knows already in them."""

from __future__ import annotations

from halfsky.document import annual_table
from halfsky.document.block import Block, Column, Heading, Paragraph, Row, Table
from halfsky.document.reading import Reading
from halfsky.document.template import Template
from halfsky.method.wording.phrase import words
from halfsky.method.wording.piece import Field, Sentence, judged, named, sentence

BLANK = sentence("　")
WEAK = ("not_met", "hard")
ATTAINED = ("met_early", "met")


def parts(section: str, found: Reading, form: Template) -> list[Block]:
    """The form of a section that waits for the evaluation group: what to fill in, where, and what is known; none for other sections."""
    made = {"process": _process, "problems": _causes, "annex_scores": _scores}.get(section)
    return [] if made is None else made(found, form)


def _process(found: Reading, form: Template) -> list[Block]:
    """How the evaluation was done, step by step: what each line has to hold."""
    columns = (
        Column(form.say("form_item"), "left", 2.0), Column(form.say("form_ask"), "left", 5.4), Column(form.say("form_fill"), "left", 3.2),
    )  # fmt: skip
    rows = tuple(
        Row((sentence(str(item)), sentence(str(ask)), BLANK)) for item, ask in form.data[f"process_rows_{found.lang}"]
    )  # fmt: skip
    return [Paragraph(form.say("process_ask")), Table(form.say("process_caption"), columns, rows)]


def _causes(found: Reading, form: Template) -> list[Block]:
    """Every goal missed or hard to meet with its lead department; cause, measure and date are the group's."""
    lang = found.lang
    weak = [goal for state in WEAK for slug, _ in found.domains() for goal in annual_table.goals_of(found, slug) if goal["state"] == state]
    if not weak:
        return [Paragraph(sentence(form.say("causes_none"), judged("evaluation:causes", "none")))]
    columns = (
        Column(sentence(words(lang, "col.goal")), "left", 3.6), Column(sentence(words(lang, "col.state")), "centre", 1.5),
        Column(sentence(words(lang, "col.lead")), "left", 2.0), Column(form.say("form_cause"), "left", 2.2),
        Column(form.say("form_measure"), "left", 2.2), Column(form.say("form_until"), "left", 1.4),
    )  # fmt: skip
    rows = []
    for goal in weak:
        code = str(goal["code"])
        title = found.words(found.tables["goals"].get(code, goal), "title")
        rows.append(Row((
            sentence(named(f"goal:{code}:title", title)), (Field(f"goal:{code}:state", words(lang, f"state.{goal['state']}")),),
            sentence(named(f"goal:{code}:lead", found.lead(code) or "—")), BLANK, BLANK, BLANK,
        )))  # fmt: skip
    head = Heading(2, form.say("causes_head"), key="evaluation:causes")
    return [head, Paragraph(form.say("causes_ask")), Table(form.say("causes_caption"), columns, tuple(rows), (), form.say("form_note"))]


def _scores(found: Reading, form: Template) -> list[Block]:
    """Every department that leads goals with how many are met; its scores are the group's."""
    columns = (
        Column(form.say("form_body"), "left", 3.2), Column(form.say("form_led"), "right", 1.3), Column(form.say("form_met"), "right", 1.3),
        Column(form.say("form_self"), "right", 1.5), Column(form.say("form_checked"), "right", 1.5), Column(form.say("form_score"), "right", 1.5),
        Column(form.say("form_grade"), "centre", 1.3),
    )  # fmt: skip
    states: dict[str, list[str]] = {}
    for slug, _ in found.domains():
        for goal in annual_table.goals_of(found, slug):
            body = found.leads.get(str(goal["code"]))
            if body:
                states.setdefault(body, []).append(str(goal["state"]))
    order = [code for code in found.tables["bodies"] if code in states]
    rows = tuple(
        Row((_body(found, code), *_known(code, states[code]), BLANK, BLANK, BLANK, BLANK)) for code in order
    )  # fmt: skip
    return [Paragraph(form.say("scores_ask")), *([Table(form.say("scores_caption"), columns, rows, (), form.say("scores_note"))] if rows else [])]


def _body(found: Reading, code: str) -> Sentence:
    return sentence(named(f"body:{code}:name", found.body(code) or code))


def _known(code: str, states: list[str]) -> tuple[Sentence, Sentence]:
    met = sum(state in ATTAINED for state in states)
    return (Field(f"body:{code}:led", str(len(states))),), (Field(f"body:{code}:met", str(met)),)
