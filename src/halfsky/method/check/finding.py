"""A finding: something a check saw, as data that pages, exports and tests share."""

from __future__ import annotations

from dataclasses import dataclass

#: A finding of this severity stops the work; a soft one asks for an explanation.
HARD, SOFT = "hard", "soft"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What was found and where.

    ``key``: the kind of finding. ``severity``: hard or soft. ``where``: the code of the row it is
    about. ``params``: named parameters of its sentence, as sorted (name, text) pairs so that a
    finding can be compared and hashed. ``remedy``: key of the sentence that says what to do.
    """

    where: str
    key: str
    severity: str
    params: tuple[tuple[str, str], ...]
    remedy: str

    def param(self, name: str) -> str:
        """The parameter ``name``; KeyError when the finding has none of that name."""
        return dict(self.params)[name]


def finding(key: str, where: str, *, severity: str = HARD, remedy: str, **params: object) -> Finding:
    """Make a finding; parameters become text.

    >>> finding("unknown_unit", "health.x", remedy="use_listed", unit="ell").param("unit")
    'ell'
    """
    return Finding(
        where, key, severity, tuple(sorted((name, str(value)) for name, value in params.items())), remedy
    )
