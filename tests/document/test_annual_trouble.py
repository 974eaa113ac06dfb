from halfsky.document import annual_trouble, reading, template
from halfsky.document.block import Paragraph
from halfsky.method.wording.piece import plain
from tests.document import county


def found(result=None):
    return reading.read(result or county.result(), county.framework(), county.figures(), "zh")


def test_each_kind_of_problem_is_named_with_what_shows_it():
    told = {kind: [plain(one) for one in names] for kind, names in annual_trouble.kinds(found()).items()}
    assert told["target"] == ["孕产妇死亡率", "女性基本养老保险参保率"]
    assert told["decline"] == ["适龄妇女宫颈癌人群筛查率"]
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
