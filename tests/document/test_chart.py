from dataclasses import replace
from decimal import Decimal

import altair
import pytest

from halfsky.document import chart, drawing
from halfsky.method.wording.clause import Aim
from halfsky.method.wording.piece import plain
from tests.document import pictures


def all_charts(lang="zh", size="wide"):
    small = replace(pictures.series(), cases=((2023, Decimal(0)), (2024, Decimal(2))))
    return {
        "trend": chart.trend(pictures.series(), lang, size),
        "gaps": chart.trend(pictures.series("86.4 - 89.3 90.9 90.9", carried=(2024,)), lang, size),
        "empty": chart.trend(pictures.series("- -", aim=False), lang, size),
        "small": chart.trend(small, lang, size),
        "sex": chart.twin(pictures.twin(), lang, size),
        "urban": chart.twin(pictures.twin("URBANISATION"), lang, size),
        "attainment": chart.attainment(pictures.bars(), lang, size),
    }


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_spec_is_valid_vega_lite(lang, size):
    for made in all_charts(lang, size).values():
        if made.spec["layer"]:
            altair.LayerChart.from_dict(made.spec)


def test_every_chart_has_a_sentence_and_a_table():
    for made in all_charts().values():
        assert plain(made.alt).endswith("。")
        assert made.table.columns


def labels(made):
    return {
        row["label"] for layer in made.spec["layer"] for row in layer["data"]["values"] if row.get("label")
    }


def test_a_trend_names_its_base_and_its_target():
    assert {"基期 86.4", "92.3", "目标 ≥95%"} <= labels(chart.trend(pictures.series()))


def test_a_held_target_has_no_pace():
    held = replace(pictures.series(), aim=Aim("hold>=", Decimal(95), 2025, 2020))
    assert len(chart.trend(held).spec["layer"]) == len(chart.trend(pictures.series()).spec["layer"]) - 1


def test_a_carried_figure_is_an_open_point_and_marked_in_the_table():
    made = all_charts()["gaps"]
    fills = {layer["mark"].get("fill") for layer in made.spec["layer"]}
    assert "#ffffff" in fills
    assert plain(made.table.rows[0].cells[1]) == "90.9（沿用）"
    assert plain(made.table.rows[3].cells[1]) == "…"


def test_a_small_count_is_drawn_as_cases_and_not_as_a_rate():
    made = all_charts()["small"]
    assert labels(made) == {"0", "2"}
    assert plain(made.alt) == "养老保险参保率，人数少，列各年例数：2023年0例，2024年2例。"


def test_women_and_men_differ_in_colour_shape_and_dash():
    marks = [layer["mark"] for layer in all_charts()["sex"].spec["layer"]]
    assert {mark["shape"] for mark in marks if mark["type"] == "point"} == {"circle", "square"}
    lines = [mark for mark in marks if mark["type"] == "line"]
    assert len({mark["color"] for mark in lines}) == 2
    assert [("strokeDash" in mark) for mark in lines] == [False, True]


def test_the_states_of_a_domain_stand_with_the_rate_and_its_fraction():
    assert {"3", "50.0%  4/8", "—"} <= labels(all_charts()["attainment"])


def test_a_figure_block_carries_its_drawing_and_the_alternative():
    made = all_charts()["trend"]
    drawn = chart.figure(made, made.alt)
    assert drawn.svg.startswith(b"<svg")
    assert drawn.alt == plain(made.alt)
    assert b"Noto Sans SC" in drawn.svg


def test_the_key_follows_the_content():
    first, again = chart.trend(pictures.series()), chart.trend(pictures.series())
    other = chart.trend(pictures.series("86.4 87.6 89.3 90.9 92.4"))
    assert first.key == again.key != other.key
    assert first.key == drawing.chart_key(first.spec)
