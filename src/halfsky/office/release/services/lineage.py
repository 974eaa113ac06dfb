"""Where a new release stands among the office's: what came before it, what it revises, until when it is held back."""

from __future__ import annotations

from datetime import datetime

from halfsky.cube.layout import Lineage
from halfsky.office.people.selectors import body_name
from halfsky.office.release.models import Release
from halfsky.office.trail.actor import Actor


def lineage_of(
    revised: Release | None, reason: str, embargo: datetime | None, by: Actor, key_id: str
) -> tuple[Lineage, str]:
    """The lineage that goes into the manifest, and the name of the release before ("" for the first).

    The chain follows the order in which this office froze, over all years and plans. Who signs is told by body and
    role; the person's name stays in the office's trail.
    """
    last = Release.objects.filter(origin="").order_by("-pk").first()
    lineage = Lineage(
        previous={"id": last.name, "hash": last.manifest_hash} if last else None,
        revises={"id": revised.name, "reason": reason.strip()} if revised else None,
        embargo=embargo.isoformat() if embargo else "",
        signer={"body": by.body, "body_name": body_name(by.body), "role": by.role},
        key_id=key_id,
    )
    return lineage, last.name if last else ""
