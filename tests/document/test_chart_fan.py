from decimal import Decimal

import altair
import pytest

from halfsky.document import chart, chart_fan
from halfsky.document.chart_fan import Step
from halfsky.method.wording.piece import plain
from tests.document import pictures

STEPS = [Step(2025, Decimal("92.8"), Decimal("93.6"), Decimal("94.4"))]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_spec_is_valid(lang):
    altair.LayerChart.from_dict(chart_fan.fan(pictures.series(), STEPS, "security.goal.1.track.1", lang).spec)


def test_the_band_starts_at_the_last_figure_and_ends_at_the_interval():
    made = chart_fan.fan(pictures.series(), STEPS, "t")
    band = made.spec["layer"][0]["data"]["values"]
    assert band == [{"year": 2024, "v": 92.3, "w": 92.3, "m": 92.3}, {"year": 2025, "v": 92.8, "w": 94.4, "m": 93.6}]
    labels = [row.get("label") for layer in made.spec["layer"] for row in layer["data"]["values"]]
    assert "93.6（92.8—94.4）" in labels and "目标 ≥95%" in labels


def test_the_sentence_says_the_interval_and_the_table_holds_it():
    made = chart_fan.fan(pictures.series(), STEPS, "t")
    assert plain(made.alt).endswith("预计2025年为93.6%，八成可能在92.8%至94.4%之间。")
    assert [plain(cell) for cell in made.table.rows[0].cells] == ["2025", "93.6", "92.8", "94.4"]
    assert made.key != chart.trend(pictures.series()).key


def test_without_an_outlook_it_is_the_trend():
    assert chart_fan.fan(pictures.series(), [], "t") == chart.trend(pictures.series())
