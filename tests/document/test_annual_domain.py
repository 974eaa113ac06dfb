from halfsky.document import annual_domain, reading
from tests.document import county


def test_the_missed_target_comes_first_and_each_cell_once():
    found = reading.read(county.result(), county.framework(), county.figures(), "zh")
    codes = [row["code"] for row in annual_domain.key_tracks(found, "health")]
    assert codes == ["health.goal.1.track.1", "health.goal.2.track.2"]


def test_a_small_count_gets_no_trend():
    found = reading.read(county.result(), county.framework(), county.figures(), "zh")
    charted = [row["code"] for row in annual_domain.charted(found, 8)]
    assert "health.goal.1.track.1" not in charted
    assert "security.goal.1.track.1" in charted
