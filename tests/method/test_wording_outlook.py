import pytest

from halfsky.method.outlook.level import CANNOT, COLOURS, LEVELS
from halfsky.method.outlook.level import WHY as REASONS
from halfsky.method.wording import outlook
from tests.method.outlook.test_backtest import table


def test_every_level_colour_and_reason_has_its_words():
    assert set(outlook.LEVEL) == {*LEVELS, CANNOT}
    assert set(outlook.COLOUR) == {*COLOURS.values(), "blue"}
    assert set(outlook.WHY) == {key for key in REASONS if key}
    assert outlook.level("at_risk") == "达标困难" and outlook.level("at_risk", "en") == "at risk"
    assert outlook.why("too_far") == "目标年距最近数据超过5年" and "five years" in outlook.why("too_far", "en")


@pytest.mark.parametrize(("lang", "words"), [("zh-hans", ("本方法", "增速比", "异常波动")), ("en", ("this model", "growth ratio", "swing"))])
def test_the_table_of_a_backtest_names_every_method(lang, words):
    from halfsky.method.outlook.backtest import backtest
    from halfsky.method.scheme import Scheme
    from tests.method.outlook.known import priors, recalibration

    found = backtest(table(count=20), priors(), recalibration(), Scheme())
    told = outlook.backtest_table("a", found, lang)
    assert all(word in told for word in words) and told.startswith("== a")
    assert all(outlook.METHOD[key][lang == "en"] in told for key in found.scores)
