"""The counts that the README quotes are those of the catalogue."""

from halfsky.formats.catalogue import load
from tests.docs.pages import ROOT, text_of


def test_the_readme_counts_the_plan_and_the_framework_rightly():
    catalogue = load()
    plan = catalogue.plans[0]
    counts = (len(plan.domains), len(plan.goals), len(plan.measures), len(plan.targets))
    english, chinese = text_of(ROOT / "README.md"), text_of(ROOT / "README.zh.md")
    assert "{} domains, {} goals, {} measures, {} numeric targets".format(*counts) in english
    assert "{} 个领域，{} 项主要目标，{} 条策略措施，{} 个量化目标".format(*counts) in chinese
    assert f"framework of {len(catalogue.indicators)} indicators" in english
    assert f"{len(catalogue.indicators)} 个指标的指标体系" in chinese
