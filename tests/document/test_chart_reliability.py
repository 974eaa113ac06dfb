from halfsky.document.chart_reliability import reliability
from halfsky.document.drawing import svg
from halfsky.method.outlook.score import Bin

BINS = [Bin(0.0, 0.1, 30, 0.05, 0.07), Bin(0.5, 0.6, 12, 0.55, 0.5)]


def test_every_bin_is_a_point_with_its_count():
    for lang, label in (("zh", "30项"), ("en", "30")):
        spec = reliability(BINS, lang)
        data = [row for layer in spec["layer"] for row in layer["data"]["values"]]
        assert {"x": 0.05, "v": 0.07, "n": 30, "label": label} in data


def test_it_can_be_drawn():
    drawn = svg(reliability(BINS)).decode()
    assert drawn.startswith("<svg") and "12项" in drawn and "给出的达标概率" in drawn
