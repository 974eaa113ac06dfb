"""The backtest that ships: every source, levels in their order, and figures that can be."""

from halfsky.formats.outlook_backtest import ALL, backtests
from halfsky.formats.outlook_priors import record
from halfsky.method.outlook.level import LEVELS


def test_what_ships_has_all_sources_and_falls_from_level_to_level():
    tried = backtests()
    assert tried[0].source == ALL and len(tried) > 2
    assert sum(row.count for row in tried[1:]) == tried[0].count == sum(level.count for level in tried[0].levels)
    met = [row.met for row in tried[0].levels]
    assert [row.level for row in tried[0].levels] == list(LEVELS) and met == sorted(met, reverse=True)
    assert tried[0].of("watch").count > 0 and tried[0].of("none") is None


def test_it_was_measured_with_the_fitted_numbers_that_ship():
    tried, told = backtests()[0], record()
    assert [(row.count, round(row.met, 5)) for row in tried.levels] == [(row["count"], round(row["met"], 5)) for row in told["levels"]]
    assert (round(tried.found, 5), round(tried.needless, 5)) == (round(told["found"], 5), round(told["needless"], 5))
    assert [row.count for row in tried.tenths] == [row["count"] for row in told["bins"]]
    assert sum(row.count for row in tried.tenths) == tried.count and all(row.low <= row.told <= row.high for row in tried.tenths)


def test_without_a_file_there_is_nothing(tmp_path):
    assert backtests(tmp_path / "none.json") == ()
