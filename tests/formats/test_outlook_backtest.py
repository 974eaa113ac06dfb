"""The backtest that ships: every source, levels in their order, and figures that can be."""

from halfsky.formats.outlook_backtest import ALL, backtests
from halfsky.method.outlook.level import LEVELS


def test_what_ships_has_all_sources_and_falls_from_level_to_level():
    tried = backtests()
    assert tried[0].source == ALL and len(tried) > 2
    assert sum(row.count for row in tried[1:]) == tried[0].count == sum(level.count for level in tried[0].levels)
    met = [row.met for row in tried[0].levels]
    assert [row.level for row in tried[0].levels] == list(LEVELS) and met == sorted(met, reverse=True)
    assert tried[0].of("watch").count > 0 and tried[0].of("none") is None


def test_without_a_file_there_is_nothing(tmp_path):
    assert backtests(tmp_path / "none.json") == ()
