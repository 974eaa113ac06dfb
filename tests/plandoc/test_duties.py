"""Who owes what, by when."""

from halfsky.plandoc.duties import duty


def test_a_clause_names_bodies_and_times() -> None:
    found = duty("monitoring", 1, "实行年度监测。县统计局牵头，每年6月30日前向县妇儿工委报送数据，2023年开展中期评估。", 3, (0, 9))
    assert found.title == "实行年度监测"
    assert "县统计局" in found.who
    assert any("妇儿工委" in body for body in found.who)
    assert {"每年6月30日前", "2023年", "中期"} <= set(found.when)
