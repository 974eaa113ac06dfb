"""A refusal has its reason."""

from halfsky.plandoc.outline import Region
from halfsky.plandoc.source import from_text
from halfsky.plandoc.verdict import REASONS, at_end, at_sight


def test_at_sight() -> None:
    assert at_sight(from_text("妇女发展规划" + "促进妇女全面发展" * 20)) is None
    refused = at_sight(from_text(""))
    assert refused is not None
    assert refused.sentence() == REASONS["empty"][0]


def test_at_end() -> None:
    region = Region("妇女与健康", 1, (0, 1), 1)
    assert at_end("望川县妇女发展规划", "", [region], paired=False).why == "no_goals"
    assert at_end("", "监测报告", [], paired=False).why == "report"
    assert at_end("", "其他", [], paired=False).why == "no_domains"
