"""A matter as a page shows it: its state in words, every act so far, and what the reader may do now."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from halfsky.office.decision.models import Act, Matter
from halfsky.office.decision.policies import may
from halfsky.office.decision.states import MOVES, STATE_WORDS
from halfsky.office.people.selectors import body_names
from halfsky.office.trail.actor import Actor


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act: what was done, by whom, of which body, when, with what comment."""

    act: str
    words: str
    name: str
    body: str
    at: str
    comment: str


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter: ``may`` are the names of the acts that the reader can do now."""

    pk: int
    subject: str
    title: str
    state: str
    state_word: str
    token: int
    acts: tuple[ActRow, ...]
    may: tuple[str, ...]


def matter_views(subjects: list[str], by: Actor, lang: str) -> dict[str, MatterView]:
    """The matters of some subjects, by subject (three queries, whatever their number)."""
    matters = list(Matter.objects.filter(subject__in=subjects))
    bodies = body_names(lang)
    acts: dict[int, list[ActRow]] = {}
    at = 1 if lang == "en" else 0
    for row in Act.objects.filter(matter__in=matters).order_by("matter_id", "no"):
        words = {"draft": ("起草", "drafted it")}.get(row.act) or (MOVES[row.act].zh, MOVES[row.act].en)
        acts.setdefault(row.matter_id, []).append(ActRow(
            row.act, words[at], row.name, bodies.get(row.body, row.body),
            f"{timezone.localtime(row.at):%Y-%m-%d %H:%M}", row.comment,
        ))
    return {
        matter.subject: MatterView(
            matter.pk, matter.subject, matter.title, matter.state, STATE_WORDS[matter.state][at], matter.token,
            tuple(acts.get(matter.pk, ())), tuple(act for act in MOVES if may(matter, act, by)),
        )
        for matter in matters
    }
