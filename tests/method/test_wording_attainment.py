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
        met = states.get("met", 0)
        rate = round(met / judged * 100, 2) if judged else None
        return plain(attainment.domain_counts(attainment.counts("d", row(judged, rate, **states)), YEAR, "zh", place))

    assert told(not_met=1, met=3) == "4项目标均可监测，达标3项，达标率75.00%（3/4）。"
    assert told(1, not_met=1, met=3, no_data=1) == "达标率75.00%（3/4），即可监测的4项目标中3项达标；5项目标中另有未上报1项，不计入分母。"
    assert told(met=4) == "4项目标全部可以监测，且全部达标。"
    assert told(met=4, not_due=1) == "可监测的4项目标全部达标；5项目标中另有未到期1项，不计入分母。"
    assert told(met=1, no_data=5, expected=1) == "本领域7项目标中仅2项可监测（未上报5项），其中达标1项，不足以反映全貌。"
    assert told(met=1, no_data=5).startswith("本领域6项目标中仅1项可监测")  # all of them met, and no word of it
    assert told(not_due=2) == "本领域2项目标2024年均无法评价（未到期2项）。"
    assert told(hard=2, not_met=1) == "可监测的3项目标尚无一项达标。"


def test_what_is_on_pace_is_said_where_nothing_lags():
    def told(lang="zh", **states):
        judged = sum(states.get(one, 0) for one in attainment.JUDGED)
        return plain(attainment.rest(attainment.counts("d", row(judged, 1, **states)), lang))

    assert told(met=2, expected=1) == "其余1项按进度可望如期实现。"
    assert told("en", met=2, expected=1) == "The other 1 is on pace to be met in time."
    assert told("en", met=2, expected=2) == "The other 2 are on pace to be met in time."
    assert told(expected=3) == "各项进度均不慢于要求，可望如期实现。"
    assert told(met=2, expected=1, hard=1) == ""


def test_equal_domains_are_not_ranked():
    same = [(name, attainment.counts(name, row(2, 50, met=1, hard=1))) for name in ("甲", "乙")]
    assert attainment.ranking(same, "zh", True) == ()
    other = [*same, ("丙", attainment.counts("c", row(3, Decimal("33.33"), met=1, hard=2)))]
    assert plain(attainment.ranking(other, "zh", False)).startswith("达标率较低的领域是丙（33.33%，1/3）")


def test_no_domain_stands_at_both_ends_and_few_goals_are_not_ranked():
    def counted(name, met, bad, left=0):
        rate = Decimal(met * 100) / (met + bad)
        return name, attainment.counts(name, row(met + bad, rate, met=met, hard=bad, no_data=left))

    some = [counted("甲", 1, 0, 9), counted("乙", 3, 0, 6), counted("丙", 4, 4), counted("丁", 2, 4)]
    assert plain(attainment.ranking(some, "zh", True)) == "达标率较高的领域是丙（50.00%，4/8）"
    assert "甲" not in plain(attainment.ranking(some, "zh", True)) and "丙" not in plain(attainment.ranking(some, "zh", False))
    zero = [counted(name, 0, 5) for name in "甲乙丙丁"] + [counted("戊", 1, 4)]
    assert attainment.ranking(zero, "zh", False) == () and "戊" in plain(attainment.ranking(zero, "zh", True))
