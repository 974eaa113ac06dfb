"""The figures that the README and a decision quote are those of the demo county as it is built now."""

import json
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _text(name: str) -> str:
    return " ".join((ROOT / name).read_text(encoding="utf-8").split())


def test_the_demo_gives_what_the_readme_says(county_home: Path) -> None:
    run = json.loads(next((county_home / "runs").glob("*.json")).read_text(encoding="utf-8"))
    goals, indicators = run["all"]["goals"], run["all"]["indicators"]
    judged, attained, rate = goals["monitorable"], goals["met"] + goals["met_early"], f"{goals['rate']:.2f}"
    total = judged + goals["not_due"] + goals["no_data"] + goals["not_monitorable"]
    assert f"Of the {total} goals the run can judge {judged}: {attained} are met, {rate} %." in _text("README.md")
    assert f"{total} 项目标中可监测 {judged} 项，已达标 {attained} 项，达标率 {rate}%" in _text("README.zh.md")
    quoted = _text("docs/decisions/0003-states-and-the-denominator.md")
    assert f"{rate} % against {indicators['rate']:.2f} % in the demo" in quoted
