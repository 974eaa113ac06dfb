"""The fixed cast: one person per role and body, each with a sentence, as the demo county knows them."""

from __future__ import annotations

import csv
from datetime import datetime
from zoneinfo import ZoneInfo

from halfsky.formats.catalogue import shipped
from halfsky.office.trail.actor import Actor

MORNING = datetime(2025, 3, 12, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def _cast() -> tuple[dict[str, Actor], dict[str, str]]:
    with (shipped() / "cast.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    people = {row["login"]: Actor(row["login"], row["name_zh"], row["body"], row["role"]) for row in rows}
    return people, {row["login"]: row["sentence_zh"] for row in rows}


CAST, SENTENCES = _cast()
OFFICER = CAST["officer"]
STATISTICIAN = CAST["statistician"]
REPORTER = CAST["reporter"]


def said(login: str, **when: datetime) -> dict[str, object]:
    """``by`` and ``at`` of a service call: this person, on the morning of the tests or at the moment given."""
    return {"by": CAST[login], "at": when.get("at", MORNING)}
