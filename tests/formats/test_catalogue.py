"""Reading the catalogue folder."""

from decimal import Decimal
from pathlib import Path

import pytest

from halfsky.formats.catalogue import CatalogueError, load, shipped

PLAN_YAML = """
code: p
title_zh: 规划
title_en: Plan
start_year: 2021
end_year: 2025
base_year: 2020
shape:
  domains:
    - {slug: health, name_zh: 妇女与健康, name_en: Women and health, goals: 1, measures: 1}
"""


def small(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_shipped_catalogue_is_read_whole():
    catalogue = load()
    assert len(catalogue.indicators) >= 44
    assert {code.list for code in catalogue.codes} >= {"status", "reason", "state", "period", "SEX", "AGE"}
    assert catalogue.unit("per_100k").scale == 100000


def test_indicators_come_in_the_order_of_the_domains():
    domains = list(dict.fromkeys(indicator.domain for indicator in load().indicators))
    assert domains == [
        "health",
        "education",
        "economy",
        "decision",
        "security",
        "family",
        "environment",
        "law",
    ]


def test_an_empty_folder_is_an_empty_catalogue(tmp_path):
    assert load(tmp_path).indicators == ()


def test_a_missing_folder_says_so(tmp_path):
    with pytest.raises(CatalogueError) as refused:
        load(tmp_path / "none")
    assert refused.value.key == "no_folder"


def test_a_plan_brings_its_rows_and_absent_files_are_empty(tmp_path):
    targets = (
        "code,domain,goal_no,indicator,breakdown,operator,value,unit,year,tolerance,change,basis,base_year,"
        "compare_indicator,compare_breakdown,note_zh,note_en\n"
        "health.goal.1.target.1,health,1,health.x,SEX=F,>=,78.10,years,2025,,,,,,,注,note\n"
    )
    folder = small(tmp_path, {"plans/p/plan.yaml": PLAN_YAML, "plans/p/targets.csv": targets})
    plan = load(folder).plan("p")
    assert plan is not None
    assert plan.domains[0].goals == 1
    assert plan.targets[0].value == Decimal("78.10")
    assert plan.targets[0].tolerance is None
    assert plan.targets[0].goal == "health.goal.1"
    assert plan.goals == ()


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("codes/unit.csv", "code,label_zh,label_en,scale\npercent,%,%,100\n", "missing_column"),
        (
            "codes/unit.csv",
            "code,label_zh,label_en,scale,needs_denominator\npercent,%,%,hundred,yes\n",
            "not_a_number",
        ),
        (
            "bodies/a.csv",
            "code,name_zh,name_en,short_zh,kind,valid_from,valid_to,role_note_zh,source,verified\na,甲,A,甲,court,,,,,maybe\n",
            "not_yes_no",
        ),
        ("plans/p/plan.yaml", "code: p\n", "bad_plan"),
        ("plans/p/plan.yaml", PLAN_YAML.replace("2021", "soon"), "bad_plan"),
    ],
)
def test_what_cannot_be_read_names_the_file(tmp_path, name, text, key):
    with pytest.raises(CatalogueError) as refused:
        load(small(tmp_path, {name: text}))
    assert refused.value.key == key
    assert name in refused.value.text("en")


@pytest.mark.parametrize("weight", ["heavy", "NaN", "Infinity"])
def test_a_weight_must_be_a_number(tmp_path, weight):
    header = "code,track,no,title_zh,title_en,due_year,weight,mechanism,evidence_zh,evidence_en\n"
    row = f"m,t,1,甲,A,2022,{weight},no,乙,B\n"
    folder = small(tmp_path, {"plans/p/plan.yaml": PLAN_YAML, "plans/p/milestones.csv": header + row})
    with pytest.raises(CatalogueError) as refused:
        load(folder)
    assert refused.value.params["line"] == 2


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path):
    text = "\ufeffcode,label_zh,label_en,scale,needs_denominator\npercent,%,%,100,yes\n"
    assert load(small(tmp_path, {"codes/unit.csv": text})).units[0].code == "percent"


def test_the_shipped_folder_holds_the_codes():
    assert (shipped() / "codes" / "unit.csv").is_file()
