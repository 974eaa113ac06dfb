"""What a change of the scheme would have done to the newest release: seen before it is put forward."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from halfsky.method.appraisal.effect import effect
from halfsky.method.scheme import Scheme, scheme_of
from halfsky.office.framework.models import SchemeVersion
from halfsky.office.framework.services.scheme import SchemeRefused, approved, keep_effect
from halfsky.office.release.embargo import clock
from halfsky.office.release.listing import is_open
from halfsky.office.release.models import Release
from halfsky.office.release.shelf import release_path
from halfsky.office.trail.actor import Actor

NOTHING_YET: dict[str, Any] = {"release": "", "counts": {"goals": 0, "tracks": 0, "warnings": 0}}
"""The effect while there is no release to see it on."""


def effect_of(scheme: Scheme) -> dict[str, Any]:
    """The newest release judged by the scheme in force and by ``scheme``, compared; ``NOTHING_YET`` without a release.

    The release is judged twice in memory and nothing is written. It is one of the office's own that everybody may see:
    the effect is read by all who may read the scheme, so nothing that is held back enters it.
    """
    now = clock()
    own = Release.objects.filter(origin="").order_by("-year", "-number")
    release = next((one for one in own if is_open(one, now)), None)
    if release is None:
        return NOTHING_YET
    from halfsky.cube.run import monitor  # the engine is loaded only where it runs

    path = release_path(release)
    return effect(monitor(path, scheme=approved()), monitor(path, scheme=scheme))


def look_at(*, version: int, by: Actor, at: datetime) -> SchemeVersion:
    """Work out what a drafted version would change and keep it beside the version."""
    row = SchemeVersion.objects.filter(version=version).first()
    if row is None:
        raise SchemeRefused("no_version", version=version)
    return keep_effect(version=version, effect=effect_of(scheme_of(row.values)), by=by, at=at)
