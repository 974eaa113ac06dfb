"""An indicator's name as a label and as the subject of an English sentence."""

from __future__ import annotations

import pytest

from halfsky.method.wording.naming import label, said
from halfsky.method.wording.number import UNITS, unit_of


@pytest.mark.parametrize(("name", "breakdown", "zh"), [
    ("基本养老保险参保率", "SEX=F", "女性基本养老保险参保率"), ("适龄妇女宫颈癌人群筛查率", "SEX=F", "适龄妇女宫颈癌人群筛查率"),
    ("基本养老保险参保率", "SEX=F;URBANISATION=R", "农村女性基本养老保险参保率"), ("孕产妇死亡率", "", "孕产妇死亡率"),
])  # fmt: skip
def test_a_chinese_name_says_whose_it_is_once(name: str, breakdown: str, zh: str) -> None:
    assert label(name, breakdown, "zh") == zh


@pytest.mark.parametrize(("name", "breakdown", "unit", "subject"), [
    ("Women among employed people", "", "percent", "the share of women among employed people"),
    ("People who exercise regularly", "SEX=F", "percent", "the share of women who exercise regularly"),
    ("Workers taking part in skills training", "SEX=F", "percent", "the share of women workers taking part in skills training"),
    ("Basic pension insurance coverage", "SEX=F", "percent", "women's basic pension insurance coverage"),
    ("Prevalence of depression and anxiety disorders", "SEX=F", "percent", "the prevalence of depression and anxiety disorders among women"),
    ("Maternal mortality ratio", "", "per_100k", "the maternal mortality ratio"),
    ("People in unemployment insurance", "SEX=F", "person", "the number of women in unemployment insurance"),
    ("Media and digital skills training for women", "", "count", "media and digital skills training for women"),
    ("Party school courses that teach equality", "", "percent", "the share of Party school courses that teach equality"),
    ("Women's homes", "", "percent", "coverage by women's homes"),
    ("Average wage in urban units", "", "yuan", "the average wage in urban units"),
    ("Childcare places per 1,000 people", "", "per_thousand_pop", "the number of childcare places per 1,000 people"),
])  # fmt: skip
def test_an_english_name_becomes_a_subject_of_a_sentence(name: str, breakdown: str, unit: str, subject: str) -> None:
    assert said(label(name, breakdown, "en"), UNITS[unit], "en") == subject


def test_what_is_per_thousand_persons_by_its_name_is_counted_in_pieces() -> None:
    assert (unit_of("per_thousand_pop", "每千人口3岁以下婴幼儿托位数").zh, unit_of("per_thousand_pop", "每千人口妇幼健康服务人员数").zh) == ("个", "人")
    assert unit_of("per_thousand_pop", "托位数").zh == "/千人"
