"""Shares whose whole is told apart from the part."""

from __future__ import annotations

import pytest

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.checking import check

WRONG = [
    ("免费筛查完成9860人，任务数9500人，完成率108.3%。", "108.3%", "103.8%"),
    ("活产数18640例，婴儿死亡58例；5岁以下儿童死亡79例，死亡率4.42‰。", "4.42", "4.24"),
    ("城镇新增就业4210人，完成年度任务4000人的102.5%。", "102.5%", "105.2%"),
    ("评选最美家庭1260户，其中市级以上90户，占7.6%。", "7.6%", "7.1%"),
    ("留守儿童2316人，比2022年减少284人，减少10.9%，其中父母双方外出1204人，占50.2%。", "50.2%", "52.0%"),
    ("发出人身安全保护令31份，签发率为86.1%（申请38件）。", "86.1%", "81.6%"),
    ("剖宫产812例，剖宫产率为38.8%（分娩产妇2196人）。", "38.8%", "37.0%"),
    ("高危孕产妇426人，占孕产妇总数的32.5%，全县孕产妇1398人。", "32.5%", "30.5%"),
    ("共为24860名适龄妇女进行了筛查，应查30120人，筛查率为85.2%。", "85.2%", "82.5%"),
    ("农村无害化卫生厕所3.62万户，农村总户数4.91万户，普及率75.3%。", "75.3%", "73.7%"),
    ("检查12650人，检出病例38例，检出率为330.4/10万。", "330.4", "300.4"),
    ("女干部187人，占处科级干部总数726人的26.8%。", "26.8%", "25.8%"),
    ("城乡低保对象8650人，其中城市低保2130人，农村低保6520人。低保对象中女性3876人，占45.8%。", "45.8%", "44.8%"),
    ("全区有幼儿园118所，在园幼儿2.96万人，普惠性幼儿园104所，占87.1%。", "87.1%", "88.1%"),
    ("托位数1260个，每千人口托位数为4.9个（常住人口28.614万人）。", "4.9", "4.4"),
    ("儿童人口9.86万人，其中男童5.17万人，女童4.69万人，儿童人口占常住人口的19.9%（常住人口52.3万人）。", "19.9%", "18.9%"),
]  # fmt: skip
RIGHT = [
    "免费筛查完成9860人，任务数9500人，完成率103.8%。",
    "城镇新增就业4210人，完成年度任务4000人的105.2%。",
    "高中女生2140人，占46.7%，其中普通高中女生1440人，占49.3%。在校生100人，女生40人，占40%。",
    "剖宫产812例，剖宫产率为37.0%（分娩产妇2196人）。",
    "高危孕产妇426人，占孕产妇总数的30.5%，全县孕产妇1398人。",
    "检查12650人，检出病例38例，检出率为300.4/10万。",
    "女干部187人，占处科级干部总数726人的25.8%。",
    "全区有幼儿园118所，在园幼儿2.96万人，普惠性幼儿园104所，占88.1%。",
    "累计活产8230人，累计死亡1人，五年平均孕产妇死亡率12.15/10万。",
]  # fmt: skip


@pytest.mark.parametrize(("passage", "printed", "right"), WRONG)
def test_what_does_not_follow_is_told_with_the_right_figure(passage: str, printed: str, right: str) -> None:
    found = check(from_text(passage)).findings
    assert len(found) == 1, [finding.text() for finding in found]
    assert printed in found[0].text() and right in found[0].text()


@pytest.mark.parametrize("passage", RIGHT)
def test_right_passages_are_followed_and_left_alone(passage: str) -> None:
    checked = check(from_text(passage))
    assert (checked.findings, checked.claims > 0) == ([], True)


@pytest.mark.parametrize("passage", [
    "全县教师3026人，退休教师812人。低保对象中女性387人，占45.8%。",
    "新生儿死亡5例，新生儿死亡率为2.62‰。",
])  # fmt: skip
def test_what_cannot_be_followed_is_left_alone(passage: str) -> None:
    assert check(from_text(passage)).findings == []
