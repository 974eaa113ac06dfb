from halfsky.document import annual_domain, reading, template
from halfsky.document.block import Paragraph
from halfsky.method.wording.piece import plain
from tests.document import county


def test_the_missed_target_comes_first_and_each_cell_once():
    found = reading.read(county.result(), county.framework(), county.figures(), "zh")
    codes = [row["code"] for row in annual_domain.key_tracks(found, "health")]
    assert codes == ["health.goal.1.track.1", "health.goal.2.track.2"]


def test_an_indicator_is_described_once_and_a_weak_goal_named():
    result = county.result()
    result["tracks"].append({**county.track("security.goal.2.track.9", "directional", "met"), "indicator": "security.pension_coverage", "breakdown": "", "value": 93})
    found = reading.read(result, county.framework(), county.figures(), "zh")
    codes = [row["indicator"] for row in annual_domain.key_tracks(found, "security")]
    assert codes.count("security.pension_coverage") == 1
    said = " ".join(plain(one.pieces) for one in annual_domain.blocks(found, template.load("annual", "zh"), {}) if isinstance(one, Paragraph))
    assert "“目标内容”（第1项，达标困难）" in said and "本年未达标的是“目标内容”（第1项）" in said


def test_the_note_of_a_trend_tells_only_what_is_drawn():
    found = reading.read(county.result(), county.framework(), county.figures(), "zh")
    form = template.load("annual", "zh")
    rows = {row["code"]: row for row in found.tracks}
    assert plain(annual_domain.trend_note(found, form, rows["security.goal.1.track.1"])) == "注：虚线为目标值，点线为应达进度。来源：县卫健局。"
    bare = {**rows["health.goal.2.track.2"], "operator": None}
    assert plain(annual_domain.trend_note(found, form, bare)) == "来源：县卫健局。"
    assert annual_domain.trend_note(found, form, bare, source=False) == ()


def test_a_small_count_gets_no_trend():
    found = reading.read(county.result(), county.framework(), county.figures(), "zh")
    charted = [row["code"] for row in annual_domain.charted(found, 8)]
    assert "health.goal.1.track.1" not in charted
    assert "security.goal.1.track.1" in charted
