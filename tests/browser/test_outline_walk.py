"""An outline in a real browser: reordered by keyboard, a section off, one of one's own with a figure, previewed, saved, drafted, printed."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.browser.conftest import Site, _home, _served, signed_in
from tests.browser.test_axe import look

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HERE = "/documents/outlines/annual/"


@pytest.fixture(scope="module")
def desk(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An office of its own, so that no other page's pictures change."""
    home, base = _home(tmp_path_factory)
    copy = base / "outline-desk"
    shutil.copytree(home, copy)
    yield from _served(copy)


def shot(page: Any, name: str) -> None:
    """Pictures at both widths, where a folder for them is named."""
    folder = os.environ.get("HALFSKY_WALK_PICTURES")
    for width, height in ((390, 844), (1280, 900)) if folder else ():
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=Path(str(folder)) / f"{name}-{width}.png", full_page=True)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_outline_from_the_first_button_to_the_printed_report(browser: Any, desk: Site, scripts: bool) -> None:
    kind = "final" if scripts else "midterm"
    here = HERE.replace("annual", kind)
    officer = signed_in(browser, desk, "officer", viewport={"width": 1280, "height": 900}, java_script_enabled=scripts).new_page()
    officer.goto(desk.address + "/documents/")
    officer.click("text=报告大纲")
    shot(officer, f"outlines-{kind}")
    officer.click(f'a[href="{here}"]')
    officer.focus('button[value="up:problems"]')
    officer.keyboard.press("Enter")
    officer.wait_for_selector("text=尚未保存的改动")
    rows = officer.locator("tbody").first.inner_text()
    assert rows.index("存在的主要问题") < rows.index("未达标和未上报情况") and "尚未保存的改动" in officer.inner_text("main")
    if scripts:
        assert officer.evaluate("document.activeElement.value") == "up:problems"
    officer.click('button[value="switch:scope"]')
    officer.click('button[value="add"]')
    officer.fill("#title_zh", "组织领导情况")
    officer.select_option("#after", "conclusion")
    place = officer.locator("#chips tr", has_text="主要目标").filter(has=officer.locator("td", has_text="75")).first.get_attribute("data-n")
    if scripts:
        officer.click(".chipbox")
        officer.keyboard.type("领导小组逐项研究，共")
        officer.click(f'#chips tr[data-n="{place}"] button')
        officer.keyboard.press("End")
        officer.keyboard.type("项目标。")
    else:
        officer.fill("#words", f"领导小组逐项研究，共⟦{place}⟧项目标。")
    shot(officer, f"outline-panel-{kind}")
    officer.click('button[value="use"]')
    assert "组织领导情况" in officer.inner_text("main")
    shot(officer, f"outline-{kind}")
    if scripts:
        with officer.context.expect_page() as opened:
            officer.click("text=预览报告")
        assert "领导小组逐项研究，共75项目标。" in opened.value.inner_text("article")
        opened.value.close()
    officer.fill("#note", "县里要求")
    officer.click("text=存为新版")
    assert "现行第 1 版" in officer.inner_text("main") and "县里要求" in officer.inner_text("main")
    shot(officer, f"outline-saved-{kind}")
    officer.goto(desk.address + "/documents/drafts/")
    officer.select_option("#kind", kind)
    officer.click('form[action$="/start/"] button.primary')
    address = officer.url
    assert "按大纲第 1 版" in officer.inner_text("main") and "共75项目标" in officer.inner_text(".drafttext")
    files = {form: officer.request.get(f"{address}draft.{form}").body() for form in ("docx", "pdf", "html")}
    words = {
        "docx": zipfile.ZipFile(io.BytesIO(files["docx"])).read("word/document.xml").decode(),
        "pdf": "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(files["pdf"])), "html": files["html"].decode(),
    }
    for form, said in words.items():
        assert "组织领导情况" in said and "指标口径和有关说明" not in said, form
        assert said.rindex("存在的主要问题") < said.rindex("未达标和未上报情况"), form
    officer.goto(desk.address + here)
    officer.locator('button[name="to"][value="0"]').click()
    officer.wait_for_load_state()
    officer.goto(address)
    officer.click("text=按新大纲调整")
    officer.wait_for_selector(".said, .notice")
    officer.wait_for_load_state()
    assert "按大纲第 2 版" in officer.inner_text("main") and "指标口径和有关说明" in officer.inner_text(".drafttext")
    assert "组织领导情况" not in officer.inner_text(".drafttext")
    shot(officer, f"draft-rearranged-{kind}")
    officer.context.close()


def test_the_pages_are_accessible(browser: Any, desk: Site) -> None:
    context = signed_in(browser, desk, "officer", bypass_csp=True)
    page = context.new_page()
    found = [problem for address in ("/documents/outlines/", HERE) for problem in look(page, desk.address + address, address)]
    context.close()
    assert not found
