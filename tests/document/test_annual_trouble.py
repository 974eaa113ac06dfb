from halfsky.document import annual_trouble, reading, template
from halfsky.document.block import Paragraph
from halfsky.method.wording.piece import plain
from tests.document import county


def found(result=None):
    return reading.read(result or county.result(), county.framework(), county.figures(), "zh")


def test_each_kind_of_problem_is_named_with_what_shows_it():
    told = {kind: [plain(one) for one in names] for kind, names in annual_trouble.kinds(found()).items()}
    assert told["target"] == ["孕产妇死亡率", "女性基本养老保险参保率"]
    assert told["stalled"] == ["适龄妇女宫颈癌人群筛查率"]
    assert told["data"] == ["孕产妇中重度贫血患病率"]
    assert told["small"] == ["孕产妇死亡率"]
    assert told["mechanism"] == ["联动机制"]
    assert "gap" not in told


def test_without_trouble_it_says_so():
    result = county.result()
    result["tracks"] = []
    blocks = annual_trouble.problems(found(result), template.load("annual", "zh"))
    assert [plain(one.pieces) for one in blocks if isinstance(one, Paragraph)] == [
        "本次监测未发现需要单独说明的突出问题。"
    ]


def test_a_gap_is_said_to_have_widened_no_more_surely_than_its_interval_lets_it():
    form = template.load("annual", "zh")
    result = county.result()
    assert plain(annual_trouble._chance(found(result), form)) == "从现有数据看，还不能排除偶然波动，需继续观察。"
    figures = [{**row, "value": "80.00"} if (row["breakdown"], row["year"]) == ("SEX=F", 2024) else row for row in map(dict, map(reading.as_row, county.figures()))]
    wide = reading.read(result, county.framework(), figures, "zh")
    assert "gap" in annual_trouble.kinds(wide)
    result["gaps"] = [{"area": county.AREA, "indicator": "security.pension_coverage", "dimension": "SEX", "change_95": [1.0, 9.0]}]
    assert plain(annual_trouble._chance(reading.read(result, county.framework(), figures, "zh"), form)) == "其中1个超出偶然波动的范围。"


def test_only_what_occurs_is_counted_and_longer_lists_say_that_there_is_more():
    form = template.load("annual", "zh")
    said = " ".join(plain(one.pieces) for one in annual_trouble.missed(found(), form) if isinstance(one, Paragraph))
    assert "未达标1项、达标困难1项" in said and "未上报1项" in said and "0项" not in said
    told = " ".join(plain(one.pieces) for one in annual_trouble.problems(found(), form) if isinstance(one, Paragraph))
    assert "有1个量化指标未达标：孕产妇死亡率。有1个量化指标进度偏慢：女性基本养老保险参保率，按目前进度如期实现目标有困难。" in told and "等。" not in told


def test_what_could_not_be_judged_is_no_success():
    """A plan that no framework fits: nothing judged, nothing met; the report says so and asks for the indicators."""
    result = county.result()
    result["tracks"] = []
    for goal in result["goals"]:
        goal["state"] = "not_monitorable"
    result["all"]["goals"] = county.counts(not_monitorable=4)
    form = template.load("annual", "zh")
    told = " ".join(plain(one.pieces) for part in (annual_trouble.missed, annual_trouble.problems, annual_trouble.suggestions) for one in part(found(result), form) if isinstance(one, Paragraph))
    assert "本年没有可以评价的目标，是否达标尚不能判断。" in told and "没有未达标" not in told and "未发现" not in told
    assert "有4项目标没有确定监测指标或目标值" in told and "由监测组会同牵头部门确定监测指标" in told and "保持现有进度" not in told
