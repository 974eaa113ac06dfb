"""The method page once more, one series at a time, written without a look at the product: the oracle of the tests."""

import math

import numpy as np
from scipy.special import stdtr

NAMES = ("share", "rate", "level", "count", "other")


class Slow:
    """One series, ``years`` and ``values``, of ``kind``, under a prior ``{a, b, components: [{nu, kappa, phi, weight}]}``."""

    def __init__(self, kind, years, values, prior, extra=0.0):
        self.kind, self.years, self.values, self.extra = kind, list(years), [float(v) for v in values], extra
        self.a, self.b = prior["a"], prior["b"]
        self.parts = prior["components"]
        mean = sum(abs(v) for v in self.values) / len(self.values)
        self.c = 0.0
        if kind == "count":
            self.c = 0.5
        elif kind in ("rate", "level") and min(self.values) <= 0.02 * mean:
            self.c = 0.05 * mean
        steps = [abs(q - p) / (t - s) for (s, p), (t, q) in zip(self.points(), self.points()[1:], strict=False)]
        self.m = sum(steps) / len(steps)

    def points(self):
        return list(zip(self.years, self.values, strict=True))

    def f(self, x):
        if self.kind == "share":
            x = min(max(x, 0.0), 100.0)
            return math.log((x + 0.5) / (100.5 - x))
        if self.kind == "other":
            return x / self.m
        return math.log(x + self.c) if x + self.c > 0 else -math.inf

    def covariance(self, part, s, t):
        """Of the published values of years s and t, by the sum over true yearly changes since the first year."""
        start = self.years[0]
        nu, kappa, phi = part["nu"], part["kappa"], part["phi"]
        found = nu / 2 if s == t else 0.0
        for i in range(s - start):
            for j in range(t - start):
                shock = 1.0 if i == j else 0.0
                found += (1 - nu) * ((1 - kappa) * shock + kappa * phi ** abs(i - j))
        return found

    def mixture(self, year):
        """(weight, location, scale, df) of every component for ``year``."""
        ends = [*zip(self.years, self.years[1:], strict=False), (self.years[-1], year)]
        z = [self.f(v) for v in self.values]
        d = len(z) - 1
        changes = np.array([z[i + 1] - z[i] for i in range(d)])
        found = []
        for part in self.parts:
            whole = np.array([
                [
                    self.covariance(part, t, v) - self.covariance(part, t, u)
                    - self.covariance(part, s, v) + self.covariance(part, s, u)
                    for u, v in ends
                ]
                for s, t in ends
            ])
            inner, c, v = whole[:d, :d], whole[:d, d], whole[d, d]
            q = changes @ np.linalg.solve(inner, changes)
            lead = np.linalg.solve(inner, c)
            scale2 = (2 * self.b + q) / (2 * self.a + d) * (v - c @ lead)
            log = math.log(part["weight"]) - 0.5 * np.linalg.slogdet(inner)[1] - (self.a + d / 2) * math.log(self.b + q / 2)
            found.append((log, z[-1] + lead @ changes, math.sqrt(scale2 + self.extra), 2 * self.a + d))
        top = max(row[0] for row in found)
        total = sum(math.exp(row[0] - top) for row in found)
        return [(math.exp(row[0] - top) / total, *row[1:]) for row in found]

    def below(self, x, year):
        """P(value of ``year`` <= x), before recalibration."""
        z = self.f(x)
        return float(sum(w * stdtr(df, (z - at) / scale) for w, at, scale, df in self.mixture(year)))
