"""A small county for the report's tests: two domains, one of each kind of track, a run of the documented shape."""

from __future__ import annotations

from typing import Any

AREA = "140929000000"
STATES = ("met_early", "met", "expected", "hard", "not_met", "not_due", "no_data", "not_monitorable")


def counts(**some: int) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(STATES, 0) | some
    judged = sum(row[state] for state in STATES[:5])
    met = row["met"] + row["met_early"]
    return {**row, "monitorable": judged, "rate": round(met / judged * 100, 2) if judged else None}


def track(code: str, kind: str, state: str, **more: Any) -> dict[str, Any]:
    domain, _, no = code.split(".")[:3]
    return {
        "code": code,
        "area": AREA,
        "domain": domain,
        "goal": f"{domain}.goal.{no}",
        "kind": kind,
        "state": state,
        "title_zh": more.pop("title", "监测内容"),
        "title_en": "An item",
        "indicator": "",
        "breakdown": "",
        "target": "",
        "carried": False,
        "pooled": None,
        "reason": {"key": more.pop("reason", ""), "params": {}},
        **more,
    }


def framework() -> dict[str, Any]:
    indicators = [
        (
            "security.pension_coverage",
            "基本养老保险参保率",
            "Pension coverage",
            "percent",
            2,
            "up",
            "SEX",
            False,
        ),
        ("health.maternal_mortality", "孕产妇死亡率", "Maternal mortality", "per_100k", 1, "down", "", True),
        ("health.screening", "适龄妇女宫颈癌人群筛查率", "Cervical screening", "percent", 2, "up", "", False),
        (
            "security.congress",
            "人大代表中女性比例",
            "Women's share of deputies",
            "percent",
            2,
            "up",
            "",
            False,
        ),
        ("health.anaemia", "孕产妇中重度贫血患病率", "Anaemia", "percent", 2, "down", "", False),
    ]
    names = ("code", "name_zh", "name_en", "unit", "decimals", "direction", "breakdowns", "small_count")
    return {
        "plan": {
            "code": "demo",
            "title_zh": "示例县妇女发展“十四五”规划",
            "title_en": "The county's plan",
            "start_year": 2021,
            "end_year": 2025,
            "base_year": 2020,
        },
        "area": {"name_zh": "示例县", "name_en": "The county"},
        "goals": [
            {
                "code": f"{domain}.goal.{no}",
                "domain": domain,
                "no": no,
                "title_zh": "目标内容",
                "title_en": "A goal",
            }
            for domain, no in (("health", 1), ("health", 2), ("security", 1), ("security", 2))
        ],
        "indicators": [
            {**dict(zip(names, row, strict=True)), "source_body": "health_bureau"} for row in indicators
        ],
        "bodies": [
            {
                "code": "health_bureau",
                "name_zh": "县卫生健康局",
                "name_en": "Health Bureau",
                "short_zh": "县卫健局",
            }
        ],
        "division": [{"of": "health.goal.1", "lead": "health_bureau", "supporting": []}],
    }


def result() -> dict[str, Any]:
    goals = {"all": counts(met=1, hard=1, not_met=1, no_data=1)}
    goals["health"], goals["security"] = counts(not_met=1, no_data=1), counts(met=1, hard=1)
    pension = {
        "indicator": "security.pension_coverage",
        "breakdown": "SEX=F",
        "value": 92.3,
        "target": "security.goal.1.target.1",
        "operator": ">=",
        "target_value": 95,
        "target_year": 2025,
        "reach": 95,
        "gap_to_target": 2.7,
    }
    return {
        "schema": "halfsky/run/2",
        "release": {"id": "2024-1", "hash": "7c1e9a42e05bff00", "year": 2024, "area": AREA, "demo": True},
        "year": 2024,
        "all": {"goals": goals["all"], "indicators": counts(met=1, hard=1, not_met=1, no_data=1)},
        "previous": {"year": 2023, "all": {"goals": counts(met=1, not_met=2), "indicators": counts()}},
        "domains": [
            {
                "slug": "health",
                "name_zh": "妇女与健康",
                "name_en": "Health",
                "goals": goals["health"],
                "indicators": counts(),
            },
            {
                "slug": "security",
                "name_zh": "妇女与社会保障",
                "name_en": "Security",
                "goals": goals["security"],
                "indicators": counts(),
            },
        ],
        "goals": [
            {"code": "health.goal.1", "area": AREA, "domain": "health", "state": "not_met", "partial": False},
            {"code": "health.goal.2", "area": AREA, "domain": "health", "state": "no_data", "partial": True},
            {
                "code": "security.goal.1",
                "area": AREA,
                "domain": "security",
                "state": "hard",
                "partial": False,
            },
            {"code": "security.goal.2", "area": AREA, "domain": "security", "state": "met", "partial": False},
        ],
        "tracks": [
            track(
                "health.goal.1.track.1",
                "quantitative",
                "not_met",
                indicator="health.maternal_mortality",
                value=119.118523,
                operator="<=",
                target_value=12.5,
                target_year=2025,
                reach=12.5,
                gap_to_target=106.618523,
                pooled={"from": 2020, "to": 2024, "years": 5},
                numerator=2,
                denominator=1679,
            ),
            track(
                "health.goal.2.track.1",
                "directional",
                "no_data",
                indicator="health.anaemia",
                reason="not_reported",
            ),
            track(
                "health.goal.2.track.2",
                "directional",
                "not_met",
                indicator="health.screening",
                value=60,
                subject="value",
            ),
            track("security.goal.1.track.1", "quantitative", "hard", **pension),
            track(
                "security.goal.2.track.1",
                "directional",
                "met",
                indicator="security.congress",
                value=33.33,
                carried=True,
                year_of_value=2021,
                subject="value",
            ),
            track("security.goal.2.track.2", "qualitative", "hard", title="联动机制"),
        ],
        "targets": [{"code": "security.goal.1.target.1", "area": AREA, "basis": ""}],
    }


def figures() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []

    def add(
        indicator: str, breakdown: str, values: dict[int, Any], status: str = "A", reason: str = ""
    ) -> None:
        for year, value in values.items():
            rows.append(
                {
                    "indicator": indicator,
                    "area": AREA,
                    "breakdown": breakdown,
                    "year": year,
                    "value": value,
                    "numerator": None,
                    "denominator": None,
                    "status": status,
                    "reason": reason,
                    "source_body": "health_bureau",
                }
            )

    add(
        "security.pension_coverage",
        "SEX=F",
        {2020: "86.4", 2021: "87.6", 2022: "89.3", 2023: "90.9", 2024: "92.3"},
    )
    add(
        "security.pension_coverage",
        "SEX=M",
        {2020: "91.0", 2021: "92.1", 2022: "93.4", 2023: "94.4", 2024: "95.2"},
    )
    add("security.congress", "", {2020: "28.91", 2021: "33.33"})
    add("security.congress", "", {2022: "33.33", 2023: "33.33", 2024: "33.33"}, "I")
    add("health.screening", "", {2020: "61", 2022: "61.5", 2023: "61.2", 2024: "60"})
    add("health.maternal_mortality", "", {2020: "0", 2022: "666.666667", 2023: "0", 2024: "0"})
    rows[-1]["numerator"] = 0
    add("health.anaemia", "", {2020: "3.2", 2023: "2.9"})
    add("health.anaemia", "", {2024: None}, "O", "not_reported")
    return rows
