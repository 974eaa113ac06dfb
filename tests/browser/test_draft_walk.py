"""A report in a real browser: drafted, edited by chips, a typed figure refused, remarked on, compared, approved, published, revised."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Site, python, signed_in
from tests.browser.test_axe import look

pytestmark = [pytest.mark.browser, pytest.mark.slow]
REVISE = """
import django; django.setup()
from pathlib import Path
from django.utils import timezone
from halfsky.office.monitoring.services.run import run_release
from halfsky.office.release.services.freeze import freeze
from tests.cast import CAST
from tests.office.figures import row, taken
home = Path("{home}")
taken(home, row("environment.rural_tap_water", year=2024, value="12.34"))
run_release(release=freeze(year=2024, reason="更正普及率", by=CAST["statistician"], at=timezone.now()), by=CAST["statistician"], at=timezone.now())
"""


def person(browser: Any, site: Site, login: str) -> Any:
    return signed_in(browser, site, login, viewport={"width": 1280, "height": 900}).new_page()


def test_a_report_from_draft_to_corrected_edition(browser: Any, desk: tuple[Site, Path]) -> None:
    site, home = desk
    officer, leader = person(browser, site, "officer"), person(browser, site, "leader")
    broken: list[str] = []
    officer.on("pageerror", lambda error: broken.append(str(error)))
    officer.on("console", lambda said: broken.append(said.text) if said.type == "error" and "422" not in said.text else None)
    officer.goto(site.address + "/documents/")
    officer.click("text=草稿与起草")
    officer.select_option("#kind", "domain:environment")
    officer.click('form[action$="/start/"] button.primary')
    address = officer.url
    block = officer.locator(".draftblock", has=officer.locator(".draft-body, .draft-lead")).filter(has_text="农村自来水普及率").first
    anchor = block.get_attribute("id")
    assert officer.locator(f'#{anchor} data.bound[title*="发布版 2024-1"]').count() > 2

    def edit(words: str) -> None:
        officer.click(f'#{anchor} a[href*="edit="]')
        officer.click(".chipbox")
        officer.keyboard.press("Control+Home")
        officer.keyboard.type(words)
        officer.click('button[name="what"][value="edit"]')

    edit("今年有99人。")
    assert "直接敲进去的数" in officer.inner_text(".errsum") and "今年有99人。" in officer.inner_text(".chipbox")
    officer.goto(address)
    officer.click(f'#{anchor} a[href*="edit="]')
    assert "今年有99人。" in officer.inner_text(".chipbox")  # what was not saved is there again
    officer.click(".draftform a.btn")
    edit("经多方努力，")
    assert "经多方努力，" in officer.inner_text(f"#{anchor}") and officer.locator(f'#{anchor} data.bound[title*="发布版 2024-1"]').count() > 2
    officer.click("text=版本与对比")
    assert officer.inner_text(".diff ins").endswith("经多方努力，")

    leader.goto(address)
    leader.click(f'#{anchor} a[href*="note="]')
    leader.fill("#note", "请核对")
    leader.click("button[value=say]")
    officer.goto(address)
    officer.check('input[name="despite"]')
    officer.click("button[value=put_forward]")
    leader.goto(address)
    leader.fill("#comment", "先办结批注")
    leader.click("button[value=object_to]")
    officer.goto(address)
    officer.click("button[value=redraft]")
    officer.click("button[value=settle]")
    officer.click("button[value=put_forward]")
    leader.goto(address)
    leader.click("button[value=approve]")
    officer.goto(address)
    assert officer.locator('a[href*="edit="]').count() == 0
    officer.click("button[value=publish]")
    python(home, "-m", "halfsky", "worker", "--once")
    officer.goto(site.address + "/documents/archive/")
    assert "2号" in officer.inner_text("tbody tr:first-child")

    python(home, "-c", REVISE.format(home=home))
    officer.click("tbody tr:first-child a[href$='/revision/']")
    assert "12.34%" in officer.inner_text("main")
    officer.click("text=起草更正版")
    officer.locator('button[value^="take:"]').first.click()
    officer.click("text=全部采用")
    corrected = officer.url.replace("revision/", "")
    officer.goto(corrected)
    assert "经多方努力" in officer.inner_text("main") and "12.34%" in officer.inner_text("main")
    officer.click("button[value=settle]")  # a remark asks to look at the officer's own sentence again
    officer.click("button[value=put_forward]")
    leader.goto(corrected)
    leader.click("button[value=approve]")
    officer.goto(corrected)
    officer.click("button[value=publish]")
    python(home, "-m", "halfsky", "worker", "--once")
    officer.goto(site.address + "/documents/archive/")
    words = officer.inner_text("tbody")
    assert "3号" in words and "更正 妇儿工委办" in words and "已由 妇儿工委办" in words
    assert not broken
    officer.context.close()
    leader.context.close()


def test_the_forms_at_a_block_are_accessible(browser: Any, desk: tuple[Site, Path]) -> None:
    site, _home_of = desk
    context = signed_in(browser, site, "officer", bypass_csp=True)
    page = context.new_page()
    page.goto(site.address + "/documents/drafts/")
    page.select_option("#kind", "leader")
    page.click('form[action$="/start/"] button.primary')
    address = page.url
    found = [
        problem for form in ("edit", "add", "note")
        for problem in look(page, site.address + page_of(page, address, form), form)
    ]
    context.close()
    assert not found


def page_of(page: Any, address: str, form: str) -> str:
    """Where the first form of a kind opens, without its anchor."""
    page.goto(address)
    href = page.locator(f'a[href*="{form}="]').first.get_attribute("href")
    return address.partition("//")[2].partition("/")[1] + address.partition("//")[2].partition("/")[2] + href.partition("#")[0]
