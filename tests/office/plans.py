"""Small plans of invented counties, as text, for tests that take a plan in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from halfsky.formats.intake.opening import PlanFile, read_plan
from halfsky.office.files.selectors import content_path
from halfsky.office.plan.models import Plan, Target
from halfsky.office.plan.services.intake import take_in
from tests.cast import said

WOMEN = """青川县妇女发展“十四五”规划

为促进妇女发展，依据《中国妇女发展纲要（2021—2030年）》，制定本规划。规划期为2021—2025年。

一、发展领域、主要目标和策略措施

（一）妇女与健康

主要目标：

1.孕产妇死亡率下降到12/10万以内。城乡差距缩小。

2.妇女宫颈癌筛查率达到70%以上，乳腺癌筛查率达到65%以上。

策略措施：

1.完善妇女健康服务体系，加强妇幼保健机构建设。

（二）妇女与教育

主要目标：

1.高中阶段毛入学率达到95%以上。

策略措施：

1.保障女童平等接受义务教育的权利。
"""
CHILDREN = WOMEN.replace("妇女", "儿童").replace("宫颈癌筛查率", "龋患筛查率").replace("乳腺癌筛查率", "近视筛查率")


def draft_of(tmp_path: Path, text: str = WOMEN, name: str = "规划.txt") -> Plan:
    """A plan's text taken in by the officer."""
    path = tmp_path / "taken-in.txt"
    path.write_text(text, encoding="utf-8")
    return take_in(path=path, name=name, **said("officer"))


def target(plan: Plan, value: float) -> Target:
    """The plan's target of this value."""
    return Target.objects.get(domain__plan=plan, value=value)


def read_again(plan: Plan, change: dict[float, dict[str, Any]] | None = None, **more: Any) -> PlanFile:
    """What a later version of the reader might read of the same document: some targets otherwise."""
    read = read_plan(content_path(plan.source), plan.source.name)
    rows = [{**row, **(change or {}).get(row["value"], {})} for row in read.reading["targets"]]
    return replace(read, reading={**read.reading, "targets": rows, **more})
