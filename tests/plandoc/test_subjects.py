"""How many indicators stand in front of one value."""

import pytest

from halfsky.plandoc.subjects import count_of, says_all, subject_of


@pytest.mark.parametrize(("words", "wanted"), [
    ("小学、初中阶段净入学率均", 2), ("系统管理率和健康管理率均", 2), ("中小学、幼儿园保安员配备率和封闭化管理率均", 2), ("村、社区覆盖率", 1),
    ("产前筛查率和访视率", 2), ("覆盖率", 1), ("妇女之家、儿童之家均", 2), ("养老保险参保率、医疗保险参保率双双", 2), ("人均收入", 1), ("市、县两级领导班子", 1), ("一是市、县均设立", 1), ("市、县两级领导班子各", 1), ("儿童福利机构、救助保护机构各", 2), ("五好家庭、最美家庭每年各评选", 2),
    ("县委、县政府领导班子中各配备", 1),
])
def test_a_count(words: str, wanted: int) -> None:
    assert count_of(words) == wanted


def test_words_around_the_subject() -> None:
    assert subject_of("到▣▣▣▣▣其中普惠性托位占比均") == "普惠性托位占比"
    assert says_all("入学率均")
    assert not says_all("标准年均")
