"""The answers of a run, laid out as the rows of its result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from halfsky.cube import told_outlook
from halfsky.cube.engine import question
from halfsky.cube.layout import Manifest
from halfsky.cube.rules import STATES, state_of
from halfsky.cube.told_gap import number as number
from halfsky.cube.told_gap import told_between, told_gap
from halfsky.cube.told_pace import told_pace
from halfsky.method.scheme import Scheme

SCHEMA = "halfsky/run/2"
MISSING = {"": "", "not_applicable": "not_monitorable", "period_not_come": "not_due"}
"""The kind of absence by its reason; any other is no data (``rules.missing_for``)."""
COUNTED = ("met_early", "met", "expected", "hard", "not_met", "not_due", "no_data", "not_monitorable")

Row = dict[str, Any]


class Told:
    """The answers, read out of the connection once, as rows of the result."""

    def __init__(self, connection: Any, manifest: Manifest, framework: Row, scheme: Scheme, *, attainment_only: bool = False) -> None:
        self.attainment_only = attainment_only
        self.manifest, self.framework, self.scheme = manifest, framework, scheme
        self.year = int(manifest.year)
        areas = _rows(connection, "select ix, code, judged from area order by ix")
        self.area = {ix: code for ix, code, _ in areas}
        self.judged = [ix for ix, _, judged in areas if judged]
        self.home = next(ix for ix, code in self.area.items() if code == manifest.area)
        self.answers: dict[str, list[Any]] = {}
        self.scored: Any = None if attainment_only else _index(scheme, self.year, self.home, framework)
        self.full = frozenset((self.home,)) if attainment_only else told_outlook.full_areas(connection, self.home)
        self.home_alone = attainment_only or len(self.judged) > len(self.full)
        self.ahead: list[Row] | None = None
        self.each: Any = None
        self.hands = 1
        self.held: Any = None

    def counts(self, connection: Any, asked: Mapping[str, int]) -> list[tuple[Any, ...]]:
        """How many goals and indicators stand in each state, of the areas that are judged now: rows of area, year,
        domain, what, rank and count. The year before is told of the own area alone.
        """
        return _rows(connection, question("attainment", asked))

    def listen(self, connection: Any, asked: Mapping[str, int]) -> None:
        """Take the answers that rest on the standing figures, and on what targets and directions make of them."""
        for name in ("series", "gaps", "between_areas"):
            if name not in self.answers:
                self.answers[name] = _dicts(connection, question(name, asked))
        self.scored.ask(connection)

    def listen_to_areas(self, connection: Any, asked: Mapping[str, int]) -> None:
        """Take how far areas are from each other, before the others."""
        self.answers["between_areas"] = _dicts(connection, question("between_areas", asked))

    def listen_to_judgements(self, connection: Any, asked: Mapping[str, int]) -> None:
        """Take the answers about targets, tracks and goals of the areas from ``first_area`` to ``last_area``."""
        self.take_judgements(connection, asked)
        self.answers["attainment"] = self.counts(connection, asked)
        self.scored.ask_states(connection)

    def listen_to_home(self, connection: Any, asked: Mapping[str, int]) -> None:
        """Take the figures that the judgements of the own area rest on, and what each part of the plan makes of them."""
        self.answers |= {"gaps": [], "between_areas": [], "series": _dicts(connection, question("series", asked))}
        self.take_written(connection)
        self.take(connection, asked, ("target", "direction", "milestone"))

    def take_judgements(self, connection: Any, asked: Mapping[str, int]) -> None:
        self.take_written(connection)
        self.take(connection, asked, ("target", "direction", "milestone", "track", "goal"))

    def take_written(self, connection: Any) -> None:
        """Take the targets and tracks as the plan has them, and what indicators and breakdowns are called."""
        indicators = _rows(connection, "select ix, code, direction, scale from indicator")
        self.indicator = {ix: code for ix, code, _, _ in indicators}
        self.direction = {ix: direction for ix, _, direction, _ in indicators}
        self.scale = {ix: scale for ix, _, _, scale in indicators}
        self.breakdown = dict(_rows(connection, "select ix, key from breakdown"))
        for name in ("targets", "tracks"):
            self.answers[name] = _dicts(connection, f"select * from {name} order by code")  # noqa: S608 - fixed names

    def take(self, connection: Any, asked: Mapping[str, int], names: tuple[str, ...]) -> None:
        """Take what is judged this year of the areas from ``first_area`` to ``last_area``."""
        for name in names:
            told = f"select * from {name}_judged where at_year = ? and area between ? and ? order by area, code"  # noqa: S608
            given = [self.year, asked["first_area"], asked["last_area"]]
            self.answers[f"{name}_judged"] = _dicts(connection, told, given)

    def listen_to_outlook(self, connection: Any) -> None:
        """Take the outlook of the areas that are told in full, when they are among those looked at now."""
        self.ahead = told_outlook.listen(connection, self.full) or self.ahead or []

    def result(self) -> Row:
        series = self.series()
        told = {(r["area"], r["indicator"], r["breakdown"]): r for r in series}
        targets = self.targets(told)
        tracks = self.tracks(targets, told)
        attainment = self.attainment()
        home = attainment[self.home, self.year]
        last = attainment[self.home, self.year - 1]
        names = self.framework["domains"]
        return {
            **({"only": "attainment"} if self.attainment_only else {}),
            "schema": SCHEMA,
            "release": {
                "id": self.manifest.identity,
                "hash": self.manifest.content_hash,
                "year": self.year,
                "area": self.manifest.area,
                "plan": self.manifest.plan,
                "demo": self.manifest.demo,
            },
            "scheme": self.scheme.plain(),
            "year": self.year,
            "all": home[""],
            "domains": [
                {"slug": d["slug"], "name_zh": d["name_zh"], "name_en": d["name_en"], **home[d["slug"]]} for d in names
            ],
            "previous": {
                "year": self.year - 1,
                "all": last[""],
                "domains": [{"slug": d["slug"], **last[d["slug"]]} for d in names],
            },
            "areas": [
                {
                    "area": self.area[ix],
                    "all": counts[""],
                    "domains": [{"slug": d["slug"], **counts[d["slug"]]} for d in names],
                }
                for (ix, year), counts in sorted(attainment.items())
                if year == self.year
            ],
            "goals": self.goals(tracks),
            "tracks": tracks,
            "targets": list(targets.values()),
            "gaps": self.gaps(),
            "area_gaps": [told_between(r, self.area, self.indicator) for r in self.answers["between_areas"]],
            "index": None if self.attainment_only else self.scored.index(self.area, self.indicator, self.breakdown),
            "decomposition": [] if self.attainment_only else self.scored.decomposition(),
            "series": series,
            "interim": self.scheme.interim if self.ahead is not None else "pace",
            "outlooks": told_outlook.outlooks(self, self.ahead or []),
            "warnings": told_outlook.warnings(self, self.ahead or []),
        }

    def attainment(self) -> dict[tuple[int, int], dict[str, Row]]:
        """(area, year) -> domain or "" -> {goals: counts, indicators: counts}."""
        slugs = ["", *(d["slug"] for d in self.framework["domains"])]
        told = {row["area"] for row in self.answers["goal_judged"]} | {row[0] for row in self.answers["attainment"]}
        areas = sorted(told | {self.home})
        nothing = dict.fromkeys(COUNTED, 0)
        found: dict[tuple[int, int], dict[str, Row]] = {
            (ix, year): {slug: {"goals": nothing.copy(), "indicators": nothing.copy()} for slug in slugs}
            for ix in areas
            for year in ((self.year, self.year - 1) if ix == self.home else (self.year,))
        }
        for area, at_year, domain, what, rank, counted in self.answers["attainment"]:
            if (area, at_year) in found:
                places, state = found[area, at_year], STATES[rank]
                places[""][what][state] += counted
                if domain in places:
                    places[domain][what][state] += counted
        for places in found.values():
            for place in places.values():
                for counts in place.values():
                    counts.update(_rate(counts))
        return found

    def series(self) -> list[Row]:
        return [
            {
                "area": self.area[r["area"]],
                "indicator": self.indicator[r["indicator"]],
                "breakdown": self.breakdown[r["breakdown"]],
                "value": number(r["value"]),
                "year_of_value": r["year"],
                "carried": r["carried"],
                "numerator": number(r["numerator"]),
                "denominator": number(r["denominator"]),
                "missing": MISSING.get(r["why"], "no_data"),
                "reason": r["why"],
                "previous": number(r["previous"]),
                "base_value": number(r["base_value"]),
                "base_year": r["base_year"] if r["base_value"] is not None else None,
                "change_from_previous": number(r["change"]),
                "change_from_base": number(r["change_from_base"]),
                "better": self.better(r["indicator"], r["change"]),
                "better_than_base": self.better(r["indicator"], r["change_from_base"]),
                "pooled": self.pooled(r),
            }
            for r in self.answers["series"]
        ]

    def better(self, indicator: int | None, change: int | None) -> bool | None:
        """Whether a change is for the better; None without a change or without a better side."""
        direction = self.direction.get(indicator or 0) if indicator is not None else None
        if not change or direction not in ("up", "down"):
            return None
        return bool((change > 0) == (direction == "up"))

    def pooled(self, r: Row) -> Row | None:
        """The years pooled, with Garwood's 80 and 95 % interval of the rate in the indicator's unit."""
        if not r["pooled_years"]:
            return None
        from halfsky.method.pooling import poisson_interval

        events, exposure = r["numerator"] / 10**6, r["denominator"] / 10**6
        scale = self.scale.get(r["indicator"]) or 1
        told: Row = {"from": r["pooled_from"], "to": r["year"], "years": r["pooled_years"]}
        for percent in (80, 95):
            low, high = poisson_interval(events, exposure, percent / 100)
            told[f"low_{percent}"], told[f"high_{percent}"] = round(low * scale, 2), round(high * scale, 2)
        return told

    def targets(self, told: dict[tuple[str, str, str], Row]) -> dict[tuple[str, str], Row]:
        self.written = {r["code"]: r for r in self.answers["targets"]}
        return {(self.area[r["area"]], r["code"]): self.target(r, told) for r in self.answers["target_judged"]}

    def target(self, r: Row, told: dict[tuple[str, str, str], Row]) -> Row:
        area, indicator = self.area[r["area"]], self.indicator.get(r["indicator"], "")
        written = self.written[r["code"]]
        breakdown = self.breakdown[written["breakdown"]]
        seen = told.get((area, indicator, breakdown), {})
        row = {
            "code": r["code"],
            "area": area,
            "domain": written["domain"],
            "goal": written["goal"],
            "indicator": indicator,
            "breakdown": breakdown,
            "operator": written["operator"],
            "target_value": number(written["value"]),
            "unit": written["unit"],
            "target_year": r["year"],
            "reach": number(r["reach"]),
            "tolerance": number(r["slack"]) if r["reach"] is not None else None,
            "state": state_of(r["reason"], r["compare_why"]),
            "value": number(r["found"]),
            "year_of_value": r["year_of_value"],
            "carried": bool(r["carried"]),
            "numerator": number(r["numerator"]),
            "denominator": number(r["denominator"]),
            "base_value": number(r["base_value"]),
            "base_year": r["base_moment"] if r["base_value"] is not None else r["base_year"],
            "compare_value": number(r["compare_value"]),
            "gap_to_target": number(r["short"]),
            **told_pace(r),
            **_moves(seen),
        }
        return {**row, "reason": _reason(r["reason"], row)}

    def tracks(self, targets: dict[tuple[str, str], Row], told: dict[tuple[str, str, str], Row]) -> list[Row]:
        written = {r["code"]: r for r in self.answers["tracks"]}
        directions = {(r["code"], r["area"]): r for r in self.answers["direction_judged"]}
        steps = {(r["code"], r["area"]): r for r in self.answers["milestone_judged"]}
        rows = []
        for r in self.answers["track_judged"]:
            area, key = self.area[r["area"]], (r["code"], r["area"])
            own = written[r["code"]]
            row: Row = {
                **dict.fromkeys(_TRACK_FIELDS),
                "code": r["code"],
                "area": area,
                "domain": r["domain"],
                "goal": r["goal"],
                "kind": r["kind"],
                "title_zh": own["title_zh"],
                "title_en": own["title_en"],
                "target": r["target"],
                "indicator": self.indicator.get(own["indicator"], ""),
                "breakdown": self.breakdown[own["breakdown"]],
                "carried": False,
            }
            target = targets.get((area, r["target"]))
            if r["kind"] in ("quantitative", "external") and target is not None:
                row.update({k: v for k, v in target.items() if k in _FROM_TARGET})
            elif key in directions:
                row.update(self.direction_row(directions[key], told.get((area, row["indicator"], row["breakdown"]), {})))
            elif key in steps:
                row.update(_milestone_row(steps[key]))
            row["state"] = STATES[r["rank"]]
            row["reason"] = _reason(r["reason"], row)
            rows.append(row)
        return rows

    def direction_row(self, r: Row, seen: Row) -> Row:
        gap = r["two_sided"]
        whole = r["grain"] or 1
        years = [y for y in (r["first_year"], r["second_year"]) if y is not None]
        return {
            "direction": r["direction"],
            "subject": r["subject"],
            "value": number(_times(r["now_value"], whole)),
            "base_value": number(_times(r["base_value"], whole)),
            "base_year": r["base_from"],
            "first_value": number(r["first_value"]),
            "second_value": number(r["second_value"]),
            "year_of_value": min(years, default=None),
            "carried": bool(r["first_carried"] or r["second_carried"]),
            "numerator": None if gap else number(r["numerator"]),
            "denominator": None if gap else number(r["denominator"]),
            **({} if gap else _moves(seen)),
        }

    def goals(self, tracks: list[Row]) -> list[Row]:
        by_goal: dict[tuple[str, str], list[str]] = {}
        for track in tracks:
            by_goal.setdefault((track["area"], track["goal"]), []).append(track["code"])
        order = {d["slug"]: n for n, d in enumerate(self.framework["domains"])}
        titles = {g["code"]: g for g in self.framework["goals"]}
        rows = list(self.answers["goal_judged"])
        rows.sort(key=lambda r: (r["area"], order.get(r["domain"], len(order)), r["no"], r["code"]))
        return [
            {
                "code": r["code"],
                "area": self.area[r["area"]],
                "domain": r["domain"],
                "no": r["no"],
                "title_zh": titles[r["code"]].get("title_zh", ""),
                "title_en": titles[r["code"]].get("title_en", ""),
                "state": STATES[r["rank"]],
                "partial": r["partial"],
                "tracks": by_goal.get((self.area[r["area"]], r["code"]), []),
            }
            for r in rows
        ]

    def gaps(self) -> list[Row]:
        return [
            told_gap(r, self.area[r["area"]], self.indicator[r["indicator"]], self.scale.get(r["indicator"]))
            for r in self.answers["gaps"]
        ]


_TRACK_FIELDS = ["direction", "subject", "operator", "target_value", "target_year", "reach", "tolerance", "value", "year_of_value", "carried", "numerator", "denominator", "first_value", "second_value", "previous", "change_from_previous", "better", "pooled", "base_value", "base_year", "compare_value", "gap_to_target", "progress", "pace_expected", "pace_needed", "share_of_time", "milestones"]
_FROM_TARGET = {*_TRACK_FIELDS, "indicator", "breakdown"}
_REASON_PARAMS = ["value", "year_of_value", "reach", "target_year", "base_value", "base_year", "compare_value", "pace_expected", "pace_needed", "share_of_time", "first_value", "second_value", "milestones"]


def _index(scheme: Scheme, year: int, home: int, framework: Row) -> Any:
    """The index to come, where it is told: what it is worked out with is loaded only then."""
    from halfsky.cube.told_index import ToldIndex

    return ToldIndex(scheme, year, home, [d["slug"] for d in framework["domains"]])


def _rows(connection: Any, sql: str) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = connection.execute(sql).fetchall()
    return found


def _dicts(connection: Any, sql: str, given: list[int] | None = None) -> list[Row]:
    cursor = connection.execute(sql, given)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _times(value: int | None, whole: int) -> int | None:
    return None if value is None else value * whole


def _rate(counts: Row) -> Row:
    """How many were judged, and how many of these are met, in per cent to two decimals (method/appraisal/attainment)."""
    met = counts["met_early"] + counts["met"]
    judged = met + counts["expected"] + counts["hard"] + counts["not_met"]
    return {"monitorable": judged, "rate": (met * 20_000 + judged) // (2 * judged) / 100 if judged else None}


def _moves(seen: Row) -> Row:
    return {name: seen.get(name) for name in ("previous", "change_from_previous", "better", "pooled")}


def _milestone_row(r: Row) -> Row:
    return {
        "milestones": {
            "due": r["due"],
            "done": r["done"],
            "partial": r["partial"],
            "reported": r["reported"],
            "weight_due": number(r["weight"]),
            "weight_done": number(int(r["twice_done"]) // 2) if r["due"] else 0,
        }
    }


def _reason(key: str, row: Row) -> Row:
    """The key of the reason with the numbers its sentence may need."""
    return {"key": key, "params": {name: row[name] for name in _REASON_PARAMS if row.get(name) is not None}}
