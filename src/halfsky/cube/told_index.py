"""The composite index of a run, and what moved the attainment rate, laid out as rows of its result.

The engine scores every judged area; what is told of the release's own area in full (ranges, contributions, pieces) is
worked out from its scores and states by the rules of ``method/appraisal``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from halfsky.cube.engine import question
from halfsky.cube.told_gap import number
from halfsky.method.appraisal.attainment import worst
from halfsky.method.appraisal.composite import (
    WEIGHT_STEPS,
    Index,
    Part,
    average,
    contributions,
    full_points,
    thousandths,
)
from halfsky.method.appraisal.decomposition import decompose
from halfsky.method.scheme import Scheme

Row = dict[str, Any]
STATES = ("", "met_early", "met", "expected", "hard", "not_met", "no_data", "not_due", "not_monitorable")


class ToldIndex:
    """Asks the index of a connection in which targets and directions are judged, and tells it."""

    def __init__(self, scheme: Scheme, year: int, home: int, slugs: Sequence[str]) -> None:
        self.scheme, self.year, self.home = scheme, year, home
        self.slugs = list(slugs)
        self.scores: list[Row] = []
        self.areas: list[Row] = []
        self.ranks: dict[int, Row] = {}
        self.states: list[Row] = []

    def ask(self, connection: Any) -> None:
        """Score every judged area; needs ``target_judged`` and ``direction_judged``."""
        weights = {"": WEIGHT_STEPS} | {name: thousandths(weight) for name, weight in self.scheme.weights.items()}
        named = " union all ".join(
            "select '{}' as name, {} as weight".format(name.replace("'", "''"), weight) for name, weight in weights.items()
        )
        connection.execute(
            f"create table index_run as select {self.year} as year, '{self.scheme.index_method}' as method, "
            f"{self.scheme.sensitivity_percent} as percent;create table index_weight as {named};"
        )
        connection.execute(question("index"))
        self.scores = _dicts(
            connection,
            f"select * from index_score where area = {self.home} order by domain, indicator, at_year",  # noqa: S608
        )
        if connection.execute("select count(*) from area where judged").fetchall()[0][0] < 2:
            return
        connection.execute(question("index_areas"))
        self.areas = _dicts(
            connection,
            "select d.area, d.domain, d.value, o.value as overall from index_domain d "  # noqa: S608 - numbers
            "left join index_overall o on o.area = d.area and o.at_year = d.at_year "
            f"where d.at_year = {self.year} order by d.area, d.domain",
        )
        self.ranks = {row["area"]: row for row in _dicts(connection, question("index_ranks"))}

    def ask_states(self, connection: Any) -> None:
        """Take both years' states of goals and indicators of the own area; needs ``track_judged``, ``goal_judged``."""
        self.states = _dicts(
            connection,
            "select 'goals' as what, code, domain, '' as track, at_year, rank from goal_judged "  # noqa: S608 - a number
            f"where area = {self.home} union all "
            "select 'indicators', i.code, i.domain, t.code, t.at_year, t.rank from track_judged t "
            "join indicator i on i.ix = t.indicator "
            f"where t.area = {self.home} and t.kind in ('quantitative', 'external', 'directional')",
        )

    def index(self, area: dict[int, str], indicator: dict[int, str], breakdown: dict[int, str]) -> Row:
        """``index`` of the result."""
        percent = self.scheme.sensitivity_percent
        now, before = self._by_domain(self.year), self._by_domain(self.year - 1)
        slugs = [*self.slugs, *(slug for slug in now if slug not in self.slugs)]
        averages = {slug: average(now.get(slug, []), percent) for slug in slugs}
        earlier = {slug: average(before.get(slug, []), percent) for slug in slugs}
        domains = self._domain_parts(averages)
        overall, last = average(domains, percent), average(self._domain_parts(earlier), percent)
        points, shares = contributions(domains), full_points(domains)
        return {
            "method": self.scheme.index_method,
            "sensitivity_percent": percent,
            "overall": {**_told(overall, last), "scored": sum(one.scored for one in averages.values()),
                        "of": sum(one.of for one in averages.values())},
            "domains": [
                {
                    "slug": part.code,
                    **_told(averages[part.code], earlier[part.code]),
                    "weight": part.weight / WEIGHT_STEPS,
                    "share": _two(shares.get(part.code)),
                    "contribution": _two(points.get(part.code)),
                }
                for part in domains
            ],
            "indicators": self._indicators(now, domains, area, indicator, breakdown),
            "areas": self._areas(area) if self.areas else _alone(area.get(self.home, ""), overall, averages),
        }

    def decomposition(self) -> list[Row]:
        """``decomposition`` of the result: goals and indicators, all and each domain."""
        found: list[Row] = []
        for what in ("goals", "indicators"):
            years = [self._states(what, year) for year in (self.year - 1, self.year)]
            for slug in ("", *self.slugs):
                before, now = (
                    {code: state for code, (state, domain) in states.items() if slug in ("", domain)} for states in years
                )
                found += [
                    {
                        "scope": what, "domain": slug, "code": piece.code, "before": piece.before, "now": piece.now,
                        "kind": piece.kind, "points": float(piece.points),
                    }
                    for piece in decompose(before, now)
                ]
        return found

    def _states(self, what: str, year: int) -> dict[str, tuple[str, str]]:
        """Code -> (state, domain); an indicator is as good as the worst of its judged tracks."""
        gathered: dict[str, list[str]] = {}
        domains: dict[str, str] = {}
        for row in self.states:
            if row["what"] == what and row["at_year"] == year:
                gathered.setdefault(row["code"], []).append(STATES[row["rank"]])
                domains[row["code"]] = row["domain"]
        return {code: (worst(states)[0], domains[code]) for code, states in gathered.items()}

    def _by_domain(self, year: int) -> dict[str, list[Part]]:
        parts: dict[str, list[Part]] = {}
        for row in self.scores:
            if row["at_year"] == year:
                score = None if row["score"] is None else Decimal(row["score"]).scaleb(-2)
                parts.setdefault(row["domain"], []).append(Part(str(row["indicator"]), score, row["weight"]))
        return parts

    def _domain_parts(self, averages: dict[str, Index]) -> list[Part]:
        weights = self.scheme.weights
        return [Part(slug, one.value, thousandths(weights.get(slug, 1))) for slug, one in averages.items()]

    def _indicators(
        self, now: dict[str, list[Part]], domains: Iterable[Part], area: dict[int, str], indicator: dict[int, str],
        breakdown: dict[int, str],
    ) -> list[Row]:
        weights = {part.code: part.weight for part in domains if part.value is not None}
        whole = sum(weights.values())
        inside = {slug: contributions(parts) for slug, parts in now.items()}
        could = {slug: full_points(parts) for slug, parts in now.items()}
        last = {row["indicator"]: row["score"] for row in self.scores if row["at_year"] == self.year - 1}
        rows = []
        for r in self.scores:
            if r["at_year"] != self.year:
                continue
            own = inside[r["domain"]].get(str(r["indicator"]))
            most = could[r["domain"]].get(str(r["indicator"]))
            share = weights.get(r["domain"], 0)
            rows.append({
                "area": area[r["area"]], "domain": r["domain"], "indicator": indicator[r["indicator"]],
                "breakdown": breakdown[r["breakdown"]], "code": r["code"], "method": r["how"],
                "score": None if r["score"] is None else r["score"] / 100,
                "previous": None if last.get(r["indicator"]) is None else last[r["indicator"]] / 100,
                "weight": r["weight"] / WEIGHT_STEPS,
                "low": number(r["low"]) if r["how"] == "range" else None,
                "high": number(r["high"]) if r["how"] == "range" else None,
                "share": _two(most * share / whole) if most is not None and whole else None,
                "contribution": _two(own * share / whole) if own is not None and whole else None,
                "share_of_domain": _two(most),
                "contribution_to_domain": _two(own),
            })
        return rows

    def _areas(self, area: dict[int, str]) -> list[Row]:
        found: dict[int, Row] = {}
        for row in self.areas:
            rank = self.ranks.get(row["area"])
            told = found.setdefault(row["area"], {
                "area": area[row["area"]], "value": _hundredth(row["overall"]),
                "rank": rank["place"] if rank else None, "rank_best": rank["best"] if rank else None,
                "rank_worst": rank["worst"] if rank else None, "domains": {},
            })
            told["domains"][row["domain"]] = _hundredth(row["value"])
        return list(found.values())


def _alone(area: str, overall: Index, averages: dict[str, Index]) -> list[Row]:
    """The one judged area as a row, without a rank."""
    domains = {slug: _two(one.value) for slug, one in averages.items() if one.of}
    alone = dict.fromkeys(("rank", "rank_best", "rank_worst"))
    return [{"area": area, "value": _two(overall.value), **alone, "domains": domains}] if domains else []


def _told(now: Index, before: Index) -> Row:
    change = None if now.value is None or before.value is None else now.value - before.value
    return {
        "value": _two(now.value), "previous": _two(before.value), "change": _two(change), "low": _two(now.low),
        "high": _two(now.high), "scored": now.scored, "of": now.of,
    }


def _two(value: Any) -> float | None:
    """A number to two decimals, half up."""
    if value is None:
        return None
    scaled = abs(value) * 100
    whole = int(scaled * 2 + 1) // 2
    return (-whole if value < 0 else whole) / 100


def _hundredth(value: int | None) -> float | None:
    return None if value is None else value / 100


def _dicts(connection: Any, sql: str) -> list[Row]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
