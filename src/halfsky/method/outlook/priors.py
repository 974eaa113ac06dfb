"""What the outlook knows before it sees a series: priors and recalibration, as frozen values.

They are fitted by ``halfsky outlook fit`` and ship as JSON in ``catalogue/outlook``; this room is handed them.
Empirical Bayes (Efron & Morris 1975); recalibration by the pooled probability integral transform (Dawid 1984).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from halfsky.method.errors import HalfskyError

KINDS = ("share", "rate", "level", "count", "other")
"""How a series is scaled; a series is known by the position of its kind."""
CURVE = 41
"""Points of a recalibration curve, at equally spaced probabilities 0 to 1."""


class PriorsError(HalfskyError):
    """Priors or recalibration that cannot be used as written."""

    messages = {
        "priors": (
            "先验参数文件不合格式（{where}：{what}），请用 halfsky outlook fit 重新生成。",
            "The priors are not as they should be ({where}: {what}); make them again with halfsky outlook fit.",
        ),
        "recalibration": (
            "校准文件不合格式（{where}：{what}），请用 halfsky outlook fit 重新生成。",
            "The recalibration is not as it should be ({where}: {what}); make it again with halfsky outlook fit.",
        ),
    }


@dataclass(frozen=True, slots=True)
class Component:
    """One way a series may move. ``nu``: share of noise in the variance of a one-year change; ``kappa``: share of
    drift in the rest; ``phi``: yearly persistence of the drift; ``weight``: how often, before the series is seen."""

    nu: float
    kappa: float
    phi: float
    weight: float


@dataclass(frozen=True, slots=True)
class KindPrior:
    """Prior of one kind: the variance of a one-year change is inverse gamma(``a``, ``b``)."""

    a: float
    b: float
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class Priors:
    """The priors of every kind, in the order of ``KINDS``."""

    kinds: tuple[KindPrior, ...]


@dataclass(frozen=True, slots=True)
class Recalibration:
    """(kind, points, years ahead) -> the curve G; the identity where nothing was seen."""

    curves: Mapping[tuple[int, int, int], tuple[float, ...]]

    def curve(self, kind: int, points: int, ahead: int) -> tuple[float, ...] | None:
        """G at ``CURVE`` equally spaced probabilities, or None for the identity."""
        return self.curves.get((kind, points, ahead))


IDENTITY = Recalibration({})


def priors_of(written: Mapping[str, Any]) -> Priors:
    """The priors in ``priors.json``. PriorsError when a kind is missing or a number is out of range."""
    kinds = []
    for name in KINDS:
        try:
            given = written["kinds"][name]
            components = tuple(
                Component(float(c["nu"]), float(c["kappa"]), float(c["phi"]), float(c["weight"]))
                for c in given["components"]
            )
            prior = KindPrior(float(given["a"]), float(given["b"]), components)
        except (KeyError, TypeError, ValueError) as problem:
            raise PriorsError("priors", where=name, what=problem) from None
        shares = [v for c in components for v in (c.nu, c.kappa, c.phi)]
        if not (prior.a > 0 and prior.b > 0 and components and all(0 <= v <= 1 for v in shares)):
            raise PriorsError("priors", where=name, what="a, b, nu, kappa, phi")
        if any(c.weight <= 0 or c.nu >= 1 for c in components):
            raise PriorsError("priors", where=name, what="weight, nu")
        kinds.append(prior)
    return Priors(tuple(kinds))


def recalibration_of(written: Mapping[str, Any]) -> Recalibration:
    """The curves in ``recalibration.json``. PriorsError when one does not rise from 0 to 1 in 41 points."""
    curves = {}
    for name, by_points in written.get("kinds", {}).items():
        for points, by_ahead in by_points.items():
            for ahead, values in by_ahead.items():
                curve = tuple(float(v) for v in values)
                where = f"{name} {points} {ahead}"
                if name not in KINDS or len(curve) != CURVE or (curve[0], curve[-1]) != (0.0, 1.0):
                    raise PriorsError("recalibration", where=where, what=len(curve))
                if any(later < earlier for earlier, later in pairwise(curve)):
                    raise PriorsError("recalibration", where=where, what="G")
                curves[KINDS.index(name), int(points), int(ahead)] = curve
    return Recalibration(curves)
