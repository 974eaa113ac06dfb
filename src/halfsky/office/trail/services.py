"""Writing the trail. Every service of every book calls ``record`` inside its own transaction."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import transaction

from halfsky.method.errors import HalfskyError
from halfsky.office.trail.actor import Actor
from halfsky.office.trail.models import Entry, Head, Personal


class TrailBusy(HalfskyError):
    """Another writer moved the head of the chain at the same moment."""

    messages = {
        "head_moved": (
            "刚才有别的操作同时写入留痕，本次没有保存。请再提交一次。",
            "Another act was written at the same moment and this one was not saved. Please submit again.",
        )
    }


def canonical(facts: Mapping[str, object]) -> str:
    """One text for one meaning: sorted keys, no spaces, non-ASCII kept."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def entry_hash(previous: str, fields: Mapping[str, object]) -> str:
    """SHA-256 over the previous hash and the canonical fields of the entry."""
    return hashlib.sha256((previous + "\n" + canonical(fields)).encode()).hexdigest()


def chained_fields(entry: Entry) -> dict[str, object]:
    """The fields of an entry that its hash covers."""
    return {
        "seq": entry.seq, "at": entry.at.astimezone(UTC).isoformat(),
        "login": entry.login, "name": entry.name, "body": entry.body, "role": entry.role,
        "action": entry.action, "about": entry.about, "facts": entry.facts,
        "personal_digest": entry.personal_digest,
    }


@transaction.atomic
def record(
    *,
    by: Actor,
    at: datetime,
    action: str,
    about: str,
    facts: Mapping[str, object] | None = None,
    personal: str = "",
) -> Entry:
    """Append one entry and move the head; raises TrailBusy when another writer came first.

    ``about`` names the object (``plan:3``), ``facts`` what changed, without personal values;
    ``personal`` is kept apart, and only its salted digest enters the chain.
    """
    head, _created = Head.objects.get_or_create(pk=1)
    salt = secrets.token_hex(16) if personal else ""
    entry = Entry(
        seq=head.seq + 1, at=at, login=by.login, name=by.name, body=by.body, role=by.role,
        action=action, about=about[:200], facts=canonical(facts or {}),
        personal_digest=hashlib.sha256((salt + personal).encode()).hexdigest() if personal else "",
        previous=head.hash,
    )
    entry.hash = entry_hash(head.hash, chained_fields(entry))
    moved = Head.objects.filter(pk=1, seq=head.seq, hash=head.hash).update(seq=entry.seq, hash=entry.hash)
    if moved != 1:
        raise TrailBusy("head_moved")
    entry.save(force_insert=True)
    if personal:
        Personal.objects.create(entry=entry, salt=salt, text=personal)
    return entry
