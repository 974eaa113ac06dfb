"""Lists of parts that are all of their whole."""

from __future__ import annotations

import pytest

from halfsky.plandoc.source import from_text
from halfsky.reportdoc.checking import check
from tests.reportdoc.held import assert_followed, assert_told

WRONG = [
    ("职业学校在校生2150人（男1204人，女964人）。", "2150", "2168人"),
    ("孤儿286人，其中机构集中养育64人，社会散居232人。", "286", "296人"),
    ("五年新增母婴室分别为24间、31间、28间、35间和32间，五年累计新增160间。", "160", "150间"),
    ("全县共有幼儿园64所，其中公办41所，民办25所。", "64所", "66所"),
    ("城乡低保对象8650人，其中城市低保2130人，农村低保6250人。", "8650", "8380人"),
    ("拥有卫生机构305个，其中：医院17个，基层医疗卫生机构275个，专业公共卫生机构15个。", "305", "307个"),
    ("在校生132人，随班就读186人，送教上门44人，三类合计352人。", "352", "362人"),
    ("全县处级干部42人，女干部9人；科级干部684人，女干部178人，两级合计女干部197人。", "197", "187人"),
    ("合作社126家，其中省级示范社8家，市级示范社22家，县级示范社36家，其余70家。", "126", "136家"),
    ("应报数据412项，实报397项，缺报25项。", "25", "15项"),
    ("排查低收入妇女4680人，帮扶4212人，剩余486人。", "486", "468人"),
    ("本规划共设75项主要目标，可监测63项。其中：提前达标18项，达标30项，预期可达标9项，难以达标4项，未达标4项。", "63", "65项"),
    ("规划设健康、教育等四个领域，共有指标40项。健康领域14项、教育领域10项、经济领域9项、环境领域9项。", "40", "42项"),
    ("义务教育阶段在校生6.12万人，其中小学4.15万人，初中1.79万人。", "6.12", "5.94万人"),
    ("宣传活动246场次，其中县级36场次、乡镇级82场次、村级138场次。", "246", "256场次"),
]  # fmt: skip
RIGHT = [
    "职业学校在校生2150人（男1204人，女946人）。",
    "五年新增母婴室分别为24间、31间、28间、35间和32间，五年累计新增150间。",
    "全县共有幼儿园64所，其中公办41所，民办23所。",
    "拥有卫生机构305个，其中：医院17个，基层医疗卫生机构275个，专业公共卫生机构13个。",
    "在校生132人，随班就读186人，送教上门44人，三类合计362人。",
    "应报数据412项，实报397项，填报率96.4%，缺报15项。",
    "规划设健康、教育等四个领域，共有指标40项。健康领域14项、教育领域10项、经济领域9项、环境领域7项。",
]  # fmt: skip


@pytest.mark.parametrize(("passage", "printed", "right"), WRONG)
def test_what_does_not_follow_is_told_with_the_right_figure(passage: str, printed: str, right: str) -> None:
    assert_told(passage, printed, right)


@pytest.mark.parametrize("passage", RIGHT)
def test_right_passages_are_followed_and_left_alone(passage: str) -> None:
    assert_followed(passage)


@pytest.mark.parametrize("passage", [
    "全县干部600人，其中女干部180人，少数民族干部210人，党员420人。",
    "拥有卫生机构305个，其中医院17个，乡镇卫生院14个。",
    "在校生6.12万人，其中小学4.15万人，初中1.79万人。",
    "卫生技术人员3386人，其中执业医师1247人，注册护士1528人。",
])  # fmt: skip
def test_what_cannot_be_followed_is_left_alone(passage: str) -> None:
    assert check(from_text(passage)).findings == []
