import pytest

from halfsky.method.wording.plan_title import english


@pytest.mark.parametrize(("zh", "en", "region", "told"), [
    ("岢岚县妇女发展“十四五”规划（要点本）", "岢岚县妇女发展“十四五”规划（要点本）", "Kelan County", "Kelan County Plan for Women's Development, 2021–2025"),
    ("某市儿童发展规划", "", "", "Plan for Children's Development, 2021–2025"),
    ("某市妇女儿童发展规划", "", "某市", "Plan for Women's and Children's Development, 2021–2025"),
    ("某县妇女发展规划", "The county's plan", "X County", "The county's plan"),
    ("某县交通规划", "", "X County", ""),
])  # fmt: skip
def test_an_english_title_is_made_by_rule_where_none_is_given(zh, en, region, told):
    assert english(zh, en, region, 2021, 2025) == told
