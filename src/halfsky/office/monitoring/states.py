"""The states of a warning and the acts that move it, as one table: services, pages and tests read the same.

A monitoring run opens a warning, keeps it open, or clears it. Between two runs people work on it: its owner answers,
the committee office accepts or returns the answer, puts the warning before the leading group, or closes it.
"""

from __future__ import annotations

from dataclasses import dataclass

WATCHED, OPEN, ANSWERED, RETURNED, ACCEPTED, CLOSED = "watched", "open", "answered", "returned", "accepted", "closed"

STATE_WORDS: dict[str, tuple[str, str]] = {
    WATCHED: ("无需答复", "No answer needed"),
    OPEN: ("待答复", "Waiting for the answer"),
    ANSWERED: ("待审核", "Answered, to be examined"),
    RETURNED: ("退回重答", "Returned"),
    ACCEPTED: ("已采纳，整改中", "Accepted, under way"),
    CLOSED: ("已销号", "Closed"),
}
REVIEW_WORDS: dict[str, tuple[str, str]] = {
    OPEN: ("待个案评审", "Waiting for the case review"),
    ANSWERED: ("评审待审核", "Review reported, to be examined"),
}
"""The words that a case review has instead."""
OWED = (OPEN, RETURNED)
"""States in which the owner owes an answer."""

LEVELS = ("blue", "review", "yellow", "orange", "red")
"""From least to worst. ``review``: a rare event, which opens a case review and is never alarmed by a year's rate."""
LEVEL_WORDS: dict[str, tuple[str, str]] = {
    "red": ("红色预警", "Red warning"),
    "orange": ("橙色预警", "Orange warning"),
    "yellow": ("黄色预警", "Yellow warning"),
    "blue": ("蓝色关注", "Blue notice"),
    "review": ("个案评审", "Case review"),
    "": ("无预警", "No warning"),
}
TRENDS: dict[str, tuple[str, str]] = {
    "new": ("新增", "New"),
    "escalated": ("升级", "Raised a level"),
    "eased": ("减轻", "Eased a level"),
    "persisting": ("持续", "Persisting"),
    "cleared": ("已消除", "Cleared"),
}
"""What a run says of a warning since the run before it."""
RAISED, DECIDED = "raised", "decided"
"""A warning put before the leading group, and one on which it has noted its decision; "" for neither."""


@dataclass(frozen=True, slots=True)
class Move:
    """One act of a person: from which states, to which ("" keeps it), whose it is, whether it must say why.

    ``side`` is owner, office or leader. ``review`` None: any warning; True: case reviews alone; False: never them.
    """

    act: str
    before: tuple[str, ...]
    after: str
    side: str
    needs_comment: bool
    review: bool | None
    zh: str
    en: str


_ANY = (WATCHED, OPEN, ANSWERED, RETURNED, ACCEPTED)
MOVES: dict[str, Move] = {
    move.act: move
    for move in (
        Move("answer", (WATCHED, OPEN, RETURNED), ANSWERED, "owner", False, False, "答复", "answered"),
        Move("hold_review", (WATCHED, OPEN, RETURNED), ANSWERED, "owner", False, True, "报送个案评审", "reported the case review"),
        Move("accept", (ANSWERED,), ACCEPTED, "office", False, None, "采纳", "accepted the answer"),
        Move("give_back", (ANSWERED,), RETURNED, "office", True, None, "退回重答", "returned the answer"),
        Move("raise_up", _ANY, "", "office", True, None, "提请领导小组", "put it before the leading group"),
        Move("decide", _ANY, "", "leader", True, None, "批示", "noted a decision"),
        Move("close", (ACCEPTED,), CLOSED, "office", True, None, "销号", "closed it"),
    )
}
"""By the name of the act, which is also the service's."""

OWNERS = frozenset({"reporter", "head", "township"})
SIDES: dict[str, tuple[frozenset[str], tuple[str, str]]] = {
    "owner": (OWNERS, ("牵头单位的填报员或负责人", "a reporter or the head of the body that leads")),
    "office": (frozenset({"officer"}), ("妇儿工委办", "the committee office")),
    "leader": (frozenset({"leader"}), ("领导小组", "the leading group")),
}
"""The roles of a side and its words."""


def state_words(kind: str, state: str) -> tuple[str, str]:
    """The name of a warning's state."""
    return REVIEW_WORDS.get(state, STATE_WORDS[state]) if kind == "case_review" else STATE_WORDS[state]


def shade(kind: str, colour: str) -> str:
    """The level of a warning by its kind and colour: case reviews have no colour.

    >>> shade("target", "red"), shade("case_review", "blue"), shade("case_review", "")
    ('red', 'review', '')
    """
    return "review" if colour and kind == "case_review" else colour


def trend(before: str, now: str) -> str:
    """What a run says of a warning that stood at level ``before``; "" when there is none then or now.

    >>> trend("", "red"), trend("yellow", "red"), trend("red", "blue"), trend("red", "")
    ('new', 'escalated', 'eased', 'cleared')
    """
    if before == now:
        return "persisting" if now else ""
    if not before:
        return "new"
    if not now:
        return "cleared"
    return "escalated" if LEVELS.index(now) > LEVELS.index(before) else "eased"


def state_after(state: str, level: str, moved: str, new_year: bool) -> str:
    """The state after a run. ``state`` is "" for a new warning; ``new_year``: the run is of a later year.

    A level with a demand asks for an answer when the warning is new or worse, comes back, or a new year has passed.
    """
    if not level:
        return CLOSED
    if level == "blue":
        return state if state in (ANSWERED, ACCEPTED) and not new_year else WATCHED
    asks = state in ("", CLOSED, WATCHED) or new_year or moved in ("new", "escalated")
    return OPEN if asks else state
