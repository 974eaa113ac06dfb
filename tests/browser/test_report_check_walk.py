"""A report handed in by the browser: its faults stand marked in their sentences, at every width, in both themes, for everyone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Site, signed_in
from tests.browser.test_axe import RULES, WIDTHS, axe

pytestmark = [pytest.mark.browser, pytest.mark.slow]
REPORT = """岚县2024年妇女发展规划统计监测报告
一、妇女与健康
婚前医学检查率为74.8%，比上年提高4.9个百分点，上年为70.9%。
全县参加城乡居民基本医疗保险的女性占48.5%，比上年提高0.2个百分点。
（二）妇女与教育
九年义务教育阶段在校生18420人，其中女生8566人，占47.9%；全县共有幼儿园64所，其中公办41所，民办25所。
三、总体情况
在可监测的54项指标中，有44项达标，达标率为81.5%。
"""


def handed_in(page: Any, site: Site, file: Path, scheme: str = "light", width: int = 1280) -> None:
    """Upload the report on the page and wait for the result."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.address + "/documents/check/")
    page.set_input_files("#file", str(file))
    page.click("main button[type=submit]")
    page.wait_for_selector(".finding")


def test_the_result_is_marked_and_accessible(browser: Any, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "监测报告.txt"
    file.write_text(REPORT, encoding="utf-8")
    context = signed_in(browser, site, "reporter", bypass_csp=True)
    page = context.new_page()
    found = []
    for scheme in ("light", "dark"):
        for width in WIDTHS:
            handed_in(page, site, file, scheme, width)
            assert page.locator(".finding mark").all_inner_texts() == ["提高4.9个百分点", "47.9%", "64所"]
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                found.append(f"{scheme} {width}: the page is {wide} wide")
            page.evaluate(axe())
            found += [f"{scheme} {width}: {one['id']}" for one in page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]]
    context.close()
    assert found == []
