from dataclasses import replace
from decimal import Decimal

import altair
import pytest

from halfsky.document import chart_sides
from halfsky.method.wording.piece import plain
from tests.document import pictures


def another(dimension="SEX"):
    one = pictures.twin(dimension)
    low = pictures.series("10 11 12 13 14", "M", False)
    return replace(one, first=replace(one.first, name="互联网使用率"), second=replace(low, name="互联网使用率"))


@pytest.mark.parametrize("dimension", ["SEX", "URBANISATION"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_spec_is_valid(lang, dimension):
    altair.LayerChart.from_dict(chart_sides.sides([pictures.twin(dimension), another(dimension)], 2024, lang).spec)


def test_each_label_stands_on_the_outer_side_of_its_mark():
    made = chart_sides.sides([pictures.twin(), another()], 2024)
    marks = [row for layer in made.spec["layer"] for row in layer["data"]["values"] if "side" in row]
    told = {(row["name"], row["group"], row["side"], row["label"]) for row in marks}
    assert told == {
        ("养老保险参保率", "女", "left", "92.3"), ("养老保险参保率", "男", "right", "95.2"),
        ("互联网使用率", "女", "right", "92.3"), ("互联网使用率", "男", "left", "14.0"),
    }  # fmt: skip


def test_the_sentence_tells_each_pair_and_what_lacks_a_side_is_left_out():
    lacking = replace(pictures.twin(), second=pictures.series("91 92 93 94 -", "M", False))
    made = chart_sides.sides([pictures.twin(), lacking], 2024)
    assert plain(made.alt) == "养老保险参保率，2024年女性为92.3%，男性为95.2%，相差2.9个百分点。"
    assert len(made.table.rows) == 1
    assert chart_sides.sides([lacking], 2024).spec["layer"] == []


def test_shares_end_at_a_hundred_and_other_figures_do_not():
    made = chart_sides.sides([pictures.twin()], 2024)
    axis = made.spec["layer"][0]["encoding"]["x"]
    assert max(axis["axis"]["values"]) <= 100 and axis["scale"]["domain"][1] <= 108
    large = replace(
        pictures.twin(), first=pictures.series("1 1 1 1 900", "F", False), second=pictures.series("1 1 1 1 1500", "M", False)
    )
    assert chart_sides.sides([large], 2024).spec["layer"][0]["encoding"]["x"]["scale"]["domain"][1] > Decimal(1500)
