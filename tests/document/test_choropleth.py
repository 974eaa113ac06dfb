"""The map shades each area by its class and says when figures are invented."""

from halfsky.document import drawing
from halfsky.document.choropleth import SHADES, UNKNOWN, choropleth, class_labels, class_of
from halfsky.formats.boundaries import Shape


def square(x):
    return {"type": "Polygon", "coordinates": [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]]}


def test_classes_have_closed_lower_ends():
    assert [class_of(rate) for rate in (0.0, 19.99, 20.0, 80.0, 100.0, None)] == [0, 0, 1, 4, 4, 5]
    assert class_labels("zh") == ["不足20%", "20%—40%", "40%—60%", "60%—80%", "80%及以上", "无数据"]
    assert len(class_labels("en")) == len(SHADES) + 1


def test_each_area_has_its_shade_and_the_mark(tmp_path):
    shapes = [Shape("1", square(0)), Shape("2", square(1)), Shape("3", square(2))]
    drawn = drawing.svg(choropleth(shapes, {"1": 10.0, "2": 95.0}, "目标达标率", demo=True)).decode()
    for shade in (SHADES[0], SHADES[4], UNKNOWN):
        assert f'fill="{shade}"' in drawn
    assert "演示数据" in drawn and "目标达标率" in drawn
    assert "演示数据" not in drawing.svg(choropleth(shapes, {}, "x", demo=False)).decode()
