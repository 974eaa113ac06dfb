"""Which release a page is about: the newest one that the person who asks may see, or the one asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from halfsky.office.release.embargo import OPEN_SQL, opening, sees_early


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks (``role``), for which release ("" = the newest), and when (None = now). Nobody in particular sees open ones."""

    role: str = ""
    release: str = ""
    now: datetime | None = None

    def condition(self) -> tuple[str, list[object]]:
        """SQL over ``release_release`` as ``release``, and its parameters: own releases that may be seen."""
        words, given = ["release.origin = ''"], list[object]()
        if self.release:
            words.append("release.name = %s")
            given.append(self.release)
        if not sees_early(self.role):
            words.append(OPEN_SQL)
            given += opening(self.now or timezone.now())
        return " and ".join(words), given
