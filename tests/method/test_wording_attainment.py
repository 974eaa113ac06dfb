from decimal import Decimal

from halfsky.method.wording import attainment
from halfsky.method.wording.piece import Field, plain

YEAR = Field("release:year", "2024")


def row(monitorable, rate, **states):
    return {"monitorable": monitorable, "rate": rate, **states}


def test_the_rate_is_told_with_its_fraction_and_the_three_kinds_apart():
    found = attainment.counts(
        "all:goals", row(54, 81.48, met=40, met_early=4, not_met=10, no_data=2, not_due=3)
    )
    told = "".join(plain(one) for one in attainment.overall(found, YEAR, "zh"))
    assert "规划确定的59项主要目标中，2024年可监测54项，44项达标，达标率为81.48%（44/54）。" in told
    assert "另有未上报2项、未到期3项，均不计入达标率的分母。" in told


def test_without_a_denominator_there_is_no_rate():
    found = attainment.counts("all:goals", row(0, None, not_due=2))
    told = plain(attainment.overall(found, YEAR, "zh")[0])
    assert told == "规划确定的2项主要目标中，2024年尚无可监测的目标，不计算达标率。"
    assert attainment.by_indicator(found, "zh") == ()


def test_the_rate_moves_by_points():
    now, before = (attainment.counts("k", row(10, rate, met=6, hard=4)) for rate in (62.69, 71.83))
    assert plain(attainment.against_last_year(now, before, "zh")) == "达标率比上年下降9.14个百分点。"
    assert plain(attainment.against_last_year(now, now, "zh")) == "达标率与上年持平。"


def test_a_domain_opens_by_what_matters_there():
    def told(place=0, **states):
        judged = sum(states.get(one, 0) for one in attainment.JUDGED)
        return plain(attainment.opening(attainment.counts("d", row(judged, 1, **states)), YEAR, "zh", place))

    assert told(not_met=1, met=3) == "本领域1项目标未达标或达标困难，需要重点关注。"
    assert told(place=1, not_met=1, met=3) != told(not_met=1, met=3)
    assert told(met=4) == "本领域4项可监测目标全部达标。"
    assert told(met=1, no_data=5, expected=1) == "本领域7项目标中仅2项可监测，评价受数据制约。"
    assert told(not_due=2) == "本领域2项目标2024年均无法评价。"
    assert told(met=2, expected=1) == "本领域可监测的3项目标中，2项达标，其余1项按进度可望实现。"


def test_equal_domains_are_not_ranked():
    same = [(name, attainment.counts(name, row(2, 50, met=1, hard=1))) for name in ("甲", "乙")]
    assert attainment.ranking(same, "zh", True) == ()
    other = [*same, ("丙", attainment.counts("c", row(3, Decimal("33.33"), met=1, hard=2)))]
    assert plain(attainment.ranking(other, "zh", False)).startswith("达标率较低的领域是丙（33.33%，1/3）")
