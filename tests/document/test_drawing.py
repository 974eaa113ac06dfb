from halfsky.document import chart, drawing
from tests.document import pictures


def test_the_same_spec_gives_the_same_bytes():
    spec = chart.twin(pictures.twin()).spec
    assert drawing.svg(spec) == drawing.svg(spec)


def test_many_charts_come_in_the_order_given():
    specs = [chart.trend(pictures.series(f"8{n}.1 90 91")).spec for n in range(8)]
    assert drawing.draw_all(specs, 2) == [drawing.svg(spec) for spec in specs]


def test_a_bitmap_is_drawn_from_the_same_svg():
    drawn = drawing.svg(chart.trend(pictures.series()).spec)
    assert drawing.png(drawn, 1).startswith(b"\x89PNG")


def test_the_theme_names_the_packaged_font():
    families = drawing.theme()["config"]["font"].split(", ")
    assert (families[0], families[-1]) == ("Noto Sans SC", "sans-serif"), "measured with the packaged font; a browser without it stays without serifs"
